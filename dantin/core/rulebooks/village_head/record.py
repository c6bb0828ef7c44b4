"""Biên bản và sau cuộc bầu: hạn công nhận, hạn lâm thời, hạn bầu người mới, kéo dài nhiệm kỳ."""

from datetime import date

from dantin.core.afterwards import interim_ends_by
from dantin.core.law import Judgement, met_if, rule

from .numbers import CIRCULAR_04, DECREE_59, LETTER_11776, RESOLUTION_09, VH_2023, VH_2025T, cites

_RECOGNITION = cites(
    until_2023=RESOLUTION_09.at("", "A22-15", mark="unsourced: medium"),
    since_2023=DECREE_59.at("Điều 8", "A23-14", mark="[S26, S24]"),
)


@rule("VH-RECORD-1", cites=_RECOGNITION)
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


@rule("VH-RECORD-4", cites=_RECOGNITION)
def is_answered_in_time(received_on: date, decided_on: date, working_days: int, by: date) -> Judgement:
    """Công nhận, hoặc quyết định bầu lại, trong 5 ngày làm việc kể từ ngày xã nhận.

    Both answers have the one limit (F-25). Whoever is late still answers: nothing is refused for it.
    """
    return met_if(decided_on <= by, received_on=received_on, decided_on=decided_on, working_days=working_days, by=by)


@rule("VH-RECORD-5", cites={VH_2025T: LETTER_11776.at("", "A25-03", "A25-04", mark="[S35, S36]")})
def lasts_beyond_the_term(until_on: date, term_ends_in: int) -> Judgement:
    """Nơi nhiệm kỳ đã hết thì kéo dài nhiệm kỳ, đến khi Chính phủ có quy định mới.

    A term is known by its years: what ends before its last year extends nothing. No text sets the longest extension.
    """
    return met_if(until_on.year >= term_ends_in, until_on=until_on, term_ends_in=str(term_ends_in))
