"""Biên bản và lần đọc → core values: what the count actions judge."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from dantin.core import count
from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.store.models import Cell, Congress, Contest, Election, ReaderChoice, Reading, Round, Sheet

from . import plain

FEW = 10
_FEW = f"""
SELECT {plain.columns(Sheet, "s")}, {plain.columns(Round, "r")}, {plain.columns(Contest, "c")},
       {plain.columns(Election, "e")}
FROM {Sheet._meta.db_table} AS s
JOIN {Round._meta.db_table} AS r ON r.id = s.round_id JOIN {Contest._meta.db_table} AS c ON c.id = r.contest_id
JOIN {Election._meta.db_table} AS e ON e.id = c.election_id
WHERE s.side = %s AND s.id IN """


def sheets_by_id(ids: Iterable[int], *, side: Side) -> dict[int, Sheet]:
    """Sheets of one side with their round, contest and election; an election of 1,452 sheets is read once."""
    ids = set(ids)
    if not ids:
        return {}
    if len(ids) < FEW:
        few = {}
        for sheet, round_, contest, election in plain.instances(
            f"{_FEW}({plain.marks(ids)})", [side.value, *ids], Sheet, Round, Contest, Election
        ):
            sheet.round, round_.contest, contest.election = round_, contest, election
            few[sheet.id] = sheet
        return few
    wanted = Sheet.objects.filter(id__in=ids, side=side.value).select_related("round__contest")
    sheets = {sheet.id: sheet for sheet in wanted}
    contests = [sheet.round.contest for sheet in sheets.values()]
    elections = Election.objects.in_bulk({contest.election_id for contest in contests})
    for contest in contests:
        contest.election = elections[contest.election_id]
    return sheets


def readings_of(sheets: Iterable[int]) -> Mapping[int, list[Reading]]:
    """Readings of these sheets in the order in which the server took them."""
    found: dict[int, list[Reading]] = defaultdict(list)
    if asked := [*set(sheets)]:
        for reading in plain.of(
            Reading, f"t.sheet_id IN ({plain.marks(asked)}) ORDER BY t.sheet_id, t.position", asked
        ):
            found[reading.sheet_id].append(reading)
    return found


_CHOSEN = f"""
SELECT s.id, k.readers FROM {Sheet._meta.db_table} AS s
JOIN {Round._meta.db_table} AS r ON r.id = s.round_id JOIN {Contest._meta.db_table} AS c ON c.id = r.contest_id
JOIN {Cell._meta.db_table} AS l ON l.code = c.unit_code
JOIN {Congress._meta.db_table} AS g ON g.cell_id = l.id AND g.election_id = c.election_id AND g.current
JOIN {ReaderChoice._meta.db_table} AS k ON k.congress_id = g.id
WHERE s.id IN """


def readers_chosen(sheets: Collection[int]) -> dict[int, int]:
    """{sheet of a congress: how many persons must agree on it}, where its congress chose."""
    if not sheets:
        return {}
    return dict(plain.rows(f"{_CHOSEN}({plain.marks(sheets)}) ORDER BY k.number", [*sheets]))


_NEWEST = f"""
SELECT device, seq, hash FROM {Reading._meta.db_table} AS r
WHERE seq = (SELECT max(seq) FROM {Reading._meta.db_table} WHERE device = r.device) AND device IN """


def newest_of_devices(devices: Collection[str]) -> dict[str, tuple[int, str]]:
    """{device: number and hash of its newest reading}, however many it gave before."""
    if not devices:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"{_NEWEST}({', '.join(['%s'] * len(devices))})", [*devices])
        return {device: (seq, hash_) for device, seq, hash_ in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Một biên bản chưa ký: how far its readings are; `differing` names the fields, never what anybody read."""

    sheet: Sheet
    status: SheetStatus
    differing: tuple[str, ...]


def unsigned_sheets(election: Election) -> list[Waiting]:
    """The sheets of an election that nobody signed yet, by the code of their place."""
    ids = Sheet.objects.filter(round__contest__election=election, signed_at=None).values_list("id", flat=True)
    sheets = sheets_by_id(ids, side=Side(election.side))
    readings = readings_of(sheets)
    found = []
    for sheet in sorted(sheets.values(), key=lambda s: (s.round.contest.unit_code, s.round.contest_id)):
        read = as_values(readings[sheet.id])
        fields = tuple(in_words(field, sheet) for field in count.differing_fields(read))
        found.append(Waiting(sheet, count.status(read, signed=False), fields))
    return found


def as_values(readings: Sequence[Reading]) -> list[count.Reading]:
    """Rows → the core's readings."""
    return [
        count.Reading(
            event_id=str(r.event_id),
            actor=r.actor,
            kind=count.ReadingKind(r.kind),
            figures=r.figures,
            names=tuple(r.names),
            cluster=r.cluster or 0,
            clusters=r.clusters or 0,
            readers=r.readers or count.TWO,
        )
        for r in readings
    ]


def alone(rows: Sequence[Reading]) -> list[count.Reading]:
    """The readings of one paper, judged by themselves."""
    return [replace(value, cluster=0, clusters=0) for value in as_values(rows)]


STATUS_WORDS = {
    SheetStatus.EMPTY: "chưa ai đọc",
    SheetStatus.ONE_READING: "chờ người thứ hai đọc",
    SheetStatus.TWO_READINGS: "chờ người thứ ba đọc",
    SheetStatus.AGREED: "hai người khớp nhau",
    SheetStatus.READINGS_DIFFER: "hai người đọc khác nhau",
    SheetStatus.NEEDS_RECOUNT: "phải đếm lại trên giấy",
    SheetStatus.RECOUNTED: "chờ người thứ hai xác nhận số đếm lại",
    SheetStatus.SIGNED: "đã ký",
}


def status_words(status: SheetStatus, *, readers: int) -> str:
    """Where a sheet stands, which two or three persons read."""
    said = STATUS_WORDS[status]
    return (
        said
        if readers == count.TWO
        else said.replace("hai người đọc khác", "ba người đọc không giống").replace("hai người khớp", "ba người khớp")
    )


# Bước tiếp theo mà kết luận hỏi, as `next.step` of the case contract names it.
NEXT_STEPS = {
    "recognise": "Chủ tịch UBND xã công nhận",
    "rerun": "bầu lại",
    "reconvene": "họp lại",
    "appoint_interim": "Chủ tịch UBND xã chỉ định trưởng thôn lâm thời",
    "correct_figures": "sửa số trên biên bản",
    "change_slate": "sửa danh sách bầu cử",
    "appoint_by_higher_committee": "cấp ủy cấp trên chỉ định",
    "approve": "báo cáo cấp ủy cấp trên để chuẩn y",
    "reballot_tied": "bầu lại giữa những người bằng phiếu",
    "congress_decides_another_round": "đại hội quyết định có bầu thêm lần nữa không",
    "ask_legal_officer": "hỏi cán bộ pháp chế",
}
FIELD_WORDS = {
    "attended": "số dự",
    "present": "số có mặt",
    "issued": "phiếu phát ra",
    "collected": "phiếu thu vào",
    "valid": "phiếu hợp lệ",
    "invalid": "phiếu không hợp lệ",
    count.NOT_ISSUED: "tờ không do ban kiểm phiếu phát",
}


def in_words(field: str, sheet: Sheet) -> str:
    """An entry of the form as officials call it; a candidate by the place on the slate of that round."""
    slate: list[str] = sheet.round.slate
    key = field.removeprefix(count.VOTES)
    return FIELD_WORDS.get(field) or f"số phiếu của người số {slate.index(key) + 1}"
