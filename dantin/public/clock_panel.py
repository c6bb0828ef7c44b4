"""Đồng hồ mô phỏng: `/mo-phong/`, only where the data are simulated. The POSTs go through the clock's actions."""

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token

from dantin.locale import day, said
from dantin.locale.words import LOCAL
from dantin.store.actions import clock
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import territory
from dantin.store.refusals import Refused

from .answer import answer, frame
from .languages import shown

# (label, day and time): where a replay of 2022 is worth looking at.
_STAGE_1 = ((7, 0), (9, 0), (11, 0), (16, 42), (19, 0), (21, 0))
_STAGE_2 = ((6, 30), (7, 0), (9, 0), (11, 0), (14, 0), (16, 0), (16, 42), (17, 0))


def _marks() -> list[dict[str, object]]:
    def at(month: int, day_: int, hour: int, minute: int) -> dict[str, str]:
        moment_ = datetime(2022, month, day_, hour, minute, tzinfo=LOCAL)
        return {"value": moment_.isoformat(), "label": f"{hour:02d}:{minute:02d}"}

    return [
        {"title": said("Ngày bầu trưởng thôn 5/6/2022"), "marks": [at(6, 5, *m) for m in _STAGE_1]},
        {
            "title": said("Giữa hai ngày"),
            "marks": [
                at(6, 20, 8, 0) | {"label": said("20/6, sau bầu lại")},
                at(6, 26, 6, 30) | {"label": said("26/6, buổi sáng")},
                at(6, 26, 17, 0) | {"label": said("26/6, sau đại hội điểm")},
            ],
        },
        {"title": said("Ngày đại hội chi bộ 3/7/2022"), "marks": [at(7, 3, *m) for m in _STAGE_2]},
        {"title": said("Sau cùng"), "marks": [at(7, 31, 17, 0) | {"label": said("31/7, đã chuẩn y")}]},
    ]


def panel(request: HttpRequest, *, refusal: Refused | None = None) -> HttpResponse:
    """`/mo-phong/`"""
    at = moment()
    if not at.simulated or at.clock is None:
        raise Http404("/mo-phong/")
    build = lambda: _build(request, at, refusal)  # noqa: E731 - one expression, used once
    if refusal is None:
        parts = {"nut-chay": "public/_clock_buttons.html"}
        response = answer(request, at, build, page="public/mo-phong.html", parts=parts)
    else:
        response = shown(request, "public/mo-phong.html", build(), status=409)
    response["Cache-Control"] = "no-store"  # it carries the token of its forms
    return response


def _build(request: HttpRequest, at: Moment, refusal: Refused | None) -> dict[str, Any]:
    hand = at.clock
    context = frame(request, at, territory(), tab="", title=said("Đồng hồ mô phỏng"))
    return context | {
        "csrf_token": get_token(request),
        "running": hand is not None and hand.running,
        "waiting": context["clock_jumping"],
        "speeds": [{"n": n, "current": hand is not None and hand.speed == n} for n in clock.SPEEDS],
        "marks": _marks(),
        "shown_day": day(at.now.astimezone(LOCAL)),
        "refusal": str(refusal) if refusal else "",
        "parts_url": "/mo-phong/?manh=1",
        "reload_url": "/mo-phong/",
    }


def turn(request: HttpRequest) -> HttpResponse:
    """POST `/mo-phong/chinh/`: one button of the panel."""
    at = datetime.now(UTC)
    try:
        match request.POST.get("viec", ""):
            case "chay":
                clock.start(at=at)
            case "dung":
                clock.pause(at=at)
            case "tu-dau":
                clock.restart(at=at)
            case "toc-do":
                clock.set_speed(speed=_whole(request.POST.get("toc-do", "")), at=at)
            case "toi":
                clock.jump(to=_moment(request.POST.get("toi", "")), at=at)
            case _:
                raise Http404("viec")
    except Refused as refusal:
        return panel(request, refusal=refusal)
    return HttpResponseRedirect("/mo-phong/")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _moment(text: str) -> datetime:
    """Only a moment with its zone; what is no moment is a form nobody was shown."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise Http404("toi") from None
    if value.tzinfo is None:
        raise Http404("toi")
    return value
