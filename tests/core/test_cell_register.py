"""Sổ đảng viên: which change may come to whom, and what it leaves."""

import pytest

from dantin.core.cell_register import MemberChangeKind as K
from dantin.core.cell_register import MemberState, after_change, may_come
from dantin.core.cell_register import MemberStatus as S
from dantin.core.register import Activity

OFFICIAL, YOUNG, GUEST, GONE = (MemberState(each) for each in (S.OFFICIAL, S.PROBATIONARY, S.TEMPORARY, S.LEFT))
SUSPENDED = MemberState(S.OFFICIAL, Activity.SUSPENDED)


@pytest.mark.parametrize(
    ("state", "kind", "after"),
    [
        # who is not here comes, and nothing else
        *((state, K.ADMITTED, YOUNG) for state in (None, GONE)),
        *((state, K.CAME, OFFICIAL) for state in (None, GONE, GUEST)),
        *((state, K.CAME_FOR_A_TIME, GUEST) for state in (None, GONE)),
        *((state, kind, None) for state in (None, GONE) for kind in (K.WENT, K.EXEMPTED, K.ENDED, K.CONFIRMED)),
        # who is here does not come once more
        *((state, kind, None) for state in (OFFICIAL, YOUNG) for kind in (K.ADMITTED, K.CAME, K.CAME_FOR_A_TIME)),
        (YOUNG, K.CONFIRMED, OFFICIAL), (OFFICIAL, K.CONFIRMED, None),
        (MemberState(S.PROBATIONARY, Activity.EXEMPT), K.CONFIRMED, MemberState(S.OFFICIAL, Activity.EXEMPT)),
        (OFFICIAL, K.SUSPENDED, SUSPENDED), (SUSPENDED, K.EXEMPTED, MemberState(S.OFFICIAL, Activity.EXEMPT)),
        (SUSPENDED, K.RESUMED, OFFICIAL), (OFFICIAL, K.RESUMED, None),
        (YOUNG, K.IN_TRANSFER, MemberState(S.PROBATIONARY, Activity.IN_TRANSFER)), (OFFICIAL, K.WENT, GONE),
        # a guest goes back, and has no activity of this cell
        (GUEST, K.WENT_BACK, GONE), (OFFICIAL, K.WENT_BACK, None), (GUEST, K.WENT, None), (GUEST, K.SUSPENDED, None),
        *((state, kind, GONE) for state in (OFFICIAL, YOUNG, GUEST) for kind in (K.ENDED, K.MISTAKEN)),
    ],
)  # fmt: skip
def test_what_a_change_leaves(state, kind, after):
    assert after_change(state, kind) == after


def test_who_comes_officially_may_still_be_probationary():
    assert after_change(None, K.CAME, arrives_as=S.PROBATIONARY) == YOUNG
    assert after_change(None, K.CAME, arrives_as=S.TEMPORARY) is None


def test_what_may_be_written_of_a_guest_and_of_nobody():
    assert may_come(GUEST) == [K.WENT_BACK, K.ENDED, K.MISTAKEN, K.CAME]
    assert may_come(GONE) == []
