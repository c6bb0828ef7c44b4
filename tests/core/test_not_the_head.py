"""Vì sao bí thư không đồng thời là trưởng thôn: one reason leads, every other is told."""

from datetime import date

import pytest

from dantin.core.nominate import (
    BridgeQuestion,
    CellWithoutItsHead,
    NotTheHead,
    OwnCell,
    PartyMembership,
    may_stand,
    why_not_the_head,
)

_N = NotTheHead


def cell(party: str = "official", own: str = "same", recognised: int = 8, **changed: object) -> CellWithoutItsHead:
    """A cell of nineteen whose secretary is somebody else, though the head might have been elected."""
    question = BridgeQuestion(
        recognised_on=date(2022, 6, recognised),
        party=PartyMembership(party),
        cell=OwnCell(own),
        official_members=19,
        congress_on=date(2022, 6, 20),
    )
    given = {
        "head_named": True, "answer": may_stand(question), "secretary": True, "in_committee": True, "on_the_list": True,
        "appointed": False, "heads_other_village": False,
    }  # fmt: skip
    return CellWithoutItsHead(**{**given, **changed})


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (cell(), [_N.LOST_THE_VOTE]),  # F-37
        (cell(on_the_list=False), [_N.NOT_ON_THE_LIST]),
        (cell(in_committee=False, on_the_list=False), [_N.MISSED_COMMITTEE]),  # F-36
        (cell(in_committee=None), [_N.LOST_THE_VOTE]),
        (cell("none"), [_N.NOT_PARTY_MEMBER]),  # F-28
        (cell("probationary"), [_N.PROBATIONARY]),  # F-29
        (cell(own="other"), [_N.OTHER_CELL]),  # F-30
        (cell("probationary", "other", 21), [_N.NOT_RECOGNISED, _N.OTHER_CELL, _N.PROBATIONARY]),
        (cell(heads_other_village=True), [_N.HEADS_OTHER_VILLAGE]),  # F-32
        (cell("none", heads_other_village=True), [_N.NOT_PARTY_MEMBER]),
        (cell(appointed=True), [_N.APPOINTED]),  # B-32
        (cell("none", appointed=True), [_N.NOT_PARTY_MEMBER, _N.APPOINTED]),
        (cell(secretary=False), [_N.NO_SECRETARY]),
        (cell(secretary=False, in_committee=False), [_N.NO_SECRETARY, _N.MISSED_COMMITTEE]),
        (cell(answer=None), [_N.HEAD_UNCLEAR]),
        (cell(answer=None, head_named=False, secretary=False), [_N.NO_SECRETARY, _N.HEAD_NOT_NAMED]),
    ],
)
def test_every_reason_is_told_and_the_main_one_stands_first(given: CellWithoutItsHead, reasons: list[_N]) -> None:
    assert list(why_not_the_head(given)) == reasons
