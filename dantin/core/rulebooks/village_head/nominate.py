"""Đề cử: danh sách bầu trưởng thôn."""

from dantin.core.law import Judgement, met_if, rule

from .numbers import CIRCULAR_04, DECREE_59, cites


@rule(
    "VH-NOMINATE-1",
    cites=cites(
        until_2023=CIRCULAR_04.at("điều về nhiệm kỳ", "F-05", "A22-20", mark="[S39, S16]"),
        since_2023=DECREE_59.at("Điều 6", "F-05", "A23-07", mark="[S39, S23]"),
    ),
)
def somebody_stands(candidates: int) -> Judgement:
    """Phải có người ứng cử; không có ai thì chỉ định trưởng thôn lâm thời.

    More than two are lawful: the meeting may nominate on the floor.
    """
    return met_if(candidates > 0, candidates=candidates)
