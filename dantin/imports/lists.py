"""Các danh sách: places, rolls, households, candidates, cells, members, terms, with the headings people give them."""

from collections.abc import Mapping
from datetime import date

from .columns import Column, Kind
from .congress_lists import CONGRESSES
from .kinds import BORN_IN, NAME, POST, SEX_COLUMN, UNIT_CODE, VILLAGE_CODE, ListKind
from .poll_lists import POLL_LISTS, WARNINGS
from .successions import SUCCESSIONS

PLACES = ListKind(
    name="places",
    title="Đơn vị hành chính và thôn",
    about="Mỗi dòng một đơn vị: tỉnh, huyện (đến 30/6/2025), xã, thôn. Cấp trên có thể ở dưới hoặc ở trên trong tệp.",
    columns=(
        Column(
            name="level",
            title="Cấp",
            aliases=("Cấp đơn vị",),
            kind=Kind.CHOICE,
            choices={
                "province": ("Tỉnh", "Cấp tỉnh", "Thành phố trực thuộc trung ương"),
                "district": ("Huyện", "Cấp huyện", "Quận", "Thị xã"),
                "commune": ("Xã", "Cấp xã", "Phường", "Thị trấn", "Đặc khu"),
                "village": ("Thôn", "Cấp thôn", "Bản", "Khu phố", "Tổ dân phố"),
            },
        ),
        Column(
            name="kind",
            title="Loại đơn vị",
            aliases=("Loại", "Loại hình"),
            required=False,
            longest=20,
            note="như phường, bản, khu phố; để trống thì lấy theo chữ đầu của tên",
        ),
        Column(
            name="code",
            title="Mã",
            aliases=("Mã đơn vị", "Mã ĐVHC", "Mã số", "Mã thôn"),
            kind=Kind.CODE,
            longest=12,
            note="định dạng cột là Văn bản, để không mất số 0 ở đầu",
        ),
        Column(name="name", title="Tên", aliases=("Tên đơn vị", "Tên gọi", "Tên thôn")),
        Column(
            name="parent_code",
            title="Mã cấp trên",
            aliases=("Thuộc mã", "Mã xã", "Mã đơn vị cấp trên", "Trực thuộc"),
            kind=Kind.CODE,
            required=False,
            longest=12,
            note="chỉ tỉnh để trống",
        ),
        Column(name="valid_from", title="Có từ ngày", aliases=("Từ ngày",), kind=Kind.DAY, required=False),
        Column(name="valid_to", title="Đến hết ngày", aliases=("Đến ngày",), kind=Kind.DAY, required=False),
    ),
    key=("code", "valid_from"),
    samples=(
        ("province", "tinh", "22", "Tỉnh Quảng Ninh", None, date(2025, 7, 1), None),
        ("commune", "xa", "06838", "Xã Bình Liêu", "22", date(2025, 7, 1), None),
        ("village", "thon", "0683801", "Thôn Mẫu 1", "06838", None, None),
        ("village", "ban", "0683802", "Bản Mẫu 2", "06838", None, None),
        ("village", "khu_pho", "0683803", "Khu phố Mẫu 3", "06838", None, None),
        ("village", "thon", "0683804", "Thôn Mẫu 4", "06838", None, None),
    ),
)

ROLLS = ListKind(
    name="rolls",
    title="Tổng số cử tri, đại diện hộ của từng thôn",
    about="Mỗi dòng một thôn: tổng số đã được xác nhận cho một cuộc bầu cử.",
    columns=(
        VILLAGE_CODE,
        Column(
            name="count",
            title="Tổng số",
            aliases=("Tổng số hộ", "Số hộ", "Tổng số cử tri", "Tổng số đại diện hộ", "Số đại diện hộ", "Số cử tri"),
            kind=Kind.COUNT,
            most=100_000,
        ),
        Column(
            name="source",
            title="Nguồn số",
            aliases=("Nguồn",),
            kind=Kind.CHOICE,
            required=False,
            choices={"certified_total": ("tổng số được xác nhận",), "households": ("đếm từng hộ",)},
            note="để trống: tổng số được xác nhận",
        ),
        Column(
            name="electorate",
            title="Thành phần cử tri",
            kind=Kind.CHOICE,
            required=False,
            choices={
                "household_representatives": ("cử tri đại diện hộ gia đình", "đại diện hộ"),
                "all_voters": ("toàn thể cử tri", "cử tri"),
            },
            note="để trống: như quyết định gọi bầu cử",
        ),
        Column(
            name="certified_on",
            title="Ngày xác nhận",
            kind=Kind.DAY,
            required=False,
            note="để trống: ngày nêu khi nạp (--ngay)",
        ),
    ),
    key=("village_code",),
    samples=(
        ("0683801", 121, "certified_total", "household_representatives", date(2025, 11, 26)),
        ("0683802", 98, "certified_total", "household_representatives", date(2025, 11, 26)),
        ("0683803", 140, "certified_total", "household_representatives", date(2025, 11, 26)),
        ("0683804", 76, "certified_total", "household_representatives", date(2025, 11, 26)),
    ),
    of_election=True,
)

HOUSEHOLDS = ListKind(
    name="households",
    title="Hộ gia đình và người đại diện",
    about="Mỗi dòng một hộ: chủ hộ, người đại diện đi bầu và vì sao người ấy đại diện.",
    columns=(
        VILLAGE_CODE,
        Column(name="number", title="Số hộ", aliases=("Hộ số", "Số thứ tự hộ", "Mã hộ"), kind=Kind.COUNT, most=32_767),
        Column(name="head_name", title="Chủ hộ", aliases=("Họ tên chủ hộ", "Họ và tên chủ hộ", "Tên chủ hộ")),
        Column(
            name="representative",
            title="Người đại diện",
            aliases=("Họ tên người đại diện", "Đại diện hộ", "Cử tri đại diện hộ", "Người đại diện hộ"),
            required=False,
            note="để trống: chủ hộ",
        ),
        SEX_COLUMN,
        BORN_IN,
        Column(
            name="authority",
            title="Vì sao đại diện",
            aliases=("Tư cách đại diện", "Căn cứ đại diện"),
            kind=Kind.CHOICE,
            required=False,
            choices={
                "head": ("chủ hộ",),
                "nominated": ("các thành viên cử", "gia đình cử", "được cử"),
                "authorised": ("được ủy quyền", "ủy quyền"),
            },
            note="để trống khi chủ hộ tự đại diện",
        ),
        Column(
            name="since",
            title="Đại diện từ ngày",
            kind=Kind.DAY,
            required=False,
            note="để trống: ngày nêu khi nạp (--ngay)",
        ),
    ),
    key=("village_code", "number"),
    samples=(
        ("0683801", 1, "Trần Văn Mẫu", "Trần Văn Mẫu", "male", 1961, "head", date(2025, 11, 26)),
        ("0683801", 2, "Chíu A Mẫu", "Tằng Thị Mẫu", "female", 1974, "nominated", date(2025, 11, 26)),
    ),
)

CANDIDATES = ListKind(
    name="candidates",
    title="Danh sách bầu cử",
    about="Mỗi dòng một người ứng cử, theo thứ tự trên phiếu. Cùng một chức danh thì số cần bầu, ngày bầu như nhau.",
    columns=(
        POST,
        UNIT_CODE,
        Column(name="position", title="Thứ tự", aliases=("STT", "Số thứ tự", "TT"), kind=Kind.COUNT, most=200),
        NAME,
        SEX_COLUMN,
        BORN_IN,
        Column(
            name="origin",
            title="Ai giới thiệu",
            aliases=("Nguồn giới thiệu", "Hình thức ứng cử"),
            kind=Kind.CHOICE,
            required=False,
            choices={
                "introduced": ("Ban công tác Mặt trận giới thiệu", "Mặt trận giới thiệu", "được giới thiệu"),
                "committee": ("Chi ủy chuẩn bị",),
                "stood": ("tự ứng cử", "ứng cử"),
                "floor": ("đề cử tại hội nghị", "đề cử"),
            },
            note="để trống: Ban công tác Mặt trận giới thiệu, hoặc Chi ủy chuẩn bị",
        ),
        Column(
            name="standing",
            title="Tư cách đảng viên",
            kind=Kind.CHOICE,
            required=False,
            choices={
                "official": ("chính thức", "đảng viên chính thức"),
                "probationary": ("dự bị", "đảng viên dự bị"),
                "other_cell": ("chi bộ khác", "sinh hoạt ở chi bộ khác"),
            },
            note="chỉ với chức danh của Đảng; để trống: chính thức",
        ),
        Column(
            name="seats",
            title="Số cần bầu",
            aliases=("Số lượng cần bầu",),
            kind=Kind.COUNT,
            required=False,
            most=100,
            note="để trống: 1",
        ),
        Column(
            name="wave", title="Đợt", required=False, longest=60, note="cần khi cuộc bầu cử có nhiều đợt"
        ),
        Column(
            name="held_on",
            title="Ngày bầu",
            aliases=("Ngày đại hội",),
            kind=Kind.DAY,
            required=False,
            note="để trống: ngày đầu của đợt",
        ),
        Column(
            name="procedure",
            title="Cách tổ chức",
            kind=Kind.CHOICE,
            required=False,
            choices={
                "meeting": ("hội nghị", "đại hội", "cuộc họp"),
                "separate_poll": ("bỏ phiếu tại điểm", "tổ chức bỏ phiếu riêng"),
                "household_ballots": ("phát phiếu tới hộ", "phiếu tới hộ gia đình"),
            },
            note="để trống: như quyết định gọi bầu cử, hoặc hội nghị",
        ),
        Column(
            name="vote_form",
            title="Hình thức bầu",
            kind=Kind.CHOICE,
            required=False,
            choices={"secret_ballot": ("bỏ phiếu kín",), "show_of_hands": ("biểu quyết giơ tay", "giơ tay")},
            note="để trống: như quyết định gọi bầu cử, hoặc bỏ phiếu kín",
        ),
    ),
    key=("post", "unit_code", "position"),
    samples=(
        ("village_head", "0683801", 1, "Trần Văn Mẫu", "male", 1980, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683801", 2, "Tằng Thị Mẫu", "female", 1985, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683802", 1, "Lý Văn Mẫu", "male", 1977, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683802", 2, "Hoàng Thị Mẫu", "female", 1983, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683803", 1, "Phạm Văn Mẫu", "male", 1969, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683803", 2, "Vũ Thị Mẫu", "female", 1979, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683804", 1, "Chíu A Mẫu", "male", 1988, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
        ("village_head", "0683804", 2, "Nông Thị Mẫu", "female", 1990, "introduced", None, 1, None, None, "meeting",
         "secret_ballot"),
    ),
    of_election=True,
)  # fmt: skip

CELLS = ListKind(
    name="cells",
    title="Chi bộ",
    about="Mỗi dòng một chi bộ và các thôn chi bộ lãnh đạo (bên Đảng).",
    columns=(
        Column(name="code", title="Mã chi bộ", aliases=("Mã",), kind=Kind.CODE, longest=16),
        Column(name="name", title="Tên chi bộ", aliases=("Chi bộ", "Tên")),
        Column(
            name="higher_committee",
            title="Đảng ủy cấp trên",
            aliases=("Đảng ủy", "Trực thuộc đảng ủy", "Đảng bộ", "Cấp ủy cấp trên"),
        ),
        Column(
            name="villages",
            title="Mã các thôn",
            aliases=("Mã thôn", "Các thôn"),
            kind=Kind.CODES,
            longest=12,
            note="nhiều thôn thì cách nhau bằng dấu chấm phẩy",
        ),
    ),
    key=("code",),
    samples=(
        ("CB0683801", "Chi bộ Thôn Mẫu 1", "Đảng ủy Xã Bình Liêu", "0683801"),
        ("CB0683802", "Chi bộ Bản Mẫu 2", "Đảng ủy Xã Bình Liêu", "0683802"),
    ),
)

MEMBERS = ListKind(
    name="members",
    title="Đảng viên của chi bộ",
    about="Mỗi dòng một đảng viên trong sổ của chi bộ (bên Đảng).",
    columns=(
        Column(name="cell_code", title="Mã chi bộ", aliases=("Chi bộ",), kind=Kind.CODE, longest=16),
        NAME,
        SEX_COLUMN,
        BORN_IN,
        Column(
            name="status",
            title="Chính thức hay dự bị",
            aliases=("Đảng viên", "Loại đảng viên", "Tình trạng"),
            kind=Kind.CHOICE,
            choices={
                "official": ("chính thức", "đảng viên chính thức"),
                "probationary": ("dự bị", "đảng viên dự bị"),
                "temporary": ("sinh hoạt tạm thời ở đây", "đến sinh hoạt tạm thời"),
            },
        ),
        Column(
            name="activity",
            title="Sinh hoạt đảng",
            aliases=("Sinh hoạt", "Tình trạng sinh hoạt"),
            kind=Kind.CHOICE,
            required=False,
            choices={
                "normal": ("sinh hoạt bình thường", "bình thường"),
                "temporarily_transferred": ("chuyển sinh hoạt tạm thời", "tạm thời chuyển đi"),
                "exempt": ("miễn sinh hoạt", "được miễn sinh hoạt"),
                "suspended": (
                    "bị đình chỉ hoặc khởi tố hoặc tạm giam",
                    "đình chỉ sinh hoạt",
                    "bị khởi tố",
                    "tạm giam",
                ),
                "in_transfer": ("đang chuyển sinh hoạt đi", "đang làm thủ tục chuyển đi"),
            },
            note="để trống: sinh hoạt bình thường",
        ),
    ),
    key=("cell_code", "name", "born_in"),
    samples=(
        ("CB0683801", "Trần Văn Mẫu", "male", 1980, "official", "normal"),
        ("CB0683801", "Tằng Thị Mẫu", "female", 1985, "probationary", "normal"),
    ),
)

TERMS = ListKind(
    name="terms",
    title="Nhiệm kỳ trước",
    about="Mỗi dòng một người đã giữ một chức danh trong một nhiệm kỳ, với số liệu của cuộc bầu mở đầu nhiệm kỳ ấy. "
    "Thiếu hồ sơ thì bỏ trống, không đoán.",
    columns=(
        POST,
        UNIT_CODE,
        Column(
            name="village_code",
            title="Thôn của chi bộ",
            aliases=("Mã thôn của chi bộ",),
            kind=Kind.CODE,
            required=False,
            longest=12,
            note="để trống: thôn trong mã đơn vị, hoặc thôn duy nhất của chi bộ",
        ),
        NAME,
        SEX_COLUMN,
        BORN_IN,
        Column(name="begins_in", title="Từ năm", aliases=("Nhiệm kỳ từ năm", "Bắt đầu"), kind=Kind.YEAR),
        Column(name="ends_in", title="Đến năm", aliases=("Nhiệm kỳ đến năm", "Kết thúc"), kind=Kind.YEAR),
        Column(
            name="roll",
            title="Tổng số trong danh sách",
            aliases=("Tổng số cử tri", "Tổng số đại diện hộ"),
            kind=Kind.COUNT,
            required=False,
            note="khi bầu trưởng thôn ấy; chức danh của Đảng để trống",
        ),
        Column(
            name="voted",
            title="Đã bỏ phiếu",
            aliases=("Số đi bầu", "Đi bầu"),
            kind=Kind.COUNT,
            required=False,
            note="ở lần bầu đầu",
        ),
        Column(
            name="votes",
            title="Số phiếu trúng cử",
            aliases=("Số phiếu", "Phiếu bầu"),
            kind=Kind.COUNT,
            required=False,
        ),
        Column(
            name="round_number",
            title="Lần bầu",
            aliases=("Trúng cử ở lần bầu thứ",),
            kind=Kind.COUNT,
            required=False,
            most=9,
            note="1 là được ngay lần đầu",
        ),
        Column(
            name="also_head",
            title="Đồng thời là trưởng thôn",
            aliases=("Bí thư đồng thời là trưởng thôn",),
            kind=Kind.CHOICE,
            choices={"yes": ("Có",), "no": ("Không",)},
            required=False,
            note="chỉ với bí thư chi bộ",
        ),
    ),
    key=("post", "unit_code", "name", "begins_in"),
    samples=(("village_head", "0683801", "0683801", "Trần Văn Mẫu", "male", 1980, 2022, 2025, 121, 115, 98, 1, None),),
)

LISTS: Mapping[str, ListKind] = {
    kind.name: kind
    for kind in (PLACES, SUCCESSIONS, ROLLS, HOUSEHOLDS, CANDIDATES, CELLS, MEMBERS, TERMS, CONGRESSES, *POLL_LISTS)
}
# What goes out: every list that comes in, and what people wrote at the desk.
OUTGOING: Mapping[str, ListKind] = {**LISTS, WARNINGS.name: WARNINGS}
