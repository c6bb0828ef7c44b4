"""Bảng đại hội: both stages on one board for the Party side, the exceptions with their reasons, and what needs a call.

What crossed from the State's side is the signed file of recognised heads; its other figures are not held here.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from dantin.core.aggregate import CellState
from dantin.core.nominate import NotTheHead
from dantin.core.values import Side, percent
from dantin.core.vietnamese import number, percent_words
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale import curve as curves
from dantin.locale.words import CELL_STATES, LOCAL, day, hour_minute
from dantin.store.actions.congress_calls import note_congress_call
from dantin.store.congress_report import REASONS
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import cell_at_work, covers_cell
from dantin.store.readers.congress_board import CLOSED, Board, board_of
from dantin.store.readers.congress_calls import CongressCall, CongressWhy, congress_calls, look_up_congresses
from dantin.store.readers.congress_exceptions import Apart, apart_in
from dantin.store.readers.incumbency import Incumbency
from dantin.store.readers.marks import HOURS
from dantin.store.readers.periods import names_on
from dantin.store.readers.work import election_at_work

from .access import Act, allowed
from .congress_board_words import apart_line, call_line, curve_title
from .duty_page import LONGEST_NOTE, phones_in_words
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .unchanged import tag_of, unchanged, wants_part

# Few until a reason is chosen: the board is looked at from a distance, a list is gone through.
SHOWN, SHOWN_OF_ONE_REASON = 8, 60
# What is most often heard; a note of one's own goes beside it.
HEARD = ("Sẽ ghi ngay", "Không nghe máy", "Đang bầu, đang kiểm phiếu", "Đã nhắc đoàn chủ tịch")
_CALLS, _APART = "can-goi", "dong-thoi"
_CALL_COLUMNS = (
    "Chi bộ", "Mã", "Xã", "Lý do", "Từ ngày", "Từ giờ", "Đã chờ, phút", "Gọi ai", "Lời ghi", "Ghi ngày", "Ghi giờ"
)  # fmt: skip
_AT_ONCE = 500  # looked up together
SEVEN, FIVE = 7 * 60, 17 * 60
MARKS = tuple(60 * hour for hour in HOURS["party"][:-1])


@allowed(Act.SEE_CONGRESS_BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """The congresses of the province, or of one committee; only the rows shown are looked up by name."""
    account = request.user
    assert isinstance(account, Account)
    at = clock.moment()
    part, tag = wants_part(request), tag_of(request, account, at)
    if part and (same := unchanged(request, tag)) is not None:
        return same
    election = election_at_work(Side.PARTY, account.place_code)
    if election is not None and (sheet_asked(request, _CALLS) or sheet_asked(request, _APART)):
        return list_file(request, _sheet(request, election, account, at.now), place=account.place_code)
    wrong = ""
    if request.method == "POST":
        wrong = _note(request, election, account, at.now)
        if not wrong:
            return HttpResponseRedirect(f"{request.get_full_path()}#can-goi")
    context = {} if part else frame(request, "Bảng đại hội")
    context |= {"election": election, "at": hour_minute(at.now), "heard": HEARD, "wrong": wrong}
    if wrong:
        context["typed"] = {"cell": request.POST.get("chi-bo", ""), "note": request.POST.get("ghi-chu", "")}
    if election is not None:
        found = board_of(election, account.place_code)
        apart = apart_in(election, account.place_code)
        context |= _figures(found) | _curve(election, found, at.now)
        context |= _apart(election, found, apart, request.GET.get("ly-do", ""))
        context |= _calls(election, found, apart, request.GET.get("vi", ""), at.now)
        context["calls_files"] = list_files(request, "đại hội cần gọi", _CALLS)
        context["apart_files"] = list_files(request, "nơi bí thư là người khác", _APART)
    template = "desk/_bang-dai-hoi.html" if part else "desk/bang-dai-hoi.html"
    response = render(request, template, context, status=422 if wrong else 200)
    response["ETag"] = tag
    return response


def _sheet(request: HttpRequest, election: Election, account: Account, at: datetime) -> ListSheet:
    """The whole of the list that is asked for, under the reason that is chosen."""
    found, apart = board_of(election, account.place_code), apart_in(election, account.place_code)
    if sheet_asked(request, _CALLS):
        _, listed = _chosen_calls(congress_calls(election, found, apart, at=at), request.GET.get("vi", ""))
        return ListSheet("Đại hội cần gọi", _CALL_COLUMNS, _call_rows(election, listed, at))
    _, alone = _chosen_apart(apart, request.GET.get("ly-do", ""))
    communes = names_on({one.work.commune_code for one in alone}, election.called_on) if alone else {}
    lines = [(one, apart_line(one, communes.get(one.work.commune_code, ""))) for one in alone]
    rows = [(line["name"], one.work.name, one.work.code, line["commune"], line["why"]) for one, line in lines]
    return ListSheet("Bí thư là người khác", ("Nơi bầu", "Chi bộ", "Mã chi bộ", "Xã", "Lý do"), rows)


def _call_rows(election: Election, calls: list[CongressCall], at: datetime) -> Iterator[tuple[Entry, ...]]:
    for start in range(0, len(calls), _AT_ONCE):
        part = calls[start : start + _AT_ONCE]
        look_up_congresses(election, part)
        for call in part:
            since = call.since.astimezone(LOCAL)
            by_day = call.why in (CongressWhy.UNOPENED, CongressWhy.REPORT_LATE)
            yield (
                call.cell_name,
                call.cell,
                call.commune_name,
                call.why.value,
                since.date(),
                "" if by_day else hour_minute(since),
                None if by_day else max(0, int((at - call.since).total_seconds() // 60)),
                phones_in_words(tuple(call.phones)),
                call.note,
                call.noted_at and call.noted_at.astimezone(LOCAL).date(),
                hour_minute(call.noted_at) if call.noted_at else "",
            )


def _chosen_calls(every: list[CongressCall], asked: str) -> tuple[CongressWhy | None, list[CongressCall]]:
    chosen = next((why for why in CongressWhy if why.name.lower() == asked), None)
    return chosen, [call for call in every if chosen is None or call.why is chosen]


def _chosen_apart(apart: list[Apart], asked: str) -> tuple[NotTheHead | None, list[Apart]]:
    chosen = next((reason for reason in NotTheHead if reason.value == asked), None)
    return chosen, [one for one in apart if chosen is None or one.reasons[0] is chosen]


def _note(request: HttpRequest, election: Election | None, account: Account, at: datetime) -> str:
    """Why nothing was written; a cell out of this account's care is not there."""
    work = None if election is None else cell_at_work(election, request.POST.get("chi-bo", ""))
    if election is None or work is None or not covers_cell(account.place_code, election, work):
        raise Http404
    heard = request.POST.get("nghe", "")
    note = " ".join(f"{heard}. {request.POST.get('ghi-chu', '')}".split()).strip(" .")
    if heard and heard not in HEARD:
        return "Chọn lại nghe được gì."
    if not note:
        return "Chọn nghe được gì, hoặc ghi vài chữ."
    if len(note) > LONGEST_NOTE:
        return f"Lời ghi dài {len(note)} chữ cái, nhiều nhất là {LONGEST_NOTE}. Viết ngắn lại."
    note_congress_call(election=election, cell=work.code, note=note, actor=account.login, at=at)
    return ""


def _figures(found: Board) -> dict[str, Any]:
    total, states = len(found.rows), found.states
    counters = [
        {"symbol": word.symbol, "word": word.word, "n": number(states[CellState(state)]),
         "zero": not states[CellState(state)]}
        for state, word in CELL_STATES.items()
    ]  # fmt: skip
    until = f"Quyết định công nhận mới nhất: {day(found.newest_decision)}." if found.newest_decision else ""
    waits = total - found.heads
    stages = [
        {
            "css": "dt", "id": "chang-1", "title": "Trưởng thôn được công nhận", "when": "theo tệp có ký",
            "done": number(found.heads), "whole": number(total),
            "note": until or "Chưa nhận tệp nào từ bên Nhà nước.",
            "bar_label": f"{number(found.heads)} trên {number(total)} nơi đã có tên người được công nhận",
            "bar": [{"css": css, "n": n} for css, n in (("dt-3", found.heads), ("line", waits)) if n],
            "counters": [],
            "facts": [
                {"word": "Nơi chưa có tên, đại hội chưa khai mạc được", "value": number(waits)},
                {"word": "Cử tri, số phiếu của chặng này",
                 "small": "bên Nhà nước giữ, bên Đảng chỉ nhận tên người được công nhận", "value": "–"},
            ],
        },
        {
            "css": "dc", "id": "chang-2", "title": "Đại hội chi bộ", "when": "",
            "done": number(found.closed), "whole": number(total),
            "note": f"{number(found.signed)} đã ký biên bản, {number(found.endorsed)} đã chuẩn y.",
            "bar_label": f"{number(found.closed)} trên {number(total)} đại hội đã xong",
            "bar": [
                {"css": css, "n": n}
                for css, n in (
                    ("dc-3", states[CellState.UNIFIED]), ("can", states[CellState.NOT_UNIFIED]),
                    ("dc-2", states[CellState.DONE_TO_SIGN]), ("hop", states[CellState.IN_CONGRESS]),
                    ("line", states[CellState.NOT_STARTED]),
                )
                if n
            ],
            "counters": counters,
            "facts": [],
        },
    ]  # fmt: skip
    return {"total": number(total), "closed": number(found.closed), "stages": stages} | _elected(found)


def _elected(found: Board) -> dict[str, Any]:
    """Những người được bầu: secretaries by what the terms before say, committees, deputies, shares of the votes."""
    kept = found.secretaries.total()
    incumbency = (
        (Incumbency.NEW, "Bí thư mới", ""),
        (Incumbency.REELECTED, "Bí thư tái cử", ""),
        (Incumbency.NOT_STATED, "Chưa nêu", "sổ không có nhiệm kỳ trước"),
    )
    return {
        "elected": [
            {"word": word, "small": small, "value": number(found.secretaries[one]),
             "share": _share(percent(found.secretaries[one], kept))}
            for one, word, small in incumbency
        ] + [
            {"word": "Chi ủy đã bầu đủ", "value": _of(found.committees)},
            {"word": "Phó bí thư đã bầu", "value": _of(found.deputies)},
            {"word": "Bí thư được bầu, tỷ lệ phiếu bình quân", "value": _share(found.shares.mean)},
            {"word": "Bí thư được bầu, tỷ lệ phiếu thấp nhất", "value": _share(found.shares.lowest)},
        ],
        "kept": number(kept),
    }  # fmt: skip


def _of(filled: tuple[int, int]) -> str:
    """Phần trên tổng: how many of how many."""
    done, asked = filled
    return f"{number(done)} / {number(asked)}"


def _share(value: str | None) -> str:
    return "–" if value is None else percent_words(value)


def _curve(election: Election, found: Board, now: datetime) -> dict[str, Any]:
    """The day's congresses against seventeen o'clock: of today where any is held today, else of the main day."""
    today = now.astimezone(LOCAL).date()
    held = Counter(row.held_on for row in found.rows if row.held_on)
    on: date = today if held[today.isoformat()] else election.held_on
    minutes = curves.minutes_of_day((row.done_at for row in found.rows if row.state in CLOSED), on)
    drawn = curves.Curve(
        done=minutes,
        target=held[on.isoformat()] or sum(not row.is_pilot for row in found.rows),
        start=min(SEVEN, minutes[0] // 60 * 60) if minutes else SEVEN,
        end=FIVE,
        now=curves.minute_of(now, on),
        marks=MARKS,
        what="Số đại hội đã xong",
        unit="đại hội trong ngày",
    )
    colours = ("var(--dc-3)", "var(--dc-0)")
    return {
        "curve": {
            "title": curve_title(drawn, on),
            "day": day(on),
            "wide": _safe(curves.svg(drawn, narrow=False, colours=colours)),
            "narrow": _safe(curves.svg(drawn, narrow=True, colours=colours)),
        }
    }


def _safe(svg: str) -> SafeString:
    """Our own drawing: numbers and names escaped where it was drawn."""
    return mark_safe(svg)


def _apart(election: Election, found: Board, apart: list[Apart], asked: str) -> dict[str, Any]:
    """Where secretary and head are one, and where not: by the first reason, each with all its reasons."""
    counts = Counter(one.reasons[0] for one in apart)
    chosen, listed = _chosen_apart(apart, asked)
    shown = listed[: SHOWN if chosen is None else SHOWN_OF_ONE_REASON]
    communes = names_on({one.work.commune_code for one in shown}, election.called_on) if shown else {}
    unified = found.states[CellState.UNIFIED]
    return {
        "signed": number(found.signed),
        "unified": number(unified),
        "unified_share": _share(percent(unified, found.signed)),
        "appointed": number(found.appointed) if found.appointed else "",
        "apart_count": number(len(apart)),
        "reasons": [
            {"key": each.value, "word": word, "count": number(counts[each]), "current": each is chosen}
            for each, word in REASONS.items()
            if counts[each] or each is chosen
        ],
        "reason": chosen and chosen.value,
        "apart": [apart_line(one, communes.get(one.work.commune_code, "")) for one in shown],
        "apart_more": number(len(listed) - len(shown)) if len(listed) > len(shown) else "",
    }


def _calls(election: Election, found: Board, apart: list[Apart], asked: str, at: datetime) -> dict[str, Any]:
    every = congress_calls(election, found, apart, at=at)
    counts = Counter(call.why for call in every)
    chosen, listed = _chosen_calls(every, asked)
    shown = listed[: SHOWN if chosen is None else SHOWN_OF_ONE_REASON]
    look_up_congresses(election, shown)
    return {
        "calls_count": number(len(every)),
        "filters": [
            {"key": why.name.lower(), "word": why.value, "count": number(counts[why]), "current": why is chosen}
            for why in CongressWhy
            if counts[why] or why is chosen
        ],
        "filter": chosen and chosen.name.lower(),
        "calls": [call_line(call, at) for call in shown],
        "calls_more": number(len(listed) - len(shown)) if len(listed) > len(shown) else "",
    }
