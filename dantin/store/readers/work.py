"""Việc của từng thôn: how far the election of village heads is in each village of a place, for those who do the work.

Lists of villages come from two plain statements, however many villages; one village at work brings its rows along.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dantin.core import afterwards, count
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.count import SheetStatus
from dantin.core.plan import LAST_DAY_OF_DISTRICTS, has_districts
from dantin.core.values import Side
from dantin.store.models import (
    ByElection,
    Candidacy,
    Cell,
    CellVillage,
    Contest,
    Declaration,
    Election,
    Person,
    Place,
    Reading,
    Recognition,
    ReportReceipt,
    Round,
    Ruling,
    Sheet,
    SheetRemark,
    Standing,
    TurnoutSnapshot,
    Wave,
)

from . import plain
from .by_elections import by_elections_in
from .sheets import as_values


@dataclass(frozen=True, slots=True)
class Cluster:
    """Một cụm kiểm phiếu của thôn (A22-17): its name, and the number on its list."""

    number: int
    name: str
    roll: int


@dataclass(slots=True)
class VillageWork:
    """Một thôn trong cuộc bầu, at the round that is at work (`round_number` is 0 before there is a slate).

    `votes_on` is the day of its wave, `held_on` that of the round at work.
    """

    code: str
    commune_code: str
    district_code: str
    name: str
    kind: str
    state: HeadState
    round_number: int
    held_on: date | None
    votes_on: date
    sheet: int | None
    signed: bool
    declaration: int | None
    recognised: bool
    mark_at: datetime | None
    voted: int
    roll: int
    received_on: date | None = None
    """Ngày xã nhận báo cáo of the newest conclusion; None where nobody noted it."""
    by_election: str = ""
    """Mã cuộc bầu bổ sung this is the work of; empty for the election of the whole place."""
    earlier: str = ""
    """Mã cuộc bầu of an earlier election that was asked for by its code; empty for the one at work."""
    readings: list[count.Reading] = field(default_factory=list)
    rulings: list[afterwards.Ruling] = field(default_factory=list)
    remarks: list[count.Remark] = field(default_factory=list)
    ballots: "list[Ballot]" = field(default_factory=list)  # kept by `ballots_at`, for the length of a request
    clusters: list[Cluster] = field(default_factory=list)
    closed_at: datetime | None = None  # noted by `note_closings`, for pages that ask

    def part(self, cluster: int) -> list[count.Reading]:
        """The readings of one cluster; of cluster 0 all there are, where the village counts in one place."""
        return count.of_cluster(self.readings, cluster)

    def status_of(self, cluster: int) -> SheetStatus | None:
        """Where the paper of one cluster stands."""
        if self.sheet is None:
            return None
        alone = [replace(reading, cluster=0, clusters=0) for reading in self.part(cluster)]
        return count.status(alone, signed=self.signed)

    @property
    def flags(self) -> tuple[count.Remark, ...]:
        """Contradictions told to the level above that it has not confirmed: the result waits (F-07)."""
        return count.open_flags(self.remarks, readings=len(self.readings))

    @property
    def waiting(self) -> tuple[afterwards.Ruling, ...]:
        """Complaints and returned files that nobody answered: they hold back recognition and the next round."""
        return afterwards.unanswered(self.rulings)

    @property
    def lacks_a_day(self) -> bool:
        """Postponed, and no new day is set."""
        days = [r for r in self.rulings if r.kind in (RulingKind.POSTPONED, RulingKind.DAY_SET)]
        return self.state is HeadState.POSTPONED and (not days or days[-1].from_on is None)

    @property
    def status(self) -> SheetStatus | None:
        """Where the sheet stands; None before there is one."""
        return None if self.sheet is None else count.status(self.readings, signed=self.signed)

    @property
    def readers(self) -> list[str]:
        """Who read, in order; a recount and its confirmation are no readings."""
        return list(dict.fromkeys(r.actor for r in self.readings if r.kind == count.ReadingKind.READING))


@dataclass(slots=True)
class Ballot:
    """Một lần bầu của một thôn: the round, one of its sheets, and the conclusion from that sheet."""

    round: Round
    sheet: Sheet
    declaration: Declaration | None


def _table(model: type[Any]) -> str:
    name: str = model._meta.db_table
    return name


# Plain SQL: every page of two hundred officials asks these, and the ORM would take longer to ask than to answer.
_THERE = f"EXISTS (SELECT 1 FROM {_table(Standing)} AS s WHERE s.election_id = e.id AND s."
_NEWEST_ELECTION = f"""
SELECT {plain.columns(Election, "e")}, {plain.columns(Place, "p")}, {plain.columns(ByElection, "b")}
FROM {_table(Election)} AS e
JOIN {_table(Place)} AS p ON p.id = e.province_id LEFT JOIN {_table(ByElection)} AS b ON b.election_id = e.id
WHERE e.side = %s AND ({_THERE}village_code = %s)
    OR b.id IS NULL AND (p.code = %s OR {_THERE}commune_code = %s)
        OR e.called_on <= '{LAST_DAY_OF_DISTRICTS}' AND {_THERE}district_code = %s)))
ORDER BY e.called_on DESC, e.id DESC LIMIT 1"""
# The Party side knows no by-elections, and asks no table of the State.
_NEWEST_OF_THE_PARTY = f"""
SELECT {plain.columns(Election, "e")}, {plain.columns(Place, "p")}
FROM {_table(Election)} AS e JOIN {_table(Place)} AS p ON p.id = e.province_id
WHERE e.side = %s AND ({_THERE}village_code = %s) OR p.code = %s OR {_THERE}commune_code = %s)
    OR e.called_on <= '{LAST_DAY_OF_DISTRICTS}' AND {_THERE}district_code = %s)
    OR {_THERE}village_code IN (SELECT v.village_code FROM {_table(CellVillage)} AS v
        JOIN {_table(Cell)} AS c ON c.id = v.cell_id LEFT JOIN {_table(CellVillage)} AS o ON o.cell_id = c.id
        WHERE c.code = %s OR o.village_code = %s)))
ORDER BY e.called_on DESC, e.id DESC LIMIT 1"""


_NAMED = "names_on_slate"
_NAMES = f"""
SELECT c.key, p.name FROM {_table(Candidacy)} AS c JOIN {_table(Person)} AS p ON p.id = c.person_id
WHERE c.contest_id = %s ORDER BY c.position"""


def election_at_work(side: Side, place_code: str) -> Election | None:
    """The newest election of this side that the place takes part in; a by-election is one village's alone.

    A district takes part in what was called while there were districts (A25-01).
    """
    asked = [side.value, *[place_code] * 4]
    if side is Side.PARTY:
        asked += [place_code] * 2  # whose office may be a cell (F-33), or another village of the cell (F-32)
        for election, province in plain.instances(_NEWEST_OF_THE_PARTY, asked, Election, Place):
            election.province = province
            return election  # type: ignore[no-any-return]
        return None
    for election, province, by_election in plain.instances(_NEWEST_ELECTION, asked, Election, Place, ByElection):
        election.province = province
        election._state.fields_cache["by_election"] = by_election
        return election  # type: ignore[no-any-return]
    return None


def election_named(code: str, place_code: str) -> Election | None:
    """The State election of that code, where the place takes part in it or lies around a village that does."""
    there = Standing.objects.filter(election=OuterRef("pk")).filter(
        Q(village_code=place_code) | Q(commune_code=place_code) | _of_district(place_code)
    )
    found = Election.objects.filter(Q(province__code=place_code) | Exists(there), side=Side.STATE.value, code=code)
    return found.select_related("province", "by_election").first()


def _of_district(place_code: str) -> Q:
    return Q(district_code=place_code, election__called_on__lte=LAST_DAY_OF_DISTRICTS)


def covers(place_code: str, election: Election, work: VillageWork) -> bool:
    """Whether an account at this place has this village in its care; a district while there were any (A25-01)."""
    of_district = place_code == work.district_code and has_districts(election.called_on)
    return of_district or place_code in (work.code, work.commune_code, election.province.code)


_VILLAGES = f"""
SELECT s.village_code, s.commune_code, s.district_code, p.name, p.kind, s.state, r.number, r.held_on, w.begins_on,
       sh.id, sh.signed_at, d.id, rec.id, t.mark_at, t.voted, s.roll, r.clusters, rcp.received_on,
       EXISTS (SELECT 1 FROM {_table(Ruling)} WHERE election_id = s.election_id AND village_code = s.village_code),
       EXISTS (SELECT 1 FROM {_table(Reading)} WHERE sheet_id = sh.id),
       EXISTS (SELECT 1 FROM {_table(SheetRemark)} WHERE sheet_id = sh.id)
FROM {_table(Standing)} AS s
LEFT JOIN {_table(Place)} AS p ON p.code = s.village_code
    AND (p.valid_from IS NULL OR p.valid_from <= %s) AND (p.valid_to IS NULL OR p.valid_to >= %s)
LEFT JOIN {_table(Wave)} AS w ON w.id = s.wave_id
LEFT JOIN {_table(Contest)} AS c ON c.election_id = s.election_id AND c.unit_code = s.village_code
    AND c.post = 'village_head'
LEFT JOIN {_table(Round)} AS r ON r.contest_id = c.id
    AND r.number = (SELECT max(number) FROM {_table(Round)} WHERE contest_id = c.id)
LEFT JOIN {_table(Sheet)} AS sh ON sh.round_id = r.id
    AND sh.number = (SELECT max(number) FROM {_table(Sheet)} WHERE round_id = r.id)
LEFT JOIN {_table(Declaration)} AS d ON d.round_id = r.id
    AND d.version = (SELECT max(version) FROM {_table(Declaration)} WHERE round_id = r.id)
LEFT JOIN {_table(Recognition)} AS rec ON rec.declaration_id = d.id
LEFT JOIN {_table(ReportReceipt)} AS rcp ON rcp.id = (
    SELECT max(id) FROM {_table(ReportReceipt)} WHERE declaration_id = d.id)
LEFT JOIN {_table(TurnoutSnapshot)} AS t ON t.id = (
    SELECT id FROM {_table(TurnoutSnapshot)} WHERE election_id = s.election_id AND village_code = s.village_code
    ORDER BY mark_at DESC, id DESC LIMIT 1)
WHERE s.election_id = %s"""
_LEVEL = f"SELECT level FROM {_table(Place)} WHERE code = %s LIMIT 1"
# One column, not three with OR: PostgreSQL would guess as many villages as the largest district has.
_PART_OF = {
    Place.Level.VILLAGE: "village_code",
    Place.Level.COMMUNE: "commune_code",
    Place.Level.DISTRICT: "district_code",
}
_RULINGS = f"""
SELECT r.village_code, r.number, r.kind, r.decided_on, a.number, r.from_on, r.until_on
FROM {_table(Ruling)} AS r LEFT JOIN {_table(Ruling)} AS a ON a.id = r.answers_id
WHERE r.election_id = %s"""
_REMARKS = f"""
SELECT sheet_id, kind, actor, code, expected, got, readings FROM {_table(SheetRemark)} WHERE sheet_id IN """
_READINGS = f"""
SELECT sheet_id, event_id, actor, kind, figures, names, cluster, clusters FROM {_table(Reading)} WHERE sheet_id IN """


def villages_at_work(election: Election, place_code: str) -> list[VillageWork]:
    """Every village of the place, by name."""
    if place_code == election.province.code:
        return _work(election, "", [])
    column = next((_PART_OF.get(level) for (level,) in plain.rows(_LEVEL, [place_code])), None)
    part = f"s.{column} = %s" if column else "%s IN (s.village_code, s.commune_code, s.district_code)"
    return _work(election, f" AND {part}", [place_code])


def villages_now(election: Election, place_code: str) -> list[VillageWork]:
    """As `villages_at_work`, but a village that was called to a by-election since is shown at that one."""
    found = villages_at_work(election, place_code)
    since = [one for one in by_elections_in(place_code) if one.called_on >= election.called_on]
    newest = {one.code: one for by in since for one in villages_at_work(by, place_code)}
    return [newest.get(one.code, one) for one in found] if newest else found


def village_at_work(election: Election, village_code: str) -> VillageWork | None:
    """One village, or None where the election does not reach it."""
    found = _work(election, " AND s.village_code = %s", [village_code])
    return found[0] if found else None


def _work(election: Election, where: str, values: Sequence[str]) -> list[VillageWork]:
    on = election.called_on
    fills = election.code if getattr(election, "by_election", None) is not None else ""
    rows = plain.rows(f"{_VILLAGES}{where} ORDER BY p.sort_key, s.village_code", [on, on, election.id, *values])
    work = [
        VillageWork(
            code=code,
            commune_code=commune,
            district_code=district,
            name=name or code,
            kind=kind or "",
            state=HeadState(state),
            round_number=number or 0,
            held_on=plain.day(held_on),
            votes_on=plain.day(votes_on) or election.held_on,
            sheet=sheet,
            signed=signed_at is not None,
            declaration=declaration,
            recognised=recognition is not None,
            mark_at=plain.moment(mark_at),
            voted=voted or 0,
            roll=roll,
            received_on=plain.day(received_on),
            by_election=fills,
            clusters=[Cluster(n, *one) for n, one in enumerate(plain.loaded(clusters) or (), 1)],
        )
        for (
            code, commune, district, name, kind, state, number, held_on, votes_on, sheet, signed_at, declaration,
            recognition, mark_at, voted, roll, clusters, received_on, *_,
        ) in rows
    ]  # fmt: skip
    # what is not there need not be asked for
    if any(ruled for *_, ruled, _, _ in rows):
        _bring_rulings(election, work)
    unsigned = {one.sheet: one for one in work if one.sheet is not None and not one.signed}
    _bring_readings({row[9]: unsigned[row[9]] for row in rows if row[-2] and row[9] in unsigned})
    _bring_remarks({row[9]: unsigned[row[9]] for row in rows if row[-1] and row[9] in unsigned})
    return work


def _bring_rulings(election: Election, work: Sequence[VillageWork]) -> None:
    by_code = {one.code: one for one in work}
    alone = [work[0].code] if len(work) == 1 else []
    here = " AND r.village_code = %s" if alone else ""
    for village, number, kind, decided_on, answers, from_on, until_on in plain.rows(
        f"{_RULINGS}{here} ORDER BY r.number", [election.id, *alone]
    ):
        if village in by_code:
            by_code[village].rulings.append(
                afterwards.Ruling(
                    number=number,
                    kind=RulingKind(kind),
                    decided_on=plain.day(decided_on),
                    answers=answers,
                    from_on=plain.day(from_on),
                    until_on=plain.day(until_on),
                )
            )


def _bring_readings(by_sheet: Mapping[int, VillageWork]) -> None:
    if not by_sheet:
        return
    found = plain.rows(f"{_READINGS}({plain.marks(by_sheet)}) ORDER BY sheet_id, position", [*by_sheet])
    for sheet, event, actor, kind, figures, names, cluster, clusters in found:
        by_sheet[sheet].readings.append(
            count.Reading(
                event_id=str(UUID(str(event))),  # SQLite keeps it without its dashes
                actor=actor,
                kind=count.ReadingKind(kind),
                figures=plain.loaded(figures),
                names=tuple(plain.loaded(names)),
                cluster=cluster or 0,
                clusters=clusters or 0,
            )
        )


def _bring_remarks(by_sheet: Mapping[int, VillageWork]) -> None:
    if not by_sheet:
        return
    found = plain.rows(f"{_REMARKS}({plain.marks(by_sheet)}) ORDER BY sheet_id, number", [*by_sheet])
    for sheet, kind, actor, code, expected, got, readings in found:
        by_sheet[sheet].remarks.append(
            count.Remark(count.RemarkKind(kind), actor, code, expected, got, readings=readings)
        )


_SHEETS = f"""
SELECT {plain.columns(Sheet, "s")}, {plain.columns(Round, "r")}, {plain.columns(Contest, "c")}
FROM {_table(Sheet)} AS s
JOIN {_table(Round)} AS r ON r.id = s.round_id JOIN {_table(Contest)} AS c ON c.id = r.contest_id
WHERE s.side = %s AND c.election_id = %s AND c.village_code = %s
ORDER BY r.number, s.number"""


def ballots_of(election: Election, village_code: str) -> list[Ballot]:
    """The rounds of one village, the last one at work; a sheet that was replaced stands before its replacement."""
    contests: dict[int, Contest] = {}
    sheets: list[Sheet] = []
    for sheet, round_, contest in plain.instances(
        _SHEETS, [Side.STATE.value, election.id, village_code], Sheet, Round, Contest
    ):
        contest.election = election
        sheet.round, round_.contest = round_, contests.setdefault(contest.id, contest)
        sheets.append(sheet)
    declared: dict[tuple[int, int], Declaration] = {}
    if any(sheet.signed_at for sheet in sheets):  # nothing is declared of a sheet that nobody signed
        rounds = [*{sheet.round_id for sheet in sheets}]
        state = f"t.round_id IN ({plain.marks(rounds)}) AND t.side = %s ORDER BY t.version"
        rows = plain.of(Declaration, state, [*rounds, Side.STATE.value])
        declared = {(row.round_id, row.version): row for row in rows}
    return [Ballot(sheet.round, sheet, declared.get((sheet.round_id, sheet.number))) for sheet in sheets]


def ballots_at(election: Election, work: VillageWork) -> "list[Ballot]":
    """As `ballots_of`, looked up once for each village at work."""
    work.ballots = work.ballots or ballots_of(election, work.code)
    return work.ballots


def readings_at_work(sheet: int) -> list[count.Reading]:
    """What was read of one sheet, in order."""
    return as_values(list(Reading.objects.filter(sheet_id=sheet).order_by("position")))


def recognition_of(work: VillageWork) -> Recognition | None:
    """The decision that recognised the head of this village."""
    return Recognition.objects.filter(declaration=work.declaration).first() if work.recognised else None


def names_on_slate(contest: Contest) -> dict[str, str]:
    """{key: name} of those who stand or stood, looked up once for each contest in hand."""
    if _NAMED not in vars(contest):
        vars(contest)[_NAMED] = dict(plain.rows(_NAMES, [contest.id]))
    return dict(vars(contest)[_NAMED])


def rolls_of(election: Election, villages: Collection[str]) -> dict[str, int]:
    """{village: tổng số trong danh sách}, of those that are certified."""
    return dict(election.rolls.filter(village__code__in=villages).values_list("village__code", "count"))


def snapshots_of(election: Election, villages: Collection[str]) -> dict[tuple[str, datetime], TurnoutSnapshot]:
    """{(village, time mark): the newest figure told for it}."""
    rows = TurnoutSnapshot.objects.filter(election=election, village_code__in=villages).order_by("id")
    return {(row.village_code, row.mark_at): row for row in rows}


@dataclass(frozen=True, slots=True)
class Winner:
    """Người trúng cử chờ công nhận: the declaration and the person."""

    declaration: Declaration
    person: Person


_DECLARED = f"""
SELECT {plain.columns(Declaration, "d")}, {plain.columns(Round, "r")}, {plain.columns(Contest, "c")},
       {plain.columns(Candidacy, "n")}, {plain.columns(Person, "p")}
FROM {_table(Declaration)} AS d
JOIN {_table(Round)} AS r ON r.id = d.round_id JOIN {_table(Contest)} AS c ON c.id = r.contest_id
JOIN {_table(Candidacy)} AS n ON n.contest_id = c.id JOIN {_table(Person)} AS p ON p.id = n.person_id
WHERE d.outcome = 'elected' AND d.id IN """


def winners(work: Collection[VillageWork]) -> dict[str, Winner]:
    """{village: who was elected}, of the villages where somebody was who is not yet recognised."""
    numbers = [one.declaration for one in work if one.declaration is not None and not one.recognised]
    if not numbers:
        return {}
    found = {}
    for declared, round_, contest, candidacy, person in plain.instances(
        f"{_DECLARED}({plain.marks(numbers)})", numbers, Declaration, Round, Contest, Candidacy, Person
    ):
        if candidacy.key == declared.elected[0]:
            declared.round, round_.contest = round_, contest
            found[contest.village_code] = Winner(declared, person)
    return found


def recognitions(work: Collection[VillageWork]) -> dict[str, Recognition]:
    """{village: the decision by which its head was recognised}, of the villages where one was."""
    numbers = [one.declaration for one in work if one.recognised]
    if not numbers:
        return {}
    found = plain.of(Recognition, f"t.declaration_id IN ({plain.marks(numbers)})", numbers)
    return {row.village_code: row for row in found}
