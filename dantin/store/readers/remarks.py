"""Ghi chú của các phiếu đếm: warnings accepted with their reasons, contradictions told and confirmed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from dantin.core.count import Figures, Remark, RemarkKind, broken_checks, open_flags
from dantin.core.law import Finding, Level
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks import party_cell, village_head
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.store.models import Declaration, Election, Reading, Round, Sheet, SheetRemark, TurnoutSnapshot

from . import plain

# Of what the rulebook warns of, only these are the village's to explain; the rest is said of the call of the election.
OF_THE_VILLAGE = {
    "late_rerun": "Bầu lại sau lần đầu {got} ngày, hạn là {expected} ngày (A22-13).",
    "dates_out_of_order": "Ngày bầu {got} đứng trước ngày phải đi trước nó là {expected}.",
}
_CHECKS = (*village_head.CHECKS, *village_head.WARNINGS, *party_cell.WARNINGS)
SENTENCES = {check.code: check.sentence for check in _CHECKS} | OF_THE_VILLAGE


def sentence(code: str, expected: object, got: object) -> str:
    """A finding in the words of the form."""
    return SENTENCES[code].format(expected=_said(expected), got=_said(got))


def _said(value: object) -> str:
    text = str(value)
    if text.isdigit():
        return number(int(text))
    return "/".join(reversed(text.split("-"))) if text.count("-") == 2 else text


def remarks_of(sheets: Collection[int]) -> Mapping[int, list[SheetRemark]]:
    """{sheet: its remarks in order}."""
    found: dict[int, list[SheetRemark]] = defaultdict(list)
    if asked := [*sheets]:
        for row in plain.of(SheetRemark, f"t.sheet_id IN ({plain.marks(asked)}) ORDER BY t.sheet_id, t.number", asked):
            found[row.sheet_id].append(row)
    return found


def as_values(rows: Iterable[SheetRemark]) -> list[Remark]:
    """Rows → the core's remarks."""
    return [
        Remark(RemarkKind(row.kind), row.actor, row.code, row.expected, row.got, readings=row.readings) for row in rows
    ]


_TOLD = f"""
SELECT election_id, village_code, mark_at, voted FROM {TurnoutSnapshot._meta.db_table} WHERE source <> %s"""


def told_on_the_day(rounds: Iterable[Round]) -> dict[int, int]:
    """{round: turnout last told on its day}, of those of which any was told."""
    by_place = {(r.contest.election_id, r.contest.village_code, r.held_on): r.id for r in rounds}
    if not by_place:
        return {}
    elections, villages = {of for of, _, _ in by_place}, {village for _, village, _ in by_place}
    found = {}
    for of, village, mark_at, voted in plain.rows(
        f"{_TOLD} AND election_id IN ({plain.marks(elections)}) AND village_code IN ({plain.marks(villages)})"
        " ORDER BY mark_at, id",
        [TurnoutSnapshot.Source.ARCHIVE.value, *elections, *villages],
    ):
        round_ = by_place.get((of, village, timezone.localtime(plain.moment(mark_at)).date()))
        if round_ is not None:
            found[round_] = voted
    return found


def known_of(round_: Round, *, roll: int, told: int | None) -> dict[str, int]:
    """What the checks of a form need beside what is typed."""
    known = {"roll": roll, "seats": round_.seats}
    return known if told is None else {**known, "told": told}


def findings_of(sheet: Sheet, figures: Figures, *, roll: int, told: int | None) -> tuple[Finding, ...]:
    """Cảnh báo of the figures of one sheet."""
    round_ = sheet.round
    known = {**known_of(round_, roll=roll, told=told), **figures}
    return village_head.warnings(known, Procedure(round_.procedure), VoteForm(round_.vote_form))


def findings_of_congress(figures: Figures) -> tuple[Finding, ...]:
    """Cảnh báo of the figures of one sheet of a congress."""
    return broken_checks(figures, party_cell.WARNINGS)


def of_the_answer(answer: Mapping[str, object]) -> tuple[Finding, ...]:
    """Those warnings of the rulebook's answer that the village must explain."""
    listed = answer.get("findings")
    return tuple(
        Finding(one["code"], Level.WARNING, one["field"], one["expected"], one["got"])
        for one in (listed if isinstance(listed, list) else ())
        if one["code"] in OF_THE_VILLAGE
    )


@dataclass(frozen=True, slots=True)
class Flagged:
    """Một phiếu đếm có điều báo lên chưa được xác nhận."""

    village: str
    since: datetime
    sentences: tuple[str, ...]


def open_flags_in(election: Election, villages: Sequence[str] | None = None) -> list[Flagged]:
    """Sheets whose result waits for the level above; a sheet that was signed or replaced waits no more."""
    rows = SheetRemark.objects.filter(sheet__round__contest__election=election, sheet__signed_at=None)
    if villages is not None:
        rows = rows.filter(sheet__round__contest__village_code__in=villages)
    if not rows.filter(kind=SheetRemark.Kind.FLAGGED).exists():
        return []
    by_sheet: dict[int, list[SheetRemark]] = defaultdict(list)
    for row in rows.select_related("sheet__round__contest").order_by("sheet_id", "number"):
        by_sheet[row.sheet_id].append(row)
    read = dict(
        Reading.objects.filter(sheet__in=by_sheet).values_list("sheet_id").annotate(Count("event_id")).order_by()
    )
    found = []
    for sheet, remarks in by_sheet.items():
        flags = open_flags(as_values(remarks), readings=read.get(sheet, 0))
        if flags:
            since = max(row.recorded_at for row in remarks if row.kind == SheetRemark.Kind.FLAGGED)
            told = tuple(dict.fromkeys(sentence(flag.code, flag.expected, flag.got) for flag in flags))
            found.append(Flagged(remarks[0].sheet.round.contest.village_code, since, told))
    return found


def warnings_accepted(election: int, *, before: datetime | None = None) -> dict[str, int]:
    """Cảnh báo đã chấp nhận, {code: conclusions signed with it}, each round by its newest sheet, before that moment."""
    rows = Declaration.objects.filter(round__contest__election=election, side=Side.STATE.value)
    if before is not None:
        rows = rows.filter(declared_at__lt=before)
    warned = rows.filter(warnings__isnull=False).values("round_id")
    kept = dict(rows.filter(round_id__in=warned).order_by("version").values_list("round_id", "warnings"))
    # a replaced sheet's newest conclusion alone counts, also where nothing was warned of
    return dict(Counter(one["code"] for warnings in kept.values() for one in warnings or ()))
