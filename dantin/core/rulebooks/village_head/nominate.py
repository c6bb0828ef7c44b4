"""Đề cử: danh sách bầu trưởng thôn, tiêu chuẩn của người ứng cử, và điều gì còn cản việc chốt danh sách."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dantin.core.law import Citation, Judgement, met_if, rule
from dantin.core.register import may_be_one_person

from .numbers import CIRCULAR_04, DECREE_59, LEAST_AGE, MOST_INTRODUCED, RESOLUTION_09, VH_2008, cites


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


class HeadStandard(StrEnum):
    """Tiêu chuẩn trưởng thôn (A22-18, A23-18): one line of the checklist each."""

    RESIDENT = "resident"
    AGE = "age"
    HEALTH = "health"
    CONDUCT = "conduct"
    EXEMPLARY = "exemplary"
    CAPABLE = "capable"


STANDARDS = CIRCULAR_04.at("Điều 11", "A22-18", "A23-18", mark="[S15, S16]")


@dataclass(frozen=True, slots=True)
class HeadNominee:
    """Người được dự kiến ứng cử trưởng thôn; `introduced` is by the Front committee, else self or from the floor."""

    name: str
    born_in: int | None
    introduced: bool
    at_conference: bool = False
    agreed: bool = False
    lacking: tuple[HeadStandard, ...] = ()


class Objection(StrEnum):
    """Điều còn cản, hoặc phải ghi lý do, khi chốt danh sách bầu trưởng thôn."""

    NOBODY_STANDS = "nobody_stands"
    TOO_MANY_INTRODUCED = "too_many_introduced"
    NOBODY_INTRODUCED = "nobody_introduced"
    NO_CONFERENCE = "no_conference"
    NOT_AGREED = "not_agreed"
    TOO_YOUNG = "too_young"
    TEAM_MEMBER_STANDS = "team_member_stands"
    ONLY_ONE = "only_one"
    STANDARDS_UNPROVED = "standards_unproved"


WARNINGS = frozenset({Objection.ONLY_ONE, Objection.STANDARDS_UNPROVED, Objection.NOBODY_INTRODUCED})


@dataclass(frozen=True, slots=True)
class SlateObjection:
    """Một điều cản của danh sách: of whom, and the provision; a null citation is a rule of this house, not of law."""

    what: Objection
    names: tuple[str, ...]
    cites: Citation | None

    @property
    def blocks(self) -> bool:
        return self.what not in WARNINGS


def slate_objections(
    rulebook: str, nominees: Sequence[HeadNominee], team: Sequence[tuple[str, int | None]], held_on: date
) -> tuple[SlateObjection, ...]:
    """Xét danh sách trước khi chốt. Who stood up or was named by others at the meeting needs nobody's agreement.

    The age is told from the year alone: who reaches it in the year of the election has to show the day on paper.
    """
    of_2008 = rulebook == VH_2008
    personnel = (
        RESOLUTION_09.at("", "A22-02", "A22-03", mark="[S08, S09]")
        if of_2008
        else DECREE_59.at("khoản 2 Điều 6", "A23-07", mark="[S23, S32]")
    )
    if not nominees:
        return (SlateObjection(Objection.NOBODY_STANDS, (), somebody_stands(rulebook, 0).cites),)
    introduced = [each for each in nominees if each.introduced]
    young = [n for n in nominees if n.born_in is not None and held_on.year - n.born_in < LEAST_AGE]
    counting = [n for n in nominees if any(may_be_one_person(n.name, n.born_in, *member) for member in team)]
    # F-21 is law since 2023; before, it is only that nobody may count the votes cast for himself.
    barred = None if of_2008 else DECREE_59.at("Điều 6", "A23-05", "F-21", mark="[S22]")
    too_many = introduced if of_2008 and len(introduced) > MOST_INTRODUCED else []
    found: list[tuple[Objection, Sequence[HeadNominee], Citation | None]] = [
        (Objection.TOO_MANY_INTRODUCED, too_many, personnel),
        (Objection.NO_CONFERENCE, [n for n in introduced if not n.at_conference], personnel),
        (Objection.NOT_AGREED, [n for n in introduced if not n.agreed], personnel),
        (Objection.TOO_YOUNG, young, STANDARDS),
        (Objection.TEAM_MEMBER_STANDS, counting, barred),
        (Objection.NOBODY_INTRODUCED, nominees if not introduced else [], personnel),
        (Objection.ONLY_ONE, nominees if not of_2008 and len(nominees) == 1 else [], personnel),
        (Objection.STANDARDS_UNPROVED, [n for n in nominees if n.lacking], STANDARDS),
    ]
    names = [each.name for each in nominees]
    return tuple(
        SlateObjection(what, tuple(_told_apart(n, names) for n in some), why) for what, some, why in found if some
    )


def _told_apart(one: HeadNominee, names: Sequence[str]) -> str:
    """The name, with the year of birth where two of the list share it."""
    return f"{one.name} (sinh {one.born_in})" if one.born_in and names.count(one.name) > 1 else one.name
