"""Dòng sự kiện của một thôn: everything that was recorded, in order, each bound to the one before; for who oversees."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, full_name, hour_minute
from dantin.store.models import Election, Reading, Ruling, SheetRemark, Stream, TurnoutSnapshot
from dantin.store.readers import clock
from dantin.store.readers.accounts import names_of
from dantin.store.readers.remarks import remarks_of, sentence
from dantin.store.readers.rulings import rulings_of
from dantin.store.readers.sheets import in_words
from dantin.store.readers.streams import altered_readings, broken_links
from dantin.store.readers.work import Ballot, VillageWork, ballots_at

from .access import Act, allowed_in_village
from .event_words import EVENT_COLUMNS, READING_KINDS, event_cells, people_of, rows_of
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .rulings_page import papers

PAPERS = "van-ban"


@allowed_in_village(Act.SEE_EVENTS)
def events(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Every event of this village in this election, every reading of its sheets, and whether the chain is whole."""
    stream = Stream.objects.filter(side=Side.STATE.value, election=election, place_code=work.code).first()
    listed = list(stream.events.order_by("seq")) if stream is not None else []
    ballots = ballots_at(election, work)
    readings = {ballot.sheet.id: list(ballot.sheet.readings.order_by("position")) for ballot in ballots}
    every = [row for rows in readings.values() for row in rows]
    remarks = remarks_of(readings)
    snapshots = _snapshots(election, work.code)
    rulings = rulings_of(election, [work.code])[work.code] if work.rulings else []
    names = names_of(
        people_of(listed) | {row.actor for row in (*every, *snapshots, *chain.from_iterable(remarks.values()))}
    )
    blind = [_is_blind(ballot, work) for ballot in ballots]
    slates = {ballot.round.number: ballot.round.slate for ballot in ballots}
    rows = rows_of(reversed(listed), names, kind=work.kind, slates=slates, blind=any(blind))
    if sheet_asked(request):
        cells = (event_cells(row, event) for row, event in zip(rows, reversed(listed), strict=True))
        return list_file(request, ListSheet("Dòng sự kiện", EVENT_COLUMNS, cells), place=work.code)
    links = broken_links(stream) if stream is not None else ()
    today = clock.now().astimezone(LOCAL).date()
    around = papers(rulings, today, work.kind)
    if sheet_asked(request, PAPERS):
        return list_file(request, _sheet_of_papers(rulings, around), place=work.code)
    context = {
        **frame(request, "Dòng sự kiện"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "broken": [*links, *altered_readings(every, listed)],
        "events": rows,
        "files": list_files(request, "các việc") if rows else None,
        "snapshots": [_snapshot(row, names) for row in snapshots],
        "papers": around,
        "papers_files": list_files(request, "văn bản", PAPERS) if around else None,
        "sheets": [
            _sheet(ballot, readings[ballot.sheet.id], names, blind=one)
            | {"remarks": [] if one else [_remark(row, names) for row in remarks.get(ballot.sheet.id, ())]}
            for ballot, one in zip(ballots, blind, strict=True)
        ],
    }
    return render(request, "desk/dong-su-kien.html", context)


def _sheet_of_papers(rulings: list[Ruling], around: list[dict[str, Any]]) -> ListSheet:
    """Newest first, as on the page."""
    rows = [
        (one["number"], one["kind"], row.decision_number, row.decided_on, one["reason"], one["more"],
         "chưa trả lời" if one["waits"] else "")
        for one, row in zip(around, reversed(rulings), strict=True)
    ]  # fmt: skip
    columns = ("Thứ tự", "Văn bản", "Số", "Ngày", "Lý do", "Thêm", "Còn chờ")
    return ListSheet("Văn bản", columns, rows)


def _is_blind(ballot: Ballot, work: VillageWork) -> bool:
    """Whether somebody still reads this sheet: no figure leaves it then, whoever looks, for a role can be lent."""
    at_work = ballot.sheet.id == work.sheet
    return at_work and work.status not in (SheetStatus.AGREED, SheetStatus.SIGNED)


def _snapshots(election: Election, village: str) -> list[TurnoutSnapshot]:
    """Every report of how many had voted, in the order in which they came; a later one supersedes none."""
    told = TurnoutSnapshot.objects.filter(election=election, village_code=village)
    return list(told.exclude(source=TurnoutSnapshot.Source.ARCHIVE).order_by("received_at", "id"))


def _snapshot(row: TurnoutSnapshot, names: dict[str, str]) -> dict[str, Any]:
    return {
        "mark": f"{hour_minute(row.mark_at)} {day(row.mark_at)}",
        "voted": f"{number(row.voted)} / {number(row.roll)}",
        "source": row.get_source_display(),
        "who": names.get(row.actor, row.actor),
        "when": f"{hour_minute(row.received_at)} {day(row.received_at)}",
    }


def _remark(row: SheetRemark, names: dict[str, str]) -> dict[str, str]:
    """What the figures were warned of, or contradicted, and what a person said of it."""
    return {
        "kind": row.get_kind_display(),
        "what": sentence(row.code, row.expected, row.got) if row.code else "",
        "reason": row.reason,
        "who": names.get(row.actor, row.actor),
        "when": f"{hour_minute(row.recorded_at)} {day(row.recorded_at)}",
    }


def _sheet(ballot: Ballot, rows: list[Reading], names: dict[str, str], *, blind: bool) -> dict[str, Any]:
    """Each reading beside the others, in the order in which they came; while it is blind, who and when alone."""
    fields = [] if blind else list(dict.fromkeys(field for row in rows for field in row.figures))
    return {
        "blind": blind,
        "title": f"Lần {ballot.round.number}, biên bản {ballot.sheet.number}",
        "heads": [
            {
                "who": names.get(row.actor, row.actor),
                "kind": READING_KINDS[row.kind] + (f", cụm {row.cluster}" if row.cluster else ""),
                "when": f"{hour_minute(row.received_at)} {day(row.received_at)}",
            }
            for row in rows
        ],
        "fields": [
            {
                "label": in_words(field, ballot.sheet),
                "values": (values := [row.figures.get(field, "–") for row in rows]),
                "differs": len(set(values)) > 1,
            }
            for field in fields
        ],
    }
