"""Gốc tích thành lời: trước đây là …, nay là …, with the paper; addresses of the units of other periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404

from dantin.core.vietnamese import number
from dantin.store.readers.lineage import Change, Lineage, Link
from dantin.store.readers.places import Chronicle, Territory, Unit, chronicle
from dantin.store.readers.village import ElectionOfUnit

from .words import CELL_STATES, HEAD_STATES, NBSP, day, full_name

_FOLDERS = {"village": "thon", "commune": "xa", "district": "huyen", "province": "huyen"}
Part = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """Đơn vị mà địa chỉ nêu, and the territory it is shown in."""

    known: Chronicle
    places: Territory
    unit: Unit

    @staticmethod
    def at(code: str, levels: tuple[str, ...], on: str) -> "Shown":
        """The unit of that day; without a day, that of today, or the last that bore the code."""
        known = chronicle()
        try:
            found = known.shown(code, levels, date.fromisoformat(on) if on else None)
        except ValueError:
            found = None
        if found is None:
            raise Http404(code)
        return Shown(known, *found)

    @property
    def is_bare(self) -> bool:
        """Whether the code alone names it."""
        bare = self.known.shown(self.unit.code, (self.unit.level,))
        return bare is not None and bare[1].id == self.unit.id

    def href(self, unit: Unit) -> str:
        """The address of another unit."""
        return address(unit, self.known.now())


def address(unit: Unit, now: Territory) -> str:
    """The address of the unit: its code alone for a unit of today, with a day of its own for one of another time."""
    bare = f"/{_FOLDERS[unit.level]}/{unit.code}/"
    on = unit.valid_to or unit.valid_from
    return bare if now.has(unit) or on is None else f"{bare}{on.isoformat()}/"


def told(unit: Unit, known: Chronicle, today: date) -> list[list[Part]]:
    """The sentences about the unit's time as of today: what it came from, what became of it, others of its code."""
    words = _Words(known, today)
    lines = [words.before(unit, links) for links in _by_day(words.lineage.into.get(unit.id, ()))]
    lines += words.in_the_beginning(unit)
    lines += [words.after(unit, links) for links in _by_day(words.lineage.out.get(unit.id, ()))]
    lines += words.in_the_end(unit)
    return lines + words.same_code(unit)


def became(unit: Unit, known: Chronicle, lineage: Lineage) -> str:
    """In a list: what it is today, or until when there was such a unit; empty for a unit of today."""
    if known.now().has(unit):
        return ""
    followed = [known.units[one] for one in lineage.today(unit.id) if one != unit.id]
    if followed:
        return f"nay là {_listed([full(one) for one in followed])}"
    return f"đến hết {day(unit.valid_to)}" if unit.valid_to else f"từ {day(unit.valid_from)}" if unit.valid_from else ""


def line_of_time(held: Iterable[ElectionOfUnit], unit: Unit, known: Chronicle) -> list[dict[str, Any]]:
    """Each election with the unit that held it and that unit's own figures."""
    now, shown = known.now(), []
    for each in held:
        other = known.units[each.unit]
        states = HEAD_STATES if each.side == "state" else CELL_STATES
        state = states.get(each.state)
        shown.append(
            {
                "day": day(each.held_on),
                "what": "Bầu trưởng thôn" if each.side == "state" else "Đại hội chi bộ",
                "unit": full(other) if other.id != unit.id else "",
                "href": address(other, now),
                "state": state and {"symbol": state.symbol, "word": state.word, "urgent": state.needs_a_person},
                "figures": f"{number(each.voted)} trong {number(each.roll)} đi bầu" if each.roll and each.voted else "",
                "archived": bool(each.archived),
            }
        )
    return shown


def full(unit: Unit) -> str:
    """Tên có loại."""
    return full_name(unit.kind, unit.name) if unit.level == "village" else unit.name


class _Words:
    """Chữ về các đơn vị của một địa bàn."""

    def __init__(self, known: Chronicle, today: date) -> None:
        self.lineage = known.lineage.until(today)
        self._known = known
        self._today = today
        self._now = known.now()

    def before(self, unit: Unit, links: list[Link]) -> list[Part]:
        """One day's links that lead to the unit."""
        first, olds = links[0], [self._known.units[link.old] for link in links]
        since, paper = day(first.effective_on), _paper(links)
        if first.new_was_there:
            return [_text(f"Từ {since} có thêm "), *self._names(olds, unit), _text(f" nhập vào{paper}.")]
        match self.lineage.change(first):
            case Change.MERGED:
                return [_text("Trước đây là "), *self._names(olds, unit), _text(f", nhập lại từ {since}{paper}.")]
            case Change.SPLIT:
                return [_text("Trước đây thuộc "), *self._names(olds, unit), _text(f", tách ra từ {since}{paper}.")]
            case Change.REARRANGED:
                return [_text("Trước đây thuộc "), *self._names(olds, unit), _text(f", xếp lại từ {since}{paper}.")]
            case Change.SUCCEEDED:
                how = self._how(olds[0], unit)
                return [_text("Trước đây là "), *self._names(olds, unit), _text(f", {how} từ {since}{paper}.")]

    def after(self, unit: Unit, links: list[Link]) -> list[Part]:
        """One day's links that lead away from it."""
        first, news = links[0], [self._known.units[link.new] for link in links]
        since, paper = day(first.effective_on), _paper(links)
        if first.old_stays:
            return [_text(f"Từ {since} tách ra "), *self._names(news, unit), _text(f"{paper}.")]
        match self.lineage.change(first):
            case Change.MERGED:
                others = [
                    self._known.units[link.old]
                    for link in self.lineage.into[first.new]
                    if link.effective_on == first.effective_on and link.old != unit.id
                ]
                along = [_text(", nhập cùng "), *self._names(others, unit)] if others else [_text(", nhập vào")]
                return [_text("Nay là "), *self._names(news, unit), *along, _text(f" từ {since}{paper}.")]
            case Change.SPLIT:
                return [_text("Nay là "), *self._names(news, unit), _text(f", tách từ {since}{paper}.")]
            case Change.REARRANGED:
                return [_text("Nay thuộc "), *self._names(news, unit), _text(f", xếp lại từ {since}{paper}.")]
            case Change.SUCCEEDED:
                how = self._how(unit, news[0])
                return [_text("Nay là "), *self._names(news, unit), _text(f", {how} từ {since}{paper}.")]

    def in_the_beginning(self, unit: Unit) -> list[list[Part]]:
        """What the units it came from had come from themselves."""
        direct = {link.old for link in self.lineage.into.get(unit.id, ())} | {unit.id}
        earlier = [
            self._known.units[span.unit]
            for span in self.lineage.story(unit.id)
            if span.until < date.max and span.unit not in direct
        ]
        if not earlier:
            return []
        earlier.sort(key=lambda one: (one.days, one.code))
        return [[_text("Trước nữa là "), *self._names(earlier, unit), _text(".")]]

    def in_the_end(self, unit: Unit) -> list[list[Part]]:
        """Where what followed did not last either; and of a unit that ended with nothing known after it."""
        direct = {link.new for link in self.lineage.out.get(unit.id, ())} | {unit.id}
        today = [one for one in self.lineage.today(unit.id) if one not in direct]
        if today:
            return [[_text("Đến nay là "), *self._names([self._known.units[one] for one in today], unit), _text(".")]]
        if unit.valid_to is not None and unit.valid_to < self._today and len(direct) == 1:
            return [[_text(f"Đơn vị này có đến hết {day(unit.valid_to)}; danh sách chưa nêu đơn vị nào thay.")]]
        return []

    def same_code(self, unit: Unit) -> list[list[Part]]:
        """Units of its code in other periods, those it is not linked to."""
        linked = {link.new for link in self.lineage.out.get(unit.id, ())}
        linked |= {link.old for link in self.lineage.into.get(unit.id, ())}
        return [
            [_text(f"Mã {unit.code}{self._when(other)} là "), self._link(other, unit), _text(".")]
            for other in self._known.by_code[unit.code]
            if other.id != unit.id and other.id not in linked
        ]

    def _when(self, unit: Unit) -> str:
        since = f" từ {day(unit.valid_from)}" if unit.valid_from else ""
        return since + (f" đến hết {day(unit.valid_to)}" if unit.valid_to else "")

    def _how(self, old: Unit, new: Unit) -> str:
        """What a unit that only one unit replaces has changed."""
        above = [next(iter(self._known.where(unit)), None) for unit in (old, new)]
        changes = ["đổi tên"] if old.name != new.name else []
        if above[0] and above[1] and (above[0].code, above[0].name) != (above[1].code, above[1].name):
            changes.append(f"chuyển từ {above[0].name} sang {above[1].name}")
        return " và ".join(changes) or ("đổi mã" if old.code != new.code else "lập lại")

    def _names(self, units: list[Unit], beside: Unit) -> list[Part]:
        parts: list[Part] = []
        for n, unit in enumerate(units):
            parts += [_text(" và " if n == len(units) - 1 else ", ")] if n else []
            parts.append(self._link(unit, beside))
        return parts

    def _link(self, unit: Unit, beside: Unit) -> Part:
        """Its name, with its commune where that is another than the page's."""
        above, here = (next(iter(self._known.where(one)), None) for one in (unit, beside))
        elsewhere = unit.level == "village" and above is not None and (here is None or above.name != here.name)
        name = full(unit) + (f", {above.name}" if elsewhere and above is not None else "")
        return {"text": name, "href": address(unit, self._now)}


def _by_day(links: Iterable[Link]) -> list[list[Link]]:
    return [list(of_day) for _, of_day in groupby(links, key=lambda link: link.effective_on)]


def _paper(links: list[Link]) -> str:
    """By which paper; where the links of a day name several, each once."""
    papers = dict.fromkeys(_named(link.decision_number, link.decided_on) for link in links)
    named = "; ".join(paper for paper in papers if paper)
    return f" (văn bản {named})" if named else " (danh sách không nêu văn bản)"


def _named(paper: str, decided_on: date | None) -> str:
    on = f"ngày{NBSP}{day(decided_on)}" if decided_on else ""
    return " ".join(part for part in (paper, on) if part)


def _listed(names: list[str]) -> str:
    return " và ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} và {names[-1]}"


def _text(text: str) -> Part:
    return {"text": text, "href": ""}
