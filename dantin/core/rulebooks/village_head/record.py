"""Biên bản và sau cuộc bầu: hạn công nhận, hạn lâm thời, hạn bầu người mới."""

from datetime import date

from dantin.core.afterwards import interim_ends_by
from dantin.core.law import Judgement, met_if, rule

from .numbers import CIRCULAR_04, DECREE_59, RESOLUTION_09, VH_2023, VH_2025T, cites


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


@rule(
    "VH-RECORD-2",
    cites=cites(
        until_2023=CIRCULAR_04.at("điều về nhiệm kỳ", "A22-14", "A22-20", mark="[S16]"),
        since_2023=CIRCULAR_04.at("điều về nhiệm kỳ", "A23-15", mark="[S39, S16]"),
    ),
)
def interim_ends_in_time(decided_on: date, until_on: date, months: int) -> Judgement:
    """Trưởng thôn lâm thời được giao không quá 6 tháng kể từ ngày quyết định.

    Counted from the decision, not from the day on which the work begins; the last day itself is still in time.
    """
    last = interim_ends_by(decided_on, months)
    return met_if(until_on <= last, decided_on=decided_on, until_on=until_on, months=months, last=last)


_AFTER_LEAVING = DECREE_59.at("Điều 9", "A23-16", mark="[S33]")


@rule("VH-RECORD-3", cites={VH_2023: _AFTER_LEAVING, VH_2025T: _AFTER_LEAVING})
def by_election_is_called_in_time(left_on: date, called_on: date, within_days: int) -> Judgement:
    """Trong 60 ngày kể từ ngày công nhận cho trưởng thôn thôi làm phải quyết định bầu người mới.

    What is counted is the decision that calls the election, not the day of the vote. A late call is still a call.
    """
    days = (called_on - left_on).days
    return met_if(days <= within_days, left_on=left_on, called_on=called_on, days=days, within=within_days)
