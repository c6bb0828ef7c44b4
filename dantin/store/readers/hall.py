"""Trong hội trường: who is there, who came and went, what was voted by hands, who leads and who counts."""

from dataclasses import dataclass, field
from datetime import datetime

from dantin.core.register import AbsenceGround, Deducted, deduction_of
from dantin.store.models import (
    Absence,
    Attendance,
    Candidacy,
    Congress,
    CongressOfficer,
    Contest,
    Declaration,
    HandVote,
    Member,
    Person,
    Round,
)

from . import plain

Kind = Attendance.Kind


@dataclass(slots=True)
class HallRow:
    """Một đảng viên của chi bộ ở đại hội; `times` are the arrivals and leavings that stand, in order."""

    member: int
    person: int
    name: str
    status: Member.Status
    activity: Member.Activity
    absence: Absence.Ground | None
    times: list[tuple[Attendance.Kind, datetime]] = field(default_factory=list)
    marks: int = 0

    @property
    def came(self) -> bool:
        """In the hall at some time."""
        return bool(self.times)

    @property
    def in_hall(self) -> bool:
        """In the hall now."""
        return bool(self.times) and self.times[-1][0] == Kind.ARRIVED

    def was_there(self, moment: datetime) -> bool:
        """In the hall at that moment."""
        until = [kind for kind, at in self.times if at <= moment]
        return bool(until) and until[-1] == Kind.ARRIVED

    @property
    def official(self) -> bool:
        return self.status == Member.Status.OFFICIAL

    def deduction(self, *, arrivals_kept: bool) -> Deducted | None:
        """What takes this official member out of the base (B-50)."""
        return deduction_of(self.activity, self.absence, came=self.came, arrivals_kept=arrivals_kept)

    def would_be_out(self, absence: AbsenceGround | None, *, arrivals_kept: bool) -> bool:
        """Whether he or she would be out of the base, were this said of the absence."""
        return deduction_of(self.activity, absence, came=self.came, arrivals_kept=arrivals_kept) is not None

    @property
    def votes(self) -> bool:
        """Whether he or she has a vote while in the hall: official, not transferred for a time, not suspended."""
        return self.official and (self.came and self.deduction(arrivals_kept=True) is None)


_HALL = f"""
SELECT m.id, p.id, p.name, m.status, m.activity, a.ground FROM {Member._meta.db_table} AS m
JOIN {Person._meta.db_table} AS p ON p.id = m.person_id JOIN {Congress._meta.db_table} AS g ON g.cell_id = m.cell_id
LEFT JOIN {Absence._meta.db_table} AS a ON a.congress_id = g.id AND a.member_id = m.id
WHERE g.id = %s ORDER BY m.status <> '{Member.Status.OFFICIAL}', p.sort_key, m.id"""
_MARKS = f"SELECT member_id, kind, at FROM {Attendance._meta.db_table} WHERE congress_id = %s ORDER BY number"

# A page of sixty members asks each of these sixty times; calling an enumeration costs ten times a look into a table.
_STATUS = {one.value: one for one in Member.Status}
_ACTIVITY = {one.value: one for one in Member.Activity}
_GROUND = {one.value: one for one in Absence.Ground}
_KIND = {one.value: one for one in Kind}


def hall_of(congress: int) -> list[HallRow]:
    """Every member of the cell, official ones first, by name; what was called a mistake is left out."""
    rows = {
        member: HallRow(
            member,
            person,
            name,
            _STATUS[status],
            _ACTIVITY[activity],
            _GROUND[ground] if ground else None,
        )
        for member, person, name, status, activity, ground in plain.rows(_HALL, [congress])
    }
    for member, kind, at in plain.rows(_MARKS, [congress]):
        row = rows[member]
        row.marks += 1
        if kind == Kind.MISTAKEN:
            row.times.clear()
        else:
            moment = plain.moment(at)
            assert moment is not None
            row.times.append((_KIND[kind], moment))
    # who left the register is in no hall, unless the roll call has marks of him or her
    return [row for row in rows.values() if row.marks or row.status != Member.Status.LEFT]


def present_now(hall: list[HallRow]) -> int:
    """Số đảng viên chính thức đang có mặt."""
    return sum(row.in_hall and row.votes for row in hall)


def most_present(hall: list[HallRow], since: datetime) -> int:
    """Số đảng viên chính thức có mặt lúc đông nhất, from that moment on: who comes late still makes the two thirds."""
    moments = {since} | {at for row in hall for _, at in row.times if at > since}
    return max(sum(row.votes and row.was_there(at) for row in hall) for at in moments)


def arrivals_kept(hall: list[HallRow]) -> bool:
    """Whether anybody was marked as come, so that the list of those present is kept here."""
    return any(row.marks for row in hall)


def officers_of(congress: int) -> list[CongressOfficer]:
    """Those who lead, write and count now; who was replaced is not among them."""
    now = CongressOfficer.objects.filter(congress=congress, replaced_by=None)
    return list(now.select_related("member__person").order_by("-leads", "number"))


def hand_votes_of(congress: int) -> list[HandVote]:
    """Every vote by hands, in order."""
    return list(HandVote.objects.filter(congress=congress).select_related("member__person").order_by("number"))


_TO_BE_COUNTED = f"""
SELECT y.person_id FROM {Candidacy._meta.db_table} y
JOIN {Contest._meta.db_table} c ON c.id = y.contest_id
JOIN {Round._meta.db_table} r ON r.contest_id = c.id
    AND r.number = (SELECT max(number) FROM {Round._meta.db_table} WHERE contest_id = c.id)
WHERE c.election_id = %s AND c.unit_code = %s
    AND NOT EXISTS (SELECT 1 FROM {Declaration._meta.db_table} d WHERE d.round_id = r.id)"""


def slates_to_be_counted(election: int, cell: str) -> set[int]:
    """The persons on a list that is still to be voted on or counted."""
    return {person for (person,) in plain.rows(_TO_BE_COUNTED, [election, cell])}
