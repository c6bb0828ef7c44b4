"""Lời của người điều hành: what is said aloud at each step of the day, with this village's own numbers.

What the law leaves open is said as a choice; what no text was found for is said to be so.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import assert_never

from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import Electorate
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.rulebooks.village_head.meeting import BOARD_LEAST, BOARD_MOST, WITNESSES, DayStep, order_of_the_day
from dantin.core.rulebooks.village_head.numbers import MAJORITY, QUORUM, RECOGNITION_WORKING_DAYS, VH_2008
from dantin.core.vietnamese import number
from dantin.locale.words import day


@dataclass(frozen=True, slots=True)
class Hall:
    """Cuộc bầu ở một thôn: the numbers and names that are read aloud."""

    name: str
    unit: str
    title: str
    roll: int
    electorate: str
    people: tuple[str, ...]
    held_on: date
    term: str
    decision: str
    rulebook: HeadRulebook
    procedure: Procedure
    vote_form: VoteForm
    round_number: int

    @property
    def voters(self) -> str:
        """Ai bầu, as the call says it."""
        return "cử tri" if self.electorate == Electorate.ALL_VOTERS else "đại diện hộ gia đình"

    @property
    def quorum(self) -> str:
        return number(QUORUM.least_above(self.roll))

    @property
    def needed(self) -> str:
        return number(MAJORITY.least_above(self.roll))

    @property
    def of_2008(self) -> bool:
        return self.rulebook.code == VH_2008


@dataclass(slots=True)
class Spoken:
    """Một bước: its heading, who does it, what is said aloud, what to mind, and its provision."""

    step: DayStep
    heading: str
    who: str
    say: list[str]
    mind: list[str] = field(default_factory=list)
    rule: str = ""
    law: str = ""
    law_page: str = ""
    sourced: bool = True


def script(hall: Hall) -> list[Spoken]:
    """Kịch bản của ngày bầu, in order."""
    found = []
    for stage in order_of_the_day(hall.rulebook.code, hall.procedure, hall.vote_form):
        spoken = _spoken(hall, stage.step)
        if stage.cites is not None:
            spoken.rule, spoken.law = ", ".join(stage.cites.ids), str(stage.cites)
            spoken.law_page = f"/luat/van-ban/{stage.cites.instrument.code}/"
            spoken.sourced = "unsourced" not in stage.cites.mark
        found.append(spoken)
    return found


_CHAIR, _CLERK = "Tổ trưởng Tổ bầu cử", "Thư ký"


def _spoken(hall: Hall, step: DayStep) -> Spoken:
    numbered = [f"{n}. {name}." for n, name in enumerate(hall.people, start=1)]
    match step:
        case DayStep.ATTENDANCE:
            return Spoken(
                step,
                "Điểm danh, báo số dự",
                _CLERK,
                [
                    f"{hall.name} có {number(hall.roll)} {hall.voters} trong danh sách.",
                    f"Cuộc họp được tiến hành khi có trên 50%, tức từ {hall.quorum} người trở lên.",
                    "Hiện có mặt … người.",
                ],
                [
                    f"Chưa tới {hall.quorum} người thì chưa bầu. Vẫn khai mạc, ghi số dự vào phiếu đếm và kết luận; "
                    "xã định ngày họp lại, hoặc phát phiếu tới từng hộ.",
                    "Người đi thay phải có giấy cử hoặc ủy quyền của hộ; thay ở trang Danh sách.",
                ],
            )
        case DayStep.OPENING:
            return _opening(hall)
        case DayStep.CLERK:
            return Spoken(
                step,
                "Chọn thư ký cuộc họp",
                _CHAIR,
                ["Tôi đề nghị ông (bà) … làm thư ký cuộc họp. Ai đồng ý, xin giơ tay."],
                ["Được trên 50% số người dự tán thành thì làm thư ký; chưa được thì giới thiệu người khác."],
            )
        case DayStep.INTRODUCE:
            source = "đã thống nhất với chi ủy" if not hall.of_2008 else "chi ủy đã thống nhất"
            return Spoken(
                step,
                "Giới thiệu người ứng cử",
                "Đại diện Ban công tác Mặt trận",
                [
                    f"Ban công tác Mặt trận giới thiệu danh sách {source}:",
                    *numbered,
                    "Có ai tự ứng cử, hoặc giới thiệu thêm người khác không?",
                ],
                [
                    "Có thêm người thì ghi vào trang này trước khi bỏ phiếu. Không có thì chốt danh sách này.",
                    "Có người xin rút lúc này: chưa thấy văn bản nào nói phải làm thế nào (F-06). Dừng lại, gọi xã.",
                ],
            )
        case DayStep.FORM:
            return Spoken(
                step,
                "Chọn hình thức bầu",
                _CHAIR,
                [
                    "Luật để cuộc họp chọn: giơ tay, hoặc bỏ phiếu kín.",
                    "Ai đồng ý bỏ phiếu kín, xin giơ tay. … Ai đồng ý biểu quyết giơ tay, xin giơ tay. …",
                ],
                [
                    "Hình thức được chọn khi trên 50% số người dự tán thành."
                    if not hall.of_2008
                    else "Cuộc họp quyết định; không thấy văn bản nêu tỷ lệ tán thành."
                ],
            )
        case DayStep.BOARD:
            return Spoken(
                step,
                "Bầu Ban kiểm phiếu",
                _CHAIR,
                [
                    f"Tôi đề nghị Ban kiểm phiếu có … người, từ {BOARD_LEAST} đến {BOARD_MOST} người, gồm ông (bà) …",
                    "Ai đồng ý, xin giơ tay.",
                    f"Mời {WITNESSES} đại diện hộ chứng kiến việc kiểm phiếu.",
                ],
                ["Được trên 50% số người dự tán thành; chưa được thì giới thiệu người khác."],
            )
        case DayStep.BALLOT:
            return Spoken(
                step,
                "Bỏ phiếu",
                _CHAIR if hall.of_2008 or hall.procedure is not Procedure.MEETING else "Ban kiểm phiếu",
                [
                    "Hòm phiếu không có gì bên trong; xin niêm phong trước mọi người.",
                    f"Mỗi {hall.voters} nhận một phiếu. Trên phiếu có:",
                    *numbered,
                    f"Bầu một {hall.title}. Ghi phiếu theo hướng dẫn in trên phiếu.",
                ],
                [
                    "Cách ghi và phiếu nào không hợp lệ: theo hướng dẫn của tỉnh, chưa thấy văn bản chung.",
                    "Người không biết chữ hoặc khuyết tật được giúp ghi và bỏ phiếu; người giúp giữ kín "
                    "(F-19, theo tương tự luật bầu cử đại biểu).",
                ],
            )
        case DayStep.HANDS:
            return Spoken(
                step,
                "Biểu quyết giơ tay",
                _CHAIR,
                [*[f"Ai đồng ý bầu {name}, xin giơ tay. …" for name in hall.people], "Mỗi người giơ tay một lần."],
                ["Đếm từng lần, thư ký ghi vào biên bản. Cộng lại không quá số người dự."],
            )
        case DayStep.CARRIED:
            return Spoken(
                step,
                "Phát phiếu tới từng hộ",
                _CHAIR,
                [
                    f"Cuộc họp không tổ chức được nên Tổ bầu cử phát phiếu tới {number(hall.roll)} hộ.",
                    "Trên phiếu có:",
                    *numbered,
                    f"Xin ghi phiếu và gửi lại Tổ bầu cử trước … giờ, ngày {day(hall.held_on)}.",
                ],
                ["Ghi số phiếu phát ra; hộ nào không gửi lại thì coi như không bầu, tổng số không đổi."],
            )
        case DayStep.CLOSING:
            meeting = hall.procedure is Procedure.MEETING
            return Spoken(
                step,
                "Kết thúc bỏ phiếu",
                _CHAIR,
                ["Mọi người đã bầu xong." if meeting else "Đã hết giờ.", "Tôi tuyên bố kết thúc bỏ phiếu lúc … giờ …"],
                ["Tổ trưởng hoặc thư ký ghi giờ kết thúc trên trang này."],
            )
        case DayStep.COUNT:
            return Spoken(
                step,
                "Kiểm phiếu",
                "Tổ bầu cử" if hall.of_2008 else "Ban kiểm phiếu",
                [
                    "Kiểm phiếu ngay tại đây, trước người chứng kiến không phải là người ứng cử."
                    if hall.of_2008
                    else f"Kiểm phiếu ngay tại đây, {WITNESSES} đại diện hộ chứng kiến."
                ],
                ["Hai người nhập phiếu đếm, mỗi người một lần, không nhìn số của nhau."],
            )
        case DayStep.ANNOUNCE:
            return _announcement(hall)
        case DayStep.MINUTES:
            return Spoken(
                step,
                "Ký biên bản, gửi xã",
                f"{_CHAIR} và thư ký",
                ["Xin mời thư ký đọc biên bản. Ai có ý kiến gì không?", "Tôi tuyên bố bế mạc."],
                [
                    "Hai lần nhập khớp thì ký và kết luận trên máy, rồi gửi biên bản giấy lên Ủy ban nhân dân xã.",
                    f"Xã công nhận, hoặc yêu cầu bầu lại, trong {RECOGNITION_WORKING_DAYS} ngày làm việc.",
                ],
            )
        case _:
            assert_never(step)


def _opening(hall: Hall) -> Spoken:
    again = f", lần bầu {hall.round_number}" if hall.round_number > 1 else ""
    by = f" theo quyết định {hall.decision}" if hall.decision else ""
    say = [
        f"Hôm nay, ngày {day(hall.held_on)}, {hall.name} bầu {hall.title} nhiệm kỳ {hall.term}{again}{by}.",
        "Thay mặt Tổ bầu cử, tôi tuyên bố khai mạc.",
    ]
    mind = []
    if hall.procedure is Procedure.SEPARATE_POLL:
        say.append("Giờ bỏ phiếu từ … giờ đến … giờ.")
        mind.append("Giờ mở và giờ đóng theo hướng dẫn của tỉnh; chưa thấy văn bản.")
    if not hall.of_2008 and hall.procedure is Procedure.MEETING:
        mind.append(
            f"Tổ trưởng đang là {hall.title} thì người khác chủ trì, theo văn bản chỉ định của Chủ tịch xã (F-27)."
        )
    return Spoken(DayStep.OPENING, "Khai mạc", _CHAIR, say, mind)


def _announcement(hall: Hall) -> Spoken:
    days = hall.rulebook.numbers.rerun_within_days
    if hall.round_number > 1:
        fails = "Chưa ai đạt thì Chủ tịch Ủy ban nhân dân xã chỉ định lâm thời, không quá sáu tháng."
    elif days is None:
        fails = "Chưa ai đạt thì bầu lại; xã định ngày."
    else:
        fails = f"Chưa ai đạt thì bầu lại, chậm nhất ngày {day(hall.held_on + timedelta(days=days))}."
    return Spoken(
        DayStep.ANNOUNCE,
        "Công bố kết quả",
        _CHAIR,
        [
            f"Người trúng cử phải được trên 50% tổng số của {hall.unit}, tức từ {hall.needed} phiếu trở lên.",
            "Kết quả: …",
        ],
        [f"Mẫu số là {number(hall.roll)}, không phải số người dự hay số phiếu hợp lệ.", fails],
    )
