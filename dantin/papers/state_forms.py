"""Văn bản bên Nhà nước: the papers of the election of a village head, in the order in which they are made."""

from typing import Any

from dantin.core.values import Side

from .form import Form, fields

# Of every paper. `unit` has its kind in it ("Bản Nà Ếch"); `place` is where a decision is dated ("Húc Động").
_EVERY = """
province text Tỉnh
district text Huyện, nơi có
commune text Xã, phường
place text Nơi lập văn bản
unit text! Thôn, bản, khu phố
unit_kind text Loại đơn vị
head_title text Chức danh, theo loại đơn vị
head_of_unit text Chức danh và tên thôn
election text Cuộc bầu cử
term text Nhiệm kỳ
rulebook text Quy định áp dụng
calling_number text Số quyết định ấn định ngày bầu cử
calling_on day Ngày quyết định ấn định ngày bầu cử
voters text Ai đi bầu: cử tri hay cử tri đại diện hộ gia đình
record_on day Ngày của hồ sơ
number text Số văn bản
dated day Ngày văn bản
simulated yes Dữ liệu mô phỏng
"""
_HELD = "held_on day Ngày bầu\n"
_ROUND = """
round number Lần bầu
held_on day Ngày bầu
procedure text Cách tổ chức
vote_form text Hình thức bầu
opened_at moment Bắt đầu
closed_at moment Kết thúc
"""
_COUNT = """
roll number! Tổng số trong danh sách của cả thôn
attended number! Số dự họp, đã tham gia bỏ phiếu
attended_percent share Tỷ lệ trên tổng số
issued number! Số phiếu phát ra
collected number! Số phiếu thu vào
valid number! Số phiếu hợp lệ
invalid number! Số phiếu không hợp lệ
needed number! Số phiếu cần có để trúng cử
candidates rows! Người ứng cử, theo danh sách
candidates.name text! Họ và tên
candidates.votes number! Số phiếu
candidates.percent share! Tỷ lệ trên tổng số trong danh sách của cả thôn
candidates.elected yes Trúng cử
elected text! Người trúng cử
outcome text Kết luận khi chưa bầu được
next text Việc tiếp theo
warnings rows Cảnh báo đã chấp nhận, với lý do
warnings.words text Cảnh báo
warnings.reason text Lý do
"""
# A show of hands has no ballots: the same figures, but for those of the box.
_HANDS = "".join(line.replace("!", "") + "\n" for line in _COUNT.strip().splitlines() if line.startswith(
    ("issued", "collected", "valid", "invalid")))  # fmt: skip
_RESULT = "".join(
    f"{line}\n"
    for line in _COUNT.strip().splitlines()
    if not line.startswith(("issued", "collected", "valid", "invalid"))
)
_BOARD = """
board rows Tổ bầu cử, ban kiểm phiếu
board.name text Họ và tên
board.role text Chức trách
board.organisation text Đơn vị
"""
_WITNESSES = """
witnesses rows Người chứng kiến
witnesses.name text Họ và tên
"""
_PERSON = """
person text! Họ và tên
born_in number Năm sinh
sex text Giới tính
"""
_RULING = """
reason text Lý do
from_on day Từ ngày
until_on day Đến ngày
first_held_on day Ngày bầu lần đầu
"""
_BALLOT = """
candidates rows! Người ứng cử, theo danh sách
candidates.name text! Họ và tên
code text Mã mẫu, thôn và lần bầu, cho máy đọc
"""

_JOINT = "Nghị quyết liên tịch 09/2008/NQLT-CP-UBTWMTTQVN"
_DECREE = "Nghị định 59/2023/NĐ-CP"
_UNPROVED = "(chưa đối chiếu)"


def _form(code: str, title: str, about: str, of: str, basis: tuple[str, ...], signed_by: tuple[str, ...],
          **more: Any) -> Form:  # fmt: skip
    """A paper of the whole commune names its villages in a list; every other one names the village it is of."""
    every = _EVERY.replace("unit text!", "unit text") if "villages rows!" in of else _EVERY
    return Form(code, title, Side.STATE, about, basis, signed_by, fields(every + of), **more)


_CHAIRMAN = "Chủ tịch Ủy ban nhân dân xã"
_TEAM_SIGNS = ("Tổ trưởng Tổ bầu cử", "Thư ký")
_BOARD_SIGNS = ("Trưởng ban kiểm phiếu", "Thành viên", "Hai người chứng kiến")

STATE_FORMS: tuple[Form, ...] = (
    _form(
        "quyet-dinh-ngay-bau-cu",
        "Quyết định ấn định ngày bầu cử, kèm kế hoạch",
        "Xã ấn định ngày bầu, ai đi bầu ở từng thôn, và các việc phải xong trước ngày bầu.",
        """
        held_on day Ngày bầu
        villages rows! Các thôn, bản, khu phố của xã
        villages.name text! Tên
        villages.voters text Ai đi bầu
        villages.roll number Tổng số trong danh sách
        villages.held_on day Ngày bầu
        steps rows Các việc của kế hoạch
        steps.words text! Việc
        steps.by day Chậm nhất
        steps.law text Căn cứ
        """,
        (f"{_JOINT}, Điều 6 (A22-01, A22-05)", f"{_DECREE}, khoản 1 Điều 6 (A23-04)"),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "quyet-dinh-to-bau-cu",
        "Quyết định thành lập Tổ bầu cử",
        "Danh sách Tổ bầu cử của một thôn, chậm nhất 10 ngày trước ngày bầu.",
        _HELD
        + """
        members rows! Thành viên
        members.name text! Họ và tên
        members.role text Chức trách
        members.organisation text Đơn vị
        chair_paper text Văn bản chỉ định người chủ trì (F-27)
        """,
        (f"{_JOINT}, Điều 6 (A22-04)", f"{_DECREE}, Điều 6 (A23-05)"),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "danh-sach-cu-tri",
        "Danh sách cử tri, đại diện hộ gia đình",
        "Danh sách từng hộ và người đại diện đi bầu, để niêm yết; không ghi dân tộc, tôn giáo, đảng viên.",
        """
        roll number! Tổng số trong danh sách
        posted_on day Ngày niêm yết
        posted_at text Nơi niêm yết
        households rows! Các hộ
        households.number number! Số hộ
        households.head text Chủ hộ
        households.representative text! Người đại diện
        households.sex text Giới tính
        households.born_in number Năm sinh
        households.authority text Tư cách đại diện
        """,
        (
            "Danh sách cử tri, đại diện hộ: các ô theo domain D.2 (A22-05, A23-02)",
            "Niêm yết là một bước của luật (H-05)",
        ),
        _TEAM_SIGNS,
    ),
    _form(
        "thong-bao-niem-yet",
        "Thông báo niêm yết danh sách",
        "Danh sách được niêm yết ở đâu, từ ngày nào, ai cũng được xem và khiếu nại.",
        _HELD
        + """
        roll number! Tổng số trong danh sách
        posted_on day! Ngày niêm yết
        posted_at text! Nơi niêm yết
        """,
        (f"{_JOINT}, Điều 6 (A22-06) {_UNPROVED}", f"{_DECREE}, Điều 6 (A23-06)"),
        ("Tổ trưởng Tổ bầu cử",),
    ),
    _form(
        "giay-moi",
        "Giấy mời (Mẫu số 01)",
        "Mời từng hộ dự họp bầu; mỗi hộ một trang.",
        _HELD
        + """
        invited rows! Người được mời
        invited.household number Số hộ
        invited.name text! Họ và tên
        procedure text Cách tổ chức
        """,
        (f"{_DECREE}, Mẫu số 01 (A23-03)",),
        ("Tổ trưởng Tổ bầu cử",),
    ),
    _form(
        "bien-ban-danh-sach-ung-cu",
        "Biên bản họp dự kiến danh sách người ứng cử (Mẫu số 05)",
        "Ban công tác Mặt trận họp, thống nhất với chi ủy, chốt danh sách.",
        """
        conferences rows Các hội nghị
        conferences.kind text Hội nghị
        conferences.held_on day Ngày họp
        conferences.number text Số biên bản
        conferences.present number Số người dự
        nominees rows! Người được giới thiệu, ứng cử
        nominees.name text! Họ và tên
        nominees.born_in number Năm sinh
        nominees.sex text Giới tính
        nominees.origin text Ai giới thiệu
        nominees.agree number Tán thành
        nominees.disagree number Không tán thành
        nominees.agreed text Chi ủy thống nhất theo
        nominees.withdrew text Rút theo
        fixed_on day Ngày chốt danh sách
        candidates rows! Danh sách đã chốt
        candidates.name text! Họ và tên
        candidates.born_in number Năm sinh
        """,
        (f"{_DECREE}, khoản 2 Điều 6, Mẫu số 05 (A23-07)", f"{_JOINT}, Điều 6 (A22-02, A22-03)"),
        ("Trưởng ban công tác Mặt trận", "Thư ký"),
    ),
    _form(
        "danh-sach-ung-cu",
        "Danh sách người ứng cử",
        "Danh sách chính thức để niêm yết; các ô chưa có trong hồ sơ để trống, điền tay.",
        _HELD
        + """
        candidates rows! Người ứng cử
        candidates.name text! Họ và tên
        candidates.born_in number Năm sinh
        candidates.sex text Giới tính
        candidates.origin text Ai giới thiệu
        candidates.ethnic_group text Dân tộc (chỉ từ xã trở lên, ngoài mã kiểm chứng; cả các ô sau)
        candidates.education text Trình độ học vấn
        candidates.political_training text Lý luận chính trị
        candidates.joined_party_on text Ngày vào Đảng
        candidates.occupation text Nghề nghiệp
        candidates.post text Chức vụ hiện nay
        candidates.residence text Nơi thường trú
        """,
        (f"{_JOINT}, Điều 6, Điều 8 (A22-03, A22-09)", f"{_DECREE}, Điều 6 (A23-06, A23-07)"),
        ("Trưởng ban công tác Mặt trận",),
    ),
    _form(
        "phieu-bau-truong-thon",
        "Phiếu bầu trưởng thôn",
        "Phiếu bầu; mọi phiếu của một lần bầu giống nhau từng chữ, không số, không mã của người bầu.",
        "round number Lần bầu\n" + _HELD + _BALLOT,
        (
            "Chưa thấy mẫu phiếu bầu chung của cả nước (GAP): theo mẫu của tỉnh",
            "Không có dấu vết nối phiếu với người (H-04)",
        ),
        ("Không ký; đóng dấu của xã ở góc trên",),
        ballot=True,
    ),
    _form(
        "bien-ban-kiem-phieu",
        "Biên bản kiểm phiếu (Mẫu số 02)",
        "Kết quả kiểm phiếu một lần bầu bằng phiếu kín ở cuộc họp hoặc điểm bỏ phiếu.",
        _ROUND + _COUNT + _BOARD + _WITNESSES,
        (f"{_DECREE}, Mẫu số 02 (A23-10)", f"{_JOINT}, Điều 8 (A22-11, A22-12)"),
        _BOARD_SIGNS,
    ),
    _form(
        "bien-ban-kiem-phieu-lay-y-kien",
        "Biên bản kiểm phiếu phát tới từng hộ (Mẫu số 04)",
        "Kết quả khi không họp được và phát phiếu tới từng hộ.",
        _ROUND + _COUNT.replace("attended number!", "attended number") + _BOARD,
        (f"{_DECREE}, Điều 4, Mẫu số 04 (A23-11)", f"{_JOINT} (A22-17)"),
        _BOARD_SIGNS,
    ),
    _form(
        "bien-ban-bau-cu",
        "Biên bản bầu cử",
        "Biên bản của Tổ bầu cử theo quy định năm 2008: tổng số, số dự, phiếu, số phiếu và tỷ lệ của từng người.",
        _ROUND + _RESULT + _HANDS + _BOARD,
        (f"{_JOINT}, Điều 8 (A22-08 đến A22-12)",),
        _TEAM_SIGNS,
    ),
    _form(
        "bien-ban-hop",
        "Biên bản cuộc họp (Mẫu số 03)",
        "Cuộc họp bầu: ai chủ trì, bao nhiêu hộ có và không có đại diện, biểu quyết gì, kết quả.",
        _ROUND
        + _RESULT
        + _HANDS
        + """
        absent number Số hộ không có đại diện dự
        chair text Người chủ trì
        clerk text Thư ký
        form_in_favour number Tán thành hình thức bầu
        form_present number Số dự khi chọn hình thức bầu
        """,
        (f"{_DECREE}, Mẫu số 03 (A23-08)",),
        ("Chủ trì", "Thư ký"),
    ),
    _form(
        "bao-cao-ket-qua-bau-cu",
        "Báo cáo kết quả bầu cử",
        "Tổ bầu cử báo cáo Ủy ban nhân dân xã ngay sau khi kiểm phiếu.",
        _ROUND + _RESULT + _HANDS,
        (f"{_JOINT} (A22-15) {_UNPROVED}", f"{_DECREE} (A23-13, A23-14)"),
        ("Tổ trưởng Tổ bầu cử",),
        number_kind="BC-TBC",
    ),
    _form(
        "quyet-dinh-cong-nhan",
        "Quyết định công nhận trưởng thôn",
        "Xã công nhận người trúng cử; từ ngày này người ấy giữ chức.",
        _PERSON
        + _HELD
        + """
        votes number! Số phiếu
        roll number! Tổng số trong danh sách
        percent share Tỷ lệ
        """,
        (
            f"{_JOINT} (A22-15) {_UNPROVED}",
            f"{_DECREE} (A23-14)",
            "Chưa thấy mẫu quyết định chung (GAP): theo mẫu của tỉnh",
        ),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "quyet-dinh-bau-lai",
        "Quyết định bầu lại",
        "Xã yêu cầu bầu lại, sau lần bầu chưa có ai trúng cử hoặc khi không công nhận kết quả.",
        _RULING,
        (f"{_JOINT}, Điều 8 (A22-13)", f"{_DECREE} (A23-14)"),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "quyet-dinh-lam-thoi",
        "Quyết định chỉ định trưởng thôn lâm thời",
        "Khi hai lần bầu chưa được hoặc chức danh khuyết; không quá sáu tháng.",
        _PERSON + _RULING,
        ("Thông tư 04/2012/TT-BNV và các thông tư sửa đổi (A22-14, A22-20)", f"{_DECREE} (A23-15)"),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "quyet-dinh-hoan",
        "Quyết định hoãn ngày bầu cử",
        "Xã hoãn ngày bầu ở một thôn và định ngày khác, khi đã biết.",
        _RULING,
        (f"Xã quyết định hoãn theo tiền lệ, chưa thấy văn bản riêng (F-15) {_UNPROVED}",),
        (_CHAIRMAN,),
        number_kind="QĐ-UBND",
    ),
    _form(
        "so-tay-ngay-bau-cu",
        "Sổ tay ngày bầu cử của một thôn",
        "Kịch bản có lời đọc của người chủ trì và các việc phải làm, để dùng khi hội trường mất điện.",
        _HELD
        + """
        roll number! Tổng số trong danh sách
        lines rows! Các dòng, theo thứ tự: bước, ai làm, lời đọc, lưu ý
        lines.kind text Loại dòng: step, who, say, mind
        lines.words text! Nội dung
        """,
        ("Theo quy định áp dụng của cuộc bầu; căn cứ ghi ở từng bước",),
        ("Không ký",),
    ),
)
