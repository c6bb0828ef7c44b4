"""Lời kể một sự kiện: what its type is called, and each figure of its body in words, and the marks that bind it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from dantin.core.count import VOTES
from dantin.core.rulebooks.village_head.nominate import Objection
from dantin.core.vietnamese import number
from dantin.imports.lists import LISTS
from dantin.locale.words import LOCAL, day, head_title, hour_minute, of_kind
from dantin.store.models import Candidacy, Event, HouseholdRepresentative, Roll, TurnoutSnapshot
from dantin.store.models.accounts import Role
from dantin.store.models.nominate import Conference
from dantin.store.readers.remarks import sentence
from dantin.store.readers.sheets import FIELD_WORDS

from .nominate_page import STANDARD_WORDS
from .plan_page import STEPS

# What an event is called; one without a word here is shown by its own name.
TYPES = {
    **{f"register.{name}_imported": f"Nạp danh sách: {kind.title}" for name, kind in LISTS.items()},
    "accounts.access_reset": "Đặt lại lối vào một tài khoản",
    "accounts.closed": "Đóng tài khoản",
    "accounts.delegated": "Giao việc khi vắng",
    "accounts.delegation_ended": "Thôi giao việc",
    "accounts.opened": "Lập tài khoản",
    "accounts.passkey_added": "Thêm khoá trên máy",
    "accounts.passkey_removed": "Bỏ khoá trên máy",
    "accounts.phone_asked": "Xin đổi số điện thoại đã đăng ký",
    "accounts.phone_changed": "Đổi số điện thoại đã đăng ký",
    "accounts.reset_asked": "Xin đặt lại lối vào",
    "accounts.reset_confirmed": "Người thứ hai xác nhận đặt lại",
    "accounts.telephone_added": "Bật mã trên điện thoại",
    "accounts.telephone_removed": "Bỏ mã trên điện thoại",
    "accounts.unlocked": "Mở khoá tài khoản",
    "ballot.archive_loaded": "Nạp số đã bỏ phiếu của nhiệm kỳ trước",
    "ballot.board_chosen": "Cuộc họp bầu Ban kiểm phiếu",
    "ballot.form_chosen": "Hội nghị chọn hình thức bầu",
    "ballot.poll_closed": "Đóng hòm phiếu",
    "ballot.poll_opened": "Khai mạc",
    "ballot.snapshot_taken": "Báo số đã bỏ phiếu",
    "ballot.snapshots_imported": f"Nạp danh sách: {LISTS['snapshots'].title}",
    "ballot.village_called": "Đã gọi điện",
    "bridge.answers_exported": "Lập tệp trả lời bên Nhà nước",
    "bridge.answers_imported": "Nhận tệp trả lời của bên Đảng",
    "bridge.head_changed": "Người được công nhận đổi theo tệp của bên Nhà nước",
    "bridge.heads_exported": "Xuất tệp trưởng thôn được công nhận",
    "bridge.heads_imported": "Nhận tệp trưởng thôn được công nhận",
    "count.contradiction_confirmed": "Cấp trên xác nhận số liệu",
    "count.contradiction_flagged": "Báo lên: giấy không khớp",
    "count.readers_chosen": "Chọn hai hay ba người cùng đọc",
    "count.reading_submitted": "Một lần đọc biên bản",
    "count.readings_imported": f"Nạp danh sách: {LISTS['readings'].title}",
    "count.sheet_superseded": "Lập biên bản thay thế",
    "count.warning_accepted": "Giải thích một cảnh báo",
    "decide.declared": "Ký biên bản và kết luận",
    "decide.result_annulled": "Huỷ kết quả",
    "displays.key_made": "Lập khoá màn hình",
    "displays.key_withdrawn": "Thu hồi khoá màn hình",
    "nominate.cell_agreed": "Chi ủy thống nhất danh sách",
    "nominate.conference_held": "Hội nghị lấy ý kiến",
    "nominate.named_at_meeting": "Giới thiệu thêm tại cuộc họp",
    "nominate.particulars_declared": "Ghi lý lịch người ứng cử khai",
    "nominate.particulars_erased": "Xoá lý lịch người ứng cử khai",
    "nominate.put_forward": "Giới thiệu người ứng cử",
    "nominate.slate_fixed": "Chốt danh sách bầu cử",
    "nominate.slates_fixed": "Chốt danh sách bầu cử",
    "nominate.standard_proved": "Ghi giấy tờ của một tiêu chuẩn",
    "nominate.withdrew": "Rút tên",
    "keys.trusted": "Tin khoá của bên kia",
    "papers.issued": "Lấy số cho một văn bản",
    "papers.photo_added": "Gắn ảnh bản ký tay của một văn bản",
    "papers.signed": "Nhận bản ký số của một văn bản",
    "papers.template_replaced": "Thay bản mẫu của một loại văn bản",
    "plan.allowance_ended": "Thu hồi, rút ngắn văn bản cho phép",
    "plan.call_corrected": "Sửa quyết định tổ chức",
    "plan.clusters_set": "Chia cụm",
    "plan.day_set": "Định lại ngày bầu",
    "plan.election_called": "Quyết định tổ chức bầu cử",
    "plan.lesson_recorded": "Ghi kinh nghiệm của một đợt",
    "plan.notice_sent": "Gửi thông báo triệu tập đại hội",
    "plan.official_assigned": "Cử, rút cán bộ dự đại hội",
    "plan.poll_postponed": "Hoãn ngày bầu",
    "plan.round_opened": "Định lần bầu",
    "plan.rounds_imported": f"Nạp danh sách: {LISTS['rounds'].title}",
    "plan.rulebook_allowed": "Cho phép áp dụng một bộ quy định",
    "plan.step_done": "Xong một việc chuẩn bị",
    "plan.team_decided": "Lập Tổ bầu cử",
    "plan.wave_changed": "Chuyển đợt",
    "record.answered": "Trả lời khiếu nại, hồ sơ trả lại",
    "record.complaint_taken": "Nhận khiếu nại",
    "record.file_returned": "Trả hồ sơ",
    "record.head_left": "Thôi làm, khuyết",
    "record.interim_appointed": "Chỉ định lâm thời",
    "record.recognised": "Công nhận",
    "record.recognitions_imported": f"Nạp danh sách: {LISTS['recognitions'].title}",
    "record.reelection_ordered": "Yêu cầu bầu lại",
    "record.report_received": "Xã nhận báo cáo",
    "record.term_extended": "Kéo dài nhiệm kỳ",
    "register.congresses_convened": "Triệu tập đại hội",
    "register.complaint_answered": "Trả lời khiếu nại danh sách",
    "register.complaint_received": "Nhận khiếu nại danh sách",
    "register.primary_cell_named": "Xác định chi bộ chính",
    "register.posted": "Niêm yết danh sách",
    "register.representative_replaced": "Thay người đại diện hộ",
    "register.represents_another": "Cử người đại diện hộ",
    "register.roll_certified": "Chốt danh sách",
    "register.rolls_certified": "Chốt danh sách",
    "register.terms_loaded": "Nạp nhiệm kỳ trước",
}
# What a figure of a body is called; the order is that in which they are told.
LABELS = {
    "post": "Chức danh",
    "rulebook": "Bộ quy định",
    "outcome": "Kết luận",
    "elected": "Trúng cử",
    "nominee": "Người được giới thiệu số",
    "number": "Số thứ tự",
    "household": "Hộ số",
    "authority": "Tư cách",
    "same_name_as": "Trùng tên với người đại diện hộ số",
    "standard": "Tiêu chuẩn",
    "step": "Việc",
    "villages": "Số nơi",
    "round": "Lần bầu",
    "sheet": "Biên bản số",
    "kind": "Loại",
    "origin": "Cách vào danh sách",
    "key": "Người",
    "slate": "Danh sách bầu cử",
    "votes": "Ý kiến",
    "objections": "Chốt dù còn",
    "clusters": "Các cụm",
    "figures": "Số trên biên bản",
    "warnings": "Cảnh báo đã giải thích",
    "findings": "Dòng không khớp",
    "mark_at": "Mốc giờ",
    "closed_at": "Đóng lúc",
    "voted": "Đã bỏ phiếu",
    "roll": "Tổng số trong danh sách",
    "count": "Tổng số",
    "source": "Nguồn",
    "vote_form": "Hình thức bầu",
    "present": "Số người dự",
    "in_favour": "Số người tán thành",
    "members": "Số người trong Tổ",
    "on_board": "Số người trong Ban kiểm phiếu",
    "witnesses": "Số người chứng kiến",
    "ruling": "Văn bản thứ",
    "answers": "Trả lời văn bản thứ",
    "decision_number": "Số văn bản",
    "report_number": "Số báo cáo",
    "minutes_number": "Số biên bản",
    "decided_on": "Ngày văn bản",
    "held_on": "Ngày tổ chức",
    "put_on": "Ngày giới thiệu",
    "agreed_on": "Ngày thống nhất",
    "withdrawn_on": "Ngày xin rút",
    "fixed_on": "Ngày chốt",
    "paper_on": "Ngày giấy tờ",
    "done_on": "Ngày xong",
    "received_on": "Ngày nhận",
    "answered_on": "Ngày trả lời",
    "upheld": "Chấp nhận khiếu nại",
    "posted_on": "Ngày niêm yết",
    "posted_at": "Nơi niêm yết",
    "certified_on": "Ngày chốt",
    "since": "Từ ngày",
    "from": "Từ đợt",
    "wave": "Sang đợt",
    "from_on": "Từ ngày",
    "until_on": "Đến ngày",
    "counts_as_first": "Lần bầu sau tính là lần đầu",
    "allowed_by": "Theo văn bản cho phép số",
    "allowed_on": "Ngày văn bản cho phép",
    "allowed_from": "Cho phép gọi từ ngày",
    "allowed_to": "Cho phép gọi đến ngày",
    "account": "Tài khoản",
    "delegate": "Giao cho",
    "asked_by": "Người xin",
    "accounts": "Các tài khoản",
    "reset": "Lần đặt lại số",
    "means": "Cách vào số",
    "display": "Màn hình số",
    "first_on": "Từ ngày",
    "last_on": "Đến hết ngày",
    "version": "Lần ghi",
    "heads": "Số trưởng thôn",
    "rows": "Số dòng",
    "new": "Dòng mới",
    "changed": "Dòng đổi",
}
MARKS = {"digest": "Mã của danh sách", "reading": "Lần đọc", "hash": "Mã của lần đọc", "key": "Khoá ký"}
READING_KINDS = {"reading": "lần đọc", "recount": "đếm lại", "confirmation": "xác nhận đếm lại"}
# A warning of a count in a few words, where its figures are not at hand.
SHORT_WARNINGS = {
    "VH-COUNT-111": "số dự ít hơn đã báo",
    "VH-COUNT-211": "phát ra ít hơn số dự",
    "VH-COUNT-212": "thu vào ít hơn phát ra",
    "PC-COUNT-204": "tờ không do ban kiểm phiếu phát",
    "late_rerun": "bầu lại sau hạn",
    "dates_out_of_order": "ngày không theo thứ tự",
}
APART = {"commitments", "stood_in_for"}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": READING_KINDS | dict(Conference.Kind.choices),
    "origin": dict(Candidacy.Origin.choices),
    "authority": dict(HouseholdRepresentative.Authority.choices),
    "source": dict(TurnoutSnapshot.Source.choices) | dict(Roll.Source.choices),
    "vote_form": {"secret_ballot": "bỏ phiếu kín", "show_of_hands": "giơ tay biểu quyết"},
    "outcome": {
        "elected": "có người trúng cử",
        "nobody_elected": "chưa bầu được",
        "no_quorum": "không đủ số dự",
        "refused": "không kết luận được",
    },
    "warnings": SHORT_WARNINGS,
    "step": {step.value: words for step, words in STEPS.items()},
    "standard": {standard.value: words for standard, words in STANDARD_WORDS.items()},
    "objections": {
        Objection.ONLY_ONE: "một người ứng cử",
        Objection.STANDARDS_UNPROVED: "tiêu chuẩn chưa có giấy tờ",
        Objection.NOBODY_INTRODUCED: "Ban công tác Mặt trận chưa giới thiệu ai",
    },
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:")
_KEY = re.compile(r"[0-9a-f]{64}")


class Line(NamedTuple):
    """Một dòng của một sự kiện: what, and its value in words."""

    label: str
    value: str


class Told(NamedTuple):
    """Một sự kiện bằng lời: what it is called, its figures, the marks that bind it to files and readings."""

    what: str
    lines: list[Line]
    marks: list[Line]


def told(
    event: Event, *, kind: str = "thon", slates: Mapping[int, Sequence[str]] | None = None, blind: bool = False
) -> Told:
    """The event for a unit of this kind; `slates` are those of its rounds, by which a person has a number.

    While a sheet is `blind`, no line of it is told: somebody still reads it.
    """
    slate = (slates or {}).get(event.body.get("round", 0), ())
    marks, lines = [], []
    for name in sorted(event.body.keys() - APART, key=_place):
        value = event.body[name]
        if name in MARKS and (name != "key" or _KEY.fullmatch(str(value))):
            marks.append(Line(MARKS[name], str(value)))
        elif name == "findings" and blind:
            lines.append(Line(LABELS[name], "để kín, còn người đang đọc"))
        elif text := _said(name, value, slate, kind):
            lines.append(Line(LABELS.get(name, name), text))
    return Told(TYPES.get(event.type, event.type), lines, marks)


def rows_of(events: Iterable[Event], names: Mapping[str, str], **more: Any) -> list[dict[str, Any]]:
    """What `desk/_su-kien.html` shows of each; `more` goes to `told`."""
    return [
        {
            "seq": event.seq,
            "told": told(event, **more),
            "who": names.get(event.actor, event.actor),
            "stood_in_for": names.get(event.body.get("stood_in_for", ""), event.body.get("stood_in_for", "")),
            "when": f"{hour_minute(event.at)} {day(event.at)}",
            "kept_apart": len(event.body.get("commitments", {})),
            "hash": event.hash,
            "prev": event.prev_hash,
        }
        for event in events
    ]


EVENT_COLUMNS = ("Việc số", "Việc", "Nội dung", "Ai", "Thay mặt", "Ngày", "Giờ", "Mã việc", "Mã việc trước")


def event_cells(row: Mapping[str, Any], event: Event) -> tuple[str | int | date, ...]:
    """One row of `rows_of` as the cells of a file, under `EVENT_COLUMNS`."""
    at = event.at.astimezone(LOCAL)
    said = ". ".join(f"{line.label}: {line.value}" for line in row["told"].lines)
    who = (row["who"], row["stood_in_for"])
    return (row["seq"], row["told"].what, said, *who, at.date(), hour_minute(at), row["hash"], row["prev"])


def people_of(events: Iterable[Event]) -> set[str]:
    """The logins that `rows_of` names."""
    return {login for event in events for login in (event.actor, event.body.get("stood_in_for")) if login}


def _place(name: str) -> tuple[int, str]:
    names = list(LABELS)
    return (names.index(name) if name in LABELS else len(names), name)


def _said(name: str, value: Any, slate: Sequence[str], kind: str) -> str:
    match name:
        case "post":
            return head_title(kind) if value == "village_head" else str(value)
        case "figures":
            return "; ".join(f"{_field(field, slate)}: {_plain(figure)}" for field, figure in value.items())
        case "elected" | "key":
            return ", ".join(_person(one, slate) for one in ([value] if isinstance(value, str) else value))
        case "slate":
            return f"{len(value)} người"
        case "votes":
            listed = (f"số {n}: {agree} tán thành, {disagree} không" for n, (agree, disagree) in value.items())
            return "; ".join(listed)
        case "clusters":
            return "; ".join(f"{cluster} {number(roll)}" for cluster, roll in value) or "thôi chia cụm"
        case "findings":
            return " ".join(sentence(one["code"], one["expected"], one["got"]) for one in value)
        case "villages":
            return number(len(value))
        case "accounts":
            return "; ".join(f"{login} ({Role(role).label})" for login, role in value)
        case "standard":
            return of_kind(_VALUES[name].get(value, str(value)), kind)
    if isinstance(value, list):
        return ", ".join(_VALUES.get(name, {}).get(each, _plain(each)) for each in value)
    return _VALUES.get(name, {}).get(value, "") or _plain(value)


def _field(field: str, slate: Sequence[str]) -> str:
    return FIELD_WORDS.get(field) or f"phiếu của {_person(field.removeprefix(VOTES), slate)}"


def _person(key: str, slate: Sequence[str]) -> str:
    return f"người số {list(slate).index(key) + 1}" if key in slate else f"người mang mã {key}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return number(value)
    text = "" if value is None else str(value)
    if _DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    if _MOMENT.match(text):
        moment = datetime.fromisoformat(text).astimezone(LOCAL)
        return f"{hour_minute(moment)} {day(moment)}"
    return text
