"""Văn bản bên Đảng: the papers of a congress of a Party cell, in the order in which they are made."""

from typing import Any

from dantin.core.values import Side

from .form import Form, fields

_EVERY = """
province text Tỉnh
district text Huyện, nơi có
commune text Xã, phường
place text Nơi lập văn bản
unit text Thôn, bản, khu phố
head_title text Chức danh trưởng thôn, theo loại đơn vị
cell text! Chi bộ
ordinal number Đại hội lần thứ mấy; phần mềm không biết thì để điền tay
higher_committee text Đảng ủy cấp trên
election text Cuộc đại hội
term text Nhiệm kỳ
rulebook text Quy định áp dụng
congress_on day Ngày đại hội
sitting number Lần triệu tập
record_on day Ngày của hồ sơ
number text Số văn bản
dated day Ngày văn bản
simulated yes Dữ liệu mô phỏng
"""
_COUNT = """
post text! Bầu chức danh gì
round number Lần bầu
reballot yes Bầu lại giữa những người bằng phiếu
seats number! Số lượng cần bầu
crossing yes Phiếu có số dư, gạch tên; không thì đánh dấu đồng ý hoặc không đồng ý
convened number! Đảng viên chính thức được triệu tập
present number! Đảng viên chính thức có mặt
absent number Đảng viên chính thức vắng mặt
less rows Các trường hợp trừ khỏi cơ số (B-50)
less.words text Trường hợp
less.count number! Số đảng viên
base number! Cơ số tính tỷ lệ
needed number Số phiếu cần có
issued number! Số phiếu phát ra
collected number! Số phiếu thu vào
not_collected number Số phiếu không thu về
valid number! Số phiếu hợp lệ
invalid number! Số phiếu không hợp lệ
not_issued number Số tờ không do ban kiểm phiếu phát, để riêng
slate rows! Danh sách bầu, theo thứ tự
slate.name text! Họ và tên
candidates rows! Kết quả, số phiếu từ cao xuống thấp
candidates.name text! Họ và tên
candidates.votes number! Số phiếu
candidates.percent share! Tỷ lệ trên cơ số
candidates.elected yes Trúng cử
elected text! Người trúng cử, số phiếu từ cao xuống thấp
outcome text Kết luận khi chưa bầu đủ
next text Việc tiếp theo
board rows Ban kiểm phiếu
board.name text Họ và tên
board.role text Chức trách
warnings rows Cảnh báo đã chấp nhận, với lý do
warnings.words text Cảnh báo
warnings.reason text Lý do
"""
_BALLOT = """
post text! Bầu chức danh gì
round number Lần bầu
seats number! Số lượng cần bầu
crossing yes Gạch tên người không bầu; không thì đánh dấu đồng ý hoặc không đồng ý
candidates rows! Danh sách bầu, theo thứ tự
candidates.name text! Họ và tên
code text Mã mẫu, chi bộ và lần bầu, cho máy đọc
"""
_HAS_COMMITTEE = "has_committee yes Chi bộ có chi ủy (B-03); không thì bí thư triệu tập và ký (B-02)\n"
_MEMBER_ROWS = """
members rows! Đảng viên được triệu tập
members.name text! Họ và tên
members.born_in number Năm sinh
members.status text Tư cách
members.deducted text Trừ khỏi cơ số vì
"""

_CHARTER = "Điều lệ Đảng Cộng sản Việt Nam"
_RULES = "Quy chế bầu cử trong Đảng: Quyết định 244-QĐ/TW (2014), từ 10/10/2024 là Quyết định 190-QĐ/TW"
_MINUTES_BASIS = (
    f"{_RULES} (B-40, B-43 đến B-51)",
    "Mẫu không chính thức của biên bản kiểm phiếu [P35] (chưa đối chiếu)",
)
_BALLOT_BASIS = (f"{_RULES}, Điều 17 của 244 (B-42 đến B-45)",)
_CELL_SIGNS = ("T/M Chi ủy, Bí thư; chi bộ không có chi ủy: T/M Chi bộ, Bí thư",)
_BOARD_SIGNS = ("Trưởng ban kiểm phiếu", "Đoàn chủ tịch")


def _form(code: str, title: str, about: str, of: str, basis: tuple[str, ...], signed_by: tuple[str, ...],
          **more: Any) -> Form:  # fmt: skip
    return Form(code, title, Side.PARTY, about, basis, signed_by, fields(_EVERY + of), **more)


def _counting(code: str, of: str) -> Form:
    return _form(
        code, f"Biên bản kiểm phiếu bầu {of}", f"Kết quả kiểm phiếu một lần bầu {of} tại đại hội chi bộ.", _COUNT,
        _MINUTES_BASIS, _BOARD_SIGNS,
    )  # fmt: skip


def _ballot(code: str, of: str) -> Form:
    return _form(
        code, f"Phiếu bầu {of}", f"Phiếu bầu {of}; mọi phiếu của một lần bầu giống nhau từng chữ, không số.", _BALLOT,
        _BALLOT_BASIS, ("Không ký; đóng dấu của cấp ủy triệu tập ở góc trên bên trái (B-42)",), ballot=True,
    )  # fmt: skip


PARTY_FORMS: tuple[Form, ...] = (
    _form(
        "thong-bao-trieu-tap",
        "Thông báo triệu tập đại hội chi bộ",
        "Chi ủy triệu tập đại hội: ngày, nơi, nội dung.",
        f"{_HAS_COMMITTEE}convened number! Đảng viên chính thức được triệu tập",
        (f"{_CHARTER}, Điều 24 (B-02)", "Quy định 24-QĐ/TW, mục 11.1 (B-05; chưa rõ có áp dụng cho chi bộ)"),
        _CELL_SIGNS,
        number_kind="TB/CB",
    ),
    _form(
        "danh-sach-trieu-tap",
        "Danh sách đảng viên được triệu tập",
        "Từng đảng viên chính thức được triệu tập, ai trừ khỏi cơ số và vì trường hợp nào.",
        _HAS_COMMITTEE
        + _MEMBER_ROWS
        + """
        convened number! Được triệu tập
        base number! Cơ số tính tỷ lệ
        needed number! Số phiếu cần có để trúng cử
        quorum number! Số có mặt ít nhất để họp
        less rows Các trường hợp trừ (B-50)
        less.words text Trường hợp
        less.count number! Số đảng viên
        """,
        (f"{_RULES}, Điều 32 của 244, Điều 30 của 190 (B-50)", f"{_CHARTER}, Điều 11 (B-06) (chưa đối chiếu)"),
        _CELL_SIGNS,
    ),
    _form(
        "de-an-nhan-su",
        "Đề án nhân sự đại hội chi bộ",
        "Chi ủy chuẩn bị số lượng và danh sách cho một chức danh.",
        _HAS_COMMITTEE
        + """
        post text! Chức danh
        seats number! Số lượng cần bầu
        surplus number Số dư của danh sách chuẩn bị
        names rows! Nhân sự chuẩn bị
        names.name text! Họ và tên
        names.born_in number Năm sinh
        agreed_by text Văn bản đồng ý của cấp trên
        agreed_on day Ngày văn bản đồng ý
        """,
        (f"{_RULES}: danh sách và số dư (B-20 đến B-23)",),
        _CELL_SIGNS,
    ),
    _ballot("phieu-bau-chi-uy", "chi ủy"),
    _ballot("phieu-bau-bi-thu", "bí thư chi bộ"),
    _ballot("phieu-bau-pho-bi-thu", "phó bí thư chi bộ"),
    _counting("bien-ban-kiem-phieu-chi-uy", "chi ủy"),
    _counting("bien-ban-kiem-phieu-bi-thu", "bí thư chi bộ"),
    _counting("bien-ban-kiem-phieu-pho-bi-thu", "phó bí thư chi bộ"),
    _form(
        "phieu-kiem",
        "Phiếu kiểm (bảng gạch)",
        "Bảng để ban kiểm phiếu gạch từng phiếu cho từng người, mỗi ô mười phiếu; chi bộ đông thì thêm bảng.",
        """
        post text! Bầu chức danh gì
        round number Lần bầu
        convened number Đảng viên chính thức được triệu tập: cần bao nhiêu ô
        crossing yes Phiếu có số dư, gạch tên; không thì đếm đồng ý và không đồng ý
        candidates rows! Danh sách bầu, theo thứ tự
        candidates.name text! Họ và tên
        """,
        (f"{_RULES} (B-40)",),
        ("Ban kiểm phiếu",),
    ),
    _form(
        "nhat-ky-nhap",
        "Nhật ký nhập liệu của phiếu đếm",
        "Từng lần nhập của một phiếu đếm theo thứ tự; chỉ in khi các lần nhập đã khớp.",
        """
        post text! Bầu chức danh gì
        round number Lần bầu
        entries rows! Các lần nhập
        entries.kind text Việc
        entries.actor text! Người nhập
        entries.at moment Lúc
        entries.figures text! Số đã nhập
        entries.status text Tình trạng sau đó
        """,
        (f"{_RULES}: kiểm phiếu (B-40); quy tắc hai người đọc của phần mềm",),
        ("Trưởng ban kiểm phiếu",),
    ),
    _form(
        "bien-ban-dai-hoi",
        "Biên bản đại hội chi bộ",
        "Diễn biến đại hội: thành phần, biểu quyết, bầu cử, bế mạc.",
        """
        opened_at moment Khai mạc
        closed_at moment Bế mạc
        convened number! Được triệu tập
        present number! Có mặt
        quorum number Số có mặt ít nhất để họp
        again_on day Ngày triệu tập lại, khi không đủ số ấy
        absent rows Vắng mặt
        absent.name text! Họ và tên
        absent.reason text Lý do
        officers rows Điều hành đại hội
        officers.body text Việc
        officers.name text! Họ và tên
        votes rows Biểu quyết giơ thẻ
        votes.words text Nội dung
        votes.in_favour number! Tán thành
        votes.against number! Không tán thành
        votes.present number Có mặt
        votes.carried yes Thông qua
        results rows Kết quả bầu cử
        results.post text! Chức danh
        results.round number Lần bầu
        results.base number! Cơ số
        results.name text! Họ và tên
        results.votes number! Số phiếu
        results.percent share! Tỷ lệ trên cơ số
        results.elected yes Trúng cử
        """,
        (f"{_CHARTER}, Điều 24 (B-02, B-03), Điều 11 (B-06); các ô (chưa đối chiếu)",),
        ("Thư ký đại hội", "T/M Đoàn chủ tịch"),
    ),
    _form(
        "bao-cao-ket-qua-dai-hoi",
        "Báo cáo kết quả đại hội chi bộ",
        "Báo cáo cấp ủy cấp trên trong 7 ngày làm việc, kèm danh sách đề nghị chuẩn y.",
        _HAS_COMMITTEE
        + """
        convened number! Được triệu tập
        present number! Có mặt
        not_elected text Chức danh chưa bầu đủ
        elected rows! Người trúng cử
        elected.post text! Chức danh
        elected.name text! Họ và tên
        elected.born_in number Năm sinh
        elected.votes number! Số phiếu
        elected.base number! Cơ số
        elected.percent share! Tỷ lệ trên cơ số
        """,
        ("Quy định 24-QĐ/TW, mục 16.1 (B-53); Hướng dẫn 01-HD/TW, mục 14 [P33]",),
        _CELL_SIGNS,
        number_kind="BC/CB",
    ),
    _form(
        "quyet-dinh-chuan-y",
        "Quyết định chuẩn y kết quả đại hội chi bộ",
        "Cấp ủy cấp trên chuẩn y chi ủy, bí thư, phó bí thư.",
        """
        elected rows! Người được chuẩn y
        elected.post text! Chức danh
        elected.name text! Họ và tên
        elected.born_in number Năm sinh
        """,
        (
            "Quy định 24-QĐ/TW, mục 16.1 (B-53); từ 1/7/2025 là Quy định 294-QĐ/TW (chưa đối chiếu)",
            "Các ô (chưa đối chiếu)",
        ),
        ("T/M Ban Thường vụ đảng ủy cấp trên, Bí thư",),
        number_kind="QĐ/ĐU",
    ),
    _form(
        "bien-ban-ban-giao",
        "Biên bản bàn giao giữa hai nhiệm kỳ",
        "Cấp ủy cũ bàn giao cho cấp ủy mới.",
        """
        handed_on day Ngày bàn giao
        elected rows! Cấp ủy mới
        elected.post text! Chức danh
        elected.name text! Họ và tên
        """,
        (f"{_CHARTER}, Điều 13 (B-54) (chưa đối chiếu)",),
        ("Bên giao", "Bên nhận"),
    ),
    _form(
        "so-tay-dai-hoi",
        "Sổ tay đại hội chi bộ",
        "Kịch bản có lời đọc của người chủ trì và các việc phải làm, để dùng khi hội trường mất điện.",
        """
        convened number! Được triệu tập
        lines rows! Các dòng, theo thứ tự: bước, ai làm, lời đọc, lưu ý
        lines.kind text Loại dòng: step, who, say, mind
        lines.words text! Nội dung
        """,
        ("Theo quy định áp dụng của đại hội; căn cứ ghi ở từng bước",),
        ("Không ký",),
    ),
)
