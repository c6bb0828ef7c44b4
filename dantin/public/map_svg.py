"""Vẽ bản đồ ô: the layout with each tile in its state, as SVG, and the same states as a compact string.

Only what the map shows is written here; where the tiles lie is `tilemap.py`. The drawing without states is made once
for a layout, so that a page costs one join of strings.
"""

from collections.abc import Mapping
from html import escape

from dantin.locale import plain
from dantin.locale.words import StateWord, full_name, short_name
from dantin.store.readers.places import Territory

from .tilemap import PITCH, Cell, DistrictTiles, Layout, borders_of, layout_of

_PHONE_COLUMNS = 12


def province_map(
    territory: Territory,
    states: Mapping[str, str],
    words: Mapping[str, StateWord],
    done: tuple[str, ...],
    *,
    label: str,
) -> tuple[str, dict[str, object]]:
    """The SVG of the whole province, and what the live page needs to change it: {"o": states, "nhan": counts}."""
    layout = layout_of(territory)
    symbol = {state: word.symbol for state, word in words.items()}
    letter = {state: word.letter for state, word in words.items()}
    out, letters, counts = [], [], []
    for district, (open_, pieces, close) in zip(layout.districts, _drawn(territory, layout), strict=True):
        villages = [v for commune in district.villages for v in commune]
        here = [states.get(v, "not_started") for v in villages]
        count = f"{sum(state in done for state in here)}/{len(here)}"
        counts.append(count)
        letters.append("".join([letter[state] for state in here]))
        out.append(open_)
        out.append("".join([symbol[state].join(piece) for state, piece in zip(here, pieces, strict=True)]))
        out.append(close.replace("@", count))
    view = " ".join(map(str, layout.view))
    svg = (
        f'<svg class="map tinh" viewBox="{view}" role="img" tabindex="0" aria-label="{escape(label)}">'
        + "".join(out)
        + "</svg>"
    )
    return svg, {"o": "".join(letters), "nhan": counts}


def district_map(
    territory: Territory, code: str, states: Mapping[str, str], words: Mapping[str, StateWord], *, label: str
) -> tuple[str, dict[str, object]]:
    """One district enlarged for a phone: tiles of 22 px or more, so a wide district is laid again in fewer columns."""
    district = layout_of(territory).district(code)
    if district is None:
        return "", {}
    cells, borders, (left, top, right, bottom) = _for_phone(district)
    out, letters = [], []
    for commune, villages, tiles in zip(district.communes, district.villages, cells, strict=True):
        out.append(f'<g data-x="{commune}">')
        for village, (x, y) in zip(villages, tiles, strict=True):
            word = words[states.get(village, "not_started")]
            letters.append(word.letter)
            out.append(f'<use href="#{word.symbol}" x="{x * PITCH + 1}" y="{y * PITCH + 1}"/>')
        out.append("</g>")
    view = f"{left * PITCH - 1} {top * PITCH - 1} {(right - left) * PITCH + 2} {(bottom - top) * PITCH + 2}"
    svg = (
        f'<svg class="map" viewBox="{view}" role="img" tabindex="0" aria-label="{escape(label)}">'
        f'<g data-h="{code}">{"".join(out)}<path class="ranh" d="{borders}"/></g></svg>'
    )
    return svg, {"o": "".join(letters), "nhan": []}


def map_names(territory: Territory) -> list[dict[str, object]]:
    """Tên của các ô, in the order of the tiles: fetched by the page once, when somebody first touches the map."""
    units = territory.units
    return [
        {
            "code": district.code,
            "name": plain(short_name(units[district.code].name)),
            "communes": [
                {
                    "name": units[commune].name,
                    "villages": [[code, plain(full_name(units[code].kind, units[code].name))] for code in villages],
                }
                for commune, villages in zip(district.communes, district.villages, strict=True)
            ],
        }
        for district in layout_of(territory).districts
    ]


def _drawn(territory: Territory, layout: Layout) -> list[tuple[str, list[tuple[str, str]], str]]:
    global _kept
    if _kept is None or _kept[0] is not layout:
        _kept = (layout, [_draw(territory, district) for district in layout.districts])
    return _kept[1]


_kept: tuple[Layout, list[tuple[str, list[tuple[str, str]], str]]] | None = None


def _draw(territory: Territory, district: DistrictTiles) -> tuple[str, list[tuple[str, str]], str]:
    """Opening, the text around each tile's state, and closing of a district; "@" stands for its count."""
    pieces = []
    for commune, tiles in zip(district.communes, district.tiles, strict=True):
        for i, (x, y) in enumerate(tiles):
            before = (f'<g data-x="{commune}">' if i == 0 else "") + '<use href="#'
            after = f'" x="{x * PITCH + 1}" y="{y * PITCH + 1}"/>' + ("</g>" if i == len(tiles) - 1 else "")
            pieces.append((before, after))
    x, y, anchor = district.label
    name = escape(plain(short_name(territory.units[district.code].name)))  # kept for both languages
    close = (
        f'<path class="ranh" d="{district.borders}"/>'
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" lang="vi">{name} <tspan>@</tspan></text></g>'
    )
    return f'<g transform="translate({district.shift[0]} {district.shift[1]})" data-h="{district.code}">', pieces, close


_Phone = tuple[tuple[tuple[Cell, ...], ...], str, tuple[int, int, int, int]]
_phones: dict[str, tuple[DistrictTiles, _Phone]] = {}


def _for_phone(district: DistrictTiles) -> _Phone:
    """Laid once for a district, like the province."""
    if district.code not in _phones or _phones[district.code][0] is not district:
        _phones[district.code] = (district, _lay_for_phone(district))
    return _phones[district.code][1]


def _lay_for_phone(district: DistrictTiles) -> _Phone:
    left, _, right, _ = district.box
    if right - left <= _PHONE_COLUMNS:
        return district.tiles, district.borders, district.box
    cells, at = [], 0
    for villages in district.villages:
        cells.append(tuple((i % _PHONE_COLUMNS, i // _PHONE_COLUMNS) for i in range(at, at + len(villages))))
        at += len(villages)
    whole = {cell for commune in cells for cell in commune}
    borders = "".join(borders_of(commune, whole) for commune in cells)
    return tuple(cells), borders, (0, 0, _PHONE_COLUMNS, -(-at // _PHONE_COLUMNS))
