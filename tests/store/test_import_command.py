"""`dantin import`, `export`, `template`: what a clerk types and sees; round trips; hostile files write nothing."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from python_calamine import CalamineWorkbook

from dantin.core.values import Side
from dantin.imports.lists import LISTS
from dantin.imports.reading import read_rows
from dantin.imports.sheets import read_sheets
from dantin.imports.writing import write_csv, write_template, write_xlsx
from dantin.store.actions.importing import Source, import_list, side_of
from dantin.store.models import Event, Household, Person, Place
from dantin.store.readers.exports import export_rows

from .importing import counts, load, read
from .world import CELL, VILLAGES, moment, party_election, places, state_election

both = pytest.mark.both_databases


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code and both streams of a command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_the_samples_are_loaded_after_a_dry_run(tmp_path: Path):
    file = tmp_path / "thon.xlsx"
    assert run("template", "places", str(file), "--mau")[0] == 0
    code, said, _ = run("import", "places", str(file))
    assert (code, Place.objects.count()) == (0, 0)
    assert "6 dòng: 6 mới, 0 đổi, 0 giữ nguyên." in said
    assert "--ghi" in said
    assert run("import", "places", str(file), "--ghi", "--nguoi", "lan")[1].endswith("Đã ghi.\n")
    assert (Place.objects.count(), Event.objects.get().actor) == (6, "lan")
    for name in ("households", "cells", "members", "terms"):
        sample = tmp_path / f"{name}.xlsx"
        run("template", name, str(sample), "--mau")
        assert run("import", name, str(sample), "--ghi")[0] == 0
    assert run("template", "places", str(file))[0] == 2  # what somebody filled in is not written over


@pytest.mark.django_db
def test_faults_are_told_by_sheet_row_and_column_and_marked_in_a_copy(tmp_path: Path):
    places()
    file, marked = tmp_path / "ho.csv", tmp_path / "loi.xlsx"
    rows = "0684701,1,Trần Văn A,1961\n0684701,hai,Lê B,61\n99,3,Lê C,\n"
    file.write_text("Mã thôn,Số hộ,Chủ hộ,Năm sinh\n" + rows, encoding="utf-8")
    code, _, said = run("import", "households", str(file), "--ghi", "--ngay", "26/5/2022", "--loi", str(marked))
    assert code == 2
    assert said.splitlines()[:3] == [
        "ho.csv, dòng 3, cột B (Số hộ): “hai” không phải số đếm từ 0 đến 32767",
        "ho.csv, dòng 3, cột D (Năm sinh): “61” không phải năm. Ghi bốn chữ số, như 1975",
        "ho.csv, dòng 4, cột A (Mã thôn): không có thôn mã 99. Mã có mất số 0 ở đầu không?",
    ]
    assert "3 chỗ sai, chưa ghi gì" in said
    assert Household.objects.count() == 0
    with CalamineWorkbook.from_path(marked) as book:
        assert book.get_sheet_by_index(0).to_python()[2] == ["0684701", "hai", "Lê B", "61"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("import", "places", "khong-co.xlsx"), "không có tệp này"),
        (("import", "rolls", "{file}"), "thêm --cuoc-bau"),
        (("import", "rolls", "{file}", "--cuoc-bau", "XX"), "Không có cuộc bầu cử mã XX"),
        (("import", "rolls", "{file}", "--ngay", "ba mươi"), "--ngay"),
        (("import", "rolls", "{file}", "--cot", "abc"), "--cot"),
        (("export", "places", "x.doc"), "đuôi .xlsx hoặc .csv"),
        (("export", "rolls", "x.csv"), "thêm --cuoc-bau"),
        (("export", "rolls", "x.csv", "--cuoc-bau", "XX"), "Không có cuộc bầu cử mã XX"),
        (("template", "places", "x.csv"), "đuôi .xlsx"),
    ],
)
def test_what_cannot_run_says_what_to_do(arguments, word, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "so-ho.csv").write_text("Mã thôn,Tổng số\n0684701,121\n", encoding="utf-8")
    code, _, said = run(*[part.format(file="so-ho.csv") for part in arguments])
    assert code == 2
    assert word in said


@both
@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_every_list_of_a_province_comes_back_without_a_difference(suffix, tmp_path: Path):
    election = state_election()
    congress = party_election()
    load(read("households", ("Mã thôn", "Số hộ", "Chủ hộ"), (VILLAGES[0], 1, "Trần Văn A")), day=election.held_on)
    elsewhere = ("terms", "successions", "calls")
    of_no_election = [(name, None) for name, kind in LISTS.items() if name not in elsewhere and not kind.of_election]
    for name, of in [*of_no_election, ("rolls", election), ("candidates", election), ("candidates", congress)]:
        file = tmp_path / f"{name}-{of and of.side}.{suffix}"
        more = () if of is None else ("--cuoc-bau", of.code)
        assert run("export", name, str(file), *more)[0] == 0
        code, said, wrong = run("import", name, str(file), "--ghi", *more)
        assert (code, wrong) == (0, "")
        assert ": 0 mới, 0 đổi, " in said, (name, said)
        assert not said.startswith("0 dòng"), name
    assert Event.objects.filter(type__endswith="_imported").count() == 1


@both
@pytest.mark.django_db
def test_terms_of_each_side_come_back_without_a_difference(settings, tmp_path: Path):
    state_election()
    party_election()
    headings = ("Chức danh", "Mã đơn vị", "Họ tên", "Năm sinh", "Từ năm", "Đến năm")
    load(read("terms", headings, ("Bí thư", CELL, "Trần Thị Thuý", 1970, 2017, 2020)))
    for side in Side:
        settings.SIDE = side.value
        file = tmp_path / f"{side}.xlsx"
        assert run("export", "terms", str(file))[0] == 0
        code, said, wrong = run("import", "terms", str(file), "--ghi")
        assert (code, wrong) == (0, "")
        assert ": 0 mới, 0 đổi, " in said


WORDS = st.sampled_from(
    ["Đỗ", "Ðỗ", "Thuỷ", "Thủy", "Nà", "Ếch", "A", "Chíu", "H'Mông", "d’Arc", "Quý", "a&b<c>", '"x"', r"\N", r"a\tb"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
HOUSEHOLDS = st.lists(
    st.tuples(
        st.sampled_from(VILLAGES),
        st.integers(0, 32_767),
        NAMES,
        NAMES | st.none(),
        st.sampled_from(["female", "male", None]),
        st.integers(1900, 2100) | st.none(),
        st.sampled_from(["nominated", "authorised"]),
        st.dates(min_value=moment(0).date().replace(year=1900), max_value=moment(0).date()),
    ),
    max_size=8,
    unique_by=lambda row: row[:2],
)


@both
class RoundTrips(TestCase):
    """Whatever can be loaded comes out, goes in again as nothing new, and comes out the same."""

    def setUp(self):
        places()

    @settings(max_examples=40)
    @given(HOUSEHOLDS, st.sampled_from([write_xlsx, write_csv]))
    def test_households(self, rows, write):
        kind = LISTS["households"]
        load(read_rows(read_sheets(write(kind, rows), name="t"), kind))
        out = list(export_rows("households"))
        loaded = [(*row[:3], row[3] or row[2], *row[4:]) for row in rows]
        assert out == sorted(loaded, key=lambda row: row[:2])
        again = read_rows(read_sheets(write(kind, out), name="t"), kind)
        assert counts(load(again)) == (0, 0, len(rows))
        assert again.faults == []


SEEDS = {name: [write_template(kind, filled=True), write_csv(kind, kind.samples)] for name, kind in LISTS.items()}
ALPHABET = st.sampled_from([0, 9, 10, 13, 34, 39, 44, 48, 57, 59, 61, 65, 90, 195, 225, 226, 255])


@both
class Hostile(TestCase):
    """A damaged file is refused in words, or loaded whole: the store never holds half of it."""

    def setUp(self):
        places()

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from([*LISTS]), st.data())
    def test_damaged_files(self, name, data):
        raw = bytearray(data.draw(st.sampled_from(SEEDS[name])))
        for _ in range(data.draw(st.integers(0, 6))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(ALPHABET)
        before = (Place.objects.count(), Person.objects.count(), Household.objects.count(), Event.objects.count())
        file = Path(self.enterContext(TemporaryDirectory())) / "tep"
        file.write_bytes(bytes(raw))
        code, said, wrong = run("import", name, str(file), "--ghi", "--ngay", "26/5/2022")
        after = (Place.objects.count(), Person.objects.count(), Household.objects.count(), Event.objects.count())
        if code:
            assert (code, after) == (2, before)
            assert wrong
        else:
            assert "dòng: " in said


@both
@pytest.mark.django_db(transaction=True)
def test_what_breaks_at_the_last_step_leaves_nothing_of_the_first(monkeypatch):
    places()
    headings = ("Mã thôn", "Số hộ", "Chủ hộ")
    reading = read("households", headings, (VILLAGES[0], 1, "A"), (VILLAGES[0], 2, "B"))
    source = Source(
        digest="0" * 64, side=side_of(reading, otherwise=Side.STATE), actor="x", at=moment(0), day=moment(0).date()
    )
    monkeypatch.setattr("dantin.store.actions.importing.log", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_list(reading=reading, source=source, write=True)
    assert (Household.objects.count(), Person.objects.count(), Event.objects.count()) == (0, 0, 0)
