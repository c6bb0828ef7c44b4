"""Nhân sự của đại hội chi bộ: the scheme, who is put forward, and the votes that fix number and list (B-20 to B-31)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from dantin.core.law import Outcome
from dantin.core.nominate import CommitteeElection
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.floor import asks_the_floor, has_support_on_the_floor, keeps_to_the_prepared_list
from dantin.core.values import Side
from dantin.store.models import (
    Candidacy,
    Congress,
    CongressNominee,
    CongressOfficer,
    Contest,
    HandVote,
    Member,
    Person,
    PersonnelScheme,
    Round,
    SchemeName,
    Sheet,
)
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress_slate import (
    SlateName,
    SlateWork,
    holders,
    may_choose_a_committee,
    outgoing_committee,
    slate_at_work,
    surplus_verdict,
    what_is_elected,
)
from dantin.store.refusals import Refused, refuse_if

from .hand_votes import HandVoteIn, keep_hand_vote, sitting
from .lengths import refuse_too_long
from .log import Happened, log_each
from .transaction import action, require_side

Kind = HandVote.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeIn:
    """Đề án nhân sự của một chức danh: seats, names, and the paper of the higher committee where there is one."""

    congress: int
    post: Post
    seats: int
    members: Sequence[int]
    decision_number: str = ""
    decided_on: date | None = None


@action
def prepare_scheme(given: SchemeIn, *, actor: str, at: datetime) -> PersonnelScheme:
    """Ghi đề án nhân sự, before the congress opens; official members of this cell only (B-10, B-12)."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=given.congress)
    place = row.cell.name
    refuse_if(not row.current or row.opened_at is not None, "slate.scheme_before_the_congress", place=place)
    members = _official(row, given.members)
    refuse_if(not given.members, "hands.nobody_named", place=place)
    refuse_if(len(set(given.members)) != len(given.members), "hands.named_twice", place=place)
    single = given.post is not Post.COMMITTEE
    refuse_if(given.seats < 1 or (single and given.seats != 1), "slate.seats_missing", place=place)
    none = what_is_elected(row.election, row.cell.code) is CommitteeElection.NONE
    refuse_if(given.post is Post.COMMITTEE and none, "slate.no_committee", place=place)
    verdict = surplus_verdict(row.election.rulebook, given.post, given.seats, len(given.members))
    refuse_if(verdict.outcome is Outcome.NOT_MET, "slate.unlawful", sentence=explain(verdict))
    day_missing = bool(given.decision_number) != (given.decided_on is not None)
    refuse_if(day_missing, "slate.number_and_day", place=place)
    refuse_too_long(PersonnelScheme, decision_number=given.decision_number)
    of = PersonnelScheme.objects.filter(election=row.election, cell=row.cell, post=given.post.value)
    newest = of.aggregate(Max("version"))["version__max"]
    scheme = PersonnelScheme.objects.create(
        election=row.election,
        cell=row.cell,
        post=given.post.value,
        version=(newest or 0) + 1,
        seats=given.seats,
        decision_number=given.decision_number,
        decided_on=given.decided_on,
        recorded_by=actor,
        recorded_at=at,
    )
    SchemeName.objects.bulk_create([SchemeName(scheme=scheme, member=members[one]) for one in given.members])
    body: dict[str, object] = {
        "post": given.post.value,
        "version": scheme.version,
        "seats": given.seats,
        "names": len(given.members),
    }
    if given.decided_on is not None:
        body |= {"decision_number": given.decision_number, "decided_on": given.decided_on}
    named = [members[one].person.name for one in given.members]
    _tell(row, "congress.scheme_prepared", body, {"named": named}, actor=actor, at=at)
    return scheme


@action
def vote_on_a_committee(work: CellWork, vote: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Đại hội quyết định có bầu chi ủy hay không: nine official members of whom two are exempt (B-04, F-35)."""
    row = sitting(vote.congress, at)
    refuse_if(vote.kind != Kind.COMMITTEE, "hands.not_of_this", place=row.cell.name)
    refuse_if(row.opened_at is None, "congress.not_open", place=row.cell.name)
    refuse_if(not may_choose_a_committee(row.election, work), "slate.committee_is_settled", place=row.cell.name)
    declined = what_is_elected(row.election, row.cell.code) is CommitteeElection.NONE
    kept = keep_hand_vote(row, vote, actor=actor, at=at)
    if not kept.carried:
        drop_unread(row, Post.COMMITTEE)
    elif declined:  # put right: whoever was listed for secretary has to win a seat first
        drop_unread(row, Post.SECRETARY)
        drop_unread(row, Post.DEPUTY_SECRETARY)
    return kept


@action
def put_forward(
    *, work: CellWork, post: Post, member: int, nominated_by: int | None, actor: str, at: datetime
) -> CongressNominee:
    """Ứng cử, đề cử tại đại hội: an official member of the cell, by any of its members or by himself (B-11, B-13)."""
    row, slate = _open(work, post, at)
    place = row.cell.name
    nominee = _official(row, [member])[member]
    known = any(one.row.member == member for one in slate.names)
    refuse_if(known, "slate.named_already", name=nominee.person.name)
    by = None
    if nominated_by is not None and nominated_by != member:
        members = Member.objects.filter(cell=row.cell_id).exclude(status=Member.Status.LEFT)
        by = members.filter(id=nominated_by).select_related("person").first()
        refuse_if(by is None, "hands.not_of_the_cell", place=place)
    outgoing = outgoing_committee(row.election, row.cell.code)
    for asked in filter(None, (nominee, by)):
        bound = _is_among(asked.person, outgoing)
        verdict = keeps_to_the_prepared_list(row.election.rulebook, nominee.person.name, False, bound)
        refuse_if(verdict.outcome is Outcome.NOT_MET, "slate.unlawful", sentence=explain(verdict))
    if post is not Post.COMMITTEE and what_is_elected(row.election, row.cell.code) is not CommitteeElection.NONE:
        seated = nominee.person_id in holders(row.election, work, Post.COMMITTEE)
        refuse_if(not seated, "slate.not_in_the_committee", name=nominee.person.name)
    if post is Post.DEPUTY_SECRETARY:
        elected = nominee.person_id in holders(row.election, work, Post.SECRETARY)
        refuse_if(elected, "slate.is_the_secretary", name=nominee.person.name)
    newest = CongressNominee.objects.filter(congress=row).aggregate(Max("number"))["number__max"]
    kept = CongressNominee.objects.create(
        congress=row,
        number=(newest or 0) + 1,
        post=post.value,
        member=nominee,
        nominated_by=by,
        recorded_by=actor,
        recorded_at=at,
    )
    facts = {"name": nominee.person.name} | ({"nominated_by": by.person.name} if by else {})
    body = {"post": post.value, "nominee": kept.number, "stood": by is None}
    _tell(row, "congress.nominee_put_forward", body, facts, actor=actor, at=at)
    return kept


@action
def vote_on_a_name(work: CellWork, vote: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Biểu quyết về một người: on the floor (B-21; what carries it is law, not a conclusion), or to withdraw (F-06)."""
    post = Post(vote.post)
    row, slate = _open(work, post, at)
    one = next((each for each in slate.names if each.row.member == vote.member), None)
    if one is None or vote.kind not in (Kind.FLOOR, Kind.WITHDRAWAL):
        raise Refused("hands.not_of_this", place=row.cell.name)
    if vote.kind == Kind.FLOOR:
        asked = one.asks_floor and asks_the_floor(row.election.rulebook)
        refuse_if(not asked, "slate.no_floor_vote", name=one.row.name)
        verdict = has_support_on_the_floor(row.election.rulebook, one.row.name, vote.in_favour, vote.present)
        met = verdict.outcome is Outcome.MET
        refuse_if(met != vote.carried, "slate.unlawful", sentence=explain(verdict))
    return keep_hand_vote(row, vote, actor=actor, at=at)


@action
def vote_on_seats(work: CellWork, vote: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Biểu quyết số lượng cần bầu (B-24, B-31)."""
    row, _ = _open(work, Post(vote.post), at)
    refuse_if(vote.kind != Kind.SEATS or vote.post != Post.COMMITTEE, "hands.not_of_this", place=row.cell.name)
    refuse_if(not vote.seats, "slate.seats_missing", place=row.cell.name)
    return keep_hand_vote(row, vote, actor=actor, at=at)


@action
def vote_on_the_slate(work: CellWork, vote: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Biểu quyết danh sách bầu; carried, it is the list of the first ballot of this post, and of no other (F-44)."""
    post = Post(vote.post)
    row, slate = _open(work, post, at)
    place = row.cell.name
    refuse_if(vote.kind != Kind.SLATE, "hands.not_of_this", place=place)
    asked = post is Post.COMMITTEE and slate.seats_voted is None
    refuse_if(asked, "slate.vote_on_seats_first", place=place)
    waiting = [one.row.name for one in slate.names if one.asks_floor and one.floor is None and one.row.official]
    refuse_if(waiting, "slate.floor_vote_first", names=", ".join(waiting))
    standing, verdict = slate.standing, slate.verdict
    assert verdict is not None, "the seats are known here"
    refuse_if(verdict.outcome is Outcome.NOT_MET, "slate.unlawful", sentence=explain(verdict))
    _refuse_who_counts(row, standing)
    kept = keep_hand_vote(row, vote, actor=actor, at=at)
    if kept.carried:
        _fix(row, post, slate.seats, standing, actor=actor, at=at)
    return kept


def _open(work: CellWork, post: Post, at: datetime) -> tuple[Congress, SlateWork]:
    """The sitting and the list, where the turn of the post has come and nothing was read of it."""
    row = sitting(work.congress, at)
    place = row.cell.name
    refuse_if(row.opened_at is None, "congress.not_open", place=place)
    what = what_is_elected(row.election, row.cell.code)
    refuse_if(what is CommitteeElection.CONGRESS_DECIDES, "slate.committee_or_not_first", place=place)
    none = post is Post.COMMITTEE and what is CommitteeElection.NONE
    refuse_if(none, "slate.no_committee", place=place)
    slate = slate_at_work(row.election, work, post)
    refuse_if(slate.missing, "slate.another_first", what=slate.missing)
    refuse_if(not slate.is_open, "slate.is_closed", place=place)
    return row, slate


def _official(row: Congress, wanted: Sequence[int]) -> dict[int, Member]:
    """B-10, B-12: official members whose official activity is in this cell."""
    found = Member.objects.filter(cell=row.cell_id, id__in=wanted).select_related("person").in_bulk()
    refuse_if(set(wanted) - found.keys(), "hands.not_of_the_cell", place=row.cell.name)
    for member in found.values():
        barred = member.status != Member.Status.OFFICIAL
        refuse_if(barred, "slate.not_official", name=member.person.name)
    return found


def _is_among(person: Person, others: Sequence[Person]) -> bool:
    return any(
        person.id == each.id or (person.sort_key, person.born_in) == (each.sort_key, each.born_in) for each in others
    )


def _refuse_who_counts(row: Congress, standing: Sequence[SlateName]) -> None:
    """B-40, F-23: nobody of the counting board is on the list that it counts."""
    board = CongressOfficer.objects.filter(
        congress=row, body=CongressOfficer.Body.COUNTING_BOARD, replaced_by=None
    ).values_list("member_id", flat=True)
    both = [one.row.name for one in standing if one.row.member in set(board)]
    refuse_if(both, "slate.on_the_board", names=", ".join(both))


def _fix(row: Congress, post: Post, seats: int, standing: Sequence[SlateName], *, actor: str, at: datetime) -> None:
    """Contest, candidates, first round and empty sheet; those of a list from a file are replaced."""
    contest = Contest.objects.filter(election=row.election, unit_code=row.cell.code, post=post.value).first()
    if contest is None:
        contest = Contest.objects.create(
            side=Side.PARTY.value,
            election=row.election,
            wave_id=row.wave_id,
            unit_code=row.cell.code,
            village_code=row.village_code,
            post=post.value,
            seats=seats,
        )
    contest.seats = seats
    contest.save(update_fields=["seats"])
    slate = _candidates(contest, standing)
    round_ = contest.rounds.order_by("-number").first()
    if round_ is None:
        round_ = Round.objects.create(
            contest=contest,
            number=1,
            held_on=row.held_on,
            procedure=Procedure.MEETING.value,
            vote_form=VoteForm.SECRET_BALLOT.value,
            seats=seats,
            slate=slate,
        )
        Sheet.objects.create(round=round_, side=Side.PARTY.value)
    round_.seats, round_.slate = seats, slate
    round_.save(update_fields=["seats", "slate"])
    kept = {key for keys in contest.rounds.values_list("slate", flat=True) for key in keys}
    contest.candidacies.exclude(key__in=kept).delete()
    body = {"post": post.value, "seats": seats, "slate": slate, "round": round_.number}
    facts = {"named": [one.row.name for one in standing]}
    _tell(row, "congress.slate_fixed", body, facts, actor=actor, at=at)


def _candidates(contest: Contest, standing: Sequence[SlateName]) -> list[str]:
    """The keys in the order of the ballot.

    One person has one key in every contest of the cell: by it the law knows who of the committee stands for secretary.
    """
    known = {row.person_id: row for row in contest.candidacies.all()}
    of_cell = Candidacy.objects.filter(contest__election=contest.election_id, contest__unit_code=contest.unit_code)
    keys = dict(of_cell.values_list("person_id", "key"))
    taken = set(keys.values())
    place = max((row.position for row in known.values()), default=0)
    slate, new = [], []
    for one in standing:
        row = known.get(one.row.person)
        if row is None:
            place += 1
            key = keys.get(one.row.person) or next(f"m{n}" for n in range(1, len(taken) + 2) if f"m{n}" not in taken)
            taken.add(key)
            row = Candidacy(
                contest=contest,
                key=key,
                person_id=one.row.person,
                position=place,
                origin=_origin(one),
                standing="official",
            )
            new.append(row)
        slate.append(row.key)
    Candidacy.objects.bulk_create(new)
    return slate


def _origin(one: SlateName) -> Candidacy.Origin:
    if one.prepared:
        return Candidacy.Origin.COMMITTEE
    return Candidacy.Origin.STOOD if one.stood else Candidacy.Origin.FLOOR


def drop_unread(row: Congress, post: Post) -> None:
    """A list of a post that the congress does not elect: its contest goes, where nothing was read of it."""
    contest = Contest.objects.filter(election=row.election, unit_code=row.cell.code, post=post.value).first()
    if contest is None:
        return
    rounds = list(contest.rounds.all())
    used = len(rounds) > 1 or any(sheet.readings.exists() for r in rounds for sheet in r.sheets.all())
    refuse_if(used, "slate.is_closed", place=row.cell.name)
    Sheet.objects.filter(round__in=rounds).delete()
    contest.rounds.all().delete()
    contest.candidacies.all().delete()
    contest.delete()


def _tell(
    row: Congress, type_: str, body: Mapping[str, object], facts: Mapping[str, object], *, actor: str, at: datetime
) -> None:
    happened = Happened(type=type_, place_code=row.cell.code, actor=actor, body=body, facts=facts)
    log_each([(row, happened)], side=Side.PARTY, at=at)
