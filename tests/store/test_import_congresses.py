"""Triệu tập đại hội và cầu nối từ tệp: congresses called and convened, the heads carried over by one signed file."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.models import Congress, Contest, Election, Event, HeadFromState, Standing

from .importing import counts, load, read, told
from .test_import_command import run
from .test_sides import recognised  # noqa: F401 - a fixture
from .world import CELL, VILLAGES, party_election, places

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CALL = (
    "Mã cuộc bầu", "Bầu gì", "Tên cuộc bầu", "Số quyết định", "Ngày ra quyết định", "Nhiệm kỳ từ năm", "Đến năm",
    "Đợt", "Ngày bầu", "Đến hết ngày",
)  # fmt: skip
CELLS = ("Mã chi bộ", "Tên chi bộ", "Đảng ủy cấp trên", "Mã các thôn")
MEMBERS = ("Mã chi bộ", "Họ và tên", "Năm sinh", "Chính thức hay dự bị")


@pytest.fixture
def keys(settings, tmp_path: Path):
    """Keys that are valid on the day of the test: a command has no other clock."""
    settings.KEYS_DIR = tmp_path / "keys"
    for side in Side:
        keyring.create_keys(side, simulated=True, today=timezone.localdate())


@pytest.fixture
def called():
    """Both villages' cells called to congress from 20 to 28 December, under the law of 24 November 2025."""
    places()
    load(
        read(
            "cells",
            CELLS,
            (CELL, "Chi bộ 1", "Đảng ủy xã", VILLAGES[0]),
            ("CB2", "Chi bộ 2", "Đảng ủy xã", VILLAGES[1]),
        )
    )
    official = [(CELL, f"Lê Thị Thử {n}", 1960 + n, "chính thức") for n in range(4)]
    load(read("members", MEMBERS, *official, ("CB2", "Trần Văn Thử", 1970, "chính thức")))
    row = (
        "PC-X",
        "đại hội chi bộ",
        "Đại hội chi bộ",
        "5-KH/ĐU",
        "24/11/2025",
        2025,
        2030,
        "một",
        "20/12/2025",
        "28/12/2025",
    )
    done = load(read("calls", CALL, row))
    assert done.new == 1
    return Election.objects.get()


def test_the_congresses_are_called_under_the_law_of_the_party(called):
    assert (called.side, called.rulebook, called.electorate) == ("party", "PC-2025", "")
    assert set(Standing.objects.values_list("wave__name", flat=True)) == {"một"}


def test_a_congress_is_convened_and_moved_until_it_has_a_slate(called):
    first = read("congresses", ("Mã chi bộ", "Ngày đại hội"), (CELL, None), ("CB2", "28/12/2025"))
    done = load(first, election=called)
    assert (told(first), counts(done)) == ([], (2, 0, 0))
    assert done.notes == ("CB2 có 1 đảng viên chính thức, chi bộ cần ít nhất 3: hỏi cấp ủy cấp trên",)
    assert dict(Congress.objects.values_list("cell__code", "held_on")) == {
        CELL: date(2025, 12, 20),
        "CB2": date(2025, 12, 28),
    }
    assert Event.objects.filter(type="register.congresses_convened").count() == 1
    moved = read("congresses", ("Mã chi bộ", "Ngày đại hội"), (CELL, "21/12/2025"))
    assert counts(load(moved, election=called)) == (0, 1, 0)
    headings = ("Chức danh", "Mã chi bộ", "Thứ tự", "Họ tên", "Năm sinh")
    load(read("candidates", headings, ("Bí thư", CELL, 1, "Lê Thị Thử 1", 1961)), election=called)
    assert Contest.objects.get().rounds.get().held_on == date(2025, 12, 21)
    late = read("congresses", ("Mã chi bộ", "Ngày đại hội"), (CELL, "22/12/2025"))
    load(late, election=called)
    assert "đã có danh sách bầu cử" in told(late)[0]
    assert Congress.objects.get(cell__code=CELL).held_on == date(2025, 12, 21)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("CB9", None, None), "không có chi bộ mã CB9"),
        ((CELL, VILLAGES[1], None), f"ghi một trong các thôn: {VILLAGES[0]}"),
        ((CELL, None, "05/01/2026"), "nằm ngoài đợt một, từ 20/12/2025 đến 28/12/2025"),
    ],
)
def test_a_congress_that_does_not_fit_is_told_and_none_is_convened(called, row, fault):
    reading = read("congresses", ("Mã chi bộ", "Mã thôn", "Ngày đại hội"), row, ("CB2", None, None))
    load(reading, election=called)
    assert [fault in each for each in told(reading)] == [True]
    assert not Congress.objects.exists()


def test_the_list_of_congresses_comes_back_without_a_difference(called, tmp_path: Path):
    load(read("congresses", ("Mã chi bộ",), (CELL,), ("CB2",)), election=called)
    file = tmp_path / "dai-hoi.xlsx"
    assert run("export", "congresses", str(file), "--cuoc-bau", "PC-X")[0] == 0
    assert ": 0 mới, 0 đổi, 2 giữ nguyên" in run("import", "congresses", str(file), "--cuoc-bau", "PC-X", "--ghi")[1]


def test_the_signed_file_goes_out_and_in_by_command(recognised, settings, tmp_path: Path):  # noqa: F811
    party_election()
    file, by = tmp_path / "truong-thon.json", ("--nguoi", "chi")
    out = ("bridge", "export", str(file), "--cuoc-bau", "VH-2022", *by)
    assert run(*out)[0] == 0
    assert "không ghi đè" in run(*out)[2]
    into = ("bridge", "import", str(file), "--cuoc-bau", "PC-2022", *by)
    assert (run(*into)[1], HeadFromState.objects.count()) == ("đã nhận 1 trưởng thôn được công nhận\n", 1)
    file.write_bytes(file.read_bytes().replace("Thử 1".encode(), "Thử 9".encode()))
    assert "Chữ ký" in run(*into)[2]
    assert "không đọc được" in run("bridge", "import", str(tmp_path / "x"), "--cuoc-bau", "PC-2022", *by)[2]
    settings.SIDE = Side.PARTY.value
    assert run("bridge", "export", str(tmp_path / "y"), "--cuoc-bau", "VH-2022", *by)[0] == 2
