"""Bảng ngày nghỉ: writes ``dantin/core/rulebooks/days_off.py`` from the ``holidays`` package and the decisions below.

Run ``.venv/bin/python tools/days_off.py`` after adding a decision, then read the difference and commit it.
``--check`` writes nothing and fails when the committed table is not what the tool would write.

The library knows the lunar calendar and most days swapped by decision; what it lacks is in ``SWAPS`` and
``DAYS_IN_LIEU``, each with the page that says so. The number of paid days a year is checked at the end, so that
neither side can lose a day silently.
"""

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from holidays.countries.vietnam import Vietnam, VietnamStaticHolidays

FIRST_YEAR, LAST_YEAR = 2008, 2027
TABLE = Path(__file__).parents[1] / "dantin" / "core" / "rulebooks" / "days_off.py"

# The case contract lists the paid holidays and this one is not among them, although the library has it from 2026.
NOT_IN_THE_CONTRACT = "Ngày Văn hóa Việt Nam"

LIBRARY = "thư viện holidays"


class Swap(NamedTuple):
    """Ngày làm việc hoán đổi: a working day off, worked on a day of the weekend instead."""

    off: date
    worked: date
    source: str


# The library has none of these. Read at:
# 2011 baotayninh.vn/hoan-doi-ngay-nghi-dip-tet-am-lich-va-gio-to-hung-vuong-a23152.html (also baolangson.vn)
# 2013 baothainguyen.vn/xa-hoi/201212/thong-bao-thoi-gian-nghi-cac-ngay-le-tet-nam-2013-36752BD (also tienphong.vn)
# 2014 tamlongvang.laodong.com.vn/xa-hoi/an-dinh-thoi-gian-nghi-tet-giap-ngo-va-ngay-le-2014-174011.bld
# 2026 24h.com.vn/tin-tuc-trong-ngay/ai-duoc-hoan-doi-de-nghi-tet-duong-lich-4-ngay-c46a1724830.html
SWAPS = (
    Swap(date(2011, 1, 31), date(2011, 1, 29), "CV 9529/VPCP-KGVX, theo Báo Tây Ninh 07/01/2011"),
    # a Sunday, the only one of these years
    Swap(date(2011, 2, 1), date(2011, 1, 30), "CV 9529/VPCP-KGVX, theo Báo Tây Ninh 07/01/2011"),
    Swap(date(2011, 4, 11), date(2011, 4, 9), "CV 9529/VPCP-KGVX, theo Báo Tây Ninh 07/01/2011"),
    Swap(date(2012, 12, 31), date(2013, 1, 5), "theo Báo Thái Nguyên 28/12/2012"),
    # The library gives Tết 2013 five days; the Labour Code that says five came into force on 01/5/2013.
    Swap(date(2013, 2, 15), date(2013, 2, 23), "theo Báo Thái Nguyên 28/12/2012"),
    Swap(date(2014, 1, 28), date(2014, 1, 25), "theo Báo Lao Động, lịch nghỉ 2014"),
    Swap(date(2014, 1, 29), date(2014, 2, 8), "theo Báo Lao Động, lịch nghỉ 2014"),
    Swap(date(2026, 1, 2), date(2026, 1, 10), "Chính phủ đồng ý 25/12/2025, theo 24h.com.vn"),
)

# Tết 2014: two days of it fell on a weekend and the library makes up for one of them before Tết, where a swap was.
DAYS_IN_LIEU = {date(2014, 2, 5): ("Mùng sáu Tết Nguyên Đán (nghỉ bù)", "theo Báo Lao Động, lịch nghỉ 2014")}

# Announced year by year: which days around Tết, and on which side of 02/9 the second day lies.
NOT_YET_ANNOUNCED = "dự kiến, chưa có thông báo"


def swaps_in_the_library() -> list[Swap]:
    """The swaps the library states as (month, day off, month, day worked[, year worked])."""
    swaps = []
    for year, entries in VietnamStaticHolidays.special_public_holidays.items():
        for off_month, off_day, month, day, *other_year in entries if isinstance(entries[0], tuple) else (entries,):
            worked = date(other_year[0] if other_year else year, month, day)
            swaps.append(Swap(date(year, off_month, off_day), worked, LIBRARY))
    return swaps


def paid_days(year: int) -> int:
    """How many days a year are off with pay: Tết has four until the code of 2012, 02/9 two since that of 2019."""
    tet = 4 if year <= 2013 else 5
    national_day = 1 if year <= 2020 else 2
    return tet + national_day + len(("01/01", "Giỗ Tổ", "30/4", "01/5"))


def table() -> dict[date, str]:
    """Every weekday off and every weekend day worked, with the words that say why and the source."""
    swaps = [*swaps_in_the_library(), *SWAPS]
    swapped = {swap.off for swap in swaps}
    words: dict[date, str] = {}
    for day, name in Vietnam(years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi").items():
        if day.weekday() >= 5 or day in swapped or name == NOT_IN_THE_CONTRACT:
            continue
        beside_national_day = name == "Quốc khánh" and day.day != 2
        awaited = day.year == LAST_YEAR and ("Nguyên Đán" in name or name == "29 Tết" or beside_national_day)
        words[day] = f"{name}{' (ngày liền kề)' * beside_national_day}; {NOT_YET_ANNOUNCED if awaited else LIBRARY}"
    words |= {day: "; ".join(name_and_source) for day, name_and_source in DAYS_IN_LIEU.items()}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        found = sum(day.year == year for day in words)
        if found != paid_days(year):
            raise SystemExit(f"{year}: {found} days off with pay, the law gives {paid_days(year)}")
    for off, worked, source in swaps:
        if FIRST_YEAR <= off.year <= LAST_YEAR:
            words[off] = f"Ngày nghỉ hoán đổi, làm bù {worked:%d/%m/%Y}; {source}"
            words[worked] = f"Ngày làm bù cho {off:%d/%m/%Y}; {source}"
    return dict(sorted(words.items()))


HEAD = '''"""Ngày nghỉ và ngày làm bù, {first}–{last}: written by ``tools/days_off.py``, do not edit.

Public holidays on a weekday, the days taken in lieu of one on a weekend, days off and weekend days worked by a
decision on swapping. Not in the table, because the case contract does not list it: Ngày Văn hóa Việt Nam (24/11,
from 2026). No swap is known before 2010 (Tờ trình 89/TTr-LĐTBXH of 20/11/2014 says they began in that year).
Not compared with the signed decisions. Days marked "{awaited}" are the library's forecast for {last}.
"""

from datetime import date

FIRST_YEAR = {first}
LAST_YEAR = {last}

SOURCES: dict[date, str] = {{
'''

TAIL = """}

DAYS_OFF: frozenset[date] = frozenset(day for day in SOURCES if day.weekday() < 5)

# Saturdays, and one Sunday (30/01/2011).
WORKING_SATURDAYS: frozenset[date] = frozenset(day for day in SOURCES if day.weekday() >= 5)
"""


def module() -> str:
    lines = [
        f'    date({day.year}, {day.month}, {day.day}): "{words.replace(" Nguyên Đán", "")}",\n'
        for day, words in table().items()
    ]
    return HEAD.format(first=FIRST_YEAR, last=LAST_YEAR, awaited=NOT_YET_ANNOUNCED) + "".join(lines) + TAIL


if __name__ == "__main__":
    if "--check" in sys.argv:
        raise SystemExit(0 if TABLE.read_text() == module() else f"{TABLE} is not what this tool writes")
    TABLE.write_text(module())
