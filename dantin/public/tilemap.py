"""Bản đồ ô: where each village's tile lies. One layout for a territory; it never moves while results come in.

Four steps: (1) a drawing gives each district blocks of 3 × 3 tiles near its true place; (2) each district loses or
gains outer tiles until it has as many as villages; (3) halving along the longer side gives each commune its tiles in
one piece, villages row by row; (4) districts move apart a little. A province that nobody has drawn gets its districts
packed in rows. Area is villages, not land.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

from dantin.store.readers.places import Territory

Cell = tuple[int, int]

# Quảng Ninh, drawn by hand; the letters stand for the district codes of 2022.
_DRAWING = (
    "..................LLLL..........",
    "..................LLLLIII..MMM..",
    "................TTLLAIIIIMMMMM..",
    ".............BBBTTTAAAIIIIMMMM..",
    "...DD...HHH.BBBBTTTAAAA.........",
    ".DDDDUU.HHHHBCCCTT..............",
    "DDDDDUUUHHHHHCCCCC..VV..........",
    "DDDDDUUUQHHHHHCCCCC.VVV.........",
    ".DDDDUUUQQHHHHHCCCC..VV.........",
    ".....QQQQQQHHHHHCCC..VV.....OO..",
    "....QQQQQQ......................",
    ".....QQQQQ......................",
)
_LETTERS = {
    "D": "205", "U": "196", "Q": "206", "H": "193", "C": "195", "B": "202", "V": "203", "T": "199", "L": "198",
    "A": "200", "I": "201", "M": "194", "O": "207",
}  # fmt: skip
# Where a district's name stands: cell of the text, and which end of the text is there.
_LABELS: dict[str, tuple[float, float, str]] = {
    "205": (2.2, 27.9, "start"), "196": (14.5, 14.2, "start"), "206": (14, 37.0, "start"), "193": (24, 11.2, "start"),
    "195": (47.6, 31.0, "start"), "202": (46.9, 8.2, "end"), "203": (60, 31.0, "start"), "199": (52.6, 5.2, "end"),
    "198": (54, -0.8, "start"), "200": (57, 16.0, "start"), "201": (66, 2.2, "start"), "194": (78, 2.2, "start"),
    "207": (82.5, 31.0, "start"),
}  # fmt: skip
_VIEW = (-46, -34, 1200, 510)
_SCALE = 3
PITCH = 12
_EXPLODE = 0.052
_PACKED_WIDTH = 96


@dataclass(frozen=True, slots=True)
class DistrictTiles:
    """Các ô của một huyện. `tiles` follows `villages`: the n-th village lies on the n-th tile."""

    code: str
    shift: tuple[int, int]
    communes: tuple[str, ...]
    villages: tuple[tuple[str, ...], ...]
    tiles: tuple[tuple[Cell, ...], ...]
    borders: str
    label: tuple[int, int, str]

    @property
    def box(self) -> tuple[int, int, int, int]:
        xs = [x for cells in self.tiles for x, _ in cells]
        ys = [y for cells in self.tiles for _, y in cells]
        return min(xs), min(ys), max(xs) + 1, max(ys) + 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Bản đồ ô của một tỉnh."""

    districts: tuple[DistrictTiles, ...]
    view: tuple[int, int, int, int]

    def district(self, code: str) -> DistrictTiles | None:
        return next((d for d in self.districts if d.code == code), None)


_kept: tuple[Territory, Layout] | None = None


def layout_of(territory: Territory) -> Layout:
    """The layout, computed once for a territory."""
    global _kept
    if _kept is None or _kept[0] is not territory:
        _kept = (territory, _layout(territory))
    return _kept[1]


def _layout(territory: Territory) -> Layout:
    sizes = {
        d.code: sum(len(territory.villages[c.code]) for c in territory.communes[d.code]) for d in territory.districts
    }
    sizes = {code: size for code, size in sizes.items() if size}
    if sizes and set(sizes) <= set(_LETTERS.values()):
        homes, drawn = _homes_drawn(sizes), True
    else:
        homes, drawn = _homes_packed(sizes), False
    middle = (len(_DRAWING[0]) * _SCALE / 2, len(_DRAWING) * _SCALE / 2)
    districts = tuple(_district(territory, code, homes[code], middle if drawn else None) for code in homes)
    return Layout(districts, _VIEW if drawn else _view_around(districts))


def _district(territory: Territory, code: str, cells: set[Cell], middle: tuple[float, float] | None) -> DistrictTiles:
    communes = [c.code for c in territory.communes[code] if territory.villages[c.code]]
    villages = [tuple(v.code for v in territory.villages[c]) for c in communes]
    placed = _split(sorted(cells), [(c, len(v)) for c, v in zip(communes, villages, strict=True)])
    if middle is None:
        shift = (0, 0)
        label = (min(x for x, _ in cells) * PITCH, min(y for _, y in cells) * PITCH - 7, "start")
    else:
        cx = sum(x for x, _ in cells) / len(cells)
        cy = sum(y for _, y in cells) / len(cells)
        shift = (round((cx - middle[0]) * _EXPLODE * PITCH), round((cy - middle[1]) * _EXPLODE * PITCH))
        x, y, anchor = _LABELS[code]
        label = (round(x * PITCH), round(y * PITCH) + 3, anchor)
    return DistrictTiles(
        code, shift, tuple(communes), tuple(villages), tuple(tuple(placed[c]) for c in communes),
        "".join(borders_of(placed[c], cells) for c in communes), label,
    )  # fmt: skip


def _homes_drawn(sizes: dict[str, int]) -> dict[str, set[Cell]]:
    homes: dict[str, set[Cell]] = {code: set() for code in _LETTERS.values() if code in sizes}
    for y, line in enumerate(_DRAWING):
        for x, letter in enumerate(line):
            code = _LETTERS.get(letter, "")
            if code in homes:
                homes[code] |= {(x * _SCALE + i, y * _SCALE + j) for i in range(_SCALE) for j in range(_SCALE)}
    for code in homes:
        others = set().union(*(cells for other, cells in homes.items() if other != code))
        homes[code] = _grow_or_trim(homes[code], sizes[code], others)
    return homes


def _homes_packed(sizes: dict[str, int]) -> dict[str, set[Cell]]:
    """Districts as near-squares in rows, with two rows free above each for its name."""
    homes: dict[str, set[Cell]] = {}
    left = top = tallest = 0
    for code, size in sizes.items():
        # A name needs about nine tiles of width, however few villages stand under it.
        wide = max(isqrt(size * 2 - 1) + 1, min(size, 9))
        if left and left + wide > _PACKED_WIDTH:
            left, top, tallest = 0, top + tallest + 3, 0
        homes[code] = {(left + i % wide, top + i // wide) for i in range(size)}
        left += max(wide, 9) + 2
        tallest = max(tallest, -(-size // wide))
    return homes


def _view_around(districts: Sequence[DistrictTiles]) -> tuple[int, int, int, int]:
    boxes = [d.box for d in districts] or [(0, 0, 1, 1)]
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return (-4, -24, (right + 10) * PITCH, bottom * PITCH + 32)


def _neighbours(cell: Cell) -> tuple[Cell, Cell, Cell, Cell]:
    x, y = cell
    return (x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)


def _grow_or_trim(cells: set[Cell], want: int, others: set[Cell]) -> set[Cell]:
    """Drop the open tile farthest from the middle, or add the free one nearest to it, until there are `want`."""
    cells = set(cells)
    while len(cells) != want:
        n = len(cells)
        sx, sy = sum(x for x, _ in cells), sum(y for _, y in cells)

        def far(cell: Cell, n: int = n, sx: int = sx, sy: int = sy) -> tuple[int, Cell]:
            # the squared distance, times n²: whole numbers give every machine the same map
            return ((cell[0] * n - sx) ** 2 + (cell[1] * n - sy) ** 2, cell)

        if n > want:
            edge = [c for c in cells if any(o not in cells and o not in others for o in _neighbours(c))]
            cells.remove(max(edge or cells, key=far))
        else:
            cells.add(min({o for c in cells for o in _neighbours(c)} - cells - others, key=far))
    return cells


def _split(cells: list[Cell], communes: list[tuple[str, int]]) -> dict[str, list[Cell]]:
    """Cut `cells` along the longer side until each commune has exactly its number."""
    if len(communes) == 1:
        return {communes[0][0]: sorted(cells, key=lambda c: (c[1], c[0]))}
    total, left, k = sum(n for _, n in communes), 0, 0
    while k < len(communes) - 1 and (k == 0 or 2 * left + communes[k][1] <= total):
        left += communes[k][1]
        k += 1
    xs, ys = [c[0] for c in cells], [c[1] for c in cells]
    wide = max(xs) - min(xs) >= max(ys) - min(ys)
    order = sorted(cells) if wide else sorted(cells, key=lambda c: (c[1], c[0]))
    return _split(order[:left], communes[:k]) | _split(order[left:], communes[k:])


def borders_of(cells: Iterable[Cell], whole: set[Cell]) -> str:
    """The lines between these tiles and another commune's, as path data."""
    own = set(cells)
    path = []
    for x, y in sorted(own):
        if (x + 1, y) in whole and (x + 1, y) not in own:
            path.append(f"M{(x + 1) * PITCH} {y * PITCH}v{PITCH}")
        if (x, y + 1) in whole and (x, y + 1) not in own:
            path.append(f"M{x * PITCH} {(y + 1) * PITCH}h{PITCH}")
    return "".join(path)
