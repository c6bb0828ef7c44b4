"""Danh sách tài khoản: what a file of accounts holds. It never goes out again, so it stands apart from the lists."""

from .columns import Column, Kind
from .kinds import NAME, ListKind

ROLES = {
    "province": ("Phòng trực tỉnh",),
    "district": ("Cán bộ huyện",),
    "chair": ("Chủ tịch UBND xã", "Chủ tịch xã", "Chủ tịch UBND phường", "Chủ tịch"),
    "clerk": ("Cán bộ xã", "Cán bộ phường", "Công chức xã"),
    "front": ("Mặt trận xã", "MTTQ xã", "Mặt trận phường", "MTTQ phường"),
    "front_village": ("Ban công tác Mặt trận", "Trưởng ban công tác Mặt trận"),
    "team_leader": ("Tổ trưởng tổ bầu cử", "Tổ trưởng"),
    "team_clerk": ("Thư ký tổ bầu cử", "Thư ký"),
    "counter": ("Người kiểm phiếu", "Kiểm phiếu"),
    "auditor": ("Kiểm tra, giám sát", "Giám sát", "Kiểm tra"),
    "lawyer": ("Cán bộ pháp chế", "Pháp chế"),
    "commission": ("Ban Tổ chức Tỉnh ủy",),
    "higher_committee": ("Đảng ủy cấp trên", "Đảng ủy xã", "Đảng ủy phường", "Đảng ủy"),
    "cell_committee": ("Chi ủy", "Bí thư chi bộ"),
    "presidium": ("Đoàn chủ tịch đại hội", "Đoàn chủ tịch", "Chủ trì đại hội"),
    "congress_clerk": ("Thư ký đại hội",),
    "counting_board": ("Ban kiểm phiếu đại hội", "Ban kiểm phiếu"),
}

ACCOUNTS = ListKind(
    name="accounts",
    title="Tài khoản của cán bộ",
    about="Mỗi dòng một việc của một người: một người hai việc là hai dòng. Mật khẩu không có trong tệp; máy tự lập.",
    columns=(
        NAME,
        Column(name="role", title="Vai", aliases=("Nhiệm vụ", "Vai trò", "Chức vụ"), kind=Kind.CHOICE, choices=ROLES),
        Column(
            name="place_code",
            title="Mã nơi làm việc",
            aliases=("Mã đơn vị", "Mã xã", "Mã thôn", "Nơi làm việc"),
            kind=Kind.CODE,
            longest=16,
            note="mã thôn với tổ bầu cử, mã xã với cán bộ xã, mã chi bộ nơi thôn có nhiều chi bộ; cột là Văn bản",
        ),
        Column(
            name="phone",
            title="Điện thoại",
            aliases=("Số điện thoại", "SĐT", "Di động"),
            longest=20,
            note="số cấp trên gọi lại khi phải đặt lại mật khẩu; định dạng cột là Văn bản",
        ),
        Column(
            name="login",
            title="Tên đăng nhập",
            aliases=("Tài khoản", "Đăng nhập"),
            kind=Kind.CODE,
            required=False,
            longest=40,
            note="để trống thì máy đặt từ vai và nơi làm việc, như tt.0683801",
        ),
    ),
    key=("place_code", "role", "name"),
    samples=(
        ("Nguyễn Thị Mẫu", "chair", "06838", "0900 000 001", None),
        ("Trần Văn Thử", "clerk", "06838", "0900 000 002", None),
        ("Lê Thị Phỏng", "team_leader", "0683801", "0900 000 003", None),
        ("Phạm Văn Dựng", "counter", "0683801", "0900 000 004", "kp.mau"),
    ),
)
