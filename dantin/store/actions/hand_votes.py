"""Biểu quyết giơ thẻ ở đại hội (B-24, B-46): what was put, how many were for it, whom it chose to lead and to count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dantin.core.law import Outcome
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.ballot import may_count
from dantin.core.values import Side
from dantin.locale.words import LOCAL
from dantin.store.models import Congress, CongressOfficer, HandVote, Member
from dantin.store.readers.hall import slates_to_be_counted
from dantin.store.readers.questions import cell_numbers
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .transaction import action, require_side

Kind, Body = HandVote.Kind, CongressOfficer.Body
# Which vote chooses whom.
CHOOSES = {Body.PRESIDIUM: Kind.PRESIDIUM, Body.CLERK: Kind.CLERK, Body.COUNTING_BOARD: Kind.COUNTING_BOARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandVoteIn:
    """Một lần biểu quyết: `present` official members, of whom so many for and against; the others abstained."""

    congress: int
    kind: HandVote.Kind
    present: int
    in_favour: int
    against: int
    carried: bool
    post: str = ""
    round: int | None = None
    member: int | None = None
    seats: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerIn:
    """Người được giới thiệu, and whether he or she leads the body."""

    member: int
    leads: bool = False


@action
def record_hand_vote(given: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Ghi một lần biểu quyết."""
    return keep_hand_vote(sitting(given.congress, at), given, actor=actor, at=at)


@action
def choose_officers(
    vote: HandVoteIn, body: CongressOfficer.Body, officers: Sequence[OfficerIn], *, actor: str, at: datetime
) -> list[CongressOfficer]:
    """Bầu đoàn chủ tịch, thư ký hoặc ban kiểm phiếu: one vote on the whole of it, with its head (B-40)."""
    row = sitting(vote.congress, at)
    place = row.cell.name
    refuse_if(vote.kind != CHOOSES[body], "hands.not_of_this", place=place)
    members = _members(row, [one.member for one in officers])
    refuse_if(not officers, "hands.nobody_named", place=place)
    refuse_if(len(members) != len(officers), "hands.named_twice", place=place)
    if body != Body.CLERK:
        refuse_if(sum(one.leads for one in officers) != 1, "hands.one_leads", place=place)
    chosen = CongressOfficer.objects.filter(congress=row, body=body)
    refuse_if(chosen.exists(), "hands.chosen_already", place=place, what=Body(body).label)
    if body == Body.COUNTING_BOARD:
        for member in members.values():
            _refuse_who_may_not_count(row, member)
    kept = keep_hand_vote(row, vote, actor=actor, at=at)
    if not kept.carried:
        return []
    return CongressOfficer.objects.bulk_create(
        CongressOfficer(congress=row, number=number, body=body, member_id=one.member, leads=one.leads, chosen_by=kept)
        for number, one in enumerate(officers, start=_next(row, CongressOfficer))
    )


@action
def replace_on_the_board(
    vote: HandVoteIn, *, absent: int, instead: int, actor: str, at: datetime
) -> CongressOfficer | None:
    """Thay một người của ban kiểm phiếu (F-22): another official member, voted; a probationary one may not (B-41)."""
    row = sitting(vote.congress, at)
    refuse_if(vote.kind != Kind.REPLACEMENT, "hands.not_of_this", place=row.cell.name)
    board = CongressOfficer.objects.filter(congress=row, body=Body.COUNTING_BOARD, replaced_by=None)
    gone = board.filter(member_id=absent).first()
    if gone is None:
        raise Refused("hands.not_on_the_board", place=row.cell.name)
    refuse_if(board.filter(member_id=instead).exists(), "hands.named_twice", place=row.cell.name)
    member = _members(row, [instead])[instead]
    _refuse_who_may_not_count(row, member)
    kept = keep_hand_vote(row, vote, actor=actor, at=at)
    if not kept.carried:
        return None
    return CongressOfficer.objects.create(
        congress=row,
        number=_next(row, CongressOfficer),
        body=Body.COUNTING_BOARD,
        member=member,
        leads=gone.leads,
        chosen_by=kept,
        instead_of=gone,
    )


def sitting(congress: int, at: datetime) -> Congress:
    """The congress on its day, before its closing; hands are raised in the hall and nowhere else."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    refuse_if(not row.current or row.closed_at is not None, "congress.not_open", place=row.cell.name)
    refuse_if(at.astimezone(LOCAL).date() < row.held_on, "hands.before_the_day", place=row.cell.name)
    return row


def keep_hand_vote(row: Congress, given: HandVoteIn, *, actor: str, at: datetime) -> HandVote:
    """Append it with its event; for use inside another action, which asked `sitting` first."""
    place = row.cell.name
    [numbers] = cell_numbers({row.cell.code}, {row.election_id}).values()
    most = numbers.official_members - numbers.less.total
    refuse_if(given.present > most, "hands.too_many_present", place=place, got=given.present, expected=most)
    hands = given.in_favour + given.against
    refuse_if(hands > given.present, "hands.more_than_present", place=place, got=hands, expected=given.present)
    refuse_if(given.carried and not given.in_favour, "hands.nobody_in_favour", place=place)
    refuse_too_long(HandVote, words=given.words)
    member = None if given.member is None else _members(row, [given.member])[given.member]
    kept = HandVote.objects.create(
        congress=row,
        number=_next(row, HandVote),
        kind=given.kind,
        post=given.post,
        round=given.round,
        member=member,
        seats=given.seats,
        present=given.present,
        in_favour=given.in_favour,
        against=given.against,
        carried=given.carried,
        words=given.words,
        recorded_by=actor,
        recorded_at=at,
    )
    told = {"vote": kept.kind, "post": kept.post, "round": kept.round, "seats": kept.seats}
    body = {name: value for name, value in told.items() if value not in (None, "")}
    body |= {name: getattr(kept, name) for name in ("present", "in_favour", "against", "carried")}
    personal = {"words": kept.words, "name": member.person.name if member else ""}
    happened = Happened(
        type="congress.voted_by_hands",
        place_code=row.cell.code,
        actor=actor,
        body=body,
        facts={name: value for name, value in personal.items() if value},
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    return kept


def _members(row: Congress, wanted: Sequence[int]) -> dict[int, Member]:
    found = Member.objects.filter(cell=row.cell_id, id__in=wanted).select_related("person").in_bulk()
    refuse_if(set(wanted) - found.keys(), "hands.not_of_the_cell", place=row.cell.name)
    return found


def _refuse_who_may_not_count(row: Congress, member: Member) -> None:
    """B-40, B-41: an official member who is on no list that the board will count."""
    on_a_list = member.person_id in slates_to_be_counted(row.election_id, row.cell.code)
    verdict = may_count(row.election.rulebook, member.person.name, member.status, on_a_list)
    refuse_if(verdict.outcome is Outcome.NOT_MET, "hands.may_not_count", sentence=explain(verdict))


def _next(row: Congress, model: type[HandVote] | type[CongressOfficer]) -> int:
    newest: int | None = model._default_manager.filter(congress=row).aggregate(Max("number"))["number__max"]
    return (newest or 0) + 1
