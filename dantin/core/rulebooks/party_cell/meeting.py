"""Trình tự một đại hội chi bộ: which steps the hall goes through, in order, each with its provision.

What no text orders has no citation: it is said to be the usual course (B-07 is the guidance of one unit), not law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dantin.core.law import Citation
from dantin.core.nominate import CHARTER
from dantin.core.plan import Post

from .numbers import DECISION_190, DECISION_244, REGULATION_24, cites


class CongressStep(StrEnum):
    """Một bước của đại hội: điểm danh, khai mạc, người điều hành, chương trình, báo cáo, từng cuộc bầu, bế mạc."""

    ROLL = "roll"
    OPENING = "opening"
    PRESIDIUM = "presidium"
    CLERK = "clerk"
    PROGRAMME = "programme"
    REPORT = "report"
    SLATE = "slate"
    BOARD = "board"
    BALLOT = "ballot"
    COUNT = "count"
    ANNOUNCE = "announce"
    RESOLUTION = "resolution"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class CongressStage:
    """Một bước, of which election where it belongs to one; `cites` is null where no text orders the step."""

    step: CongressStep
    post: Post | None
    cites: Citation | None


_S = CongressStep
_BEFORE = (_S.ROLL, _S.OPENING, _S.PRESIDIUM, _S.CLERK, _S.PROGRAMME, _S.REPORT)
_OF_EACH = (_S.SLATE, _S.BALLOT, _S.COUNT, _S.ANNOUNCE)
_HANDS = cites(
    until_2024=DECISION_244.at("", "B-46", mark="[P21]"), since_2024=DECISION_190.at("", "B-46", mark="[P21]")
)
_CITES: Mapping[CongressStep, Mapping[str, Citation] | Citation] = {
    _S.ROLL: CHARTER.at("Điều 11", "B-06", mark="unsourced: high; khoản: medium"),
    _S.PRESIDIUM: _HANDS,
    _S.CLERK: _HANDS,
    _S.SLATE: cites(
        until_2024=DECISION_244.at("Điều 19", "B-31", "B-24", mark="[P11, P21]"),
        since_2024=DECISION_190.at("Điều 14", "B-20", "B-24", mark="[P16, P21]"),
    ),
    _S.BOARD: cites(
        until_2024=DECISION_244.at("Điều 7", "B-40", "B-41", mark="[P07, P08]"),
        since_2024=DECISION_190.at("Điều 8", "B-40", "B-41", mark="[P17, P08]"),
    ),
    _S.BALLOT: cites(
        until_2024=DECISION_244.at("Điều 17", "B-43", "B-44", "B-45", mark="[P09, P10]"),
        since_2024=DECISION_190.at("", "B-43", "B-44", "B-45", mark="unsourced: medium"),
    ),
    _S.COUNT: cites(
        until_2024=DECISION_244.at("Điều 7", "B-40", mark="[P07]"),
        since_2024=DECISION_190.at("Điều 8", "B-40", mark="[P17]"),
    ),
    _S.ANNOUNCE: cites(
        until_2024=DECISION_244.at("Điều 32", "B-50", mark="[P12, P13]"),
        since_2024=DECISION_190.at("Điều 30", "B-50", mark="[P19]"),
    ),
    _S.CLOSING: REGULATION_24.at("mục 16.1", "B-53", mark="[P25, P39, P33]"),
}


def order_of_the_congress(rulebook: str, posts: Sequence[Post]) -> tuple[CongressStage, ...]:
    """Các bước theo thứ tự, each election after the other (B-30); the counting board is chosen before the first vote.

    `posts` are the elections in their order; none while it is not known what is elected.
    """
    asked: list[tuple[CongressStep, Post | None]] = [(step, None) for step in _BEFORE]
    for turn, post in enumerate(posts):
        for step in _OF_EACH:
            if step is _S.BALLOT and turn == 0:
                asked.append((_S.BOARD, None))
            asked.append((step, post))
    asked += [(_S.RESOLUTION, None), (_S.CLOSING, None)]
    return tuple(CongressStage(step, post, _cited(step, rulebook)) for step, post in asked)


def _cited(step: CongressStep, rulebook: str) -> Citation | None:
    found = _CITES.get(step)
    return found if found is None or isinstance(found, Citation) else found[rulebook]
