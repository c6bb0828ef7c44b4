"""Gốc tích của một đơn vị: what it came from and what became of it, along the links of merged, split, renamed units.

A link holds from a day on; the story goes back along links of ever earlier days and forward along ever later ones, so
it always ends, even where a village was split off and came back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)


class Link(NamedTuple):
    """Đơn vị cũ → đơn vị mới, both by their row, from that day on.

    `old_stays`: the old unit goes on beside the new. `new_was_there`: the new one took the old in.
    """

    old: int
    new: int
    effective_on: date
    decision_number: str = ""
    decided_on: date | None = None
    old_stays: bool = False
    new_was_there: bool = False


class Span(NamedTuple):
    """Quãng đời của một đơn vị that belongs to the story of another: both days included."""

    unit: int
    since: date = date.min
    until: date = date.max

    def holds(self, day: date) -> bool:
        """Whether that day lies in it."""
        return self.since <= day <= self.until


class Change(StrEnum):
    """Một thay đổi, as the links of one day make it out."""

    MERGED = "merged"
    SPLIT = "split"
    SUCCEEDED = "succeeded"
    REARRANGED = "rearranged"


@dataclass(frozen=True, slots=True)
class Lineage:
    """Mọi liên kết: those that lead to a unit, and those that lead from it, oldest first."""

    into: Mapping[int, tuple[Link, ...]] = field(default_factory=dict)
    out: Mapping[int, tuple[Link, ...]] = field(default_factory=dict)

    @staticmethod
    def of(links: Iterable[Link]) -> "Lineage":
        """The links, sorted to both ends."""
        into: dict[int, tuple[Link, ...]] = {}
        out: dict[int, tuple[Link, ...]] = {}
        for link in sorted(links, key=lambda link: (link.effective_on, link.old, link.new)):
            into[link.new] = (*into.get(link.new, ()), link)
            out[link.old] = (*out.get(link.old, ()), link)
        return Lineage(into, out)

    def until(self, day: date) -> "Lineage":
        """The links that hold on that day; of those to come nothing is said yet."""
        links = [link for links in self.out.values() for link in links]
        known = [link for link in links if link.effective_on <= day]
        return self if len(known) == len(links) else Lineage.of(known)

    def change(self, link: Link) -> Change:
        """Nhập, tách, một thay một, hay vừa nhập vừa tách: by how many units meet in the link's two on its day."""
        came = [one for one in self.into.get(link.new, ()) if one.effective_on == link.effective_on]
        went = [one for one in self.out.get(link.old, ()) if one.effective_on == link.effective_on]
        merged, split = len(came) > 1 or link.new_was_there, len(went) > 1 or link.old_stays
        if merged and split:
            return Change.REARRANGED
        return Change.MERGED if merged else Change.SPLIT if split else Change.SUCCEEDED

    def story(self, unit: int) -> tuple[Span, ...]:
        """The unit itself, then each stretch of another unit's life that leads to it or from it, each once."""
        before: dict[int, date] = {}
        for link in self._back(unit, date.max):
            before[link.old] = max(before.get(link.old, date.min), link.effective_on - _DAY)
        after: dict[int, date] = {}
        for link in self._on(unit, date.min):
            after[link.new] = min(after.get(link.new, date.max), link.effective_on)
        spans = [Span(unit)]
        for one in sorted({*before, *after} - {unit}):
            until, since = before.get(one, date.min), after.get(one, date.max)
            if since <= until:  # given off by the unit and taken in again: all of its life is told
                spans.append(Span(one))
                continue
            spans += [Span(one, until=until)] if one in before else []
            spans += [Span(one, since=since)] if one in after else []
        return tuple(spans)

    def today(self, unit: int) -> tuple[int, ...]:
        """What the unit is in the end, each once: itself where it stays or nothing is known to have followed."""
        reached = [unit, *(link.new for link in self._on(unit, date.min))]
        return tuple(dict.fromkeys(one for one in reached if all(link.old_stays for link in self.out.get(one, ()))))

    def _back(self, unit: int, before: date) -> set[Link]:
        found: set[Link] = set()
        pending = [(unit, before)]
        while pending:
            at, day = pending.pop()
            new = {link for link in self.into.get(at, ()) if link.effective_on < day} - found
            found |= new
            pending += [(link.old, link.effective_on) for link in new]
        return found

    def _on(self, unit: int, after: date) -> list[Link]:
        found: dict[Link, None] = {}
        pending = [(unit, after)]
        while pending:
            at, day = pending.pop(0)
            for link in self.out.get(at, ()):
                if link.effective_on > day and link not in found:
                    found[link] = None
                    pending.append((link.new, link.effective_on))
        return list(found)
