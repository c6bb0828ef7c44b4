"""Bản tin: the list of time marks, the bulletin of one, two compared; in words, as JSON and as a spreadsheet."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from dantin.locale import day, number, percent_words, said
from dantin.locale.words import LOCAL, short_name, weekday_and_day
from dantin.store import bulletin_words
from dantin.store.bulletin_sheet import workbook
from dantin.store.readers.bulletin import bulletin_at, is_closed
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.marks import HOURS
from dantin.store.readers.places import territory
from dantin.store.readers.progress import ElectionRow, current_elections

from .answer import answer, frame, fresh, tag
from .languages import shown

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TAB = "/ban-tin/"


def index(request: HttpRequest) -> HttpResponse:
    """`/ban-tin/`: the marks of each day; with `ngay` and `gio`, on to the bulletin of any other hour."""
    if request.GET.get("ngay") and request.GET.get("gio"):
        mark = _asked(request.GET["ngay"], request.GET["gio"])
        return HttpResponseRedirect(address(mark)) if mark else _not_a_mark(request)
    at = moment()
    return answer(request, at, lambda: _list(request, at), page="public/ban-tin.html", parts={})


def one(request: HttpRequest, on: str, hour: str) -> HttpResponse:
    """`/ban-tin/2022-07-03/11:00/`"""
    at = moment()
    mark = _closed(on, hour, at)
    if mark is None:
        return _not_closed(request, on, hour, at)
    return answer(request, at, lambda: _bulletin(request, at, mark), page="public/ban-tin-moc.html", parts={})


def as_json(request: HttpRequest, on: str, hour: str) -> HttpResponse:
    """`/ban-tin/2022-07-03/11:00/so-lieu.json`"""
    at = moment()
    mark = _closed(on, hour, at)
    if mark is None:
        raise Http404
    told = bulletin_at(mark, zone=LOCAL)
    return fresh(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), at, tag(at, shows=""))


def as_sheet(request: HttpRequest, on: str, hour: str) -> HttpResponse:
    """`/ban-tin/2022-07-03/11:00/bang-tinh.xlsx`"""
    at = moment()
    mark = _closed(on, hour, at)
    if mark is None:
        raise Http404
    response = HttpResponse(workbook(bulletin_at(mark, zone=LOCAL)), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="ban-tin-{mark:%Y-%m-%d-%Hh%M}.xlsx"'
    return fresh(response, at, tag(at, shows=""))


def compare(request: HttpRequest) -> HttpResponse:
    """`/ban-tin/so-sanh/?tu=2022-07-03T09:00&den=2022-07-03T11:00`"""
    at = moment()
    marks = []
    for key in ("tu", "den"):
        on, _, hour = request.GET.get(key, "").partition("T")
        mark = _closed(on, hour, at)
        if mark is None:
            return _not_closed(request, on, hour, at)
        marks.append(mark)
    earlier, later = sorted(marks)
    return answer(
        request, at, lambda: _compared(request, at, earlier, later), page="public/ban-tin-so-sanh.html", parts={}
    )


def _crumbs() -> list[dict[str, str]]:
    return [{"href": _TAB, "name": said("Bản tin")}]


def _when(mark: datetime) -> str:
    """11:00 ngày 3/7/2022."""
    return said("{time} ngày {day}", time=f"{mark:%H:%M}", day=day(mark))


def address(mark: datetime) -> str:
    return f"/ban-tin/{mark:%Y-%m-%d}/{mark:%H:%M}/"


def marks_of(elections: Mapping[str, ElectionRow]) -> list[datetime]:
    """Các mốc giờ của những ngày chính, in the order of time."""
    return sorted(
        {
            datetime.combine(election.held_on, time(hour), LOCAL)
            for side, election in elections.items()
            for hour in HOURS[side]
        }
    )


def _list(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    days: dict[date, list[dict[str, Any]]] = {}
    closed = []
    for mark in marks_of(current_elections()):
        done = is_closed(mark, at.now)
        days.setdefault(mark.date(), []).append({"href": address(mark) if done else "", "hour": f"{mark:%H:%M}"})
        closed += [mark] if done else []
    newest = closed[-1] if closed else None
    on = newest or at.now.astimezone(LOCAL)
    return {
        **frame(request, at, territory(), tab=_TAB, title=said("Bản tin")),
        "headline": said("Bản tin mới nhất: {when}", when=_when(newest)) if newest else said("Chưa có bản tin nào"),
        "newest": address(newest) if newest else "",
        "days": [{"day": weekday_and_day(of), "marks": marks} for of, marks in days.items()],
        "choices": [{"value": f"{mark:%Y-%m-%dT%H:%M}", "label": _when(mark)} for mark in closed],
        "compare_from": f"{closed[-2]:%Y-%m-%dT%H:%M}" if len(closed) > 1 else "",
        "compare_to": f"{closed[-1]:%Y-%m-%dT%H:%M}" if len(closed) > 1 else "",
        "day": f"{on.day}/{on.month}/{on.year}",  # a field to type in: one form in both languages
        "hour": f"{on:%H}:00",
    }


def _bulletin(request: HttpRequest, at: Moment, mark: datetime) -> Mapping[str, Any]:
    told = bulletin_at(mark, zone=LOCAL)
    closed = [m for m in marks_of(current_elections()) if is_closed(m, at.now)]
    before = [m for m in closed if m < mark]
    after = [m for m in closed if m > mark]
    return {
        **frame(request, at, territory(), tab=_TAB, title=bulletin_words.title(told)),
        "crumbs": _crumbs(),
        "headline": bulletin_words.title(told),
        "lead": bulletin_words.lead(told),
        "sections": bulletin_words.sections(told),
        "has_heads": "head_states" in told,
        "has_cells": "cell_states" in told,
        "districts": [_district(line) for line in _by_name(told)],
        "before": _neighbour(before[-1]) if before else None,
        "after": _neighbour(after[0]) if after else None,
        "compare_url": _compare_url(before[-1], mark) if before else "",
    }


def _by_name(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The districts in the order of their names, as in every table."""
    order = {unit.code: place for place, unit in enumerate(territory().districts)}
    return sorted(told["districts"], key=lambda line: order.get(line["code"], len(order)))


def _district(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": line["code"],
        "name": short_name(line["name"]),
        "turnout": percent_words(line["turnout"]),
        **{
            key: number(line[key]) if line[key] is not None else "–"
            for key in ("villages", "roll", "voted", "elected", "congresses", "congresses_done")
        },
    }


def _neighbour(mark: datetime) -> dict[str, str]:
    return {"href": address(mark), "label": _when(mark)}


def _compare_url(earlier: datetime, later: datetime) -> str:
    return "/ban-tin/so-sanh/?" + urlencode({"tu": f"{earlier:%Y-%m-%dT%H:%M}", "den": f"{later:%Y-%m-%dT%H:%M}"})


def _compared(request: HttpRequest, at: Moment, earlier: datetime, later: datetime) -> Mapping[str, Any]:
    first, second = bulletin_at(earlier, zone=LOCAL), bulletin_at(later, zone=LOCAL)
    ones, others = {line["code"]: line for line in first["districts"]}, _by_name(second)
    key = "congresses_done" if second.get("pilot_congresses", 0) + second.get("mass_congresses", 0) else "elected"
    districts = []
    for line in others:
        before = ones[line["code"]][key] if line["code"] in ones else 0
        districts.append(
            bulletin_words.Change(
                short_name(line["name"]), number(before), number(line[key]), bulletin_words.signed(line[key] - before)
            )
        )
    from_, to = _when(earlier), _when(later)
    return {
        **frame(request, at, territory(), tab=_TAB, title=said("Bản tin {start} và {end}", start=from_, end=to)),
        "crumbs": _crumbs(),
        "headline": said("Từ {start} đến {end}", start=from_, end=to),
        "lead": _lead(first, second, later - earlier),
        "from": {"href": address(earlier), "label": f"{earlier:%H:%M}"},
        "to": {"href": address(later), "label": f"{later:%H:%M}"},
        "lines": bulletin_words.changes(first, second),
        "districts": districts,
        "district_head": said("chi bộ đã xong đại hội")
        if key == "congresses_done"
        else said("thôn đã có người trúng cử"),
    }


def _lead(first: Mapping[str, Any], second: Mapping[str, Any], apart: timedelta) -> str:
    def done(told: Mapping[str, Any], *keys: str) -> int:
        return sum(told.get(key, 0) for key in keys)

    heads = done(second, "elected_on_the_day", "reruns_elected") - done(first, "elected_on_the_day", "reruns_elected")
    congresses = done(second, "pilot_congresses", "mass_congresses") - done(
        first, "pilot_congresses", "mass_congresses"
    )
    parts = [said("thêm {n} thôn có người trúng cử", n=heads)] if heads else []
    parts += [said("thêm {n} chi bộ xong đại hội", n=congresses)] if congresses else []
    sentence = ", ".join(parts) or said("không thêm thôn hay chi bộ nào xong")
    return f"{sentence[0].upper()}{sentence[1:]}."


def _asked(on: str, hour: str) -> datetime | None:
    """Day as in an address, 2022-07-03, or as people write it, 3/7/2022; hour as 11:00."""
    try:
        written = "-".join(part.zfill(2) for part in reversed(on.split("/"))) if "/" in on else on
        return datetime.combine(date.fromisoformat(written), time.fromisoformat(hour.zfill(5)), LOCAL)
    except ValueError:
        return None


def _closed(on: str, hour: str, at: Moment) -> datetime | None:
    mark = _asked(on, hour)
    return mark if mark is not None and is_closed(mark, at.now) else None


def _not_closed(request: HttpRequest, on: str, hour: str, at: Moment) -> HttpResponse:
    mark = _asked(on, hour)
    if mark is None:
        return _not_a_mark(request)
    now = at.now.astimezone(LOCAL)
    sentence = said(
        "Bản tin {when} chốt khi tới giờ ấy; bây giờ là {time} ngày {day}.",
        when=_when(mark),
        time=f"{now:%H:%M:%S}",
        day=day(now),
    )
    return _page(request, said("Bản tin này chưa chốt"), sentence)


def _not_a_mark(request: HttpRequest) -> HttpResponse:
    return _page(
        request, said("Không đọc được ngày giờ trong địa chỉ"), said("Cần ngày như 3/7/2022 và giờ như 11:00.")
    )


def _page(request: HttpRequest, title: str, sentence: str) -> HttpResponse:
    return shown(request, "public/loi.html", {"title": title, "sentence": sentence, "tabs": []}, status=404)
