"""The list of terms with the figures of their elections: in, corrected, out, and what is refused."""

import pytest

from dantin.store.models import CellVillage, Term
from dantin.store.readers.exports import export_rows

from .importing import counts, load, read, told
from .world import CELL, VILLAGES, party_election, places, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADS = (
    "Chức danh", "Mã thôn", "Họ tên", "Từ năm", "Đến năm", "Tổng số trong danh sách", "Đi bầu", "Số phiếu", "Lần bầu",
    "Đồng thời là trưởng thôn",
)  # fmt: skip


def head(*figures):
    return ("Trưởng thôn", VILLAGES[1], "Phạm Thị Cũ", 2017, 2020, *figures)


def test_a_term_comes_with_its_figures_and_is_corrected_alone():
    state_election()
    assert counts(load(read("terms", HEADS, head(121, 115, 98, 1, "")))) == (1, 0, 0)
    assert counts(load(read("terms", HEADS, head(121, 115, 98, 1, "")))) == (0, 0, 1)
    assert counts(load(read("terms", HEADS, head(121, 115, 97, "", "")))) == (0, 1, 0)
    kept = Term.objects.get(begins_in=2017)
    assert (kept.roll, kept.voted, kept.votes, kept.round_number, kept.also_head) == (121, 115, 97, None, None)
    [out] = [row for row in export_rows("terms") if row[6] == 2017]
    assert out[6:] == (2017, 2020, 121, 115, 97, None, None)


def test_a_secretary_says_only_whether_also_the_head():
    places()
    party_election()
    assert CellVillage.objects.filter(cell__code=CELL).exists()
    row = ("Bí thư", CELL, "Phạm Thị Cũ", 2017, 2020)
    assert counts(load(read("terms", HEADS, (*row, "", "", "", "", "Có")))) == (1, 0, 0)
    assert Term.objects.get(begins_in=2017).also_head is True
    assert [row[-1] for row in export_rows("terms") if row[6] == 2017] == ["yes"]
    wrong = read("terms", HEADS, (*row, 20, 19, 18, "", ""))
    load(wrong)
    assert "số phiếu trong Đảng không đưa ra ngoài" in told(wrong)[0]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((100, 101, "", "", ""), "101 người bỏ phiếu nhưng nhiều hơn 100 trong danh sách"),
        (("", 90, "", "", ""), "90 người bỏ phiếu nhưng chưa ghi tổng số trong danh sách"),
        ((100, 90, 91, "", ""), "91 phiếu nhưng nhiều hơn 90 người đã bỏ phiếu"),
        ((100, "", 60, "", ""), "60 phiếu nhưng chưa ghi số đã bỏ phiếu"),
        ((100, 90, 60, 0, ""), "lần bầu đếm từ 1"),
        ((100, 90, 60, 1, "Có"), "chỉ ghi với bí thư chi bộ"),
    ],
)
def test_figures_that_contradict_each_other_are_refused(figures, said):
    state_election()
    reading = read("terms", HEADS, head(*figures))
    load(reading)
    assert said in told(reading)[0]
    assert not Term.objects.filter(begins_in=2017).exists()
