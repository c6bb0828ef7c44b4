"""Gốc tích thành lời: trước đây là …, nay là …, with the paper; addresses of the units of other periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404

from dantin.locale import day, name, said
from dantin.locale.words import CELL_STATES, HEAD_STATES, full_name
from dantin.store.readers.lineage import Change, Lineage, Link
from dantin.store.readers.places import Chronicle, Territory, Unit, chronicle
from dantin.store.readers.village import ElectionOfUnit

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
        return said("nay là {units}", units=_listed([full(one) for one in followed]))
    if unit.valid_to:
        return said("đến hết {day}", day=day(unit.valid_to))
    return said("từ {day}", day=day(unit.valid_from)) if unit.valid_from else ""


def line_of_time(
    held: Iterable[ElectionOfUnit], unit: Unit, known: Chronicle, *, current: int | None = None
) -> list[dict[str, Any]]:
    """Each election with the unit that held it and that unit's own figures; `current` is the one the page is about."""
    now, shown = known.now(), []
    for each in held:
        other = known.units[each.unit]
        states = HEAD_STATES if each.side == "state" else CELL_STATES
        state = states.get(each.state)
        shown.append(
            {
                "day": day(each.held_on),
                "what": _what(each),
                "unit": full(other) if other.id != unit.id else "",
                "href": address(other, now),
                "state": state and {"symbol": state.symbol, "word": state.word, "urgent": state.needs_a_person},
                "figures": said("{n} trong {whole} đi bầu", n=each.voted, whole=each.roll)
                if each.roll and each.voted
                else "",
                "archived": bool(each.archived),
                "kept": "" if each.election == current else _kept(each),
            }
        )
    return shown


def _kept(held: ElectionOfUnit) -> str:
    """Where the question and the answer of its last round stay, by the day of its call."""
    if held.side != "state" or held.state not in ("elected", "elected_in_rerun"):
        return ""
    return f"/thon/{held.village_code}/{held.called_on.isoformat()}/lan-{held.round_number}/"


def _what(held: ElectionOfUnit) -> str:
    if held.side != "state":
        return said("Đại hội chi bộ")
    return said("Bầu bổ sung trưởng thôn") if held.is_by_election else said("Bầu trưởng thôn")


def full(unit: Unit) -> str:
    """Tên có loại."""
    return full_name(unit.kind, unit.name) if unit.level == "village" else name(unit.name)


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
        told = {"units": self._names(olds, unit), "day": day(first.effective_on), "paper": _paper(links)}
        if first.new_was_there:
            return _sentence(said("Từ {day} có thêm {units} nhập vào{paper}.", **_places(told)), told)
        match self.lineage.change(first):
            case Change.MERGED:
                return _sentence(said("Trước đây là {units}, nhập lại từ {day}{paper}.", **_places(told)), told)
            case Change.SPLIT:
                return _sentence(said("Trước đây thuộc {units}, tách ra từ {day}{paper}.", **_places(told)), told)
            case Change.REARRANGED:
                return _sentence(said("Trước đây thuộc {units}, xếp lại từ {day}{paper}.", **_places(told)), told)
            case Change.SUCCEEDED:
                told["how"] = self._how(olds[0], unit)
                return _sentence(said("Trước đây là {units}, {how} từ {day}{paper}.", **_places(told)), told)

    def after(self, unit: Unit, links: list[Link]) -> list[Part]:
        """One day's links that lead away from it."""
        first, news = links[0], [self._known.units[link.new] for link in links]
        told = {"units": self._names(news, unit), "day": day(first.effective_on), "paper": _paper(links)}
        if first.old_stays:
            return _sentence(said("Từ {day} tách ra {units}{paper}.", **_places(told)), told)
        match self.lineage.change(first):
            case Change.MERGED:
                others = [
                    self._known.units[link.old]
                    for link in self.lineage.into[first.new]
                    if link.effective_on == first.effective_on and link.old != unit.id
                ]
                if not others:
                    return _sentence(said("Nay là {units}, nhập vào từ {day}{paper}.", **_places(told)), told)
                told["others"] = self._names(others, unit)
                return _sentence(said("Nay là {units}, nhập cùng {others} từ {day}{paper}.", **_places(told)), told)
            case Change.SPLIT:
                return _sentence(said("Nay là {units}, tách từ {day}{paper}.", **_places(told)), told)
            case Change.REARRANGED:
                return _sentence(said("Nay thuộc {units}, xếp lại từ {day}{paper}.", **_places(told)), told)
            case Change.SUCCEEDED:
                told["how"] = self._how(unit, news[0])
                return _sentence(said("Nay là {units}, {how} từ {day}{paper}.", **_places(told)), told)

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
        told = {"units": self._names(earlier, unit)}
        return [_sentence(said("Trước nữa là {units}.", **_places(told)), told)]

    def in_the_end(self, unit: Unit) -> list[list[Part]]:
        """Where what followed did not last either; and of a unit that ended with nothing known after it."""
        direct = {link.new for link in self.lineage.out.get(unit.id, ())} | {unit.id}
        today = [one for one in self.lineage.today(unit.id) if one not in direct]
        if today:
            told = {"units": self._names([self._known.units[one] for one in today], unit)}
            return [_sentence(said("Đến nay là {units}.", **_places(told)), told)]
        if unit.valid_to is not None and unit.valid_to < self._today and len(direct) == 1:
            ended = said("Đơn vị này có đến hết {day}; danh sách chưa nêu đơn vị nào thay.", day=day(unit.valid_to))
            return [[_text(ended)]]
        return []

    def same_code(self, unit: Unit) -> list[list[Part]]:
        """Units of its code in other periods, those it is not linked to."""
        linked = {link.new for link in self.lineage.out.get(unit.id, ())}
        linked |= {link.old for link in self.lineage.into.get(unit.id, ())}
        others = [one for one in self._known.by_code[unit.code] if one.id != unit.id and one.id not in linked]
        sentences = []
        for other in others:
            told = {"code": unit.code, "when": self._when(other), "units": [self._link(other, unit)]}
            sentences.append(_sentence(said("Mã {code}{when} là {units}.", **_places(told)), told))
        return sentences

    def _when(self, unit: Unit) -> str:
        since = said(" từ {day}", day=day(unit.valid_from)) if unit.valid_from else ""
        return since + (said(" đến hết {day}", day=day(unit.valid_to)) if unit.valid_to else "")

    def _how(self, old: Unit, new: Unit) -> str:
        """What a unit that only one unit replaces has changed."""
        above = [next(iter(self._known.where(unit)), None) for unit in (old, new)]
        changes = [said("đổi tên")] if old.name != new.name else []
        if above[0] and above[1] and (above[0].code, above[0].name) != (above[1].code, above[1].name):
            changes.append(said("chuyển từ {old} sang {new}", old=name(above[0].name), new=name(above[1].name)))
        return said(" và ").join(changes) or (said("đổi mã") if old.code != new.code else said("lập lại"))

    def _names(self, units: list[Unit], beside: Unit) -> list[Part]:
        parts: list[Part] = []
        for n, unit in enumerate(units):
            parts += [_text(said(" và ") if n == len(units) - 1 else ", ")] if n else []
            parts.append(self._link(unit, beside))
        return parts

    def _link(self, unit: Unit, beside: Unit) -> Part:
        """Its name, with its commune where that is another than the page's."""
        above, here = (next(iter(self._known.where(one)), None) for one in (unit, beside))
        elsewhere = unit.level == "village" and above is not None and (here is None or above.name != here.name)
        called = full(unit) + (f", {name(above.name)}" if elsewhere and above is not None else "")
        return {"text": called, "href": address(unit, self._now)}


def _by_day(links: Iterable[Link]) -> list[list[Link]]:
    return [list(of_day) for _, of_day in groupby(links, key=lambda link: link.effective_on)]


def _paper(links: list[Link]) -> str:
    """By which paper; where the links of a day name several, each once."""
    papers = dict.fromkeys(_named(link.decision_number, link.decided_on) for link in links)
    named = "; ".join(paper for paper in papers if paper)
    return said(" (văn bản {paper})", paper=named) if named else said(" (danh sách không nêu văn bản)")


def _named(paper: str, decided_on: date | None) -> str:
    on = said("ngày\u00a0{day}", day=day(decided_on)) if decided_on else ""
    return " ".join(part for part in (name(paper), on) if part)


def _listed(names: list[str]) -> str:
    return said(" và ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _places(told: dict[str, Any]) -> dict[str, str]:
    """What a sentence is given: where links are to stand, their place alone."""
    return {key: f"\0{key}\0" if isinstance(value, list) else value for key, value in told.items()}


def _sentence(sentence: str, told: dict[str, Any]) -> list[Part]:
    """The sentence cut where its links stand."""
    parts: list[Part] = []
    for n, piece in enumerate(sentence.split("\0")):
        parts += told[piece] if n % 2 else [_text(piece)]
    return parts


def _text(text: str) -> Part:
    return {"text": text, "href": ""}
