"""Biên bản: hạn công nhận trưởng thôn."""

from datetime import date

from dantin.core.law import Judgement, met_if, rule

from .numbers import DECREE_59, RESOLUTION_09, cites


@rule(
    "VH-RECORD-1",
    cites=cites(
        until_2023=RESOLUTION_09.at("", "A22-15", mark="unsourced: medium"),
        since_2023=DECREE_59.at("Điều 8", "A23-14", mark="[S26, S24]"),
    ),
)
def deadline_is_known(received_on: date, working_days: int, by: date | None) -> Judgement:
    """Trong 5 ngày làm việc kể từ ngày nhận, Ủy ban nhân dân xã công nhận hoặc quyết định bầu lại.

    Working days, and the day of receipt is not counted; a deadline beyond the table of days off is not guessed.
    """
    return met_if(by is not None, received_on=received_on, working_days=working_days, by=by)
