"""Đại hội chi bộ: opened, closed, signed, endorsed. Times are entered; done is what has signed minutes (F-57)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from dantin.core import after_congress
from dantin.core.after_congress import CongressRulingKind
from dantin.core.aggregate import CellState
from dantin.core.plan import Post
from dantin.core.register import COMMITTEE_FROM_MEMBERS
from dantin.core.values import Side
from dantin.store.models import Congress, Contest, Endorsement, Member, Term
from dantin.store.readers.congress import Outcome, compared, heads_of, official_members, outcomes
from dantin.store.readers.congress_rulings import as_values, rulings_of
from dantin.store.readers.incumbency import secretary_incumbency
from dantin.store.refusals import Refused, refuse_if

from .congress_slate import drop_unread
from .lengths import refuse_too_long
from .log import Happened, log_each
from .primary_cells import not_primary
from .standing import change_standings_of
from .transaction import action, require_side

Answer = Congress | Refused
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningIn:
    """Khai mạc: how many official members are present."""

    congress: int
    present: int


@action
def open_congresses(*, openings: Sequence[OpeningIn], actor: str, at: datetime) -> list[Answer]:
    """Khai mạc. The head of the village must be recognised by that day (F-56); nobody's transfer may be half done.

    A list for a committee that a cell below nine does not elect (B-03), as a file brought it, is dropped.
    """
    require_side(Side.PARTY)
    rows = _congresses(o.congress for o in openings)
    heads = {key: head.decided_on for key, head in heads_of(rows.values()).items()}
    members = official_members(c.cell_id for c in rows.values())
    leaving = _in_transfer(rows.values())

    def take(given: OpeningIn) -> Congress:
        row = rows[given.congress]
        recognised_on = heads.get((row.election_id, row.village_code))
        late = recognised_on is None or recognised_on > row.held_on
        refuse_if(late, "congress.head_not_recognised", place=row.cell.name)
        refuse_if(row.opened_at, "congress.already_open", place=row.cell.name)
        names = ", ".join(leaving.get(row.cell_id, []))
        refuse_if(names, "congress.member_in_transfer", place=row.cell.name, names=names)
        official = members.get(row.cell_id, 0)
        too_many = given.present > official
        refuse_if(too_many, "congress.too_many_present", place=row.cell.name, got=given.present, expected=official)
        row.opened_at, row.present = at, given.present
        return row

    answers = [_answer(take, given) for given in openings]
    opened = [a for a in answers if isinstance(a, Congress)]
    Congress.objects.bulk_update(opened, ["opened_at", "present"], batch_size=200)
    dropped = _drop_lists_of_no_committee([c for c in opened if members.get(c.cell_id, 0) < COMMITTEE_FROM_MEMBERS])
    bodies = {c.id: {"present": c.present} | ({"dropped": "committee"} if c.id in dropped else {}) for c in opened}
    _tell("congress.opened", opened, actor=actor, at=at, bodies=bodies)
    _change(opened, {c.id: {"state": CellState.IN_CONGRESS.value} for c in opened}, at=at)
    return answers


def _in_transfer(rows: Iterable[Congress]) -> dict[int, list[str]]:
    """{cell: its official members of whom no text says whether the base has them}."""
    half = Member.objects.filter(status=Member.Status.OFFICIAL, activity=Member.Activity.IN_TRANSFER)
    found: dict[int, list[str]] = {}
    for cell, name in half.filter(cell__in={c.cell_id for c in rows}).values_list("cell_id", "person__name"):
        found.setdefault(cell, []).append(name)
    return found


def _drop_lists_of_no_committee(small: Sequence[Congress]) -> set[int]:
    """The congresses whose list of a committee was dropped, of these with fewer than nine official members."""
    listed = Contest.objects.filter(
        election__in={c.election_id for c in small},
        unit_code__in=[c.cell.code for c in small],
        post=Post.COMMITTEE.value,
    )
    at = set(listed.values_list("election_id", "unit_code")) if small else set()
    dropped = [c for c in small if (c.election_id, c.cell.code) in at]
    for row in dropped:
        drop_unread(row, Post.COMMITTEE)
    return {row.id for row in dropped}


@action
def close_congresses(*, congresses: Sequence[int], actor: str, at: datetime) -> list[Answer]:
    """Bế mạc, once every contest is decided."""
    require_side(Side.PARTY)
    rows = _congresses(congresses)
    results = outcomes(rows.values())

    def take(congress: int) -> Congress:
        row = rows[congress]
        refuse_if(row.opened_at is None or row.closed_at, "congress.not_open", place=row.cell.name)
        left = ", ".join(results[row.id].unfinished)
        refuse_if(left, "congress.contests_unfinished", place=row.cell.name, what=left)
        row.closed_at = at
        return row

    answers = [_answer(take, given) for given in congresses]
    closed = [a for a in answers if isinstance(a, Congress)]
    Congress.objects.filter(id__in=[c.id for c in closed]).update(closed_at=at)
    _tell("congress.closed", closed, actor=actor, at=at, bodies={c.id: {} for c in closed})
    _change(
        closed,
        {c.id: {"state": CellState.DONE_TO_SIGN.value} | _secretary_columns(results[c.id], at) for c in closed},
        at=at,
    )
    return answers


@action
def sign_minutes(*, congresses: Sequence[int], actor: str, at: datetime) -> list[Answer]:
    """Ký biên bản: from here on the congress counts, and whether the secretary is the head is known.

    At a village with several cells that is asked of the primary one alone, and stops while nobody said which (F-33).
    """
    require_side(Side.PARTY)
    rows = _congresses(congresses)
    results = outcomes(rows.values())
    stopped = not_primary((c.village_code, c.cell.code, c.cell.name) for c in rows.values())
    heads = heads_of(rows.values())

    def take(congress: int) -> Congress:
        row = rows[congress]
        refuse_if(row.closed_at is None or row.signed_at, "congress.not_closed", place=row.cell.name)
        if row.cell.code in stopped:
            raise stopped[row.cell.code]
        row.signed_at = at
        return row

    answers = [_answer(take, given) for given in congresses]
    signed = [a for a in answers if isinstance(a, Congress)]
    Congress.objects.filter(id__in=[c.id for c in signed]).update(signed_at=at)
    incumbencies = secretary_incumbency(
        (result.secretary_contest, result.secretary_key)
        for result in (results[c.id] for c in signed)
        if result.secretary_contest is not None and result.secretary_key is not None
    )
    changes: dict[int, dict[str, object]] = {}
    for c in signed:
        result = results[c.id]
        changes[c.id] = {"state": compared(result, heads.get((c.election_id, c.village_code))).value}
        if result.secretary_contest is not None:
            changes[c.id]["incumbency"] = incumbencies[result.secretary_contest.id]
    _tell("congress.minutes_signed", signed, actor=actor, at=at, bodies={c.id: changes[c.id] for c in signed})
    _change(signed, changes, at=at)
    return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementIn:
    """Quyết định chuẩn y: number and day."""

    congress: int
    decision_number: str
    decided_on: date


@action
def endorse(*, decisions: Sequence[EndorsementIn], actor: str, at: datetime) -> list[Endorsement | Refused]:
    """Chuẩn y: the new terms of office are written, names and posts may be published."""
    require_side(Side.PARTY)
    rows = _congresses(d.congress for d in decisions)
    results = outcomes(rows.values())
    papers = rulings_of(rows)
    endorsed_before = set(Endorsement.objects.filter(congress__in=rows).values_list("congress_id", flat=True))
    answers: list[Endorsement | Refused] = []
    terms: list[Term] = []
    for given in decisions:
        row = rows[given.congress]
        try:
            refuse_if(not row.current, "congress.set_aside", place=row.cell.name)
            refuse_if(row.signed_at is None, "congress.not_signed", place=row.cell.name)
            refuse_if(row.id in endorsed_before, "congress.already_endorsed", place=row.cell.name)
            values = as_values(papers.get(row.id, []))
            waiting = after_congress.open_questions(values)
            refuse_if(waiting, "congress.question_open", place=row.cell.name)
            refused = after_congress.newest(values, CongressRulingKind.REFUSED)
            refuse_if(refused is not None, "congress.endorsement_refused", place=row.cell.name)
            refuse_too_long(Endorsement, decision_number=given.decision_number)
        except Refused as refusal:
            answers.append(refusal)
            continue
        endorsed_before.add(row.id)
        answers.append(Endorsement(congress=row, decision_number=given.decision_number, decided_on=given.decided_on))
        terms += [
            Term(
                side=Side.PARTY.value,
                person_id=person,
                post=post,
                unit_code=row.cell.code,
                village_code=row.village_code,
                begins_in=row.election.term_begins_in,
                ends_in=row.election.term_ends_in,
            )
            for post, people in results[row.id].holders.items()
            for person in people
        ]
    endorsed = [a for a in answers if isinstance(a, Endorsement)]
    Endorsement.objects.bulk_create(endorsed)
    Term.objects.bulk_create(terms)
    _tell(
        "congress.endorsed",
        [e.congress for e in endorsed],
        actor=actor,
        at=at,
        bodies={e.congress_id: {"decision_number": e.decision_number, "decided_on": e.decided_on} for e in endorsed},
    )
    return answers


def _congresses(ids: Iterable[int]) -> dict[int, Congress]:
    return {c.id: c for c in Congress.objects.filter(id__in=list(ids)).select_related("cell", "election")}


def _answer(take: Callable[[T], Congress], given: T) -> Answer:
    try:
        return take(given)
    except Refused as refusal:
        return refusal


def _secretary_columns(result: Outcome, at: datetime) -> dict[str, object]:
    return {"winner_votes": result.secretary_votes, "winner_base": result.secretary_base, "done_at": at}


def _tell(
    type_: str, rows: Sequence[Congress], *, actor: str, at: datetime, bodies: Mapping[int, Mapping[str, object]]
) -> None:
    happened = ((c, Happened(type=type_, place_code=c.cell.code, actor=actor, body=bodies[c.id])) for c in rows)
    log_each(happened, side=Side.PARTY, at=at)


def _change(rows: Sequence[Congress], changes: Mapping[int, Mapping[str, object]], *, at: datetime) -> None:
    change_standings_of(((row.election_id, row.village_code, changes[row.id]) for row in rows), at=at)
