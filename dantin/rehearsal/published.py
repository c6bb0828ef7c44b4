"""Số đã công bố: the figures the simulated province must add up to (domain.md E-01, E-02, C-01, C-02).

Used to make per-village figures that sum to them, and by the tests. No total on a screen is read from here.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

VILLAGES = 1_452  # C-02 [S01]
ROLL = 346_663  # E-01 [S01]
VOTED = 340_134  # E-01 [S01], on 5/6/2022 alone
PREVIOUS_TURNOUT = "93.25"  # E-01 [S01]; the sums behind it were not published, so ours are simulated
ELECTED_ON_THE_DAY = 1_449  # E-01 [S01]
OVER_90, FROM_70_TO_90, OVER_HALF_TO_70 = 1_061, 316, 72  # E-01 [S01]; exactly 90 % belongs to no band

PILOT_CONGRESSES, MASS_CONGRESSES = 31, 1_421  # C-02, E-02
# The press report prints 27 % new and 63 % re-elected (E-02). The counts that round to them, and a previous term
# without a record for the rest, are one guess at the missing tenth, and said to be a guess wherever they are shown.
SECRETARIES_NEW, SECRETARIES_REELECTED, SECRETARIES_NOT_STATED = 392, 915, 145

HEADS_CALLED_ON = date(2022, 5, 10)
HEADS_HELD_ON = date(2022, 6, 5)
CONGRESSES_CALLED_ON = date(2022, 5, 25)
CONGRESSES_HELD_ON = date(2022, 7, 3)
CONGRESSES_DONE_BY = datetime(2022, 7, 3, 17, 0, tzinfo=VIETNAM)
# The day of the earlier election was not found: simulated, so that its archived turnout has an election to stand under.
PREVIOUS_CALLED_ON = date(2019, 12, 16)
PREVIOUS_HELD_ON = date(2020, 1, 12)
PREVIOUS_TERM = (2020, 2022)  # C-01: all villages unified since 2020
THIS_TERM = (2022, 2025)  # A22-20 [S01]
