"""Văn bản bên Nhà nước từ hồ sơ: rows → the minutes of each form of the election of a village head."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dantin.core import rulebooks
from dantin.core.plan import Procedure, VoteForm
from dantin.core.record import Minutes
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.rulebooks.village_head.numbers import VH_2008
from dantin.core.values import percent
from dantin.locale.words import day, full_name, head_title, of_kind
from dantin.papers.form import Form
from dantin.store.models import (
    Candidacy,
    Conference,
    Contest,
    Declaration,
    Recognition,
    RegisterPosting,
    Roll,
    Round,
    Ruling,
    SlateFixed,
    Standing,
    TeamMember,
)
from dantin.store.script_words import Hall, script

from .households import households_of
from .nominees import NomineeFile, nominees_of, team_of
from .paper_subjects import VOTERS, Subject, as_kept, next_words, script_lines, villages_in, warnings_of
from .particulars import candidates_of, declared_by
from .periods import place_on
from .polls import CountingBoard, PollFacts, boards_of, poll_of
from .preparation import STEPS, deadlines_of

Papers = Iterator[Minutes]
_ROLES = dict(TeamMember.Role.choices)
_ORIGINS = dict(Candidacy.Origin.choices)


_NOBODY: list[dict[str, Any]] = [{"name": None, "role": None, "organisation": None}] * 5


def _voters(of: Subject) -> tuple[str, int | None]:
    """Ai đi bầu và tổng số: of the certified roll, or as the call says before there is one."""
    roll = Roll.objects.filter(election=of.election, village__code=of.village.code).first()
    electorate = roll.electorate if roll else of.election.electorate
    return VOTERS.get(electorate, ""), roll.count if roll else None


def _held_on(of: Subject) -> str:
    """Ngày bầu of the village: that of its wave."""
    found = Standing.objects.filter(election=of.election, village_code=of.village.code).select_related("wave").first()
    return (found.wave.begins_on if found is not None and found.wave is not None else of.election.held_on).isoformat()


def _made(form: Form, of: Subject, *parts: object, **fields: Any) -> Minutes:
    voters, roll = _voters(of)
    return of.minutes(form, of.record(*parts), **as_kept({"voters": voters or None, "roll": roll} | fields))


def _rounds(of: Subject) -> list[Declaration]:
    """The newest conclusion of each round, in order."""
    found = Declaration.objects.filter(
        round__contest__election=of.election, round__contest__unit_code=of.village.code, side=of.election.side
    )
    newest = {
        row.round_id: row
        for row in found.select_related("round__contest__election").order_by("round__number", "version")
    }
    return list(newest.values())


def _counted(of: Subject, declared: Declaration, poll: PollFacts | None) -> dict[str, Any]:
    """What every paper of a counted round says."""
    asked, answer, round_ = declared.question, declared.answer, declared.round
    ballots = asked.get("ballots") or {}
    percents = {share.get("id", share["name"]): share["percent"] for share in answer["shares"]}
    held = round_.vote_form == VoteForm.SHOW_OF_HANDS.value
    base, elected = answer.get("base"), set(declared.elected)
    names = {one["id"]: one["name"] for one in asked["candidates"]}
    counted = [
        {
            "name": one["name"],
            "votes": one["votes"],
            "percent": percents.get(one["id"]),
            "elected": one["id"] in elected,
        }
        for one in asked["candidates"]
    ]
    return {
        "record_on": round_.held_on,
        "held_on": round_.held_on,
        "round": round_.counted,
        "procedure": round_.procedure,
        "vote_form": round_.vote_form,
        "opened_at": poll.opened_at if poll else None,
        "closed_at": poll.closed_at if poll else None,
        "voters": VOTERS.get(asked["electorate"]),
        "roll": asked["roll"],
        "attended": asked.get("attended"),
        "attended_percent": percent(asked["attended"], asked["roll"]) if "attended" in asked else None,
        **{name: None if held else ballots.get(name) for name in ("issued", "collected", "valid", "invalid")},
        "needed": base["needed"] if base else None,
        "candidates": counted if answer["shares"] else [],
        "elected": ", ".join(names[key] for key in declared.elected) or None,
        "outcome": _outcome(of, declared),
        "next": next_words(answer, of.village.kind),
        "warnings": warnings_of(declared, of.village.kind),
    }


def _outcome(of: Subject, declared: Declaration) -> str | None:
    if declared.outcome == "elected":
        return None
    if declared.outcome == "no_quorum":
        return "Số người dự chưa quá nửa tổng số trong danh sách; chưa tiến hành bầu được."
    return of_kind("Không ai được quá nửa tổng số trong danh sách; chưa bầu được trưởng thôn.", of.village.kind)


def _papers_of_rounds(wanted: Callable[[Round], bool], *, with_votes: bool = True) -> Callable[[Form, Subject], Papers]:
    """A paper of each round of that kind which was concluded; one of figures alone only where they were counted."""

    def made(form: Form, of: Subject) -> Papers:
        declared = _rounds(of)
        team = _board(of) if form.field("board") else []
        chosen = boards_of(of.election, of.village.code) if form.field("witnesses") else {}
        for one in declared:
            if not wanted(one.round) or (with_votes and not one.answer["shares"]):
                continue
            poll = poll_of(of.election, of.village.code) if one is declared[-1] else None
            counts = chosen.get(one.round.number)
            facts = _counted(of, one, poll) | {
                "board": team if _team_counts(one.round) else _chosen(counts),
                "witnesses": [{"name": name} for name in counts.witnesses] if counts else [],
            }
            if form.field("absent"):
                facts |= _meeting(of, one, poll)
            yield _made(form, of, one.round.number, **facts)

    return made


def _board(of: Subject) -> list[dict[str, Any]]:
    """Tổ bầu cử; five empty lines, as on the form, where the record has nobody."""
    _, members = team_of(of.election, of.village.code)
    found = [{"name": m.person.name, "role": _ROLES[m.role], "organisation": m.organisation or None} for m in members]
    return found or _NOBODY


def _chosen(board: CountingBoard | None) -> list[dict[str, Any]]:
    """Ban kiểm phiếu that the meeting chose, its head first."""
    names = board.members if board else ()
    return [
        {"name": name, "role": "thành viên" if n else "trưởng ban", "organisation": None}
        for n, name in enumerate(names)
    ] or _NOBODY


def _team_counts(of: Round) -> bool:
    """The election team counts, but for a meeting since 2023, which elects a counting board."""
    return of.contest.election.rulebook == VH_2008 or of.procedure != Procedure.MEETING.value


def _meeting(of: Subject, declared: Declaration, poll: PollFacts | None) -> dict[str, Any]:
    asked = declared.question
    _, members = team_of(of.election, of.village.code)
    named = {member.role: member.person.name for member in members}
    return {
        "absent": asked["roll"] - asked["attended"] if "attended" in asked else None,
        "chair": named.get(TeamMember.Role.LEADER),
        "clerk": named.get(TeamMember.Role.CLERK),
        "form_in_favour": poll.in_favour if poll else None,
        "form_present": poll.present if poll else None,
    }


def _calling(form: Form, of: Subject) -> Papers:
    """One of a commune, whichever of its villages is asked."""
    election = of.election
    rolls = dict(Roll.objects.filter(election=election).values_list("village__code", "count"))
    kinds = dict(Roll.objects.filter(election=election).values_list("village__code", "electorate"))
    days = dict(Standing.objects.filter(election=election).values_list("village_code", "wave__begins_on"))
    villages = [
        as_kept({
            "name": full_name(unit.kind, unit.name),
            "voters": VOTERS.get(kinds.get(unit.code, election.electorate)),
            "roll": rolls.get(unit.code),
            "held_on": days.get(unit.code) or election.held_on,
        })
        for unit in villages_in(election, of.commune.code)
    ]  # fmt: skip
    steps = [
        {"words": STEPS[one.step], "by": one.by.isoformat() if one.by else None, "law": str(one.cites)}
        for one in deadlines_of(election, election.held_on)
    ]
    titles = dict.fromkeys(head_title(unit.kind) for unit in villages_in(election, of.commune.code))
    whole = {"unit": of.commune.name, "unit_kind": None, "head_of_unit": None, "head_title": ", ".join(titles)}
    yield of.minutes(
        form, f"{election.code}/{of.commune.code}", record_on=election.called_on.isoformat(),
        held_on=election.held_on.isoformat(), villages=villages, steps=steps, **whole,
    )  # fmt: skip


def _team(form: Form, of: Subject) -> Papers:
    decision, members = team_of(of.election, of.village.code)
    if decision is None:
        return
    yield _made(
        form, of, f"to-bau-cu-{decision.version}",
        record_on=decision.decided_on, number=decision.decision_number, dated=decision.decided_on,
        held_on=_held_on(of), chair_paper=decision.chair_paper or None,
        members=[
            {"name": m.person.name, "role": _ROLES[m.role], "organisation": m.organisation or None} for m in members
        ],
    )  # fmt: skip


def _roll(form: Form, of: Subject) -> Papers:
    place = place_on(of.village.code, of.election.called_on)
    rows = households_of(place) if place else []
    posting = _posting(of)
    if not rows:
        return
    yield _made(
        form, of, "danh-sach", record_on=posting.posted_on if posting else of.election.called_on,
        posted_on=posting.posted_on if posting else None, posted_at=posting.posted_at if posting else None,
        households=[
            {
                "number": row.number,
                "head": row.head_name,
                "representative": row.representative.person.name if row.representative else None,
                "sex": (row.representative.person.get_sex_display() or None) if row.representative else None,
                "born_in": row.representative.person.born_in if row.representative else None,
                "authority": row.representative.get_authority_display() if row.representative else None,
            }
            for row in rows
        ],
    )  # fmt: skip


def _posting(of: Subject) -> RegisterPosting | None:
    found = RegisterPosting.objects.filter(election=of.election, village_code=of.village.code)
    return found.order_by("posted_on", "id").first()


def _posted(form: Form, of: Subject) -> Papers:
    posting = _posting(of)
    if posting is None:
        return
    yield _made(
        form, of, "niem-yet", record_on=posting.posted_on, posted_on=posting.posted_on, posted_at=posting.posted_at,
        held_on=_held_on(of),
    )  # fmt: skip


def _invitation(form: Form, of: Subject) -> Papers:
    place = place_on(of.village.code, of.election.called_on)
    rows = households_of(place) if place else []
    invited = [
        {"household": row.number, "name": row.representative.person.name if row.representative else row.head_name}
        for row in rows
    ]
    yield _made(
        form, of, "giay-moi", record_on=of.election.called_on, held_on=_held_on(of),
        invited=invited or [{"household": None, "name": None}], procedure=of.election.procedure or None,
    )  # fmt: skip


def _slate(of: Subject) -> tuple[SlateFixed | None, list[dict[str, Any]]]:
    fixed = SlateFixed.objects.filter(election=of.election, village_code=of.village.code).first()
    rows = Candidacy.objects.filter(contest__election=of.election, contest__unit_code=of.village.code)
    return fixed, [
        {
            "name": row.person.name,
            "born_in": row.person.born_in,
            "sex": row.person.get_sex_display() or None,
            "origin": _ORIGINS[row.origin],
        }
        for row in rows.select_related("person").order_by("position")
    ]


def _slate_paper(form: Form, of: Subject) -> Papers:
    fixed, candidates = _slate(of)
    if candidates:
        on = fixed.fixed_on if fixed else of.election.called_on
        made = _made(form, of, "danh-sach-ung-cu", record_on=on, held_on=_held_on(of), candidates=candidates)
        yield replace(made, beside=_declared(of, candidates)) if of.declared else made


def _declared(of: Subject, candidates: list[dict[str, Any]]) -> dict[str, Any]:
    """The list with what each declared, printed beside what the check value is of."""
    people = candidates_of(of.election, of.village.code)
    found = declared_by(people)
    rows = []
    for person, said in zip(people, candidates, strict=True):
        one = found.get(person.id)
        rows.append(said | ({} if one is None else {
            "ethnic_group": one.ethnic_group, "education": one.get_education_display(),
            "political_training": one.get_political_training_display(),
            "joined_party_on": day(one.joined_party_on) if one.joined_party_on
            else "không" if one.party_member is False else "",
            "occupation": one.occupation, "post": one.post, "residence": one.residence,
        }))  # fmt: skip
    return {"candidates": rows}


def _slate_minutes(form: Form, of: Subject) -> Papers:
    fixed, candidates = _slate(of)
    files = nominees_of(of.election, of.village.code)
    if fixed is None or not files:
        return
    held = Conference.objects.filter(election=of.election, village_code=of.village.code).order_by("number")
    yield _made(
        form, of, "chot-danh-sach", record_on=fixed.fixed_on, fixed_on=fixed.fixed_on, number=fixed.minutes_number,
        conferences=[
            {"kind": one.get_kind_display(), "held_on": one.held_on.isoformat(), "number": one.minutes_number,
             "present": one.present}
            for one in held
        ],
        nominees=[_nominee(file) for file in files],
        candidates=[{"name": one["name"], "born_in": one["born_in"]} for one in candidates],
    )  # fmt: skip


def _nominee(file: NomineeFile) -> dict[str, Any]:
    person, last = file.nominee.person, file.votes[-1] if file.votes else None
    return {
        "name": person.name,
        "born_in": person.born_in,
        "sex": person.get_sex_display() or None,
        "origin": _ORIGINS[file.nominee.origin],
        "agree": last.agree if last else None,
        "disagree": last.disagree if last else None,
        "agreed": file.agreement.paper_number if file.agreement else None,
        "withdrew": file.withdrawal.paper_number if file.withdrawal else None,
    }


def _ballots(form: Form, of: Subject) -> Papers:
    """One a round by ballot: nothing on it tells one copy from another (H-04)."""
    rounds = Round.objects.filter(contest__election=of.election, contest__unit_code=of.village.code)
    for row in rounds.exclude(vote_form=VoteForm.SHOW_OF_HANDS).select_related("contest").order_by("number"):
        names = dict(row.contest.candidacies.values_list("key", "person__name"))
        yield _made(
            form, of, row.number, record_on=row.held_on, held_on=row.held_on, round=row.counted,
            candidates=[{"name": names[key]} for key in row.slate],
            code=f"PBTT-{of.village.code}-{row.number}",
        )  # fmt: skip


def _recognised(form: Form, of: Subject) -> Papers:
    found = Recognition.objects.filter(
        village_code=of.village.code, declaration__round__contest__election=of.election
    ).select_related("declaration__round")
    for row in found.order_by("id"):
        asked, answer = row.declaration.question, row.declaration.answer
        votes = next((one["votes"] for one in asked["candidates"] if one["id"] in row.declaration.elected), None)
        shares = {share.get("id", share["name"]): share["percent"] for share in answer["shares"]}
        yield _made(
            form, of, f"cong-nhan-{row.declaration.round.number}", record_on=row.decided_on, number=row.decision_number,
            dated=row.decided_on, person=row.name, born_in=row.born_in, sex=None, votes=votes, roll=asked["roll"],
            percent=next((shares[key] for key in row.declaration.elected if key in shares), None),
            held_on=row.declaration.round.held_on, voters=VOTERS.get(asked["electorate"]),
        )  # fmt: skip


def _rulings(*kinds: str) -> Callable[[Form, Subject], Papers]:
    def made(form: Form, of: Subject) -> Papers:
        rows = Ruling.objects.filter(election=of.election, village_code=of.village.code, kind__in=kinds)
        for row in rows.select_related("person", "round").order_by("number"):
            yield _made(
                form, of, f"van-ban-{row.number}", record_on=row.decided_on, number=row.decision_number or None,
                dated=row.decided_on, reason=row.reason or None, from_on=row.from_on, until_on=row.until_on,
                first_held_on=row.round.held_on if row.round else None, person=row.person.name if row.person else None,
                born_in=row.person.born_in if row.person else None, sex=None,
            )  # fmt: skip

    return made


def _rerun(form: Form, of: Subject) -> Papers:
    """By a paper of the commune, or because a first round elected nobody."""
    yield from _rulings(Ruling.Kind.REELECTION)(form, of)
    for one in _rounds(of):
        if one.answer["next"] and one.answer["next"]["step"] == "rerun":
            again = Round.objects.filter(contest=one.round.contest, number=one.round.number + 1).first()
            by = one.answer["next"]["by"]
            yield _made(
                form, of, f"bau-lai-{one.round.number}", record_on=one.round.held_on, first_held_on=one.round.held_on,
                reason="chưa có ai được quá nửa tổng số trong danh sách", from_on=again.held_on if again else None,
                until_on=by,
            )  # fmt: skip


def _booklet(form: Form, of: Subject) -> Papers:
    contest = Contest.objects.filter(election=of.election, unit_code=of.village.code).first()
    rounds = list(contest.rounds.order_by("number")) if contest else []
    voters, roll = _voters(of)
    rulebook = rulebooks.by_code(of.election.rulebook)
    if contest is None or not rounds or roll is None:
        return
    assert isinstance(rulebook, HeadRulebook)
    for row in rounds:
        names = dict(contest.candidacies.values_list("key", "person__name"))
        hall = Hall(
            name=of.unit, unit=of.place_fields()["unit_kind"], title=of.place_fields()["head_title"], roll=roll,
            electorate=next(key for key, words in VOTERS.items() if words == voters),
            people=tuple(names[key] for key in row.slate), held_on=row.held_on, term=of.term,
            decision=of.election.decision_number, rulebook=rulebook, procedure=Procedure(row.procedure),
            vote_form=VoteForm(row.vote_form), round_number=row.counted,
        )  # fmt: skip
        lines = [line for spoken in script(hall) for line in script_lines(spoken)]
        yield _made(form, of, row.number, record_on=row.held_on, held_on=row.held_on, lines=lines)


_BY_BOX = {Procedure.MEETING.value, Procedure.SEPARATE_POLL.value}

READERS: dict[str, Callable[[Form, Subject], Papers]] = {
    "quyet-dinh-ngay-bau-cu": _calling,
    "quyet-dinh-to-bau-cu": _team,
    "danh-sach-cu-tri": _roll,
    "thong-bao-niem-yet": _posted,
    "giay-moi": _invitation,
    "bien-ban-danh-sach-ung-cu": _slate_minutes,
    "danh-sach-ung-cu": _slate_paper,
    "phieu-bau-truong-thon": _ballots,
    "bien-ban-kiem-phieu": _papers_of_rounds(
        lambda of: of.vote_form == VoteForm.SECRET_BALLOT.value and of.procedure in _BY_BOX
    ),
    "bien-ban-kiem-phieu-lay-y-kien": _papers_of_rounds(lambda of: of.procedure == Procedure.HOUSEHOLD_BALLOTS.value),
    "bien-ban-bau-cu": _papers_of_rounds(lambda of: of.contest.election.rulebook == VH_2008),
    "bien-ban-hop": _papers_of_rounds(lambda of: of.procedure == Procedure.MEETING.value, with_votes=False),
    "bao-cao-ket-qua-bau-cu": _papers_of_rounds(lambda of: True, with_votes=False),
    "quyet-dinh-cong-nhan": _recognised,
    "quyet-dinh-bau-lai": _rerun,
    "quyet-dinh-lam-thoi": _rulings(Ruling.Kind.INTERIM),
    "quyet-dinh-hoan": _rulings(Ruling.Kind.POSTPONED),
    "so-tay-ngay-bau-cu": _booklet,
}
