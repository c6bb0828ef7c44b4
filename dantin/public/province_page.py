"""Trang toàn tỉnh: both stages, the curve of the day, the tile map, what is left, the districts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from dantin.core.values import percent
from dantin.locale import curve as curves
from dantin.locale import day_and_month, msg, name, number, percent_words, said
from dantin.locale.words import CELL_STATES, HEAD_STATES, LOCAL, duration, short_name
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.marks import HOURS
from dantin.store.readers.places import Territory, territory
from dantin.store.readers.progress import ElectionRow, StandingRow, current_elections, standings, turnout_before

from . import map_svg, press_report, summaries, tilemap
from .answer import answer, frame
from .sums import CELL_DONE, HEAD_DONE, PlaceSums, by_place, chosen_stage, incumbency

PARTS = {
    "tin": "public/_headline.html",
    "chang": "public/_stages.html",
    "duong": "public/_curve.html",
    "chu-giai": "public/_legend.html",
    "con-lai-dau": "public/_left_title.html",
    "con-lai": "public/_left.html",
    "bang": "public/_table.html",
}
# Minutes of the day under the curve; that of the congresses ends at their last mark, which its end says.
_MARKS = {1: [60 * hour for hour in HOURS["state"]], 2: [60 * hour for hour in HOURS["party"][:-1]]}
_SEVEN, _FIVE, _SEVEN_IN_THE_EVENING = 7 * 60, 17 * 60, 19 * 60


def province(request: HttpRequest) -> HttpResponse:
    """`/`"""
    at = moment()
    return answer(request, at, lambda: _build(request, at), page="public/tinh.html", parts=PARTS, minute=True)


def _build(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    places = territory()
    elections = current_elections()
    heads, cells = elections.get("state"), elections.get("party")
    head_rows = standings(heads.id) if heads else []
    cell_rows = standings(cells.id) if cells else []
    districts = by_place(head_rows, cell_rows, "district")
    total = sum(districts.values(), PlaceSums())
    before = turnout_before(heads.previous_id) if heads and heads.previous_id else None
    stage = chosen_stage(request.GET.get("chang", ""), total)
    rows = head_rows if stage == 1 else cell_rows
    layout = tilemap.layout_of(places)
    order = [places.units[d.code] for d in layout.districts]
    context: dict[str, Any] = {
        **frame(request, at, places, tab="/", title=said("Toàn tỉnh")),
        "headline": summaries.headline(total, heads=heads, cells=cells, today=at.now.astimezone(LOCAL).date()),
        "stages": summaries.stages(
            total,
            heads=heads,
            cells=cells,
            pilots=sum(row.is_pilot and row.state in CELL_DONE for row in cell_rows),
            secretaries=incumbency(cell_rows),
            turnout_before=percent_words(before.turnout) if before else None,
            now=at.now,
            report=press_report.finding(),
        ),
        "curve": _curve(stage, heads if stage == 1 else cells, rows, at.now) if rows else None,
        "left": summaries.left(rows, places, stage=stage),
        "commune_count": number(sum(len(c) for c in places.communes.values())),
        "table": summaries.table(districts, order, total, stage=stage, total_name=said("Toàn tỉnh"), level="district"),
    }
    if rows:
        context |= _map(request, places, rows, stage, total)
    return context


def _map(
    request: HttpRequest, places: Territory, rows: list[StandingRow], stage: int, total: PlaceSums
) -> dict[str, Any]:
    words, done, counts = (HEAD_STATES, HEAD_DONE, total.heads) if stage == 1 else (CELL_STATES, CELL_DONE, total.cells)
    states = {row.village_code: row.state for row in rows}
    if stage == 1:
        label = said("Bản đồ {n} thôn theo trạng thái bầu trưởng thôn; bảng bên dưới có cùng số liệu", n=len(rows))
    else:
        label = said("Bản đồ {n} thôn theo trạng thái đại hội; bảng bên dưới có cùng số liệu", n=len(rows))
    svg, live = map_svg.province_map(places, states, words, done, label=label)
    shown = _shown_district(request, places, states, done)
    unit = places.units[shown]
    small_label = said("Bản đồ thôn của {place}", place=name(unit.name))
    small, small_live = map_svg.district_map(places, shown, states, words, label=small_label)
    here = [states.get(v.code, "not_started") for c in places.communes[shown] for v in places.villages[c.code]]
    finished = sum(state in done for state in here)
    line = said(
        msg("{place}: {n}/{whole} thôn đã bầu được") if stage == 1 else msg("{place}: {n}/{whole} chi bộ đã xong"),
        place=short_name(unit.name),
        n=finished,
        whole=len(here),
    )
    keep = f"&huyen={shown}" if request.GET.get("huyen") else ""
    return {
        "map": {
            "explained": said(
                "{n} ô, xếp theo {districts} huyện và {communes} xã, gần đúng vị trí trên bản đồ. "
                "Diện tích theo số thôn, không theo đất.",
                n=len(rows),
                districts=len(places.districts),
                communes=sum(len(c) for c in places.communes.values()),
            ),
            "choices": [
                {"href": f"/?chang=1{keep}#ban-do", "label": said("Trưởng thôn"), "current": stage == 1},
                {"href": f"/?chang=2{keep}#ban-do", "label": said("Đại hội chi bộ"), "current": stage == 2},
            ],
            "svg": _safe(svg),
            "stage": stage,
            "names_url": "/ban-do.json",
            "legend": summaries.counters(counts, words),
            "district": {
                "svg": _safe(small),
                "line": line,
                "options": [
                    {"code": d.code, "name": short_name(places.units[d.code].name), "current": d.code == shown}
                    for d in tilemap.layout_of(places).districts
                ],
            },
        },
        "map_states": {"tinh": live, "huyen": small_live, "chang": stage},
    }


def _shown_district(request: HttpRequest, places: Territory, states: Mapping[str, str], done: tuple[str, ...]) -> str:
    """The one asked for, else the first in which something is still open, else the first."""
    codes = [d.code for d in tilemap.layout_of(places).districts]
    asked = request.GET.get("huyen", "")
    if asked in codes:
        return asked
    for code in codes:
        villages = (v.code for c in places.communes[code] for v in places.villages[c.code])
        if any(states.get(v) not in done for v in villages):
            return code
    return codes[0]


def _curve(stage: int, election: ElectionRow | None, rows: list[StandingRow], now: datetime) -> dict[str, Any] | None:
    if election is None:
        return None
    on = election.held_on
    done = HEAD_DONE if stage == 1 else CELL_DONE
    minutes = curves.minutes_of_day((row.done_at for row in rows if row.state in done), on)
    # Those finished on other days are not this day's work: pilots in June, re-runs after 5/6.
    target = sum(not row.is_pilot for row in rows) if stage == 2 else len(rows)
    end = _FIVE if stage == 2 else max(_SEVEN_IN_THE_EVENING + 60, -(-(minutes[-1] if minutes else 0) // 60) * 60)
    drawn = curves.Curve(
        done=minutes,
        target=target,
        start=min(_SEVEN, (minutes[0] // 60 * 60) if minutes else _SEVEN),
        end=end,
        now=curves.minute_of(now, on),
        marks=_MARKS[stage],
        unit=said("đại hội trong ngày") if stage == 2 else said("thôn, bản, khu phố"),
        what=said("Số đại hội đã xong") if stage == 2 else said("Số thôn đã bầu được"),
    )
    colours = ("var(--dt-3)", "var(--dt-0)") if stage == 1 else ("var(--dc-3)", "var(--dc-0)")
    return {
        "title": _curve_title(drawn, on, stage),
        "explained": said(
            "{what} trong ngày {day}. Phần gạch chéo là thời gian chưa tới: trang này không dự đoán.",
            what=drawn.what,
            day=day_and_month(on),
        ),
        "wide": _safe(curves.svg(drawn, narrow=False, colours=colours)),
        "narrow": _safe(curves.svg(drawn, narrow=True, colours=colours)),
        "target": number(target),
        "bulletins": [
            {"at": curves.hour_label(minute), "n": number(n), "share": percent_words(percent(n, target))}
            for minute, n in drawn.bulletins
        ],
        "first_mark": curves.hour_label(_MARKS[stage][0]),
        "late_note": said("Chi bộ báo muộn không làm đổi bản tin đã chốt.")
        if stage == 2
        else said("Thôn báo muộn không làm đổi bản tin đã chốt."),
    }


def _curve_title(drawn: curves.Curve, on: date, stage: int) -> str:
    until, day = drawn.end - drawn.now, day_and_month(on)
    if stage == 2 and 0 < until <= drawn.end - drawn.start:
        return said("Đến 17:00 còn {time}", time=duration(until))
    if drawn.now < drawn.start:
        return said("Ngày {day} chưa tới", day=day) if drawn.now < 0 else said("Hôm nay {day}, chưa bắt đầu", day=day)
    if drawn.now <= drawn.end:
        return said("Ngày {day}, đến lúc này", day=day)
    title = said("Ngày {day}: {n} trên {whole}", day=day, n=len(drawn.done), whole=drawn.target)
    if not drawn.done:
        return title
    return title + said(", nơi cuối cùng báo lúc {time}", time=curves.hour_label(drawn.done[-1]))


def _safe(svg: str) -> SafeString:
    """Our own drawing: numbers and names escaped where it was drawn."""
    return mark_safe(svg)
