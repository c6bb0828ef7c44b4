"""`dantin law new-case`: a lawyer's row is written, run, and explained when it does not hold."""

import io
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAGE = "truong-thon/trung-cu"
ROW = {
    "Tổng số": "99",
    "Đã bầu": "90",
    "Hợp lệ": "88",
    "Phiếu cho A": "50",
    "Cần ít nhất": "50",
    "Kết luận": "trúng cử",
}


@pytest.fixture
def law(tmp_path):
    return Path(shutil.copytree(Path(str(files("law").joinpath("README.md"))).parent, tmp_path / "law"))


def run(law, *arguments, **changed):
    cells = [f"{column}={value}" for column, value in (ROW | changed).items()]
    given = arguments if arguments else ["new-case", PAGE, "--title", "Thôn 99 hộ", "--cells", *cells]
    out = io.StringIO()
    try:
        call_command("law", *given, "--law", str(law), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_a_row_that_holds_stands_in_the_page(law):
    code, told = run(law)
    assert (code, told.splitlines()[-1]) == (0, "✓ Ca đúng dưới VH-2008, VH-2023, VH-2025T.")
    lines = (law / f"{PAGE}.md").read_text(encoding="utf-8").splitlines()
    number = int(told.split("dòng ")[1].split(".")[0])
    assert lines[number - 1] == "| Thôn 99 hộ | 99 | 90 | 88 | 50 | 50 | trúng cử |  |"
    assert lines[number - 2].startswith("| ")
    code, told = run(law, "check", PAGE)
    assert code == 0
    assert told.endswith("0 ca không đúng\n")


def test_a_row_that_does_not_hold_is_explained_and_mended_in_the_page(law):
    code, told = run(law, **{"Phiếu cho A": "49"})
    assert code == 1
    assert "kết quả: trang ghi trúng cử, máy tính ra chưa bầu được" in told
    assert "máy nói: " in told
    assert "dantin law check truong-thon/trung-cu" in told
    assert run(law, "check", PAGE)[0] == 1
    path = law / f"{PAGE}.md"
    mended = path.read_text(encoding="utf-8").replace("| 88 | 49 | 50 | trúng cử |", "| 88 | 49 | 50 | chưa bầu được |")
    path.write_text(mended, encoding="utf-8")
    assert run(law, "check", PAGE)[0] == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Kết luận": "đậu"}, "cột “Kết luận”: “đậu” không có; dùng một trong: trúng cử, chưa bầu được"),
        ({"Tổng số": "chín mươi"}, "cột “Tổng số”: “chín mươi” không phải một số đếm"),
        ({"Cần ít nhất": "51"}, "số cần ít nhất: trang ghi 51, máy tính ra 50"),
        ({"Hợp lệ": "95"}, "các số của dòng không thành một câu hỏi: ballots.invalid: không được là số âm"),
    ],
)
def test_the_message_names_the_cell(law, changed, said):
    code, told = run(law, **changed)
    assert code == 1
    assert said in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new-case", "truong-thon/khong-co"], "không có trang truong-thon/khong-co; các trang: cau-noi/ra-ung-cu"),
        (["new-case", "../trung-cu"], "không có trang"),
        (["new-case", "truong-thon/bau-lai"], "chọn một bằng --rule: VH-DECIDE-3, VH-PLAN-2"),
        (["new-case", "van-ban/nd-59-2023"], "không có bảng ca mẫu"),
        (["new-case", PAGE, "--title", "Mới", "--cells", "Tổng số=9"], "còn thiếu ô: Đã bầu, Hợp lệ"),
        (["new-case", PAGE, "--title", "Mới", "--cells", "Số lạ=9"], "bảng không có cột “Số lạ”"),
        (["new-case", PAGE, "--title", "Mới", "--cells", "9"], "viết Cột=giá trị"),
        (["new-case", PAGE, "--title", "a|b", "--cells", *(f"{k}={v}" for k, v in ROW.items())], "dấu |"),
        (["new-case", PAGE, "--cells", *(f"{k}={v}" for k, v in ROW.items())], "phải có tên"),
    ],
)
def test_what_cannot_be_added_leaves_the_page_as_it_was(law, arguments, said):
    before = {path: path.read_bytes() for path in law.rglob("*.md")}
    with pytest.raises(CommandError) as refusal:
        call_command("law", *arguments, "--law", str(law))
    assert said in str(refusal.value)
    assert {path: path.read_bytes() for path in law.rglob("*.md")} == before


def test_the_second_table_of_a_page_gets_its_own_row(law):
    cells = ["Bộ quy định=VH-2008", "Ngày bầu lần đầu=05/6/2022", "Ngày bầu=12/6/2022", "Kết luận=trong hạn"]
    given = ["new-case", "truong-thon/bau-lai", "--rule", "VH-PLAN-2", "--title", "Sau 7 ngày", "--cells", *cells]
    code, told = run(law, *given)
    assert (code, told.splitlines()[-1]) == (0, "✓ Ca đúng dưới VH-2008.")


def test_two_cases_do_not_share_a_name(law):
    run(law)
    with pytest.raises(CommandError, match="đã có ca tên"):
        run(law)
