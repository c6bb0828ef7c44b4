"""Người trúng cử theo giới tính, tuổi, lý lịch đã khai: what a report tells of them, and of which places (H-05).

Told of the province and of each place right below it, worked out together: to know what may be told of one place one
has to know what is told of the others. Of a smaller place nothing is told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dantin.core.official_report import Cell, Ratio, ReportTable, Sentence
from dantin.core.small_cells import Hidden, Shown, hide_small_by_place
from dantin.core.vietnamese import number, percent_words
from dantin.store.models import Election, Particulars, Place
from dantin.store.readers.head_report import HeadFacts, Winner, head_winners
from dantin.store.readers.particulars import Counted, counted_of
from dantin.store.readers.places import Territory, Unit

SEXES = {"male": "Nam", "female": "Nữ", "": "Chưa ghi"}
_AGES = ((0, 29, "Dưới 30"), (30, 39, "30 đến 39"), (40, 49, "40 đến 49"), (50, 59, "50 đến 59"), (60, 200, "Từ 60"))
UNKNOWN, UNDECLARED = "Chưa ghi", "Chưa khai"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Cách chia người trúng cử thành nhóm; without `groups` they are those that are found, the largest first."""

    key: str
    title: str
    heading: str
    group_of: Callable[[Winner], str]
    groups: tuple[str, ...] = ()


def groupings(election: Election) -> list[Grouping]:
    """How the persons elected are told apart."""

    def age(one: Winner) -> str:
        if one.born_in is None:
            return UNKNOWN
        years = election.held_on.year - one.born_in
        return next((words for least, most, words in _AGES if least <= years <= most), UNKNOWN)

    told = counted_of(election)
    found = [
        Grouping("gioi-tinh", "Người trúng cử theo giới tính", "Giới tính", lambda one: SEXES[one.sex],
                 tuple(SEXES.values())),
        Grouping("tuoi", "Người trúng cử theo tuổi trong năm bầu", "Tuổi", age,
                 (*(words for *_, words in _AGES), UNKNOWN)),
    ]  # fmt: skip
    if told:
        found += _declared(told)
    return found


def _declared(told: Mapping[int, Counted]) -> list[Grouping]:
    """What the candidates declared, in the words of their form."""
    education, training = dict(Particulars.Education.choices), dict(Particulars.PoliticalTraining.choices)
    member = {True: "Đảng viên", False: "Chưa là đảng viên"}

    def of(read: Callable[[Counted], str]) -> Callable[[Winner], str]:
        return lambda one: (read(told[one.person]) if one.person in told else "") or UNDECLARED

    return [
        Grouping("dan-toc", "Người trúng cử theo dân tộc", "Dân tộc",
                 of(lambda one: one.ethnic_group[:1].upper() + one.ethnic_group[1:])),
        Grouping("hoc-van", "Người trúng cử theo trình độ học vấn", "Trình độ",
                 of(lambda one: education.get(one.education, "")), (*education.values(), UNDECLARED)),
        Grouping("ly-luan", "Người trúng cử theo lý luận chính trị", "Lý luận chính trị",
                 of(lambda one: training.get(one.political_training, "")), (*training.values(), UNDECLARED)),
        Grouping("dang-vien", "Người trúng cử là đảng viên", "Đảng viên",
                 of(lambda one: "" if one.party_member is None else member[one.party_member]),
                 (*member.values(), UNDECLARED)),
    ]  # fmt: skip


def persons(
    election: Election, unit: Unit, places: Territory, facts: HeadFacts, mark: datetime | None
) -> list[ReportTable]:
    """One table of each grouping, of a place that is told of."""
    if not told_of(unit, places) or not facts.winners:
        return []
    assert places.province is not None
    whole = facts.winners if unit.level == Place.Level.PROVINCE else head_winners(election, places.province, mark)
    return [_table(each, _shown(each, whole, unit, places), len(facts.winners)) for each in groupings(election)]


def told_of(unit: Unit, places: Territory) -> bool:
    """Whether persons are counted in the report of that place at all."""
    return unit.level in (Place.Level.PROVINCE, _below(places))


def not_told_words(places: Territory) -> str:
    """What the report of a smaller place says instead."""
    below = "huyện" if _below(places) == Place.Level.DISTRICT else "xã, phường"
    return (
        f"Số người trúng cử theo giới tính, tuổi, lý lịch đã khai chỉ nêu ở báo cáo của tỉnh và của {below}: ở nơi nhỏ "
        "hơn, con số chỉ vào từng người."
    )


def women_sentence(tables: Iterable[ReportTable]) -> list[Sentence]:
    """Số nữ, where the table tells it."""
    for table in tables:
        for name, count, *_ in table.rows:
            if table.key == "gioi-tinh" and name == SEXES["female"] and isinstance(count, int) and table.total:
                whole = table.total[1]
                assert isinstance(whole, int)
                share = percent_words(Ratio(count, whole).printed)
                said = f"Trong {number(whole)} người trúng cử có {number(count)} nữ, chiếm {share}."
                return [Sentence(said, table.key)]
    return []


def _below(places: Territory) -> Place.Level:
    """The level right below the province."""
    districts = any(each.level == Place.Level.DISTRICT for each in places.units.values())
    return Place.Level.DISTRICT if districts else Place.Level.COMMUNE


def _shown(grouping: Grouping, winners: Iterable[Winner], unit: Unit, places: Territory) -> Shown:
    counts: dict[str, Counter[str]] = {}
    for one in winners:
        counts.setdefault(_place_of(one.village, places), Counter())[grouping.group_of(one)] += 1
    found = sum(counts.values(), Counter())
    order = grouping.groups or tuple(name for name, _ in sorted(found.items(), key=lambda one: (-one[1], one[0])))
    told: Mapping[str, Mapping[str, int]] = {
        place: {group: own[group] for group in order} for place, own in sorted(counts.items())
    }
    of_places, of_all = hide_small_by_place(told)
    return of_all if unit.level == Place.Level.PROVINCE else of_places[unit.code]


def _place_of(village: str, places: Territory) -> str:
    """The place right below the province that the village lies in."""
    level, code = _below(places), village
    while code in places.above and places.units[code].level != level:
        code = places.above[code]
    return code


def _table(grouping: Grouping, shown: Shown, whole: int) -> ReportTable:
    rows: list[tuple[Cell, ...]] = [
        (group, count, count if isinstance(count, Hidden) else Ratio(count, whole)) for group, count in shown.items()
    ]
    return ReportTable(
        grouping.key, grouping.title, (grouping.heading, "Số người", "Tỷ lệ"), tuple(rows),
        ("Cộng", whole, Ratio(whole, whole)), 1,
    )  # fmt: skip
