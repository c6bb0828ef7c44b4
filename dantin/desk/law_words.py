"""Chỗ luật để ngỏ: what no text was found for, and where the desk stops and asks. Nothing here is a rule.

Each names its mark in the record of the law, the page that says more, and the refusal that stops the work, so that a
lawyer who finds the text knows which setting to ask for.
"""

from dataclasses import dataclass

from dantin.core.values import Side


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Một chỗ luật để ngỏ: what is open, and what the desk does until somebody answers.

    `refusal` is the code of the sentence that stops the work; empty where the desk only says so.
    """

    what: str
    does: str
    mark: str
    law: str = ""
    refusal: str = ""


_HEAD = "/luat/truong-thon"
_CELL = "/luat/chi-bo"

OPEN_QUESTIONS: dict[Side, tuple[OpenQuestion, ...]] = {
    Side.STATE: (
        OpenQuestion(
            "Ai đi bầu, toàn thể cử tri hay đại diện hộ, nơi luật cho chọn",
            "Quyết định gọi bầu cử chưa nói thì chưa chốt được danh sách.",
            "A22-05",
            f"{_HEAD}/ai-bau/",
            "register.electorate_open",
        ),
        OpenQuestion(
            "Một người đại diện hai hộ",
            "Không ghi được; chỉ ghi khi nói rõ là hai người trùng tên và vì sao biết.",
            "F-17",
            f"{_HEAD}/ai-bau/",
            "register.represents_another",
        ),
        OpenQuestion(
            "Xin rút sau khi danh sách bầu cử đã chốt",
            "Không ghi được việc rút; dừng lại, hỏi cán bộ pháp chế.",
            "F-06",
            refusal="nominate.withdrew_after_slate",
        ),
        OpenQuestion(
            "Họp theo cụm ngoài thời kỳ Nghị quyết liên tịch 09/2008",
            "Không chia cụm được.",
            "A22-17",
            "/luat/van-ban/nqlt-09-2008/",
            "plan.cluster_no_rule",
        ),
        OpenQuestion(
            "Phiếu nào hợp lệ, phiếu nào không, khi bầu trưởng thôn",
            "Kịch bản điều hành nhắc làm theo hướng dẫn của tỉnh. Máy chỉ cộng số, không tự xếp phiếu.",
            "F-10",
        ),
        OpenQuestion(
            "Giờ mở và giờ đóng khi bỏ phiếu riêng cả ngày",
            "Kịch bản điều hành nhắc làm theo hướng dẫn của tỉnh.",
            "A22-16",
        ),
        OpenQuestion(
            "Thu vào nhiều phiếu hơn phát ra",
            "Không kết luận được. Đếm lại; vẫn vậy thì báo lên, người ở cấp trên xác nhận số.",
            "F-07",
            f"{_HEAD}/so-hoc-bien-ban/",
        ),
        OpenQuestion(
            "Bao nhiêu ngày trước ngày bầu phải dự kiến xong người ứng cử, từ 15/8/2023",
            "Kế hoạch ghi việc này mà không có hạn.",
            "A23-07",
            "/luat/van-ban/nd-59-2023/",
        ),
        OpenQuestion(
            "Bầu lại trong bao nhiêu ngày, từ 15/8/2023",
            "Không tự đặt hạn, không nhắc muộn.",
            "A23-14",
            f"{_HEAD}/bau-lai/",
        ),
        OpenQuestion(
            "Quyết định bầu bổ sung trong bao nhiêu ngày, trước 15/8/2023",
            "Không tự đặt hạn.",
            "A22-20",
            f"{_HEAD}/khuyet/",
        ),
        OpenQuestion(
            "Chỉ định lâm thời lần thứ hai khi hết sáu tháng mà chưa bầu được",
            "Dừng lại, bắt ghi vì sao giao lần nữa; mỗi lần một quyết định, không quá sáu tháng.",
            "A22-20",
            f"{_HEAD}/lam-thoi/",
            "after.second_interim",
        ),
        OpenQuestion(
            "Kéo dài nhiệm kỳ trước 01/7/2025",
            "Không ghi được.",
            "A25-03",
            f"{_HEAD}/keo-dai/",
            "after.no_extension",
        ),
        OpenQuestion(
            "Kéo dài nhiệm kỳ nhiều nhất bao lâu",
            "Không tự đặt ngày cuối; quyết định ghi ngày nào thì đến ngày ấy.",
            "A25-03",
            f"{_HEAD}/keo-dai/",
        ),
        OpenQuestion(
            "Công nhận hoặc yêu cầu bầu lại sau hạn thì sao",
            "Vẫn ghi, và nêu là quá hạn.",
            "A23-14",
            f"{_HEAD}/dung-han/",
        ),
    ),
    Side.PARTY: (
        OpenQuestion(
            "Đảng viên vắng có lý do có được trừ khi xét hai phần ba hay không",
            "Chọn cách chặt hơn: không trừ.",
            "B-50",
            f"{_CELL}/du-hai-phan-ba/",
        ),
        OpenQuestion(
            "Thôn có nhiều chi bộ",
            "Chưa thấy văn bản nào nói chi bộ nào là của thôn; danh sách chi bộ do cấp ủy nạp phải nói rõ.",
            "F-33",
        ),
        OpenQuestion(
            "Lời văn về bằng phiếu (Điều 33 Quy chế 244, Điều 31 Quy chế 190) chưa đọc được",
            "Bầu lại giữa những người bằng phiếu; vẫn bằng thì hỏi đại hội.",
            "B-51",
            f"{_CELL}/bang-phieu/",
        ),
        OpenQuestion(
            "Ai được tính là người dự khi xin ý kiến đại hội về người đề cử ngoài danh sách",
            "Tính đảng viên chính thức đang có mặt; phải hơn 30%.",
            "B-21",
            f"{_CELL}/nguoi-de-cu-tai-cho/",
        ),
        OpenQuestion(
            "Số dư 10–15% chi ủy chuẩn bị làm tròn thế nào",
            "Chỉ nhắc khi có số người tròn nằm trong khoảng ấy, từ 7 người cần bầu; không chặn.",
            "B-21",
            f"{_CELL}/nguoi-de-cu-tai-cho/",
        ),
        OpenQuestion(
            "Cấp ủy viên đương nhiệm bị buộc theo danh sách chuẩn bị đến đâu ở đại hội chi bộ",
            "Không nhận đề cử của họ, hay đề cử họ, ngoài danh sách; hồ sơ nhiệm kỳ không có thì không chặn ai.",
            "B-13",
            f"{_CELL}/de-cu-ngoai-danh-sach/",
        ),
        OpenQuestion(
            "Trưởng thôn là đảng viên dự bị thì ai làm bí thư",
            "Nói rõ chưa ứng cử được và còn mấy ngày; không đề nghị gì thay cấp ủy cấp trên.",
            "C-07",
            "/luat/cau-noi/ra-ung-cu/",
        ),
    ),
}
