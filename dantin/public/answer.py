"""Trả lời: one way for every page to answer — 304, the whole page, or only its changing parts.

The tag is strong and cheap: the revision of the database (changed by every save and every turn of the simulated clock),
what of the time the page shows, and the version of code and templates. A 304 costs the one query of `moment()`.
A page tells its time to the second, so its tag holds the second; the parts do not, and the time of each answer, a 304
too, travels in the header X-Tinh-Den.
"""

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse

from dantin.locale import day, msg, name, said
from dantin.locale.words import LOCAL, clock, short_name, weekday_and_day
from dantin.store.readers.clock import Moment
from dantin.store.readers.places import Territory

from .languages import draw, shown

AS_OF = "X-Tinh-Den"
_TABS = (
    ("/", msg("Toàn tỉnh")),
    ("/huyen-va-xa/", msg("Huyện và xã")),
    ("/tim/", msg("Một thôn")),
    ("/luat/", msg("Luật")),
    ("/gioi-thieu-so-lieu/", msg("Về số liệu")),
)


@cache
def version() -> str:
    """The digest of the code and templates that draw the pages: another release never answers with an old tag."""
    digest = sha256()
    for package, part in (("dantin.public", ""), ("dantin.site", "templates"), ("dantin.locale", "")):
        pending = [resources.files(package).joinpath(part)]
        while pending:
            entry = pending.pop()
            if entry.is_dir():
                pending += sorted(entry.iterdir(), key=lambda e: e.name)
            elif entry.name.endswith((".py", ".html", ".mo")):
                digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:8]


def tag(at: Moment, *, shows: str) -> str:
    """Strong ETag; `shows` is what of the time the answer shows."""
    return f'"{version()}-{sha256(at.revision.encode()).hexdigest()[:16]}-{shows}"'


def wants_parts(request: HttpRequest) -> bool:
    return request.GET.get("manh") == "1"


def answer(
    request: HttpRequest,
    at: Moment,
    build: Callable[[], Mapping[str, Any]],
    *,
    page: str,
    parts: Mapping[str, str],
    minute: bool = False,
) -> HttpResponse:
    """Answer with `page` drawn from what `build` returns, or with its `parts` as JSON, or with 304.

    `build` is called only when something must be drawn. `minute`: the parts show the time of day.
    """
    if at.simulated and at.clock is not None:
        parts = {"dong-ho": "public/_sim_state.html", **parts}
    local = at.now.astimezone(LOCAL)
    only_parts = wants_parts(request)
    etag = tag(at, shows=(f"{local:%d%H%M}" if minute else "") if only_parts else f"{local:%d%H%M%S}")
    response: HttpResponse
    if matches(request, etag):
        response = HttpResponseNotModified()
    elif only_parts:
        context = build()
        drawn = {name: draw(template, context) for name, template in parts.items()}
        response = JsonResponse({"parts": drawn, "maps": context.get("map_states", {})})
    else:
        response = shown(request, page, build())
    return fresh(response, at, etag)


def matches(request: HttpRequest, etag: str) -> bool:
    """If-None-Match, compared weakly as RFC 9110 asks: compression on the way turns a strong tag into a weak one."""
    sent = request.headers.get("If-None-Match", "")
    return bool(sent) and any(one.strip().removeprefix("W/") == etag for one in sent.split(","))


def fresh(response: HttpResponse, at: Moment, etag: str) -> HttpResponse:
    """One second of shared cache, the tag, and the time of this answer."""
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=1"
    response[AS_OF] = at.now.astimezone(LOCAL).isoformat(timespec="seconds")
    return response


def frame(request: HttpRequest, at: Moment, places: Territory, *, tab: str, title: str) -> dict[str, Any]:
    """What stands around every page: masthead, the mark of simulation, the clock."""
    local = at.now.astimezone(LOCAL)
    query = request.GET.copy()
    query["manh"] = "1"
    return {
        "title": title,
        "province": name(places.province.name) if places.province else "",
        "province_short": short_name(places.province.name) if places.province else said("Tỉnh"),
        "tabs": [{"href": href, "label": said(label), "current": href == tab} for href, label in _TABS],
        "simulated": at.simulated,
        "clock_text": said("{time} ngày {day}", time=clock(local), day=day(local)) if at.clock is not None else "",
        "clock_running": at.clock is not None and at.clock.running,
        "clock_jumping": at.clock is not None and (at.clock.restart or at.clock.jump_to is not None),
        "clock_speed": at.clock.speed if at.clock else 1,
        "as_of_day": weekday_and_day(local),
        "as_of_iso": local.isoformat(timespec="seconds"),
        "as_of": clock(local),
        "parts_url": f"{request.path}?{query.urlencode()}",
        "reload_url": request.get_full_path(),
    }
