"""Ngày làm việc của tháng 6 và 7 năm 2022: no public holiday falls in them, so Monday to Friday.

Only the simulated officials reckon by this; what the law says of a deadline is computed by the core.
"""

from datetime import date, timedelta


def working_days_after(day: date, n: int) -> date:
    """Ngày làm việc thứ `n` sau `day`; the day itself is not counted."""
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5
    return day
