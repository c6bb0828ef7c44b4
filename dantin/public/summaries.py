"""Hai chặng của một nơi, in words: the headline, the counters of both stages, the table of the places inside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dantin.core.aggregate import CellState, HeadState, Progress
from dantin.core.vietnamese import number
from dantin.store.readers.places import Territory, Unit
from dantin.store.readers.progress import ElectionRow, StandingRow

from .sums import Incumbency, PlaceSums
from .words import CELL_STATES, HEAD_STATES, LOCAL, NBSP, StateWord, abbreviated, day, full_name, short_name

_LEFT_SHOWN = 32
_LEFT_SHOWN_ON_PHONE = 10  # the style sheet hides the others (.con-lai)
_INCUMBENCY = (Incumbency.REELECTED, Incumbency.NEW, Incumbency.NOT_STATED)
_HEAD_BAR = {
    "elected": "--dt-3", "elected_in_rerun": "--dt-3", "counted": "--dt-2", "voting": "--dt-1", "rerun": "--can",
    "no_quorum": "--can", "postponed": "--gac", "interim": "--gac", "not_started": "--line",
}  # fmt: skip
_CELL_BAR = {
    "unified": "--dc-3", "done_to_sign": "--dc-2", "in_congress": "--dc-1", "not_unified": "--can",
    "not_started": "--line",
}  # fmt: skip


def headline(sums: PlaceSums, *, heads: ElectionRow | None, cells: ElectionRow | None, today: date) -> str:
    """Câu đầu trang: the news of this moment, with its figure and its base."""
    whole, n = sums.villages, number(sums.villages)
    if heads is None or not whole:
        return "Chưa có cuộc bầu cử nào"
    started = sums.cells.total - sums.cells[CellState.NOT_STARTED]
    if cells is not None and started:
        return _congress_headline(sums, cells, today)
    done, todo = sums.heads_done, whole - sums.heads_done
    if sums.heads[HeadState.NOT_STARTED] == whole:
        return f"{n} thôn, bản, khu phố bầu người đứng đầu ngày {day(heads.held_on)}"
    if todo == 0:
        then = f"; đại hội chi{NBSP}bộ ngày {day(cells.held_on)}" if cells is not None else ""
        return f"Cả {n} thôn đã bầu được trưởng{NBSP}thôn{then}"
    again = sums.heads.among(HeadState.RERUN, HeadState.NO_QUORUM)
    going = sums.heads.among(HeadState.VOTING, HeadState.COUNTED)
    tail = f", {number(going)} thôn đang bỏ phiếu, kiểm phiếu" if going else ""
    tail += f", {number(again)} thôn phải bầu lại" if again else ""
    return f"{number(done)} trong {n} thôn đã bầu được trưởng{NBSP}thôn{tail}"


def _congress_headline(sums: PlaceSums, cells: ElectionRow, today: date) -> str:
    whole, n = sums.cells.total, number(sums.cells.total)
    if sums.cells[CellState.UNIFIED] == whole:
        return f"Cả {n} chi{NBSP}bộ đã xong đại{NBSP}hội, bí{NBSP}thư đều là trưởng{NBSP}thôn"
    if sums.cells_done == whole:
        unified = number(sums.cells[CellState.UNIFIED])
        return f"Cả {n} chi{NBSP}bộ đã xong đại{NBSP}hội, {unified} bí{NBSP}thư là trưởng{NBSP}thôn"
    going = sums.cells[CellState.IN_CONGRESS]
    waiting = sums.cells[CellState.NOT_STARTED]
    if going:
        tail = f", {number(going)} chi{NBSP}bộ đang họp"
    elif today < cells.held_on:
        tail = f"; các chi{NBSP}bộ còn lại họp ngày {day(cells.held_on)}"
    else:
        tail = f", {number(waiting)} chi{NBSP}bộ chưa khai mạc"
    return f"{number(sums.cells_done)} trong {n} chi{NBSP}bộ đã xong đại{NBSP}hội{tail}"


def stages(
    sums: PlaceSums,
    *,
    heads: ElectionRow | None,
    cells: ElectionRow | None,
    pilots: int,
    secretaries: Progress[Incumbency] | None,
    turnout_before: str | None,
    now: datetime,
    report: str,
) -> list[dict[str, Any]]:
    """Both stages side by side, each counter shown, zero ones too."""
    today = now.astimezone(LOCAL).date()
    shown = []
    if heads is not None:
        facts = [
            {
                "word": "Đi bầu",
                "small": f"{number(sums.totals.voted)} trong {number(sums.totals.roll)} cử tri trong danh sách",
                "value": sums.turnout,
            }
        ]
        if turnout_before:
            facts.append({"word": "Đi bầu nhiệm kỳ trước", "small": "", "value": turnout_before})
        done = sums.heads_done == sums.villages
        shown.append(
            _stage(
                "dt", "c1", "Dân tin: bầu trưởng thôn", f"{day(heads.held_on)} · {_when(heads.held_on, today, done)}",
                sums.heads_done, sums.villages, "thôn, bản, khu phố đã có người đứng đầu do dân bầu",
                sums.heads, HEAD_STATES, _HEAD_BAR, facts,
            )
        )  # fmt: skip
    if cells is not None:
        facts = []
        if secretaries is not None:
            known = any(secretaries[kept] for kept in _INCUMBENCY)
            facts = [
                {
                    "word": "Bí thư: tái cử, mới, chưa nêu",
                    "small": report if known else "",
                    "flag": True,
                    "value": ", ".join(number(secretaries[kept]) for kept in _INCUMBENCY) if known else "–",
                }
            ]
        done = sums.cells_done == sums.cells.total
        note = "chi bộ đã xong đại hội"
        if pilots:
            note += f", gồm {number(pilots)} đại hội điểm trong tháng 6"
        shown.append(
            _stage(
                "dc", "c2", "Đảng cử: đại hội chi bộ", f"{day(cells.held_on)} · {_when(cells.held_on, today, done)}",
                sums.cells_done, sums.cells.total, note, sums.cells, CELL_STATES, _CELL_BAR, facts,
            )
        )  # fmt: skip
    return shown


def _when(held_on: date, today: date, done: bool) -> str:
    if done:
        return "đã xong"
    if today < held_on:
        return "chưa tới ngày"
    return "hôm nay" if today == held_on else "còn việc"


def _stage(
    css: str, id_: str, title: str, when: str, done: int, whole: int, note: str,
    counts: Progress[Any], words: Mapping[str, StateWord], colours: Mapping[str, str], facts: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    present = [(state, counts[state]) for state in colours]
    return {
        "css": css,
        "id": id_,
        "title": title,
        "when": when,
        "done": number(done),
        "whole": number(whole),
        "note": note,
        "bar": [
            {"n": n, "colour": colours[state] if state != "in_congress" else "", "css": _bar_class(state)}
            for state, n in present
            if n
        ],
        "bar_label": ", ".join(f"{number(n)} {words[state].word.lower()}" for state, n in present if n) or "chưa có",
        "counters": counters(counts, words),
        "facts": facts,
    }


def _bar_class(state: str) -> str:
    return "hop" if state == "in_congress" else ""


def counters(counts: Progress[Any], words: Mapping[str, StateWord]) -> list[dict[str, Any]]:
    """Every state with its number; a zero stays, in grey."""
    return [
        {
            "symbol": word.symbol,
            "word": word.word,
            "n": number(counts[state]),
            "zero": not counts[state],
        }
        for state, word in words.items()
    ]


def left(rows: Sequence[StandingRow], territory: Territory, *, stage: int) -> dict[str, Any]:
    """Những nơi chưa xong: who needs a person first, then who is at it; those not begun are only counted."""
    words = HEAD_STATES if stage == 1 else CELL_STATES
    going = (
        ("rerun", "no_quorum", "counted", "voting") if stage == 1 else ("not_unified", "in_congress", "done_to_sign")
    )
    rank = {state: i for i, state in enumerate(going)}
    found = [row for row in rows if row.state in rank]
    found.sort(key=lambda row: (rank[row.state], row.village_code))
    what = "thôn" if stage == 1 else "chi bộ"
    title = _left_title(found, stage) if found else _nothing_left([row.state for row in rows], what)
    places = []
    for row in found[:_LEFT_SHOWN]:
        village, commune = territory.units[row.village_code], territory.parent(row.village_code)
        places.append(
            {
                "code": row.village_code,
                "name": f"{full_name(village.kind, village.name)}, {abbreviated(commune.name)}",
                "district": short_name(territory.parent(commune.code).name),
                "symbol": words[row.state].symbol,
                "word": words[row.state].word,
            }
        )
    note, note_on_phone = (_more(len(found) - shown, what) for shown in (_LEFT_SHOWN, _LEFT_SHOWN_ON_PHONE))
    return {"title": title, "places": places, "note": note, "note_on_phone": note_on_phone}


def _more(more: int, what: str) -> str:
    return f"Còn {number(more)} {what} nữa: xem trong trang của từng huyện, xã." if more > 0 else ""


def _nothing_left(states: Sequence[str], what: str) -> str:
    """Nothing is going on: because nothing has begun, between two days, or because all is done."""
    waiting = sum(state == HeadState.NOT_STARTED for state in states)
    if waiting == len(states):
        return f"Chưa {what} nào bắt đầu"
    if waiting:
        return f"Chưa có {what} nào đang làm; {number(waiting)} {what} chưa bắt đầu"
    return f"Không còn {what} nào phải chờ"


_LEFT_WORDS: dict[int, tuple[str, dict[str, str]]] = {
    1: (
        "thôn",
        {"rerun": "phải bầu lại", "no_quorum": "chưa đủ số dự", "counted": "đã kiểm", "voting": "đang bỏ phiếu"},
    ),
    2: ("chi bộ", {"in_congress": "đang họp", "done_to_sign": "chờ ký", "not_unified": "bí thư chưa là trưởng thôn"}),
}


def _left_title(found: list[StandingRow], stage: int) -> str:
    """ "24 chi bộ đang họp, 10 chờ ký": each kind with its number, the unit said once."""
    unit, words = _LEFT_WORDS[stage]
    counts = Counter(row.state for row in found)
    parts = [f"{number(counts[state])} {word}" for state, word in words.items() if counts[state]]
    first = parts[0].split(" ", 1)
    return ", ".join([f"{first[0]} {unit} {first[1]}", *parts[1:]])


def table(
    groups: Mapping[str, PlaceSums], units: Iterable[Unit], total: PlaceSums, *, stage: int, total_name: str, level: str
) -> dict[str, Any]:
    """Bảng theo huyện, theo xã, hay theo thôn."""
    unit_word, href = {"district": ("Huyện", "/huyen/"), "commune": ("Xã, phường", "/xa/")}[level]
    rows = [
        _line(groups.get(unit.code, PlaceSums()), stage)
        | {"name": short_name(unit.name), "href": f"{href}{unit.code}/"}
        for unit in units
    ]
    heads = (
        ("Đã bầu được", "Đang bầu", "Phải bầu lại", "Tiến độ bầu trưởng thôn")
        if stage == 1
        else ("Chi bộ xong", "Đang họp", "Bí thư là trưởng thôn", "Tiến độ đại hội")
    )
    return {
        "caption": f"Số liệu theo {unit_word.lower()}, {total_name.lower()}",
        "unit": unit_word,
        "css": "dt" if stage == 1 else "dc",
        "done_head": heads[0],
        "going_head": heads[1],
        "last_head": heads[2],
        "bar_head": heads[3],
        "rows": rows,
        "total": _line(total, stage) | {"name": total_name},
    }


def _line(sums: PlaceSums, stage: int) -> dict[str, str]:
    if stage == 1:
        done, whole = sums.heads_done, sums.villages
        going = sums.heads.among(HeadState.VOTING, HeadState.COUNTED)
        last = sums.heads.among(HeadState.RERUN, HeadState.NO_QUORUM)
    else:
        done, whole = sums.cells_done, sums.cells.total
        going, last = sums.cells[CellState.IN_CONGRESS], sums.cells[CellState.UNIFIED]
    return {
        "villages": number(sums.villages),
        "voted": number(sums.totals.voted),
        "roll": number(sums.totals.roll),
        "turnout": sums.turnout,
        "done": number(done),
        "going": number(going),
        "last": number(last),
        # tenths of a percent, rounded down: a bar is full only when all are done
        "share": f"{done * 1000 // whole // 10}.{done * 1000 // whole % 10}" if whole else "0",
    }
