"""Các nhiệm kỳ: this term against the one before, of the province, a district, a commune, and on a village's page.

What no record tells is said as not known; of secretaries the province alone is summed (design §4.11).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from dantin.core.terms import TermResult, TermTotals, change, term_totals
from dantin.core.values import percent
from dantin.locale import is_english, msg, name, number, percent_words, said
from dantin.locale.words import full_name, short_name
from dantin.store.readers.by_elections import by_elections_of_term
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import Chronicle, Territory, Unit, chronicle
from dantin.store.readers.progress import ElectionRow
from dantin.store.readers.terms import (
    CellCounts,
    TermRow,
    cell_counts,
    code_then,
    head_before,
    head_results,
    result_of,
    spans_of,
    terms_known,
)
from dantin.store.readers.village import ElectionOfUnit

from . import tilemap
from .answer import answer, frame

UNKNOWN = msg("chưa có số liệu")
_PARTS = {"hai-nhiem-ky": "public/_two_terms.html", "tung-noi": "public/_term_places.html"}
Results = Mapping[str, TermResult]
_NOTHING = TermResult()


def province(request: HttpRequest) -> HttpResponse:
    """`/nhiem-ky/`"""
    at = moment()
    return answer(
        request, at, lambda: _build(request, at, chronicle(), None), page="public/nhiem-ky.html", parts=_PARTS
    )


def place(request: HttpRequest, code: str) -> HttpResponse:
    """`/nhiem-ky/<code>/`: a district by commune, a commune by village."""
    at, known = moment(), chronicle()
    unit = known.now().units.get(code)
    if unit is None or unit.level not in ("district", "commune"):
        raise Http404(code)
    return answer(request, at, lambda: _build(request, at, known, unit), page="public/nhiem-ky.html", parts=_PARTS)


def of_village(
    unit: Unit, known: Chronicle, heads: ElectionRow | None, head: ElectionOfUnit | None
) -> dict[str, Any] | None:
    """Phần của trang thôn: this village against its term before, for one query."""
    if heads is None or head is None:
        return None
    found = head_before(spans_of(unit, known), heads.term_begins_in)
    now, before = result_of(head.state, head.roll, head.voted, head.winner_votes), found[2] if found else _NOTHING
    return {
        "before": f"{found[0]}–{found[1]}" if found else "",
        "lines": [
            _line(said("Tỷ lệ đi bầu"), before.turnout, now.turnout),
            _line(said("Phiếu của người trúng cử, trên cả danh sách"), before.share, now.share),
        ],
        "scale": _scale([before.turnout, now.turnout, before.share, now.share]),
    }


def _build(request: HttpRequest, at: Moment, known: Chronicle, unit: Unit | None) -> Mapping[str, Any]:
    places = known.now()
    terms = terms_known()
    now, before = [*terms, None, None][:2]
    codes = {term: _codes_then(term, known, unit) for term in (before, now) if term}
    wanted = {term: None if unit is None else list(then.values()) for term, then in codes.items()}
    results = {term: _by_code_of_today(codes[term], head_results(term, wanted[term])) for term in codes}
    title = said("Các nhiệm kỳ") if unit is None else said("Các nhiệm kỳ, {place}", place=name(unit.name))
    context: dict[str, Any] = {
        **frame(request, at, places, tab="", title=title),
        "crumbs": _crumbs(places, unit),
        "place_name": name(unit.name if unit else places.province.name if places.province else ""),
        "terms": len(terms),
        "all_terms": ", ".join(_years(term) for term in reversed(terms)),
        "first_year": terms[-1].begins_in if terms else None,
        "unit": unit,
    }
    if now is None:
        return context | {"headline": said("Chưa có nhiệm kỳ nào trong hồ sơ")}
    groups = _groups(places, unit)
    folded = {
        term: [term_totals([found.get(v.code, _NOTHING) for v in some]) for _, _, some in groups]
        for term, found in results.items()
    }
    sums = {term: sum(each, TermTotals()) for term, each in folded.items()}
    cells = {term: cell_counts(term, wanted[term]) for term in results}
    context |= {
        "now": _years(now),
        "before": _years(before) if before else None,
        "headline": _headline(sums[now].turnout, sums[before].turnout if before else None, now, before),
        "by_elections": _by_elections(now) if unit is None else "",
        "rows": _summary(sums, cells, now, before, of_province=unit is None),
    }
    if before is not None:
        context |= _places(groups, folded[before], folded[now], results[now])
    return context


def _by_elections(term: TermRow) -> str:
    """Who took office within the term: the figures above stay those of the election that began it."""
    told = by_elections_of_term(term.begins_in, term.ends_in)
    if not told.called:
        return ""
    return said(
        "Trong nhiệm kỳ có {called} thôn bầu bổ sung vì khuyết, {done} thôn đã có người mới được công nhận; các số "
        "trên đây là của cuộc bầu mở đầu nhiệm kỳ.",
        called=told.called,
        done=told.took_office,
    )


def _codes_then(term: TermRow, known: Chronicle, unit: Unit | None) -> dict[str, str]:
    """{code of today: code in that term} of the villages that were there then."""
    then = {v.code: _code_then(v, known, term.day) for v in _villages(known.now(), unit)}
    return {code: was for code, was in then.items() if was}


def _by_code_of_today(then: Mapping[str, str], found: Results) -> Results:
    return {code: found[was] for code, was in then.items() if was in found}


def _code_then(village: Unit, known: Chronicle, on: date) -> str | None:
    if village.valid_from is None or village.valid_from <= on:
        return village.code
    return code_then(spans_of(village, known), on)


def _villages(places: Territory, unit: Unit | None) -> list[Unit]:
    if unit is not None and unit.level == "commune":
        return list(places.villages[unit.code])
    districts = places.districts if unit is None else (unit,)
    return [v for d in districts for c in places.communes[d.code] for v in places.villages[c.code]]


def _groups(places: Territory, unit: Unit | None) -> list[tuple[Unit, str, Sequence[Unit]]]:
    """Each place of the next level down, where its own page lies, and its villages."""
    if unit is None:
        order = [places.units[d.code] for d in tilemap.layout_of(places).districts]
        if len(order) > 1:
            return [(d, f"/nhiem-ky/{d.code}/", _villages(places, d)) for d in order]
        communes: Iterable[Unit] = [c for d in order for c in places.communes[d.code]]
    elif unit.level == "commune":
        return [(v, f"/thon/{v.code}/", [v]) for v in places.villages[unit.code]]
    else:
        communes = places.communes[unit.code]
    return [(c, f"/nhiem-ky/{c.code}/", places.villages[c.code]) for c in communes]


def _places(
    groups: Sequence[tuple[Unit, str, Sequence[Unit]]],
    before: Sequence[TermTotals],
    now: Sequence[TermTotals],
    results: Results,
) -> dict[str, Any]:
    of_villages = bool(groups) and groups[0][0].level == "village"
    lines = []
    for (unit, href, villages), was, is_ in zip(groups, before, now, strict=True):
        line = _line("", was.turnout, is_.turnout) | {
            "name": full_name(unit.kind, unit.name) if of_villages else short_name(unit.name),
            "href": href,
            "villages": number(len(villages)),
            "partly": _partly(was, is_),
        }
        if of_villages:
            line["head"] = said(_INCUMBENCY.get(results.get(unit.code, _NOTHING).incumbency, UNKNOWN))
        lines.append(line)
    scale = _scale([printed for line in lines for printed in (line["was"], line["is"])])
    word = said(_LEVELS[groups[0][0].level]) if groups else ""
    return {"places": lines, "scale": scale, "place_word": word, "of_villages": of_villages}


_INCUMBENCY = {"reelected": msg("tái cử"), "new": msg("mới")}
_LEVELS = {"village": msg("Thôn"), "commune": msg("Xã, phường"), "district": msg("Huyện")}


def _partly(was: TermTotals, is_: TermTotals) -> str:
    """Where only some villages have a record, of how many the percentage speaks."""
    if was.with_turnout in (0, was.units) and is_.with_turnout in (0, is_.units):
        return ""
    return said(
        "trước {before}, nay {now} trên {all} thôn có số liệu",
        before=was.with_turnout,
        now=is_.with_turnout,
        all=is_.units,
    )


def _headline(turnout: str | None, turnout_before: str | None, now: TermRow, before: TermRow | None) -> str:
    if turnout is None:
        return said("Nhiệm kỳ {years}: chưa có số liệu về tỷ lệ đi bầu", years=_years(now))
    known = {"turnout": percent_words(turnout), "years": _years(before or now)}
    if before is None:
        return said("Đi bầu {turnout}, nhiệm kỳ {years}", **known)
    points = change(turnout_before, turnout)
    if points is None:
        return said("Đi bầu {turnout}; nhiệm kỳ {years} chưa có số liệu", **known)
    return said("Đi bầu {turnout}, {change} so với nhiệm kỳ {years}", change=_points(points), **known)


def _summary(
    sums: Mapping[TermRow, TermTotals],
    cells: Mapping[TermRow, CellCounts],
    now: TermRow,
    before: TermRow | None,
    *,
    of_province: bool,
) -> list[dict[str, Any]]:
    """One line a figure, each with both terms: a number on its whole, a share of it, a bar as long as that share."""
    both = [sums.get(before, TermTotals()) if before else TermTotals(), sums[now]]
    of_cells = [cells.get(before, CellCounts()) if before else CellCounts(), cells[now]]
    lines = [
        (said("Đi bầu"), [(t.voted, t.roll) for t in both]),
        (said("Thôn bầu được ngay lần đầu"), [(t.first_round, t.with_round) for t in both]),
        (
            said("Trưởng thôn được trên 90 % phiếu, tính trên cả danh sách"),
            [(t.bands.above_90, t.bands.total) for t in both],
        ),
        (said("Được từ 70 % đến 90 %"), [(t.bands.from_70_to_90, t.bands.total) for t in both]),
        (said("Được trên 50 % đến dưới 70 %"), [(t.bands.above_50_below_70, t.bands.total) for t in both]),
        (said("Trưởng thôn tái cử"), [(t.reelected, t.with_incumbency) for t in both]),
        (said("Trưởng thôn mới"), [(t.new, t.with_incumbency) for t in both]),
        (said("Bí thư đồng thời là trưởng thôn"), [(c.unified, c.with_unified) for c in of_cells]),
    ]
    if of_province:
        lines += [
            (said("Bí thư tái cử"), [(c.reelected, c.reelected + c.new) for c in of_cells]),
            (said("Bí thư mới"), [(c.new, c.reelected + c.new) for c in of_cells]),
        ]
    return [
        {"word": word, "cells": [_counted(*pair) for pair in pairs], "points": _of_pairs(pairs)}
        for word, pairs in lines
    ]


def _counted(part: int, whole: int) -> dict[str, str]:
    if not whole:
        return {"n": "", "share": said(UNKNOWN), "bar": ""}
    share = percent(part, whole)
    return {"n": f"{number(part)} / {number(whole)}", "share": percent_words(share), "bar": share or ""}


def _of_pairs(pairs: Sequence[tuple[int, int]]) -> str:
    before, now = (percent(*pair) for pair in pairs)
    points = change(before, now)
    return said(UNKNOWN) if points is None else _points(points)


def _line(word: str, before: str | None, now: str | None) -> dict[str, Any]:
    points = change(before, now)
    return {
        "word": word,
        "was": before,
        "is": now,
        "was_words": percent_words(before) if before else said(UNKNOWN),
        "is_words": percent_words(now) if now else said(UNKNOWN),
        "points": said(UNKNOWN) if points is None else _points(points),
        "rose": points is not None and points >= 0,
    }


def _points(points: int) -> str:
    if points == 0:
        return said("không đổi")
    whole, cents = divmod(abs(points), 100)
    shown = f"{whole}{'.' if is_english() else ','}{cents:02d}"
    return said("tăng {points} điểm", points=shown) if points > 0 else said("giảm {points} điểm", points=shown)


def _scale(printed: Iterable[str | None]) -> dict[str, int]:
    """Thước vẽ: from the ten per cent below the lowest figure up to a hundred; it is written beside the drawing."""
    known = [int(p.partition(".")[0]) for p in printed if p]
    low = min(known, default=0) // 10 * 10
    return {"from": min(low, 90), "long": 100 - min(low, 90)}


def _years(term: TermRow) -> str:
    return f"{term.begins_in}–{term.ends_in}"


def _crumbs(places: Territory, unit: Unit | None) -> list[dict[str, str]]:
    crumbs = [{"href": "/", "name": short_name(places.province.name) if places.province else said("Tỉnh")}]
    if unit is None:
        return crumbs
    crumbs.append({"href": "/nhiem-ky/", "name": said("Các nhiệm kỳ")})
    above = places.parent(unit.code)
    if unit.level == "commune" and above.level == "district":
        crumbs.append({"href": f"/nhiem-ky/{above.code}/", "name": short_name(above.name)})
    return crumbs
