"""Dòng sự kiện của một thôn: everything that was recorded, in order, each bound to the one before; for who oversees."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.locale.words import day, full_name, hour_minute
from dantin.store.models import Election, Event, Reading, Stream
from dantin.store.readers.accounts import names_of
from dantin.store.readers.sheets import in_words
from dantin.store.readers.streams import altered_readings, broken_links
from dantin.store.readers.work import Ballot, VillageWork, ballots_at

from .access import Act, allowed_in_village
from .frame import frame

# What an event is called; one without a word here is shown by its own name.
WORDS = {
    "ballot.form_chosen": "Hội nghị chọn hình thức bầu",
    "ballot.poll_closed": "Đóng hòm phiếu",
    "ballot.poll_opened": "Khai mạc",
    "ballot.snapshot_taken": "Báo số đã bỏ phiếu",
    "ballot.village_called": "Đã gọi điện",
    "count.contradiction_confirmed": "Cấp trên xác nhận số liệu",
    "count.contradiction_flagged": "Báo lên: giấy không khớp",
    "count.reading_submitted": "Một lần đọc biên bản",
    "count.sheet_superseded": "Lập biên bản thay thế",
    "count.warning_accepted": "Giải thích một cảnh báo",
    "decide.declared": "Ký biên bản và kết luận",
    "decide.result_annulled": "Huỷ kết quả",
    "nominate.cell_agreed": "Chi ủy thống nhất danh sách",
    "nominate.conference_held": "Hội nghị lấy ý kiến",
    "nominate.named_at_meeting": "Giới thiệu thêm tại cuộc họp",
    "nominate.put_forward": "Giới thiệu người ứng cử",
    "nominate.slate_fixed": "Chốt danh sách bầu cử",
    "nominate.slates_fixed": "Chốt danh sách bầu cử",
    "nominate.standard_proved": "Ghi giấy tờ của một tiêu chuẩn",
    "nominate.withdrew": "Rút tên",
    "plan.call_corrected": "Sửa quyết định tổ chức",
    "plan.clusters_set": "Chia cụm",
    "plan.day_set": "Định lại ngày bầu",
    "plan.election_called": "Quyết định tổ chức bầu cử",
    "plan.poll_postponed": "Hoãn ngày bầu",
    "plan.round_opened": "Định lần bầu",
    "plan.step_done": "Xong một việc chuẩn bị",
    "plan.team_decided": "Lập Tổ bầu cử",
    "plan.wave_changed": "Chuyển đợt",
    "record.answered": "Trả lời khiếu nại, hồ sơ trả lại",
    "record.complaint_taken": "Nhận khiếu nại",
    "record.file_returned": "Trả hồ sơ",
    "record.head_left": "Thôi làm, khuyết",
    "record.interim_appointed": "Chỉ định lâm thời",
    "record.recognised": "Công nhận",
    "record.reelection_ordered": "Yêu cầu bầu lại",
    "record.term_extended": "Kéo dài nhiệm kỳ",
    "register.complaint_answered": "Trả lời khiếu nại danh sách",
    "register.complaint_received": "Nhận khiếu nại danh sách",
    "register.posted": "Niêm yết danh sách",
    "register.representative_replaced": "Thay người đại diện hộ",
    "register.represents_another": "Cử người đại diện hộ",
    "register.roll_certified": "Chốt danh sách",
    "register.rolls_certified": "Chốt danh sách",
}
KINDS = {"reading": "lần đọc", "recount": "đếm lại", "confirmation": "xác nhận đếm lại"}


@allowed_in_village(Act.SEE_EVENTS)
def events(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Every event of this village in this election, every reading of its sheets, and whether the chain is whole."""
    stream = Stream.objects.filter(side=Side.STATE.value, election=election, place_code=work.code).first()
    listed = list(stream.events.order_by("seq")) if stream is not None else []
    ballots = ballots_at(election, work)
    readings = {ballot.sheet.id: list(ballot.sheet.readings.order_by("position")) for ballot in ballots}
    every = [row for rows in readings.values() for row in rows]
    names = names_of({event.actor for event in listed} | {row.actor for row in every})
    chain = broken_links(stream) if stream is not None else ()
    context = {
        **frame(request, "Dòng sự kiện"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "broken": [*chain, *altered_readings(every, listed)],
        "events": [_event(event, names) for event in reversed(listed)],
        "sheets": [
            _sheet(ballot, readings[ballot.sheet.id], names, blind=_is_blind(ballot, work)) for ballot in ballots
        ],
    }
    return render(request, "desk/dong-su-kien.html", context)


def _is_blind(ballot: Ballot, work: VillageWork) -> bool:
    """Whether somebody still reads this sheet: no figure leaves it then, whoever looks, for a role can be lent."""
    at_work = ballot.sheet.id == work.sheet
    return at_work and work.status not in (SheetStatus.AGREED, SheetStatus.SIGNED)


def _event(event: Event, names: dict[str, str]) -> dict[str, Any]:
    body = {name: value for name, value in event.body.items() if name != "commitments"}
    return {
        "seq": event.seq,
        "what": WORDS.get(event.type, event.type),
        "who": names.get(event.actor, event.actor),
        "stood_in_for": event.body.get("stood_in_for", ""),
        "when": f"{hour_minute(event.at)} {day(event.at)}",
        "body": json.dumps(body, ensure_ascii=False, indent=1) if body else "",
        "kept_apart": len(event.body.get("commitments", {})),
        "hash": event.hash,
        "prev": event.prev_hash,
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
                "kind": KINDS[row.kind] + (f", cụm {row.cluster}" if row.cluster else ""),
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
