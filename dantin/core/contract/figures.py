"""Câu hỏi về con số: soát báo cáo, và cộng số liệu."""

import re
from fractions import Fraction
from typing import Any

from dantin.core.aggregate import Claim, Printed, PrintedPercent, PrintedSum, VillageResult, audit, total

from .reading import Fault, ObjectReader, fault_of_number

_SPACES = "[ \u00a0\u202f]*"
_PRINTED = re.compile(rf"{_SPACES}([0-9]{{1,100}})(?:[.,]([0-9]{{1,100}}))?{_SPACES}%?{_SPACES}\Z")
_NOTHING = PrintedPercent(Fraction(0), 0)


def report_audit(reader: ObjectReader) -> dict[str, Any]:
    """`kind` report_audit."""
    claims, sums = reader.list("claims", _claim), reader.list("sums", _sum)
    reader.refuse_faults()
    audited = audit(claims, sums)
    return {
        "claims": [str(agreement) for agreement in audited.claims],
        "percents": list(audited.percents),
        "sums": [str(agreement) for agreement in audited.sums],
        "findings": [],
    }


def totals(reader: ObjectReader) -> dict[str, Any]:
    """`kind` totals."""
    villages = reader.list("villages", _village)
    reader.refuse_faults()
    summed = total(villages)
    return {
        "villages": summed.villages,
        "roll": summed.roll,
        "voted": summed.voted,
        "turnout": summed.turnout,
        "elected": summed.elected,
        "findings": [],
    }


def read_printed(text: str) -> PrintedPercent | None:
    """98,12 % as printed: both `,` and `.` are decimal marks, `%` may be missing; None for anything else."""
    match = _PRINTED.match(text)
    if match is None:
        return None
    whole, decimals = match.group(1), match.group(2) or ""
    return PrintedPercent(Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals))


def _claim(value: Any, path: str, faults: list[Fault]) -> Claim:
    reader = ObjectReader(value, path, faults)
    part, whole = reader.number("part"), reader.number("whole", least=1)
    printed = reader.raw("printed")
    reader.no_other_key()
    if not isinstance(printed, str):
        if reader.has("printed"):
            reader.fault("printed", 'phải là chữ, như "98,12%"')
        return Claim(part, whole, _NOTHING)
    return Claim(part, whole, _percent(printed, f"{path}.printed", faults))


def _sum(value: Any, path: str, faults: list[Fault]) -> PrintedSum:
    reader = ObjectReader(value, path, faults)
    parts = reader.list("parts", _printed)
    printed_total: Printed = 0
    if reader.has("printed_total") or reader.is_object:
        missing = not reader.has("printed_total")
        value = reader.raw("printed_total")
        printed_total = 0 if missing else _printed(value, f"{path}.printed_total", faults)
    reader.no_other_key()
    return PrintedSum(parts, printed_total)


def _printed(value: Any, path: str, faults: list[Fault]) -> Printed:
    if isinstance(value, str):
        return _percent(value, path, faults)
    fault = fault_of_number(value)
    if fault is None:
        return int(value)
    faults.append(Fault(path, fault))
    return 0


def _percent(text: str, path: str, faults: list[Fault]) -> PrintedPercent:
    printed = read_printed(text)
    if printed is None:
        faults.append(Fault(path, 'phải là một tỷ lệ in, như "98,12%"'))
        return _NOTHING
    return printed


def _village(value: Any, path: str, faults: list[Fault]) -> VillageResult:
    reader = ObjectReader(value, path, faults)
    before = len(faults)
    roll, voted = reader.number("roll"), reader.number("voted")
    nobody = reader.is_null("winner_votes")
    winner_votes = None if nobody else reader.number("winner_votes")
    reader.no_other_key()
    if len(faults) == before:
        if voted > roll:
            reader.fault("voted", f"là {voted}, nhiều hơn roll là {roll}")
        if winner_votes is not None and winner_votes > voted:
            reader.fault("winner_votes", f"là {winner_votes}, nhiều hơn voted là {voted}")
    return VillageResult(roll, voted, winner_votes)
