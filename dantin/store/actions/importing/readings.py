"""Nạp số đọc từ biên bản: one file is one person's readings, into the one protocol of double entry (design §4.5).

Two persons load a file each. Before it is written nothing is said of what the other person read: a dry run tells only
whether the figures of this file add up.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from dantin.core import count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.core.vietnamese import name_sort_key, number
from dantin.imports.poll_lists import PEOPLE
from dantin.imports.reading import Reading
from dantin.store.actions.count import (
    MAY_BE_LEFT_OUT,
    ReadingIn,
    form_fields,
    seal,
    submit_readings,
    try_readings,
)
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Candidacy, Election, Sheet
from dantin.store.models import Reading as SheetReading
from dantin.store.readers.sheets import (
    STATUS_WORDS,
    alone,
    as_values,
    in_words,
    newest_of_devices,
    readings_of,
    sheets_by_id,
)
from dantin.store.refusals import Refused, refuse_if

from .plan import Plan, Source

_FIGURES = ("attended", "issued", "collected", "valid", "invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """Một dòng của tệp as the protocol takes it."""

    row: Any
    sheet: Sheet
    kind: ReadingKind
    figures: dict[str, int]
    names: tuple[str, ...]
    cluster: int

    @property
    def clusters(self) -> int:
        """On how many clusters the sheet is counted; none where the village counts in one place."""
        return len(self.sheet.round.clusters or ())


def plan(reading: Reading, source: Source) -> Plan:
    """What of the file this person has not given yet; what was given stays as it was given."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Số đọc từ biên bản")
    assert election is not None
    refuse_if(not source.named, "import.reader_needed")
    book = _Book(election, source.side, {row.unit_code for row in reading.rows})
    given: list[_Given] = []
    corrected = blank = 0
    notes: list[str] = []
    for row in reading.rows:
        sheet = book.sheet_of(row, reading)
        if sheet is None:
            continue
        if all(getattr(row, name) is None for name in (*_FIGURES, *(f"votes_{n}" for n in range(1, PEOPLE + 1)))):
            blank += 1
            continue
        before = len(reading.faults)
        _refuse_wrong_cluster(row, sheet, reading)
        figures = book.figures_of(row, sheet, reading)
        if len(reading.faults) > before:
            continue
        one = book.meant(row, sheet, figures, source.actor, notes)
        if one is not None:
            given.append(one)
            corrected += any(r.actor == source.actor for r in book.of_paper(sheet, one.cluster))
    # Each is tried as from a device of its own, so that one wrong row does not make those after it wrong.
    tried = [_as_reading(one, source, device=f"thử {n}", seq=1) for n, one in enumerate(given)]
    for one, answer in zip(given, try_readings(side=source.side, readings=tried, at=source.at), strict=True):
        if isinstance(answer, Refused):
            reading.fault(one.row.at, None, str(answer))
    if blank:
        notes.append(f"{number(blank)} dòng chưa có số nào, bỏ qua")

    def write() -> None:
        device = f"tệp của {source.actor}"[:80]
        seq, head = newest_of_devices({device}).get(device, (0, NO_PREDECESSOR))
        chained = []
        for one in given:
            seq += 1
            chained.append(_as_reading(one, source, device=device, seq=seq, prev_hash=head))
            head = seal(chained[-1])
        answers = submit_readings(side=source.side, readings=chained, at=source.at)
        for answer in answers:
            if isinstance(answer, Refused):  # tried above: what changed since then is told, and nothing is written
                raise answer
        notes.extend(_told(given, [answer for answer in answers if isinstance(answer, SheetStatus)]))

    new = len(given) - corrected
    return Plan(write=write, new=new, changed=corrected, same=len(reading.rows) - len(given), notes=notes)


def _as_reading(one: _Given, source: Source, *, device: str, seq: int, prev_hash: str = NO_PREDECESSOR) -> ReadingIn:
    return ReadingIn(
        event_id=uuid4(),
        sheet=one.sheet.id,
        kind=one.kind,
        figures=one.figures,
        names=one.names,
        actor=source.actor,
        device=device,
        seq=seq,
        prev_hash=prev_hash,
        read_at=source.at,
        cluster=one.cluster,
        clusters=one.clusters,
    )


def _refuse_wrong_cluster(row: Any, sheet: Sheet, reading: Reading) -> None:
    clusters = len(sheet.round.clusters or ())
    if not clusters and row.cluster is not None:
        reading.fault(row.at, "cluster", f"{row.unit_code} không chia cụm. Để trống")
    elif clusters and row.cluster is None:
        reading.fault(row.at, "cluster", f"ô trống: {row.unit_code} kiểm phiếu ở {clusters} cụm, mỗi cụm một dòng")
    elif clusters and not 1 <= row.cluster <= clusters:
        reading.fault(row.at, "cluster", f"{row.unit_code} có {clusters} cụm, ghi từ 1 đến {clusters}")


class _Book:
    """Các biên bản mà tệp nêu, their slates, and what was read of them before."""

    def __init__(self, election: Election, side: Side, units: set[str]) -> None:
        self._side = side
        of_units = {"round__contest__election": election, "round__contest__unit_code__in": units}
        ids = Sheet.objects.filter(side=side.value, **of_units).values_list("id", flat=True)
        self._sheets: dict[tuple[str, str], dict[int, Sheet]] = defaultdict(dict)
        sheets = sheets_by_id(ids, side=side)
        for sheet in sorted(sheets.values(), key=lambda one: one.number):  # a replaced sheet takes no more readings
            contest = sheet.round.contest
            self._sheets[contest.unit_code, contest.post][sheet.round.number] = sheet
        listed = Candidacy.objects.filter(contest__election=election, contest__unit_code__in=units)
        self._names = {
            (contest, key): name for contest, key, name in listed.values_list("contest_id", "key", "person__name")
        }
        self.readings = readings_of(sheets)

    def sheet_of(self, row: Any, reading: Reading) -> Sheet | None:
        """The sheet of the row's round; without one, of the newest."""
        post = row.post or (Post.VILLAGE_HEAD.value if self._side is Side.STATE else None)
        if post is None:
            reading.fault(row.at, "post", "ô trống: ghi chức danh được bầu")
            return None
        rounds = self._sheets.get((row.unit_code, post))
        if rounds is None:
            hint = ". Mã có mất số 0 ở đầu không?" if row.unit_code.isdigit() else ""
            reading.fault(row.at, "unit_code", f"cuộc bầu này không có danh sách bầu cử ở mã {row.unit_code}{hint}")
            return None
        sheet = rounds.get(row.round or max(rounds))
        if sheet is None:
            reading.fault(row.at, "round", f"{row.unit_code} mới có {max(rounds)} lần bầu")
        return sheet

    def figures_of(self, row: Any, sheet: Sheet, reading: Reading) -> dict[str, int]:
        """The figures by the names of the form; a fault for each cell too few, too many, or of somebody else."""
        column_of = {"present": "attended"} | {name: name for name in _FIGURES}
        slate = sheet.round.slate
        column_of |= {f"votes.{key}": f"votes_{n}" for n, key in enumerate(slate, start=1)}
        figures: dict[str, int] = {}
        fields = [field for field in form_fields(sheet) if field not in MAY_BE_LEFT_OUT]
        for field in fields:
            value = getattr(row, column_of[field])
            if value is None:
                reading.fault(row.at, column_of[field], "ô trống, biên bản có ô này. Không có phiếu thì ghi 0")
            else:
                figures[field] = value
        used = {column_of[field] for field in figures} | {column_of[field] for field in fields}
        for name in (*_FIGURES, *(f"votes_{n}" for n in range(1, PEOPLE + 1))):
            if name not in used and getattr(row, name) is not None:
                reading.fault(row.at, name, "biên bản của lần bầu này không có ô này. Để trống")
        for n in range(1, PEOPLE + 1):
            named = getattr(row, f"name_{n}")
            if named is None:
                continue
            expected = self._names[sheet.round.contest_id, slate[n - 1]] if n <= len(slate) else ""
            if name_sort_key(named) != name_sort_key(expected):
                listed = f"người số {n} là {expected}" if expected else f"không có người số {n}"
                reading.fault(row.at, f"name_{n}", f"trên danh sách bầu cử {listed}. Xem lại cột số phiếu")
        return figures

    def of_paper(self, sheet: Sheet, cluster: int) -> list[SheetReading]:
        """What was read before of this paper: the sheet's own, or that of one of its clusters."""
        return [row for row in self.readings[sheet.id] if (row.cluster or 0) == cluster]

    def meant(self, row: Any, sheet: Sheet, figures: dict[str, int], actor: str, notes: list[str]) -> _Given | None:
        """What the row adds to the sheet, or None when this person gave it before."""
        cluster = row.cluster or 0
        rows = self.of_paper(sheet, cluster)
        kind = ReadingKind.READING if row.kind in (None, "again") else ReadingKind(row.kind)
        mine = [n for n, r in enumerate(rows) if r.actor == actor and r.kind == kind.value]
        given_before = bool(mine) and rows[mine[-1]].figures == figures
        names: tuple[str, ...] = ()
        match kind:
            case ReadingKind.READING:
                if given_before and row.kind == "again":
                    # asked again, and answered: the figures were given once more after the two differed
                    given_before = _differs(rows[: mine[-1]])
                elif given_before and _differs(rows) and not _differs(rows[: mine[-1]]):
                    notes.append(
                        f"{row.unit_code}: hai người đọc khác nhau. Xem lại biên bản giấy; vẫn số ấy thì ghi “đọc lại”"
                    )
            case ReadingKind.RECOUNT:
                names = tuple(sorted(count.readings_to_recount(alone(rows))))
            case ReadingKind.CONFIRMATION:
                names = tuple(str(r.event_id) for r in rows if r.kind == ReadingKind.RECOUNT.value)[-1:]
        if given_before:
            return None
        return _Given(row=row, sheet=sheet, kind=kind, figures=figures, names=names, cluster=cluster)


def _differs(rows: list[SheetReading]) -> bool:
    asked = (SheetStatus.READINGS_DIFFER, SheetStatus.NEEDS_RECOUNT)
    return count.status(alone(rows), signed=False) in asked


def _told(given: list[_Given], statuses: list[SheetStatus]) -> list[str]:
    """How the sheets stand after the file was written: which fields differ, never what the other person read."""
    newest = {one.sheet.id: (one, status) for one, status in zip(given, statuses, strict=True)}
    by_status: Counter[SheetStatus] = Counter(status for _, status in newest.values())
    told = [
        f"{number(n)} biên bản {STATUS_WORDS[status]}"
        for status, n in sorted(by_status.items())
        if status in STATUS_WORDS
    ]
    readings = readings_of(newest)
    for sheet, (one, status) in newest.items():
        if status in (SheetStatus.READINGS_DIFFER, SheetStatus.NEEDS_RECOUNT):
            fields = count.differing_fields(as_values(readings[sheet]))
            where = ", ".join(in_words(field, one.sheet) for field in fields)
            told.append(f"{one.row.unit_code}: {STATUS_WORDS[status]} ở {where}")
    return told
