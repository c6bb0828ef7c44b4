"""Hai chặng của một nơi, in words: the headline, the counters of both stages, the table of the places inside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dantin.core.aggregate import CellState, HeadState, Progress
from dantin.locale import day, is_english, listed, msg, number, said
from dantin.locale.words import CELL_STATES, HEAD_STATES, LOCAL, StateWord, abbreviated, full_name, short_name
from dantin.store.readers.places import Territory, Unit
from dantin.store.readers.progress import ElectionRow, StandingRow

from .sums import Incumbency, PlaceSums

_LEFT_SHOWN = 32
_LEFT_SHOWN_ON_PHONE = 10  # the style sheet hides the others (.con-lai)
_INCUMBENCY = (Incumbency.REELECTED, Incumbency.NEW, Incumbency.NOT_STATED)
_HEAD_BAR = {
    "elected": "dt-3", "elected_in_rerun": "dt-3", "counted": "dt-2", "voting": "dt-1", "rerun": "can",
    "no_quorum": "can", "postponed": "gac", "interim": "gac", "not_started": "line",
}  # fmt: skip
_CELL_BAR = {
    "unified": "dc-3", "done_to_sign": "dc-2", "in_congress": "hop", "not_unified": "can",
    "not_started": "line",
}  # fmt: skip


def headline(sums: PlaceSums, *, heads: ElectionRow | None, cells: ElectionRow | None, today: date) -> str:
    """Câu đầu trang: the news of this moment, with its figure and its base."""
    whole = sums.villages
    if heads is None or not whole:
        return said("Chưa có cuộc bầu cử nào")
    started = sums.cells.total - sums.cells[CellState.NOT_STARTED]
    if cells is not None and started:
        return _congress_headline(sums, cells, today)
    done, todo = sums.heads_done, whole - sums.heads_done
    if sums.heads[HeadState.NOT_STARTED] == whole:
        return said("{n} thôn, bản, khu phố bầu người đứng đầu ngày {day}", n=whole, day=day(heads.held_on))
    if todo == 0:
        then = said("; đại hội chi\u00a0bộ ngày {day}", day=day(cells.held_on)) if cells is not None else ""
        return said("Cả {n} thôn đã bầu được trưởng\u00a0thôn", n=whole) + then
    again = sums.heads.among(HeadState.RERUN, HeadState.NO_QUORUM)
    going = sums.heads.among(HeadState.VOTING, HeadState.COUNTED)
    tail = said(", {n} thôn đang bỏ phiếu, kiểm phiếu", n=going) if going else ""
    tail += said(", {n} thôn phải bầu lại", n=again) if again else ""
    return said("{n} trong {whole} thôn đã bầu được trưởng\u00a0thôn", n=done, whole=whole) + tail


def _congress_headline(sums: PlaceSums, cells: ElectionRow, today: date) -> str:
    whole, unified = sums.cells.total, sums.cells[CellState.UNIFIED]
    if unified == whole:
        return said("Cả {n} chi\u00a0bộ đã xong đại\u00a0hội, bí\u00a0thư đều là trưởng\u00a0thôn", n=whole)
    if sums.cells_done == whole:
        return said(
            "Cả {n} chi\u00a0bộ đã xong đại\u00a0hội, {unified} bí\u00a0thư là trưởng\u00a0thôn",
            n=whole,
            unified=unified,
        )
    going = sums.cells[CellState.IN_CONGRESS]
    waiting = sums.cells[CellState.NOT_STARTED]
    if going:
        tail = said(", {n} chi\u00a0bộ đang họp", n=going)
    elif today < cells.held_on:
        tail = said("; các chi\u00a0bộ còn lại họp ngày {day}", day=day(cells.held_on))
    else:
        tail = said(", {n} chi\u00a0bộ chưa khai mạc", n=waiting)
    return said("{n} trong {whole} chi\u00a0bộ đã xong đại\u00a0hội", n=sums.cells_done, whole=whole) + tail


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
                "word": said("Đi bầu"),
                "small": said("{n} trong {whole} cử tri trong danh sách", n=sums.totals.voted, whole=sums.totals.roll),
                "value": sums.turnout,
            }
        ]
        if turnout_before:
            facts.append({"word": said("Đi bầu nhiệm kỳ trước"), "small": "", "value": turnout_before})
        done = sums.heads_done == sums.villages
        shown.append(
            _stage(
                "dt", "c1", said("Dân tin: bầu trưởng thôn"),
                f"{day(heads.held_on)} · {_when(heads.held_on, today, done)}",
                sums.heads_done, sums.villages, said("thôn, bản, khu phố đã có người đứng đầu do dân bầu"),
                sums.heads, HEAD_STATES, _HEAD_BAR, facts,
            )
        )  # fmt: skip
    if cells is not None:
        facts = []
        if secretaries is not None:
            known = any(secretaries[kept] for kept in _INCUMBENCY)
            facts = [
                {
                    "word": said("Bí thư: tái cử, mới, chưa nêu"),
                    "small": report if known else "",
                    "flag": True,
                    "value": listed(secretaries[kept] for kept in _INCUMBENCY) if known else "–",
                }
            ]
        done = sums.cells_done == sums.cells.total
        note = said("chi bộ đã xong đại hội")
        if pilots:
            note += said(", gồm {n} đại hội điểm trong tháng 6", n=pilots)
        shown.append(
            _stage(
                "dc", "c2", said("Đảng cử: đại hội chi bộ"),
                f"{day(cells.held_on)} · {_when(cells.held_on, today, done)}",
                sums.cells_done, sums.cells.total, note, sums.cells, CELL_STATES, _CELL_BAR, facts,
            )
        )  # fmt: skip
    return shown


def _when(held_on: date, today: date, done: bool) -> str:
    if done:
        return said("đã xong")
    if today < held_on:
        return said("chưa tới ngày")
    return said("hôm nay") if today == held_on else said("còn việc")


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
        "bar": [{"n": n, "css": colours[state]} for state, n in present if n],
        "bar_label": ", ".join(f"{number(n)} {words[state].word.lower()}" for state, n in present if n)
        or said("chưa có"),
        "counters": counters(counts, words),
        "facts": facts,
    }


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
    title = _left_title(found, stage) if found else _nothing_left([row.state for row in rows], stage)
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
    note, note_on_phone = (_more(len(found) - shown, stage) for shown in (_LEFT_SHOWN, _LEFT_SHOWN_ON_PHONE))
    return {"title": title, "places": places, "note": note, "note_on_phone": note_on_phone}


def _more(more: int, stage: int) -> str:
    if more <= 0:
        return ""
    if stage == 1:
        return said("Còn {n} thôn nữa: xem trong trang của từng huyện, xã.", n=more)
    return said("Còn {n} chi bộ nữa: xem trong trang của từng huyện, xã.", n=more)


_NOTHING_LEFT = {
    1: (
        msg("Chưa thôn nào bắt đầu"),
        msg("Chưa có thôn nào đang làm; {n} thôn chưa bắt đầu"),
        msg("Không còn thôn nào phải chờ"),
    ),
    2: (
        msg("Chưa chi bộ nào bắt đầu"),
        msg("Chưa có chi bộ nào đang làm; {n} chi bộ chưa bắt đầu"),
        msg("Không còn chi bộ nào phải chờ"),
    ),
}


def _nothing_left(states: Sequence[str], stage: int) -> str:
    """Nothing is going on: because nothing has begun, between two days, or because all is done."""
    not_begun, between, all_done = _NOTHING_LEFT[stage]
    waiting = sum(state == HeadState.NOT_STARTED for state in states)
    if waiting == len(states):
        return said(not_begun)
    return said(between, n=waiting) if waiting else said(all_done)


# The first kind of a stage names the unit, those after it do not.
_LEFT_WORDS: dict[int, dict[str, tuple[str, str]]] = {
    1: {
        "rerun": (msg("{n} thôn phải bầu lại"), msg("{n} phải bầu lại")),
        "no_quorum": (msg("{n} thôn chưa đủ số dự"), msg("{n} chưa đủ số dự")),
        "counted": (msg("{n} thôn đã kiểm"), msg("{n} đã kiểm")),
        "voting": (msg("{n} thôn đang bỏ phiếu"), msg("{n} đang bỏ phiếu")),
    },
    2: {
        "in_congress": (msg("{n} chi bộ đang họp"), msg("{n} đang họp")),
        "done_to_sign": (msg("{n} chi bộ chờ ký"), msg("{n} chờ ký")),
        "not_unified": (msg("{n} chi bộ bí thư chưa là trưởng thôn"), msg("{n} bí thư chưa là trưởng thôn")),
    },
}


def _left_title(found: list[StandingRow], stage: int) -> str:
    """ "24 chi bộ đang họp, 10 chờ ký": each kind with its number, the unit said once."""
    counts = Counter(row.state for row in found)
    present = [(words, counts[state]) for state, words in _LEFT_WORDS[stage].items() if counts[state]]
    return ", ".join(said(words[place > 0], n=n) for place, (words, n) in enumerate(present))


_TABLES = {
    "district": (msg("Huyện"), msg("Số liệu theo huyện, {whole}"), "/huyen/"),
    "commune": (msg("Xã, phường"), msg("Số liệu theo xã, phường, {whole}"), "/xa/"),
}
_HEADS = {
    1: (msg("Đã bầu được"), msg("Đang bầu"), msg("Phải bầu lại"), msg("Tiến độ bầu trưởng thôn")),
    2: (msg("Chi bộ xong"), msg("Đang họp"), msg("Bí thư là trưởng thôn"), msg("Tiến độ đại hội")),
}


def table(
    groups: Mapping[str, PlaceSums], units: Iterable[Unit], total: PlaceSums, *, stage: int, total_name: str, level: str
) -> dict[str, Any]:
    """Bảng theo huyện, theo xã, hay theo thôn."""
    unit_word, caption, href = _TABLES[level]
    rows = [
        _line(groups.get(unit.code, PlaceSums()), stage)
        | {"name": short_name(unit.name), "href": f"{href}{unit.code}/"}
        for unit in units
    ]
    heads = [said(each) for each in _HEADS[stage]]
    return {
        "caption": said(caption, whole=total_name if is_english() else total_name.lower()),
        "unit": said(unit_word),
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
