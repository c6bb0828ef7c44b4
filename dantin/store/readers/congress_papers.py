"""Văn bản bên Đảng từ hồ sơ: rows → the minutes of each form of a congress of a cell."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from dantin.core.ballot import BallotForm, Marking
from dantin.core.plan import Post
from dantin.core.record import Minutes
from dantin.core.register import COMMITTEE_FROM_MEMBERS, Deducted
from dantin.core.rulebooks.party_cell.numbers import MAJORITY, QUORUM
from dantin.core.vietnamese import number
from dantin.papers.form import Form
from dantin.store.congress_script_words import Ballot, Hall, script
from dantin.store.models import (
    Candidacy,
    Congress,
    CongressNotice,
    CongressOfficer,
    CongressRuling,
    Declaration,
    Endorsement,
    HandVote,
    Round,
)

from .congress_slate import schemes_of
from .entry_journal import Entry, journals_of
from .hall import HallRow, arrivals_kept, hall_of, hand_votes_of, officers_of
from .paper_subjects import Subject, as_kept, next_words, script_lines, warnings_of
from .sheets import in_words, status_words

Papers = Iterator[Minutes]
POSTS = {
    Post.COMMITTEE: "chi ủy",
    Post.SECRETARY: "bí thư chi bộ",
    Post.DEPUTY_SECRETARY: "phó bí thư chi bộ",
}
_MEMBER_OF = {Post.COMMITTEE: "chi ủy viên"} | {post: POSTS[post] for post in (Post.SECRETARY, Post.DEPUTY_SECRETARY)}
_CODES = {Post.COMMITTEE: "PBCU", Post.SECRETARY: "PBBT", Post.DEPUTY_SECRETARY: "PBPB"}
LESS = {
    Deducted.TEMPORARILY_TRANSFERRED: "chuyển sinh hoạt tạm thời đi nơi khác",
    Deducted.EXEMPT_ABSENT: "được miễn sinh hoạt và không dự",
    Deducted.SUSPENDED_OR_DETAINED: "đình chỉ sinh hoạt, bị khởi tố, tạm giam",
    Deducted.EXCUSED_WHOLE_CONGRESS: "vắng suốt đại hội có lý do được chấp nhận",
}


def _sittings(of: Subject) -> list[Congress]:
    """Every sitting, the one that counts now last; of several cells of a village those of the primary one (F-33)."""
    found = Congress.objects.filter(election=of.election, village_code=of.village.code)
    return list(found.select_related("cell").order_by("current", "number"))


def _made(form: Form, of: Subject, congress: Congress, *parts: object, **fields: Any) -> Minutes:
    known = {
        "cell": congress.cell.name,
        "higher_committee": congress.cell.higher_committee,
        "congress_on": congress.held_on,
        "sitting": congress.number,
        "record_on": congress.held_on,
    }
    return of.minutes(form, of.record(*parts), **as_kept(known | fields))


def _of_congress(read: Callable[[Form, Subject, Congress], Papers]) -> Callable[[Form, Subject], Papers]:
    """Papers of the sitting at hand; none where the village has no congress."""

    def made(form: Form, of: Subject) -> Papers:
        for congress in _sittings(of)[-1:]:
            yield from read(form, of, congress)

    return made


def _of_each_sitting(read: Callable[[Form, Subject, Congress], Papers]) -> Callable[[Form, Subject], Papers]:
    """Papers of every sitting: one without quorum, or annulled, keeps its record (F-51)."""

    def made(form: Form, of: Subject) -> Papers:
        for congress in _sittings(of):
            yield from read(form, of, congress)

    return made


def _official(hall: list[HallRow]) -> list[HallRow]:
    return [row for row in hall if row.official]


def _of_cell(official: int) -> dict[str, Any]:
    """Được triệu tập, and whether there is a committee that convenes, prepares and reports, or the secretary does."""
    return {"convened": official, "has_committee": official >= COMMITTEE_FROM_MEMBERS}


def _base(hall: list[HallRow]) -> dict[str, Any]:
    """Được triệu tập, các trường hợp trừ, cơ số: before the count, by the register as it is."""
    kept, official = arrivals_kept(hall), _official(hall)
    deducted = [row.deduction(arrivals_kept=kept) for row in official]
    less = [{"words": words, "count": n} for each, words in LESS.items() if (n := deducted.count(each))]
    base = len(official) - sum(one["count"] for one in less)
    return {
        **_of_cell(len(official)),
        "less": less,
        "base": base,
        "needed": MAJORITY.least_above(base),
        "quorum": QUORUM.least_reaching(len(official)),
    }


@_of_congress
def _notice(form: Form, of: Subject, congress: Congress) -> Papers:
    sent = CongressNotice.objects.filter(election=of.election, cell=congress.cell).order_by("number").last()
    yield _made(
        form, of, congress, "trieu-tap", **_of_cell(len(_official(hall_of(congress.id)))),
        record_on=sent.sent_on if sent else of.election.called_on, number=sent.paper_number if sent else None,
        dated=sent.sent_on if sent else None,
    )  # fmt: skip


@_of_congress
def _convened(form: Form, of: Subject, congress: Congress) -> Papers:
    hall = hall_of(congress.id)
    kept, official = arrivals_kept(hall), _official(hall)
    years = dict(congress.cell.members.values_list("id", "person__born_in"))
    members = []
    for row in official:
        deducted = row.deduction(arrivals_kept=kept)
        members.append({
            "name": row.name, "born_in": years[row.member], "status": row.status.label,
            "deducted": LESS[deducted] if deducted else None,
        })  # fmt: skip
    yield _made(form, of, congress, "danh-sach", members=members, **_base(hall))


@_of_congress
def _scheme(form: Form, of: Subject, congress: Congress) -> Papers:
    of_cell = _of_cell(len(_official(hall_of(congress.id))))
    for post, scheme in schemes_of(of.election, congress.cell.code).items():
        names = scheme.names.select_related("member__person").order_by("id")
        yield _made(
            form, of, congress, f"de-an-{post.value}-{scheme.version}", **of_cell, post=POSTS[post], seats=scheme.seats,
            record_on=scheme.recorded_at.date(), agreed_by=scheme.decision_number or None, agreed_on=scheme.decided_on,
            surplus=max(0, len(names) - scheme.seats),
            names=[{"name": one.member.person.name, "born_in": one.member.person.born_in} for one in names],
        )  # fmt: skip


def _rounds(of: Subject, congress: Congress, post: Post) -> list[Round]:
    """Các lần bầu of this sitting: each sitting counts its rounds anew, and a post may have come with a later one."""
    rows = Round.objects.filter(contest__election=of.election, contest__unit_code=congress.cell.code)
    held = list(rows.filter(contest__post=post.value).select_related("contest__election").order_by("number"))
    later = Congress.objects.filter(election=of.election, cell=congress.cell, number__gt=congress.number)
    behind = 0 if congress.current else later.count()
    firsts = sorted({row.first_number for row in held}, reverse=True)[behind : behind + 1]
    return [row for row in held if row.first_number in firsts]


def _names(round_: Round) -> dict[str, str]:
    return dict(Candidacy.objects.filter(contest=round_.contest_id).values_list("key", "person__name"))


def _crossing(round_: Round) -> bool:
    """Whether names are crossed out, or each is marked as agreed or not (B-43)."""
    return BallotForm(tuple(round_.slate), round_.seats).marking is Marking.CROSS_OUT


def _ballots(post: Post) -> Callable[[Form, Subject], Papers]:
    def read(form: Form, of: Subject, congress: Congress) -> Papers:
        for row in _rounds(of, congress, post):
            names = _names(row)
            yield _made(
                form, of, congress, post.value, row.number, post=POSTS[post], round=row.counted, seats=row.seats,
                crossing=_crossing(row), candidates=[{"name": names[key]} for key in row.slate], record_on=row.held_on,
                code=f"{_CODES[post]}-{congress.cell.code}-{row.number}",
            )  # fmt: skip

    return _of_each_sitting(read)


def _declared(round_: Round) -> Declaration | None:
    return round_.declarations.order_by("version").last()


def _counting(post: Post) -> Callable[[Form, Subject], Papers]:
    def read(form: Form, of: Subject, congress: Congress) -> Papers:
        board = _board(congress)
        for row in _rounds(of, congress, post):
            declared = _declared(row)
            if declared is not None and declared.answer["shares"]:
                facts = _counted(of, row, declared) | {"post": POSTS[post], "board": board}
                yield _made(form, of, congress, post.value, row.number, **facts)

    return _of_each_sitting(read)


def _board(congress: Congress) -> list[dict[str, Any]]:
    board = [one for one in officers_of(congress.id) if one.body == CongressOfficer.Body.COUNTING_BOARD]
    found = [{"name": one.member.person.name, "role": "trưởng ban" if one.leads else "thành viên"} for one in board]
    return found or [{"name": None, "role": None}] * 3


def _counted(of: Subject, round_: Round, declared: Declaration) -> dict[str, Any]:
    """The figures of the conclusion, never those of the register of today."""
    asked, answer = declared.question, declared.answer
    ballots, less = asked["ballots"], asked.get("less", {})
    names = {one["id"]: one["name"] for one in asked["candidates"]}
    elected = list(declared.elected)
    results = [
        {"name": names[share.get("id", share["name"])], "votes": share["votes"], "percent": share["percent"],
         "elected": share.get("id", share["name"]) in elected}
        for share in answer["shares"]
    ]  # fmt: skip
    return {
        "record_on": round_.held_on,
        "round": round_.counted,
        "reballot": round_.reballot_of_tie,
        "crossing": _crossing(round_),
        "seats": asked["seats"],
        "convened": asked["convened"],
        "present": asked["present"],
        "absent": asked["convened"] - asked["present"],
        "less": [{"words": words, "count": less[each]} for each, words in LESS.items() if less.get(each)],
        "base": answer["base"]["count"],
        "needed": answer["base"]["needed"],
        **{name: ballots[name] for name in ("issued", "collected", "valid", "invalid")},
        "not_collected": ballots["issued"] - ballots["collected"],
        "not_issued": ballots.get("not_issued") or None,
        "slate": [{"name": names[one["id"]]} for one in asked["candidates"]],
        "candidates": sorted(results, key=lambda one: -one["votes"]),
        "elected": ", ".join(names[key] for key in elected) or None,
        "outcome": _outcome(declared, names),
        "next": next_words(answer, of.village.kind),
        "warnings": warnings_of(declared, of.village.kind),
    }


def _outcome(declared: Declaration, names: dict[str, str]) -> str | None:
    left, tied = declared.answer.get("seats_left", 0), declared.answer.get("tied") or []
    if declared.outcome == "tie":
        return f"Bằng phiếu: {', '.join(names.get(key, key) for key in tied)}; còn {number(left)} người chưa bầu được."
    return f"Còn {number(left)} người chưa bầu được." if left else None


@_of_each_sitting
def _tally(form: Form, of: Subject, congress: Congress) -> Papers:
    convened = len(_official(hall_of(congress.id)))
    for post in POSTS:
        for row in _rounds(of, congress, post):
            names = _names(row)
            yield _made(
                form, of, congress, post.value, row.number, post=POSTS[post], round=row.counted, record_on=row.held_on,
                convened=convened, crossing=_crossing(row), candidates=[{"name": names[key]} for key in row.slate],
            )  # fmt: skip


@_of_each_sitting
def _journal(form: Form, of: Subject, congress: Congress) -> Papers:
    """Never while somebody may still be asked to read the sheet."""
    for post in POSTS:
        held = {row.id for row in _rounds(of, congress, post)}
        for journal in journals_of(of.election, congress.cell.code, post.value):
            if journal.sheet.round_id in held and journal.entries and not journal.is_blind:
                row = journal.sheet.round
                yield _made(
                    form, of, congress, post.value, row.number, f"phieu-{journal.sheet.number}", post=POSTS[post],
                    round=row.counted, record_on=row.held_on,
                    entries=[_entry(entry, journal.sheet) for entry in journal.entries],
                )  # fmt: skip


def _entry(entry: Entry, sheet: Any) -> dict[str, Any]:
    row = entry.row
    said = "; ".join(f"{in_words(name, sheet)}: {number(value)}" for name, value in row.figures.items())
    return as_kept({
        "kind": row.get_kind_display(), "actor": row.actor, "at": row.read_at, "figures": said or None,
        "status": status_words(entry.status, readers=entry.readers),
    })  # fmt: skip


def _results(of: Subject, congress: Congress) -> list[tuple[Post, Round, Declaration]]:
    found = []
    for post in POSTS:
        for row in _rounds(of, congress, post):
            declared = _declared(row)
            if declared is not None and declared.answer["shares"]:
                found.append((post, row, declared))
    return found


@_of_each_sitting
def _minutes(form: Form, of: Subject, congress: Congress) -> Papers:
    if congress.opened_at is None:
        return
    hall, rows, results = hall_of(congress.id), [], _results(of, congress)
    convened = _convened_of(results, hall)
    firsts = {post.value: row.first_number for post, row, _ in results}
    for post, row, declared in results:
        counted = _counted(of, row, declared)
        rows += [
            {"post": POSTS[post], "round": row.counted, "base": counted["base"], "name": one["name"],
             "votes": one["votes"], "percent": one["percent"], "elected": one["elected"]}
            for one in counted["candidates"]
        ]  # fmt: skip
    kept = arrivals_kept(hall)
    absent = [row for row in _official(hall) if (not row.came if kept else row.absence is not None)]
    yield _made(
        form, of, congress, f"dai-hoi-{congress.number}", opened_at=congress.opened_at, closed_at=congress.closed_at,
        convened=convened, present=congress.present, quorum=QUORUM.least_reaching(convened),
        again_on=_again_on(congress) if (congress.present or 0) < QUORUM.least_reaching(convened) else None,
        absent=[{"name": row.name, "reason": _why_absent(row)} for row in absent],
        officers=[
            {"body": one.get_body_display() + (", trưởng ban" if one.leads else ""), "name": one.member.person.name}
            for one in officers_of(congress.id)
        ],
        votes=[_hand_vote(vote, firsts) for vote in hand_votes_of(congress.id)],
        results=rows,
    )  # fmt: skip


def _again_on(congress: Congress) -> date | None:
    """Ngày triệu tập lại: that of the next sitting; None of the one that counts now."""
    following = Congress.objects.filter(election=congress.election_id, cell=congress.cell_id)
    return following.filter(number=congress.number + 1).values_list("held_on", flat=True).first()


def _convened_of(results: list[tuple[Post, Round, Declaration]], hall: list[HallRow]) -> int:
    """Số được triệu tập that the conclusions were asked with: who left the cell since was convened all the same."""
    return int(results[-1][2].question["convened"]) if results else len(_official(hall))


def _why_absent(row: HallRow) -> str:
    deducted = row.deduction(arrivals_kept=True)
    return LESS[deducted] if deducted else (row.absence.label if row.absence else "vắng, chưa rõ lý do")


def _hand_vote(vote: HandVote, firsts: dict[str, int]) -> dict[str, Any]:
    """`firsts`: {post: the number of its first round in this sitting}; a vote names the round that it came after."""
    about = [vote.get_kind_display()]
    if vote.post:
        after = f", sau lần {vote.round - firsts.get(vote.post, 1) + 1}" if vote.round else ""
        about.append(f"bầu {POSTS[Post(vote.post)]}{after}")
    if vote.member is not None:
        about.append(vote.member.person.name)
    if vote.seats is not None:
        about.append(f"{number(vote.seats)} người")
    said = ", ".join(about)
    return {
        "words": f"{said}: {vote.words}" if vote.words else said, "in_favour": vote.in_favour,
        "against": vote.against, "present": vote.present, "carried": vote.carried,
    }  # fmt: skip


def _elected(of: Subject, congress: Congress) -> list[dict[str, Any]]:
    """Who was elected to each post, the secretary first; whom the committee above appointed has no votes here."""
    found = []
    for post, row, declared in _results(of, congress):
        counted = _counted(of, row, declared)
        people = dict(Candidacy.objects.filter(contest=row.contest_id).values_list("key", "person__born_in"))
        shares = {share.get("id", share["name"]): share for share in declared.answer["shares"]}
        names = {one["id"]: one["name"] for one in declared.question["candidates"]}
        found += [
            (post, {"post": _MEMBER_OF[post], "name": names[key], "born_in": people.get(key), "base": counted["base"],
                    "votes": shares[key]["votes"], "percent": shares[key]["percent"]})
            for key in declared.elected
        ]  # fmt: skip
    order = [Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.COMMITTEE]
    return [one for _, one in sorted(found, key=lambda each: order.index(each[0]))]


@_of_congress
def _report(form: Form, of: Subject, congress: Congress) -> Papers:
    """B-53: the committee above is told too when nobody, or not everybody, was elected."""
    results = _results(of, congress)
    if congress.closed_at is None or not results:
        return
    sent = _ruling(congress, CongressRuling.Kind.SENT)
    yield _made(
        form, of, congress, f"bao-cao-{congress.number}", **_of_cell(_convened_of(results, hall_of(congress.id))),
        present=congress.present, elected=_elected(of, congress), not_elected=_not_elected(results),
        number=(sent.decision_number or None) if sent else None, dated=sent.decided_on if sent else None,
    )  # fmt: skip


def _not_elected(results: list[tuple[Post, Round, Declaration]]) -> str | None:
    """Chức danh chưa bầu đủ, by the last round of each post."""
    last = {post: declared for post, _, declared in results}
    left = {post: declared.answer.get("seats_left", 0) for post, declared in last.items()}
    return ", ".join(f"{POSTS[post]} (còn {number(n)} người)" for post, n in left.items() if n) or None


def _ruling(congress: Congress, kind: str) -> CongressRuling | None:
    return CongressRuling.objects.filter(congress=congress, kind=kind).order_by("number").last()


@_of_congress
def _endorsed(form: Form, of: Subject, congress: Congress) -> Papers:
    found = Endorsement.objects.filter(congress=congress).first()
    if found is not None:
        yield _made(
            form, of, congress, f"chuan-y-{congress.number}", number=found.decision_number, dated=found.decided_on,
            record_on=found.decided_on,
            elected=[{name: one[name] for name in ("post", "name", "born_in")} for one in _elected(of, congress)],
        )  # fmt: skip


@_of_congress
def _handover(form: Form, of: Subject, congress: Congress) -> Papers:
    elected = [{"post": one["post"], "name": one["name"]} for one in _elected(of, congress)]
    appointed = _ruling(congress, CongressRuling.Kind.APPOINTED)
    if appointed is not None and appointed.member is not None:  # B-32
        elected.insert(0, {"post": f"{POSTS[Post.SECRETARY]}, được chỉ định", "name": appointed.member.person.name})
    if congress.closed_at is None or not elected:
        return
    handed = _ruling(congress, CongressRuling.Kind.HANDED_OVER)
    yield _made(
        form, of, congress, f"ban-giao-{congress.number}", handed_on=handed.decided_on if handed else None,
        elected=elected,
    )  # fmt: skip


@_of_congress
def _booklet(form: Form, of: Subject, congress: Congress) -> Papers:
    hall, officers = hall_of(congress.id), officers_of(congress.id)
    base = _base(hall)

    def named(body: CongressOfficer.Body) -> tuple[str, ...]:
        return tuple(one.member.person.name for one in officers if one.body == body)

    ballots = []
    for post in POSTS:
        rounds = _rounds(of, congress, post)
        if rounds:
            last = rounds[-1]
            names = _names(last)
            people = tuple(names[key] for key in last.slate)
            ballots.append(Ballot(post, last.seats, people, last.counted, last.reballot_of_tie, (), ()))
    said = script(
        Hall(
            cell=congress.cell.name, term=of.term, held_on=congress.held_on, rulebook=of.election.rulebook,
            convened=base["convened"], base=base["base"], present=None, presidium=named(CongressOfficer.Body.PRESIDIUM),
            clerks=named(CongressOfficer.Body.CLERK), board=named(CongressOfficer.Body.COUNTING_BOARD),
            ballots=tuple(ballots),
        )
    )  # fmt: skip
    yield _made(
        form, of, congress, f"so-tay-{congress.number}", convened=base["convened"],
        lines=[line for spoken in said for line in script_lines(spoken)],
    )  # fmt: skip


READERS: dict[str, Callable[[Form, Subject], Papers]] = {
    "thong-bao-trieu-tap": _notice,
    "danh-sach-trieu-tap": _convened,
    "de-an-nhan-su": _scheme,
    "phieu-bau-chi-uy": _ballots(Post.COMMITTEE),
    "phieu-bau-bi-thu": _ballots(Post.SECRETARY),
    "phieu-bau-pho-bi-thu": _ballots(Post.DEPUTY_SECRETARY),
    "bien-ban-kiem-phieu-chi-uy": _counting(Post.COMMITTEE),
    "bien-ban-kiem-phieu-bi-thu": _counting(Post.SECRETARY),
    "bien-ban-kiem-phieu-pho-bi-thu": _counting(Post.DEPUTY_SECRETARY),
    "phieu-kiem": _tally,
    "nhat-ky-nhap": _journal,
    "bien-ban-dai-hoi": _minutes,
    "bao-cao-ket-qua-dai-hoi": _report,
    "quyet-dinh-chuan-y": _endorsed,
    "bien-ban-ban-giao": _handover,
    "so-tay-dai-hoi": _booklet,
}
