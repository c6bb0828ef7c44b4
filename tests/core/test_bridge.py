"""Cầu nối: trưởng thôn trúng cử có được ứng cử bí thư không."""

from datetime import date

import pytest

from dantin.core.nominate import (
    Blocker,
    BridgeOutcome,
    BridgeQuestion,
    OwnCell,
    PartyMembership,
    may_stand,
)
from dantin.core.rulebooks import explain

OFFICIAL, PROBATIONARY, NONE = PartyMembership.OFFICIAL, PartyMembership.PROBATIONARY, PartyMembership.NONE
SAME, OTHER = OwnCell.SAME, OwnCell.OTHER
CONGRESS = date(2022, 7, 3)


@pytest.mark.parametrize(
    ("recognised_on", "party", "cell", "members", "reasons"),
    [
        (date(2022, 6, 8), OFFICIAL, SAME, 8, ()),
        (date(2022, 6, 8), OFFICIAL, SAME, 9, ()),
        (date(2022, 6, 8), OFFICIAL, SAME, 3, ()),
        (date(2022, 6, 8), OFFICIAL, SAME, 2, (Blocker.NO_OWN_CELL,)),
        (CONGRESS, OFFICIAL, SAME, 8, ()),
        (date(2022, 7, 4), OFFICIAL, SAME, 8, (Blocker.NOT_RECOGNISED,)),
        (None, OFFICIAL, OTHER, 12, (Blocker.NOT_RECOGNISED, Blocker.OTHER_CELL)),
        (date(2022, 6, 8), PROBATIONARY, OTHER, 12, (Blocker.OTHER_CELL, Blocker.PROBATIONARY)),
        # the other cell is said only of Party members
        (date(2022, 6, 8), NONE, OTHER, 12, (Blocker.NOT_PARTY_MEMBER,)),
        (None, NONE, OTHER, 0, (Blocker.NO_OWN_CELL, Blocker.NOT_PARTY_MEMBER, Blocker.NOT_RECOGNISED)),
    ],
)
def test_what_keeps_an_elected_head_from_standing(recognised_on, party, cell, members, reasons):
    answer = may_stand(BridgeQuestion(recognised_on, party, cell, members, CONGRESS))
    assert answer.reasons == reasons
    free = BridgeOutcome.MAY_STAND if members < 9 else BridgeOutcome.MAY_STAND_AFTER_COMMITTEE_SEAT
    assert answer.outcome is (BridgeOutcome.BLOCKED if reasons else free)
    assert all("{" not in explain(verdict) for verdict in answer.verdicts)
