"""F-01 … F-58 của hồ sơ nghiệp vụ: each edge case that the core decides stands as a row of some law page.

What the core does not decide is named with where it belongs instead, so that no edge case is forgotten in silence.
"""

from dantin.public.law_pages import pages

HEAD, CELL, BRIDGE = "truong-thon", "chi-bo", "cau-noi"
ROWS = {
    "F-01": [(f"{HEAD}/trung-cu", "Hai người bằng phiếu")],
    "F-02": [(f"{HEAD}/trung-cu", "Quá nửa người đi bầu mà chưa quá nửa số hộ (E-04)")],
    "F-03": [(f"{HEAD}/trung-cu", "Đúng một nửa thì chưa đủ")],
    "F-04": [(f"{HEAD}/khong-ai-ung-cu", "Một người")],
    "F-05": [(f"{HEAD}/khong-ai-ung-cu", "Không ai")],
    "F-07": [
        (f"{HEAD}/so-hoc-bien-ban", "Thu vào nhiều hơn phát ra một phiếu"),
        (f"{CELL}/so-hoc-dai-hoi", "Thu vào nhiều hơn phát ra một phiếu"),
    ],
    "F-08": [
        (f"{HEAD}/so-hoc-bien-ban", "Mọi dòng đều khớp"),
        (f"{CELL}/so-hoc-dai-hoi", "Mọi dòng đều khớp"),
    ],
    "F-09": [
        (f"{HEAD}/so-hoc-bien-ban", "Hợp lệ và không hợp lệ thiếu một phiếu"),
        (f"{HEAD}/so-hoc-bien-ban", "Cộng phiếu mọi người quá số hợp lệ một phiếu"),
        (f"{CELL}/so-hoc-dai-hoi", "Cộng phiếu quá ba lần số hợp lệ một phiếu"),
    ],
    "F-10": [
        (f"{CELL}/phieu-hop-le", "Có số dư, gạch hết"),
        (f"{CELL}/phieu-hop-le", "Một người, bỏ trống"),
    ],
    "F-11": [(f"{CELL}/phieu-hop-le", "Có số dư, bầu quá một người")],
    "F-12": [
        (f"{CELL}/phieu-hop-le", "Viết thêm tên người khác"),
        (f"{CELL}/phieu-hop-le", "Ký tên vào phiếu"),
    ],
    "F-13": [
        (f"{CELL}/phieu-hop-le", "Một người, đánh dấu cả hai ô"),
        (f"{CELL}/phieu-hop-le", "Ba người không dư, một tên cả hai ô, một tên bỏ trống"),
    ],
    "F-14": [(f"{HEAD}/du-so-hop", "Đúng một nửa thì chưa đủ")],
    "F-24": [(f"{HEAD}/bau-lai", "Lần hai vẫn chưa được")],
    "F-28": [(f"{BRIDGE}/ra-ung-cu", "Người ngoài Đảng")],
    "F-29": [(f"{BRIDGE}/ra-ung-cu", "Đảng viên dự bị"), (f"{CELL}/ai-duoc-bau", "Đảng viên dự bị")],
    "F-30": [(f"{BRIDGE}/ra-ung-cu", "Sinh hoạt ở chi bộ khác"), (f"{CELL}/ai-duoc-bau", "Sinh hoạt ở chi bộ khác")],
    "F-31": [(f"{BRIDGE}/ra-ung-cu", "Chi bộ 2 người"), (f"{CELL}/chi-bo-nho", "Hai đảng viên chính thức")],
    "F-34": [(f"{CELL}/chi-bo-nho", "Tám đảng viên chính thức"), (f"{CELL}/ai-duoc-bau", "Tám người, không có chi ủy")],
    "F-35": [(f"{CELL}/chi-bo-nho", "Chín người, hai người được miễn")],
    "F-36": [(f"{CELL}/ai-duoc-bau", "Chín người, không là chi ủy viên")],
    "F-37": [(f"{CELL}/lan-ba", "Bí thư, lần ba")],
    "F-38": [(f"{CELL}/co-so", "Vắng suốt đại hội có lý do thì trừ")],
    "F-39": [(f"{CELL}/co-so", "Vắng không lý do vẫn nằm trong cơ số")],
    "F-40": [(f"{CELL}/co-so", "Miễn sinh hoạt mà đến dự thì không trừ")],
    "F-41": [(f"{CELL}/co-so", "Đình chỉ, tạm giam thì trừ")],
    "F-42": [
        (f"{CELL}/bang-phieu", "Hai người bằng phiếu ở suất cuối"),
        (f"{CELL}/bang-phieu", "Nhiều hơn một phiếu là trúng cử"),
    ],
    "F-43": [(f"{CELL}/trung-cu", "Không ai quá nửa")],
    "F-45": [(f"{CELL}/nguoi-de-cu-tai-cho", "Đúng 30 % thì chưa đủ")],
    "F-46": [(f"{CELL}/so-du", "Bầu 7, dư 3")],
    "F-47": [(f"{CELL}/so-du", "Bầu 3, dư 2"), (f"{CELL}/so-du", "Bầu 5, dư 2")],
    "F-56": [(f"{BRIDGE}/ra-ung-cu", "Công nhận sau đại hội một ngày")],
}
ELSEWHERE = {
    # decided by the core, from figures in print, which no table of cases asks about
    "the core, tests/core/test_aggregate.py and test_report.py": ("F-54", "F-55"),
    # people decide, and the software keeps what they decided
    "a gap, said on the page of the provision": ("F-06", "F-17", "F-33"),
    "register: who stands on the roll and with which authority": ("F-16", "F-18", "F-20", "F-32", "F-52"),
    "plan and nominate: who prepares, stands and counts": ("F-21", "F-22", "F-23", "F-27", "F-44"),
    "a decision of an authority, recorded": ("F-15", "F-25", "F-26", "F-50", "F-51", "F-53"),
    "practice in the hall, outside what a program decides": ("F-19", "F-48", "F-49"),
    "the store and its screens": ("F-57", "F-58"),
}


def test_every_edge_case_has_its_row_or_its_place():
    named = [*ROWS, *(code for codes in ELSEWHERE.values() for code in codes)]
    assert sorted(named) == [f"F-{n:02d}" for n in range(1, 59)]


def test_every_row_named_here_stands_on_its_page():
    rows = {(f"{page.folder}/{page.slug}", row.title) for page in pages() for row in page.cases}
    assert {code: [place for place in places if place not in rows] for code, places in ROWS.items()} == {
        code: [] for code in ROWS
    }


def test_every_provision_is_asked_under_every_rulebook_it_names():
    """A page that speaks of several rulebooks runs a row under each, unless its rows name one each: then all appear."""
    for page in pages():
        for table in page.tables:
            named = {row.cells.get("Bộ quy định") for row in table.rows}
            if None in named or table.rule == "VH-PLAN-2":  # the fifteen days are VH-2008's alone
                continue
            assert named == set(page.rulebooks), (page.file_name, table.rule)
