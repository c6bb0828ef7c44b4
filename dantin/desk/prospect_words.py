"""Lời về trưởng thôn trên đường tới bí thư: each reason, and what would remove it in time."""

from dataclasses import dataclass

from dantin.core.nominate import Blocker, HeadProspect
from dantin.core.vietnamese import number
from dantin.locale.words import day, head_title, of_kind
from dantin.store.readers.head_prospects import HeadWork

_CELL_LAW, _BRIDGE_LAW = "/luat/chi-bo", "/luat/cau-noi/ra-ung-cu/"
WORDS = {
    HeadProspect.UNKNOWN: "chưa biết",
    HeadProspect.BLOCKED: "chưa ứng cử được",
    HeadProspect.COMMITTEE_FIRST: "phải trúng chi ủy trước",
    HeadProspect.MISSED_COMMITTEE: "không trúng chi ủy",
    HeadProspect.MAY_STAND: "được ứng cử bí thư",
    HeadProspect.SECRETARY: "đã trúng bí thư",
    HeadProspect.NOT_ELECTED: "không trúng bí thư",
}
# What somebody can still do something about before the congress.
OPEN = frozenset({HeadProspect.UNKNOWN, HeadProspect.BLOCKED})
LOST = frozenset({HeadProspect.MISSED_COMMITTEE, HeadProspect.NOT_ELECTED})


@dataclass(frozen=True, slots=True)
class Reason:
    """Một lý do, việc gỡ được lý do ấy, và trang luật."""

    why: str
    remedy: str
    page: str


def reasons_of(one: HeadWork) -> list[Reason]:
    """Every reason why this head is not free to stand, with what would remove it."""
    kind = one.work.kind
    title = head_title(kind).lower()
    if one.head is None:
        return [
            Reason(
                f"Bên Nhà nước chưa gửi tên {title} được công nhận.",
                "Nhận tệp có ký từ bên Nhà nước khi đã có quyết định công nhận.",
                _BRIDGE_LAW,
            )
        ]
    if one.prospect in (HeadProspect.SECRETARY, HeadProspect.MAY_STAND):
        return []
    if one.prospect is HeadProspect.MISSED_COMMITTEE:
        return [
            Reason(
                "Không trúng chi ủy, nên không bầu làm bí thư được.",
                "Không gỡ được ở đại hội này: bí thư là một chi ủy viên khác.",
                f"{_CELL_LAW}/ai-duoc-bau/",
            )
        ]
    if one.prospect is HeadProspect.NOT_ELECTED:
        return [
            Reason(
                "Đại hội đã bầu bí thư mà người này không trúng cử.",
                "Không gỡ được ở đại hội này: bí thư là người khác, hoặc do cấp ủy cấp trên chỉ định.",
                f"{_CELL_LAW}/lan-ba/",
            )
        ]
    if one.answer is None:
        return [
            Reason(
                "Trong sổ đảng viên có người trùng tên, chưa rõ ai là người được công nhận.",
                "Hỏi chi bộ, rồi ghi câu trả lời.",
                _BRIDGE_LAW,
            )
        ]
    if one.prospect is HeadProspect.COMMITTEE_FIRST:
        return [
            Reason(
                "Chi bộ có từ 9 đảng viên chính thức: bí thư được bầu trong số chi ủy viên.",
                f"Đưa {title} vào danh sách bầu chi ủy; trúng chi ủy rồi thì ứng cử bí thư được.",
                f"{_CELL_LAW}/ai-duoc-bau/",
            )
        ]
    return [_blocked(each, one) for each in one.answer.reasons]


def _blocked(blocker: Blocker, one: HeadWork) -> Reason:
    assert one.head is not None
    title = head_title(one.work.kind).lower()
    held_on = day(one.work.held_on)
    left = f"còn {number(one.days_left)} ngày" if one.days_left else "không còn ngày nào"
    match blocker:
        case Blocker.OTHER_CELL:
            assert one.member is not None
            return Reason(
                f"Sinh hoạt đảng chính thức ở chi bộ khác: {one.member.cell_name}.",
                f"Chuyển sinh hoạt đảng chính thức về chi bộ này trước ngày đại hội {held_on}: {left}.",
                f"{_CELL_LAW}/ai-duoc-bau/",
            )
        case Blocker.PROBATIONARY:
            return Reason(
                "Là đảng viên dự bị: chưa ứng cử, chưa bỏ phiếu được.",
                f"Được công nhận đảng viên chính thức trước đại hội thì ứng cử được: {left}. Chưa kịp thì đại hội bầu "
                "bí thư là người khác; chưa tìm thấy quy định riêng của tỉnh, hỏi cấp ủy cấp trên.",
                f"{_CELL_LAW}/ai-duoc-bau/",
            )
        case Blocker.NOT_PARTY_MEMBER:
            unit = of_kind("thôn", one.work.kind)
            return Reason(
                "Không có tên trong sổ đảng viên của chi bộ nào.",
                f"Không gỡ kịp trước đại hội này: vẫn là {title} hợp pháp, bí thư là người khác. Về sau, bồi dưỡng để "
                f"kết nạp, hoặc giới thiệu bí thư ra để dân {unit} bầu.",
                _BRIDGE_LAW,
            )
        case Blocker.NOT_RECOGNISED:
            return Reason(
                f"Quyết định công nhận ngày {day(one.head.decided_on)}, sau ngày đại hội {held_on}.",
                "Đại hội họp từ ngày có quyết định công nhận trở đi: xem lại ngày đại hội.",
                _BRIDGE_LAW,
            )
        case Blocker.NO_OWN_CELL:
            return Reason(
                "Chi bộ chưa đủ 3 đảng viên chính thức, nên chưa có đại hội riêng.",
                "Cấp ủy cấp trên ghép đảng viên vào nơi phù hợp.",
                f"{_CELL_LAW}/chi-bo-nho/",
            )
