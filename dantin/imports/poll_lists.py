"""Sáu danh sách của một cuộc bầu: calls, snapshots, readings, rounds, recognitions, by-elections.

What a commune writes in the weeks of an election, from the decision that calls it to the decisions that recognise.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from .columns import Column, Kind
from .kinds import POST, UNIT_CODE, VILLAGE_CODE, ListKind

YES, NO = "yes", "no"
PEOPLE = 12  # the most names that one line of figures holds
PROCEDURES = {
    "meeting": ("hội nghị", "đại hội", "cuộc họp"),
    "separate_poll": ("bỏ phiếu tại điểm", "tổ chức bỏ phiếu riêng"),
    "household_ballots": ("phát phiếu tới hộ", "phiếu tới hộ gia đình"),
}
VOTE_FORMS = {"secret_ballot": ("bỏ phiếu kín",), "show_of_hands": ("biểu quyết giơ tay", "giơ tay")}
_PROCEDURE = Column(name="procedure", title="Cách tổ chức", kind=Kind.CHOICE, required=False, choices=PROCEDURES)
_VOTE_FORM = Column(name="vote_form", title="Hình thức bầu", kind=Kind.CHOICE, required=False, choices=VOTE_FORMS)
_OPTIONAL_POST = replace(POST, required=False, note="để trống: trưởng thôn")
_DECISION_NUMBER = Column(
    name="decision_number", title="Số quyết định", aliases=("Số văn bản", "Quyết định số"), longest=60
)
_DECIDED_ON = Column(name="decided_on", title="Ngày quyết định", aliases=("Ngày ký",), kind=Kind.DAY)


CALLS = ListKind(
    name="calls",
    title="Quyết định gọi bầu cử",
    about="Mỗi dòng một đợt của một cuộc bầu; các cột về quyết định ghi như nhau ở mọi dòng của cuộc bầu ấy.",
    columns=(
        Column(name="code", title="Mã cuộc bầu", aliases=("Mã cuộc bầu cử", "Mã"), kind=Kind.CODE, longest=30),
        Column(
            name="kind",
            title="Bầu gì",
            aliases=("Loại cuộc bầu", "Cuộc bầu"),
            kind=Kind.CHOICE,
            choices={
                "village_head": ("trưởng thôn", "bầu trưởng thôn", "trưởng thôn, bản, khu phố"),
                "party_cell": ("đại hội chi bộ", "chi bộ"),
            },
        ),
        Column(name="title", title="Tên cuộc bầu", aliases=("Tên cuộc bầu cử", "Tên"), longest=160),
        replace(_DECISION_NUMBER, note="số của quyết định hoặc kế hoạch gọi bầu cử"),
        Column(
            name="called_on",
            title="Ngày ra quyết định",
            aliases=("Ngày gọi bầu cử", "Ngày quyết định"),
            kind=Kind.DAY,
            note="ngày này chọn bộ quy định áp dụng",
        ),
        Column(name="term_begins_in", title="Nhiệm kỳ từ năm", aliases=("Từ năm",), kind=Kind.YEAR),
        Column(name="term_ends_in", title="Đến năm", aliases=("Nhiệm kỳ đến năm",), kind=Kind.YEAR),
        Column(
            name="wave", title="Đợt", aliases=("Tên đợt",), longest=60, required=False, note="để trống: toàn tỉnh"
        ),
        Column(
            name="is_pilot",
            title="Làm điểm",
            kind=Kind.CHOICE,
            required=False,
            choices={YES: ("có", "x", "làm điểm"), NO: ("không",)},
            note="để trống: không",
        ),
        Column(name="begins_on", title="Ngày bầu", aliases=("Ngày bầu của đợt", "Ngày đại hội"), kind=Kind.DAY),
        Column(
            name="ends_on", title="Đến hết ngày", kind=Kind.DAY, required=False, note="để trống: một ngày"
        ),
        Column(
            name="units",
            title="Phạm vi",
            aliases=("Mã xã hoặc thôn", "Các đơn vị"),
            kind=Kind.CODES,
            required=False,
            longest=12,
            note="mã xã hoặc mã thôn, cách nhau bằng dấu chấm phẩy; để trống: mọi thôn chưa thuộc đợt nào",
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
            note="chỉ bầu trưởng thôn; để trống được khi luật chỉ cho một thành phần",
        ),
        replace(_PROCEDURE, note="cần khi bầu trưởng thôn; đại hội chi bộ để trống"),
        replace(_VOTE_FORM, note="cần khi bầu trưởng thôn; đại hội chi bộ để trống"),
        Column(
            name="previous",
            title="Mã cuộc bầu trước",
            kind=Kind.CODE,
            required=False,
            longest=30,
            note="khi cuộc bầu nhiệm kỳ trước có trong kho",
        ),
    ),
    key=("code", "wave", "units"),
    samples=(
        ("VH-2025", "village_head", "Bầu trưởng thôn, bản, khu phố (mẫu)", "01/QĐ-UBND", date(2025, 11, 10), 2025, 2030,
         "làm điểm", YES, date(2025, 11, 30), None, "0683804", "household_representatives", "meeting", "secret_ballot",
         None),
        ("VH-2025", "village_head", "Bầu trưởng thôn, bản, khu phố (mẫu)", "01/QĐ-UBND", date(2025, 11, 10), 2025, 2030,
         "toàn xã", NO, date(2025, 12, 7), None, None, "household_representatives", "meeting", "secret_ballot", None),
    ),
)  # fmt: skip


SNAPSHOTS = ListKind(
    name="snapshots",
    title="Số đã bỏ phiếu theo mốc giờ",
    about="Mỗi dòng một thôn ở một mốc giờ: bao nhiêu người đã bỏ phiếu tính đến mốc ấy.",
    columns=(
        VILLAGE_CODE,
        Column(
            name="marked_on", title="Ngày", kind=Kind.DAY, required=False, note="để trống: ngày nêu khi nạp (--ngay)"
        ),
        Column(name="hour", title="Mốc giờ", aliases=("Giờ", "Lúc"), kind=Kind.HOUR, note="như 11:00"),
        Column(
            name="voted",
            title="Đã bỏ phiếu",
            aliases=("Số đã bỏ phiếu", "Đã bầu", "Số đã đi bầu"),
            kind=Kind.COUNT,
            most=100_000,
        ),
        Column(
            name="source",
            title="Nguồn số",
            aliases=("Nguồn",),
            kind=Kind.CHOICE,
            required=False,
            choices={"form": ("phiếu", "văn bản"), "phone": ("điện thoại",), "machine": ("máy",)},
            note="để trống: phiếu",
        ),
    ),
    key=("village_code", "marked_on", "hour"),
    samples=(
        ("0683801", date(2025, 12, 7), "09:00", 64, "phone"),
        ("0683803", date(2025, 12, 7), "09:00", 71, "phone"),
    ),
    of_election=True,
)


def _people() -> Iterator[Column]:
    for n in range(1, PEOPLE + 1):
        yield Column(
            name=f"name_{n}",
            title=f"Người số {n}",
            aliases=(f"Họ tên người số {n}",),
            required=False,
            note="để đối chiếu với danh sách bầu cử; để trống được" if n == 1 else "",
        )
        yield _figure(f"votes_{n}", f"Số phiếu của người số {n}", f"Phiếu người số {n}", f"Số phiếu {n}")


def _figure(name: str, title: str, *aliases: str) -> Column:
    return Column(name=name, title=title, aliases=aliases, kind=Kind.COUNT, required=False, most=100_000)


READINGS = ListKind(
    name="readings",
    title="Số đọc từ biên bản kiểm phiếu",
    about="Mỗi dòng một biên bản, như một người đọc được. Hai người mỗi người một tệp, không xem của nhau.",
    columns=(
        UNIT_CODE,
        _OPTIONAL_POST,
        Column(
            name="round",
            title="Lần bầu",
            aliases=("Lần",),
            kind=Kind.COUNT,
            required=False,
            most=100,
            note="để trống: lần mới nhất",
        ),
        Column(
            name="cluster",
            title="Cụm số",
            aliases=("Cụm", "Cụm kiểm phiếu"),
            kind=Kind.COUNT,
            required=False,
            most=100,
            note="chỉ ở nơi kiểm phiếu theo cụm: cụm thứ mấy, mỗi cụm một dòng",
        ),
        Column(
            name="kind",
            title="Loại lần đọc",
            kind=Kind.CHOICE,
            required=False,
            choices={
                "reading": ("đọc",),
                "again": ("đọc lại",),
                "recount": ("đếm lại trên giấy", "đếm lại"),
                "confirmation": ("xác nhận đếm lại", "xác nhận"),
            },
            note="để trống: đọc. Đọc lại: khi hai người đọc khác nhau và người này xem lại biên bản",
        ),
        _figure("attended", "Số dự", "Số người dự", "Số dự họp", "Có mặt", "Đảng viên chính thức có mặt"),
        _figure("issued", "Phiếu phát ra", "Số phiếu phát ra", "Phát ra"),
        _figure("collected", "Phiếu thu vào", "Số phiếu thu vào", "Thu vào"),
        _figure("valid", "Phiếu hợp lệ", "Số phiếu hợp lệ", "Hợp lệ"),
        _figure("invalid", "Phiếu không hợp lệ", "Số phiếu không hợp lệ", "Không hợp lệ"),
        *_people(),
    ),
    key=("unit_code", "post", "round", "cluster", "kind"),
    samples=tuple(
        (unit, "village_head", 1, None, "reading", *figures, first, a, second, b, *[None] * (2 * PEOPLE - 4))
        for unit, figures, first, a, second, b in (
            ("0683801", (110, 110, 110, 108, 2), "Trần Văn Mẫu", 70, "Tằng Thị Mẫu", 38),
            ("0683802", (49, 0, 0, 0, 0), "Lý Văn Mẫu", 0, "Hoàng Thị Mẫu", 0),
            ("0683803", (125, 125, 124, 120, 4), "Phạm Văn Mẫu", 60, "Vũ Thị Mẫu", 60),
            ("0683804", (70, 70, 70, 70, 0), "Chíu A Mẫu", 45, "Nông Thị Mẫu", 25),
        )
    ),
    of_election=True,
)

ROUNDS = ListKind(
    name="rounds",
    title="Lần bầu tiếp theo",
    about="Mỗi dòng một nơi phải bầu thêm một lần: ngày nào, cách nào, những ai còn trong danh sách.",
    columns=(
        UNIT_CODE,
        _OPTIONAL_POST,
        Column(name="held_on", title="Ngày bầu", aliases=("Ngày bầu lại",), kind=Kind.DAY),
        replace(_PROCEDURE, note="để trống: như lần trước"),
        replace(_VOTE_FORM, note="để trống: như lần trước"),
        Column(
            name="slate",
            title="Những người trong danh sách",
            aliases=("Danh sách", "Số thứ tự những người"),
            kind=Kind.CODES,
            required=False,
            longest=3,
            note="số thứ tự trên danh sách bầu cử, như 1; 2. Để trống: những người luật cho bầu tiếp",
        ),
    ),
    key=("unit_code", "post"),
    samples=(
        ("0683802", "village_head", date(2025, 12, 14), None, None, None),
        ("0683803", "village_head", date(2025, 12, 14), None, None, None),
    ),
    of_election=True,
)

RECOGNITIONS = ListKind(
    name="recognitions",
    title="Quyết định công nhận trưởng thôn",
    about="Mỗi dòng một thôn: số và ngày quyết định của Chủ tịch UBND xã.",
    columns=(
        VILLAGE_CODE,
        Column(
            name="name",
            title="Người được công nhận",
            aliases=("Họ và tên", "Họ tên", "Trưởng thôn"),
            required=False,
            note="để đối chiếu với người trúng cử; để trống được",
        ),
        _DECISION_NUMBER,
        _DECIDED_ON,
    ),
    key=("village_code",),
    samples=(
        ("0683801", "Trần Văn Mẫu", "12/QĐ-UBND", date(2025, 12, 10)),
        ("0683804", "Chíu A Mẫu", "05/QĐ-UBND", date(2025, 12, 3)),
    ),
    of_election=True,
)

BY_ELECTIONS = ListKind(
    name="by_elections",
    title="Quyết định bầu bổ sung",
    about="Mỗi dòng một nơi có trưởng thôn đã thôi làm: quyết định bầu người mới cho phần còn lại của nhiệm kỳ.",
    columns=(
        VILLAGE_CODE,
        _DECISION_NUMBER,
        Column(
            name="called_on",
            title="Ngày quyết định",
            aliases=("Ngày ra quyết định", "Ngày ký"),
            kind=Kind.DAY,
            note="ngày này chọn bộ quy định áp dụng",
        ),
        Column(name="held_on", title="Ngày bầu", kind=Kind.DAY),
        replace(CALLS.column("electorate"), note="để trống được khi luật chỉ cho một thành phần"),
        replace(_PROCEDURE, required=True),
        replace(_VOTE_FORM, required=True),
    ),
    key=("village_code",),
    samples=(
        ("0683801", "40/QĐ-UBND", date(2026, 1, 12), date(2026, 2, 8), "household_representatives", "meeting",
         "secret_ballot"),
    ),
    of_election=True,
)  # fmt: skip

# Only goes out: it is what people wrote at the desk while they read and signed.
WARNINGS = ListKind(
    name="warnings",
    title="Cảnh báo đã chấp nhận",
    about="Mỗi dòng một lý do đã gõ cho một cảnh báo, trong một kết luận đã ký. Danh sách này chỉ xuất, không nạp.",
    columns=(
        VILLAGE_CODE,
        Column(name="village", title="Thôn, bản, khu phố"),
        Column(name="commune", title="Xã", required=False),
        Column(name="round", title="Lần bầu", kind=Kind.COUNT),
        Column(name="sheet", title="Biên bản số", kind=Kind.COUNT),
        Column(
            name="replaced", title="Đã có biên bản thay thế", kind=Kind.CHOICE, choices={YES: ("có",), NO: ("không",)}
        ),
        Column(name="code", title="Mã kiểm tra", kind=Kind.CODE),
        Column(name="what", title="Cảnh báo", longest=400),
        Column(name="reason", title="Lý do", longest=400),
        Column(name="actor", title="Tài khoản người ghi"),
        Column(name="recorded_on", title="Ngày ghi", kind=Kind.DAY),
        Column(name="hour", title="Giờ ghi", kind=Kind.HOUR),
    ),
    key=("village_code", "round", "sheet", "code", "actor"),
    samples=(),
    of_election=True,
)

POLL_LISTS = (CALLS, SNAPSHOTS, READINGS, ROUNDS, RECOGNITIONS, BY_ELECTIONS)
