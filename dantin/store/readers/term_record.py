"""Hồ sơ của một nhiệm kỳ, as the figures that a report about it may name."""

from dantin.core.aggregate import CellState, HeadState, total
from dantin.core.report import Known
from dantin.locale import msg
from dantin.store.models import ByElection, Election, Standing
from dantin.store.readers.incumbency import Incumbency
from dantin.store.readers.progress import StandingRow, standings

_ELECTED = {HeadState.ELECTED, HeadState.ELECTED_IN_RERUN}


def record_of_term(begins_in: int) -> list[Known]:
    """The totals of both sides for the term that begins in this year; empty when there is none."""
    known: list[Known] = []
    general = Election.objects.exclude(id__in=ByElection.objects.values("election"))
    for election, side in general.filter(term_begins_in=begins_in).values_list("id", "side"):
        rows = standings(election)
        known += _heads(rows) if side == "state" else _cells(rows)
    return known


def terms() -> list[int]:
    """The years in which a term begins that has a record, newest first."""
    years = Standing.objects.values_list("election__term_begins_in", flat=True).distinct()
    return sorted(years, reverse=True)


def _heads(rows: list[StandingRow]) -> list[Known]:
    if not rows:
        return []
    sums = total(rows)
    elected = sum(row.state in _ELECTED for row in rows)
    on_the_day = sum(row.state == HeadState.ELECTED for row in rows)
    went = (("di bau",), ("bo phieu",), ("tham gia bau",))
    return [
        Known(msg("tỷ lệ cử tri đi bầu"), (sums.voted, sums.roll), went),
        Known(msg("cử tri đã đi bầu"), sums.voted, went),
        Known(msg("cử tri trong danh sách"), sums.roll, (("cu tri",), ("dai dien ho",)), is_whole=True),
        Known(msg("cử tri trong danh sách"), sums.roll, (("cu tri", "danh sach"), ("tong so", "cu tri"))),
        Known(msg("thôn bầu được ngay trong ngày"), on_the_day, (("trung cu",), ("bau duoc",))),
        Known(msg("tỷ lệ thôn bầu được trưởng thôn"), (elected, len(rows)), (("trung cu",), ("bau duoc",))),
        Known(msg("thôn, bản, khu phố"), len(rows), (("thon",), ("khu pho",), ("ban",)), is_whole=True),
    ]


def _cells(rows: list[StandingRow]) -> list[Known]:
    if not rows:
        return []
    kept = [row.incumbency for row in rows if row.incumbency]
    unified = sum(row.state == CellState.UNIFIED for row in rows)
    known = [
        Known(msg("bí thư đồng thời là trưởng thôn"), (unified, len(rows)), (("bi thu", "truong thon"),)),
        Known(msg("chi bộ"), len(rows), (("chi bo",), ("dai hoi",)), is_whole=True),
    ]
    if kept:
        again, new = kept.count(Incumbency.REELECTED.value), kept.count(Incumbency.NEW.value)
        known += [
            Known(msg("bí thư tái cử"), (again, len(kept)), (("bi thu", "tai cu"),)),
            Known(msg("bí thư mới"), (new, len(kept)), (("bi thu", "moi"),)),
        ]
    return known
