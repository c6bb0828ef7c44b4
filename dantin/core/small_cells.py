"""Nhóm nhỏ không nêu số (H-05, design §4.10): which counts of persons a report leaves out, and which others with them.

Who reads a report knows every total: how many were elected in each place and in all. So a small count left out alone
would be the total less the others; enough others are left out with it that it could as well be another number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LEAST_SHOWN = 10
"""Nhóm dưới mười người không nêu số."""

_Square = tuple[int, int]
_Node = tuple[str, int]


class Hidden(Enum):
    """Ô không nêu số: the group is so small that its number points at persons, or would let that be reckoned."""

    SMALL = "không nêu"


Shown = dict[str, int | Hidden]


def hide_small(counts: Mapping[str, int], least: int = LEAST_SHOWN) -> Shown:
    """Số người theo từng nhóm, không nêu nhóm nhỏ; the total is known, so what is hidden may not be reckoned from it.

    Groups of fewer than `least` are hidden, and of the others the smallest, until at least two are hidden and together
    they hold `least` persons; where that cannot be, every group is. An empty group among large ones is shown as empty.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    if hidden:
        rest = sorted((count, name) for name, count in counts.items() if name not in hidden)
        # the empty ones hide nobody's number by themselves, so they are taken last
        order = [name for count, name in rest if count] + [name for count, name in rest if not count]
        while order and (len(hidden) < 2 or sum(counts[name] for name in hidden) < least):
            hidden.add(order.pop(0))
        if len(hidden) < 2 or sum(counts[name] for name in hidden) < least:
            hidden = set(counts)
    return {name: Hidden.SMALL if name in hidden else count for name, count in counts.items()}


def hide_small_by_place(
    places: Mapping[str, Mapping[str, int]], least: int = LEAST_SHOWN
) -> tuple[dict[str, Shown], Shown]:
    """Số người theo từng nơi và từng nhóm, and of all places together, with what has to be left out left out.

    No small count can be reckoned from what is shown and the totals of the places, whatever is added or subtracted:
    beside each table there is another, with another number there, that would look the same. And where a row, or a
    group over the places, hides a small count, what it hides together is `least` persons or more.
    """
    names, groups = list(places), list(dict.fromkeys(group for counts in places.values() for group in counts))
    if len(names) < 2:
        shown = {name: hide_small(counts, least) for name, counts in places.items()}
        return shown, dict(shown[names[0]]) if names else {}
    table = _Table([[places[name].get(group, 0) for group in groups] for name in names], least)
    table.hide()
    told: list[Shown] = [
        {group: Hidden.SMALL if (r, c) in table.hidden else table[r, c] for c, group in enumerate(groups)}
        for r in range(len(table.counts))
    ]
    return dict(zip(names, told[:-1], strict=True)), told[-1]


@dataclass(slots=True)
class _Table:
    """Places by groups, the sums of the groups as the last row."""

    counts: list[list[int]]
    least: int
    hidden: set[_Square]

    def __init__(self, counts: Sequence[Sequence[int]], least: int) -> None:
        self.counts = [*(list(row) for row in counts), [sum(column) for column in zip(*counts, strict=True)]]
        self.least = least
        self.hidden = {square for square in self._all() if 0 < self[square] < least}

    def __getitem__(self, square: _Square) -> int:
        return self.counts[square[0]][square[1]]

    def _all(self) -> Iterator[_Square]:
        return ((r, c) for r, row in enumerate(self.counts) for c in range(len(row)))

    def hide(self) -> None:
        """To hide more never tells more, so each small count is looked at once."""
        small = sorted(self.hidden)
        for row, column in small:
            self._hold_enough([(row, c) for c in range(len(self.counts[row]))])
            self._hold_enough([(r, column) for r in range(len(self.counts) - 1)])
        for square in small:
            if self._told_by_the_others(square):
                self._close_a_ring(square)

    def _hold_enough(self, line: Sequence[_Square]) -> None:
        """A line that hides a small count hides `least` persons together, or all of itself."""
        order = sorted((s for s in line if s not in self.hidden), key=lambda s: (not self[s], self[s], s))
        while order and sum(self[s] for s in line if s in self.hidden) < self.least:
            self.hidden.add(order.pop(0))

    def _close_a_ring(self, square: _Square) -> None:
        """The cheapest square of squares with this one in a corner: another group here, and both of another place."""
        row, column = square
        rings = [
            [s for s in ((row, c), (r, column), (r, c)) if s not in self.hidden]
            for r in range(len(self.counts)) if r != row
            for c in range(len(self.counts[r])) if c != column
        ]  # fmt: skip
        for ring in sorted(rings, key=self._price):
            self.hidden.update(ring)
            if not self._told_by_the_others(square):
                return
            self.hidden.difference_update(ring)
        self.hidden.update(self._all())

    def _price(self, ring: Sequence[_Square]) -> tuple[int, int, int]:
        """Sums are hidden last, then as few squares as can be, then as few persons."""
        return sum(r == len(self.counts) - 1 for r, _ in ring), len(ring), sum(self[s] for s in ring)

    def _told_by_the_others(self, square: _Square) -> bool:
        """Whether no other table of counts fits what is shown and has another number there.

        Two tables that fit differ by rings: along a ring one is added and taken away in turn, in hidden squares alone,
        and never taken from an empty one. So the number is told where its square is on no such ring, either way.
        """
        begin, end = self._step(square)
        more = self._leads(end, begin, without=square)
        return not more and not (self[square] and self._leads(begin, end, without=square))

    def _step(self, square: _Square) -> tuple[_Node, _Node]:
        """One more there is a step from the place to the group; the sum of a group grows as its places do."""
        row, column = ("row", square[0]), ("column", square[1])
        return (row, column) if square[0] < len(self.counts) - 1 else (column, row)

    def _leads(self, begin: _Node, end: _Node, *, without: _Square) -> bool:
        """Whether steps lead from one to the other, through hidden squares other than this one."""
        ways: dict[_Node, list[_Node]] = {}
        for square in self.hidden - {without}:
            here, there = self._step(square)
            ways.setdefault(here, []).append(there)
            if self[square]:
                ways.setdefault(there, []).append(here)
        reached, open_ = {begin}, [begin]
        while open_:
            for following in ways.get(open_.pop(), ()):
                if following not in reached:
                    reached.add(following)
                    open_.append(following)
        return end in reached
