"""Văn bản bên Nhà nước: the papers of the election of a village head, in the order in which they are made."""

from dantin.core.values import Side

from .form import Field, Form, fields

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

_ROUND = """
round number! Lần bầu
held_on day! Ngày bầu
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
outcome text Kết luận
next text Việc tiếp theo
warnings rows Cảnh báo đã chấp nhận, với lý do
warnings.words text Cảnh báo
warnings.reason text Lý do
"""

_BOARD = """
board rows Tổ bầu cử, ban kiểm phiếu
board.name text Họ và tên
board.role text Chức trách
board.organisation text Đơn vị
"""

_ROUND_FIELDS = fields(_EVERY + _ROUND + _COUNT + _BOARD)


def _of_the_state(code: str, title: str, about: str, of: tuple[Field, ...], **more: object) -> Form:
    return Form(code=code, title=title, side=Side.STATE, about=about, fields=of, **more)  # type: ignore[arg-type]


STATE_FORMS: tuple[Form, ...] = (
    _of_the_state(
        "bien-ban-kiem-phieu",
        "Biên bản kiểm phiếu",
        "Kết quả kiểm phiếu một lần bầu bằng phiếu kín ở cuộc họp hoặc điểm bỏ phiếu.",
        _ROUND_FIELDS,
        basis=("Nghị định 59/2023/NĐ-CP, Mẫu số 02 (A23-10)", "Nghị quyết liên tịch 09/2008, Điều 8 (A22-11, A22-12)"),
        signed_by=("Trưởng ban kiểm phiếu", "Thành viên", "Hai người chứng kiến"),
    ),
)
