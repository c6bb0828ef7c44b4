"""Nạp các danh sách của một cuộc bầu: the call under its law, two persons' readings, further rounds, recognitions."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dantin.core.values import Side
from dantin.store.actions.allowances import AllowanceIn, allow_rulebook
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.models import (
    Election,
    Event,
    Reading,
    Recognition,
    Round,
    Sheet,
    Standing,
    Succession,
    TurnoutSnapshot,
    Wave,
)
from dantin.store.refusals import Refused

from .importing import counts, load, read, told
from .test_import_command import run
from .world import VILLAGES, Device, figures, moment, places, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CALL = (
    "Mã cuộc bầu", "Bầu gì", "Tên cuộc bầu", "Số quyết định", "Ngày ra quyết định", "Nhiệm kỳ từ năm", "Đến năm",
    "Đợt", "Làm điểm", "Ngày bầu", "Phạm vi", "Thành phần cử tri", "Cách tổ chức", "Hình thức bầu",
)  # fmt: skip
READING = (
    "Mã thôn", "Loại lần đọc", "Số dự", "Phiếu phát ra", "Phiếu thu vào", "Phiếu hợp lệ", "Phiếu không hợp lệ",
    "Người số 1", "Số phiếu của người số 1", "Người số 2", "Số phiếu của người số 2",
)  # fmt: skip


def call(**changed):
    """One wave of one election, as a clerk types it; what is changed is named by its heading."""
    row = {
        "Mã cuộc bầu": "VH-X", "Bầu gì": "trưởng thôn", "Tên cuộc bầu": "Bầu trưởng thôn", "Số quyết định": "1/QĐ-UBND",
        "Ngày ra quyết định": "10/11/2025", "Nhiệm kỳ từ năm": 2025, "Đến năm": 2030, "Đợt": None, "Làm điểm": None,
        "Ngày bầu": "07/12/2025", "Phạm vi": None, "Thành phần cử tri": None, "Cách tổ chức": "hội nghị",
        "Hình thức bầu": "bỏ phiếu kín",
    } | {heading.replace("_", " "): value for heading, value in changed.items()}  # fmt: skip
    return [row[heading] for heading in CALL]


def calls(*rows):
    return read("calls", CALL, *rows)


def line(code, a, b, *, kind=None, attended=98, names=(None, None)):
    return [code, kind, attended, attended, attended, attended, 0, names[0], a, names[1], b]


def readings(*rows):
    return read("readings", READING, *rows)


def by(actor, reading, election, **more):
    from dantin.store.actions.importing import Source, import_list

    source = Source(
        digest="0" * 64, side=Side.STATE, actor=actor, at=moment(900), election=election, named=actor != "máy"
    )
    return import_list(reading=reading, source=source, write=more.get("write", True))


# the call


def test_a_call_pins_the_law_of_its_day_and_the_only_electorate_that_law_knows():
    places()
    reading = calls(
        call(Đợt="làm điểm", Làm_điểm="có", Ngày_bầu="30/11/2025", Phạm_vi=VILLAGES[1]), call(Đợt="toàn tỉnh")
    )
    done = load(reading)
    assert (told(reading), counts(done)) == ([], (2, 0, 0))
    election = Election.objects.get()
    assert (election.rulebook, election.electorate, election.procedure) == (
        "VH-2025T",
        "household_representatives",
        "meeting",
    )
    assert election.held_on == date(2025, 12, 7)  # the day of the wave that is no pilot
    assert dict(Standing.objects.values_list("village_code", "wave__name")) == {
        VILLAGES[0]: "toàn tỉnh",
        VILLAGES[1]: "làm điểm",
    }
    event = Event.objects.get(type="plan.election_called")
    assert (event.body["rows"], event.body["rulebook"]) == (2, "VH-2025T")
    assert Event.objects.count() == 1
    assert any("VH-2025T" in note for note in done.notes)
    again = calls(
        call(Đợt="làm điểm", Làm_điểm="có", Ngày_bầu="30/11/2025", Phạm_vi=VILLAGES[1]), call(Đợt="toàn tỉnh")
    )
    assert counts(load(again)) == (0, 0, 2)
    assert Event.objects.count() == 1


def test_a_dry_run_calls_nothing():
    places()
    assert counts(load(calls(call()), write=False)) == (1, 0, 0)
    assert not Election.objects.exists()
    assert not Event.objects.exists()


def test_the_day_of_a_hole_stops_and_says_what_the_legal_officer_must_do():
    places()
    today = call(Ngày_ra_quyết_định="10/3/2026", Ngày_bầu="05/4/2026")
    reading = calls(today)
    load(reading)
    [fault] = told(reading)
    assert fault.startswith("dòng 2, cột E (Ngày ra quyết định): Ngày gọi bầu cử 10/03/2026 nằm trong khoảng trống")
    assert "VH-2026" in fault
    assert "dantin allow-rulebook" in fault
    assert not Election.objects.exists()
    allow_rulebook(
        allowance=AllowanceIn(
            side=Side.STATE,
            rulebook="VH-2025T",
            called_from=date(2026, 3, 1),
            called_to=date(2026, 3, 31),
            decision_number="9/UBND-NC",
            decided_on=date(2026, 2, 20),
            signed_by="Nguyễn Thị Mẫu",
        ),
        actor="phap-che",
        at=datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
    )
    done = load(calls(today))
    assert (done.new, Election.objects.get().rulebook) == (1, "VH-2025T")
    assert any("9/UBND-NC" in note for note in done.notes)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"Ngày_ra_quyết_định": "10/5/2022", "Ngày_bầu": "05/6/2022"}, "cột L (Thành phần cử tri): ô trống: Luật để"),
        ({"Thành_phần_cử_tri": "cử tri"}, "Quy định áp dụng không cho chọn như vậy"),
        ({"Cách_tổ_chức": None}, "cột M (Cách tổ chức): ô trống"),
        ({"Hình_thức_bầu": None}, "cột N (Hình thức bầu): ô trống"),
        ({"Hình_thức_bầu": "giơ tay", "Cách_tổ_chức": "phát phiếu tới hộ"}, "không cho chọn như vậy"),
        ({"Ngày_bầu": "07/10/2025"}, "cột J (Ngày bầu): Ngày bầu 07/10/2025 đứng trước ngày ra quyết định"),
        ({"Phạm_vi": "99999"}, "cột K (Phạm vi): ngày ra quyết định không có thôn nào ở đơn vị mã 99999"),
        ({"Đến_năm": 2025}, "cột G (Đến năm): Nhiệm kỳ phải kết thúc sau"),
        ({"Bầu_gì": "đại hội chi bộ"}, "đại hội chi bộ không chọn điều này"),
    ],
)
def test_what_the_decision_does_not_say_or_may_not_say_is_told_by_its_cell(changed, fault):
    places()
    reading = calls(call(**changed))
    load(reading)
    assert fault in "\n".join(told(reading))
    assert not Election.objects.exists()


def test_a_village_votes_in_one_wave_and_one_wave_takes_the_rest():
    places()
    both = calls(call(Đợt="một", Phạm_vi="06847"), call(Đợt="hai", Phạm_vi=VILLAGES[0]))
    load(both)
    assert "nằm trong hai đợt" in told(both)[0]
    twice = calls(call(Đợt="một"), call(Đợt="hai"))
    load(twice)
    assert "dòng 2 đã gọi mọi thôn còn lại" in told(twice)[0]
    assert not Election.objects.exists()


def test_a_call_is_corrected_until_a_list_rests_on_it():
    places()
    load(calls(call()))
    assert counts(load(calls(call(Ngày_bầu="14/12/2025", Phạm_vi=VILLAGES[0])))) == (0, 1, 0)
    election = Election.objects.get()
    assert (election.held_on, Wave.objects.count()) == (date(2025, 12, 14), 1)
    assert list(Standing.objects.values_list("village_code", flat=True)) == [VILLAGES[0]]
    assert [e.type for e in Event.objects.order_by("seq")] == ["plan.election_called", "plan.call_corrected"]
    load(read("rolls", ("Mã thôn", "Tổng số"), (VILLAGES[0], 90)), election=election, day=date(2025, 12, 1))
    with pytest.raises(Refused) as refusal:
        load(calls(call()))
    assert refusal.value.code == "plan.call_in_use"


def test_the_rolls_and_slates_follow_what_the_call_chose():
    places()
    load(calls(call(Hình_thức_bầu="giơ tay")))
    election = Election.objects.get()
    other = read("rolls", ("Mã thôn", "Tổng số", "Thành phần cử tri"), (VILLAGES[0], 90, "cử tri"))
    load(other, election=election, day=date(2025, 12, 1))
    assert "khác quyết định gọi bầu cử" in told(other)[0]
    headings = ("Chức danh", "Mã thôn", "Thứ tự", "Họ tên")
    load(read("candidates", headings, ("Trưởng thôn", VILLAGES[0], 1, "Trần Văn Mẫu")), election=election)
    one = Round.objects.get()
    assert (one.vote_form, one.procedure, one.held_on) == ("show_of_hands", "meeting", date(2025, 12, 7))


# the readings


def status_of(code):
    from dantin.store.readers.sheets import unsigned_sheets

    [found] = [w for w in unsigned_sheets(Election.objects.get()) if w.sheet.round.contest.unit_code == code]
    return str(found.status)


def test_two_files_of_two_persons_are_the_double_entry():
    election = state_election()
    assert counts(by("lan", readings(line(VILLAGES[0], 60, 38), line(VILLAGES[1], 30, 68)), election)) == (2, 0, 0)
    assert status_of(VILLAGES[0]) == "one_reading"
    assert counts(by("lan", readings(line(VILLAGES[0], 60, 38), line(VILLAGES[1], 30, 68)), election)) == (0, 0, 2)
    assert counts(by("binh", readings(line(VILLAGES[0], 60, 38)), election)) == (1, 0, 0)
    assert (status_of(VILLAGES[0]), status_of(VILLAGES[1])) == ("agreed", "one_reading")
    assert Reading.objects.count() == 3
    assert Event.objects.filter(type="count.readings_imported").count() == 2
    third = readings(line(VILLAGES[0], 61, 37))
    by("chi", third, election)
    assert "đã có hai người đọc" in told(third)[0]


def test_readers_who_differ_are_asked_again_then_the_paper_is_counted_again():
    election = state_election()
    by("lan", readings(line(VILLAGES[0], 60, 38)), election)
    dry = by("binh", readings(line(VILLAGES[0], 61, 37)), election, write=False)
    assert (dry.notes, Reading.objects.count()) == ((), 1)  # a dry run tells nothing of what another person read
    done = by("binh", readings(line(VILLAGES[0], 61, 37)), election)
    assert done.notes == (
        "1 biên bản hai người đọc khác nhau",
        f"{VILLAGES[0]}: hai người đọc khác nhau ở số phiếu của người số 1, số phiếu của người số 2",
    )
    # the same file once more is no second look
    same = by("lan", readings(line(VILLAGES[0], 60, 38)), election)
    assert counts(same) == (0, 0, 1)
    assert "ghi “đọc lại”" in same.notes[0]
    assert counts(by("lan", readings(line(VILLAGES[0], 60, 38, kind="đọc lại")), election)) == (0, 1, 0)
    assert counts(by("lan", readings(line(VILLAGES[0], 60, 38, kind="đọc lại")), election)) == (0, 0, 1)
    by("binh", readings(line(VILLAGES[0], 61, 37, kind="đọc lại")), election)
    assert status_of(VILLAGES[0]) == "needs_recount"
    recount = line(VILLAGES[0], 60, 38, kind="đếm lại")
    assert counts(by("chi", readings(recount), election)) == (1, 0, 0)
    alone = readings(line(VILLAGES[0], 60, 38, kind="xác nhận"))
    by("chi", alone, election)
    assert "không tự xác nhận" in told(alone)[0]
    by("dung", readings(line(VILLAGES[0], 60, 38, kind="xác nhận")), election)
    assert status_of(VILLAGES[0]) == "agreed"
    assert counts(by("chi", readings(recount), election)) == (0, 0, 1)


def test_a_reader_who_corrects_herself_agrees():
    election = state_election()
    by("lan", readings(line(VILLAGES[0], 60, 38)), election)
    by("binh", readings(line(VILLAGES[0], 61, 37)), election)
    done = by("binh", readings(line(VILLAGES[0], 60, 38)), election)
    assert (counts(done), done.notes) == ((0, 1, 0), ("1 biên bản hai người khớp nhau",))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (line("9999999", 1, 1), "cột A (Mã thôn hoặc chi bộ): cuộc bầu này không có danh sách bầu cử ở mã 9999999"),
        (line(VILLAGES[0], None, 38), "cột I (Số phiếu của người số 1): ô trống, biên bản có ô này"),
        (line(VILLAGES[0], 70, 38), "Dòng III: cộng phiếu của mọi người được 108, nhiều hơn số phiếu hợp lệ là 98"),
        (line(VILLAGES[0], 60, 38, attended=101), "nhiều hơn tổng số trong danh sách là 100"),
        (line(VILLAGES[0], 60, 38, names=("Trần Thị Mẫu 1", None)), "người số 1 là Nguyễn Văn Thử 1"),
        (line(VILLAGES[0], 60, 38, kind="đếm lại"), "chưa tới lúc đếm lại trên giấy"),
    ],
)
def test_a_wrong_line_is_told_and_the_file_leaves_no_reading(row, fault):
    election = state_election()
    reading = readings(row, line(VILLAGES[1], 60, 38))
    by("lan", reading, election)
    assert [fault in each for each in told(reading)] == [True]
    assert not Reading.objects.exists()


def test_a_form_not_yet_filled_in_is_passed_over_and_who_reads_must_say_so():
    election = state_election()
    blank = [VILLAGES[0], *[None] * 6, "Nguyễn Văn Thử 1", None, None, None]
    done = by("lan", readings(blank, line(VILLAGES[1], 60, 38)), election)
    assert (counts(done), done.notes[0]) == ((1, 0, 1), "1 dòng chưa có số nào, bỏ qua")
    with pytest.raises(Refused) as refusal:
        by("máy", readings(line(VILLAGES[1], 60, 38)), election)
    assert refusal.value.code == "import.reader_needed"


def test_readings_from_a_file_and_from_a_phone_meet_in_one_protocol():
    election = state_election()
    an = Device("may-an", "an")
    phone = an.read(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    submit_readings(side=Side.STATE, readings=[phone], at=moment(1))
    by("lan", readings(line(VILLAGES[0], 60, 38)), election)
    assert status_of(VILLAGES[0]) == "agreed"


# further rounds and recognitions


def decided(election, code, a, b):
    for actor in ("lan", "binh"):
        by(actor, readings(line(code, a, b)), election)
    sheet = Sheet.objects.filter(round__contest__unit_code=code).order_by("-round__number")[0]
    [answer] = declare(side=Side.STATE, sheets=[sheet.id], actor="chu-toa", at=moment(901))
    return answer


def test_a_round_is_opened_where_the_law_asks_for_one():
    election = state_election()
    early = read("rounds", ("Mã thôn", "Ngày bầu"), (VILLAGES[0], "12/6/2022"))
    load(early, election=election)
    assert "lần bầu 1 chưa có kết luận" in told(early)[0]
    decided(election, VILLAGES[0], 50, 48)
    decided(election, VILLAGES[1], 60, 38)
    elected = read("rounds", ("Mã thôn", "Ngày bầu"), (VILLAGES[1], "12/6/2022"))
    load(elected, election=election)
    assert "không mở lần bầu nào" in told(elected)[0]
    before = read("rounds", ("Mã thôn", "Ngày bầu"), (VILLAGES[0], "04/6/2022"))
    load(before, election=election)
    assert "đứng trước lần 1" in told(before)[0]
    given = ("Mã thôn", "Ngày bầu", "Danh sách"), (VILLAGES[0], "12/6/2022", "1; 2")
    assert counts(load(read("rounds", *given), election=election)) == (1, 0, 0)
    second = Round.objects.get(number=2)
    assert (second.held_on, second.slate, second.seats) == (date(2022, 6, 12), ["c1", "c2"], 1)
    assert counts(load(read("rounds", *given), election=election)) == (0, 0, 1)
    assert decided(election, VILLAGES[0], 60, 38).outcome == "elected"


def test_a_head_is_recognised_by_number_and_day_and_never_twice():
    election = state_election()
    decided(election, VILLAGES[0], 60, 38)
    decided(election, VILLAGES[1], 50, 48)
    headings = ("Mã thôn", "Người được công nhận", "Số quyết định", "Ngày quyết định")
    first, second = (VILLAGES[0], "Trần Thị Mẫu 1", "5/QĐ", "01/6/2022"), (VILLAGES[1], None, "6/QĐ", "08/6/2022")
    wrong = read("recognitions", headings, first, second)
    load(wrong, election=election)
    assert told(wrong) == [
        "dòng 2, cột B (Người được công nhận): người trúng cử là Nguyễn Văn Thử 1",
        "dòng 2, cột D (Ngày quyết định): đứng trước ngày bầu 05/06/2022",
        f"dòng 3, cột A (Mã thôn): Ở {VILLAGES[1]} chưa có người trúng cử, chưa công nhận được.",
    ]
    assert not Recognition.objects.exists()
    right = headings, (VILLAGES[0], "nguyễn văn thử 1", "5/QĐ", "08/6/2022")
    assert counts(load(read("recognitions", *right), election=election)) == (1, 0, 0)
    assert counts(load(read("recognitions", *right), election=election)) == (0, 0, 1)
    other = read("recognitions", headings, (VILLAGES[0], None, "7/QĐ", "09/6/2022"))
    load(other, election=election)
    assert "đã ghi quyết định 5/QĐ ngày 08/06/2022, không ghi đè" in told(other)[0]


def test_marks_of_the_day_are_appended_and_a_mark_to_come_is_refused():
    election = state_election()
    headings = ("Mã thôn", "Mốc giờ", "Đã bỏ phiếu")
    day = date(2022, 6, 5)
    first = read("snapshots", headings, (VILLAGES[0], "9 giờ", 40), (VILLAGES[1], "9h30", 30))
    assert counts(load(first, election=election, day=day, at=moment(300))) == (2, 0, 0)
    again = read("snapshots", headings, (VILLAGES[0], "09:00", 40), (VILLAGES[1], "09:30", 31))
    assert counts(load(again, election=election, day=day, at=moment(301))) == (0, 1, 1)
    assert TurnoutSnapshot.objects.count() == 3
    wrong = read("snapshots", headings, (VILLAGES[0], "23:00", 41), (VILLAGES[1], "10:00", 101), (VILLAGES[1], "25", 1))
    load(wrong, election=election, day=day, at=moment(302))
    assert sorted(each.partition("): ")[2] for each in told(wrong)) == [
        "23:00 ngày 05/06/2022 chưa tới",
        "ghi 101, nhiều hơn 100 người trong danh sách",
        "“25” không phải giờ. Ghi giờ:phút, như 11:00",
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_every_list_of_a_poll_comes_back_without_a_difference(suffix, tmp_path: Path):
    assert not Succession.objects.exists()
    election = state_election()
    decided(election, VILLAGES[0], 60, 38)
    decided(election, VILLAGES[1], 50, 48)
    load(read("rounds", ("Mã thôn", "Ngày bầu"), (VILLAGES[1], "12/6/2022")), election=election)
    recognitions = ("Mã thôn", "Số quyết định", "Ngày quyết định"), (VILLAGES[0], "5/QĐ", "08/6/2022")
    load(read("recognitions", *recognitions), election=election)
    marks = read("snapshots", ("Mã thôn", "Mốc giờ", "Đã bỏ phiếu"), (VILLAGES[0], "09:00", 40))
    load(marks, election=election, day=date(2022, 6, 5), at=moment(300))
    before = Event.objects.count()
    for name in ("calls", "snapshots", "readings", "rounds", "recognitions"):
        file = tmp_path / f"{name}.{suffix}"
        of = ("--cuoc-bau", election.code)
        assert run("export", name, str(file), *of)[0] == 0
        if name == "calls":  # the world was called without saying how it votes; a file must say it
            continue
        code, said, wrong = run("import", name, str(file), "--ghi", "--nguoi", "binh", *of)
        assert (code, wrong) == (0, ""), (name, wrong)
        assert ": 0 mới, 0 đổi, " in said, (name, said)
        assert not said.startswith("0 dòng"), name
    assert Event.objects.count() == before


def test_a_call_comes_back_without_a_difference(tmp_path: Path):
    places()
    load(calls(call(Đợt="làm điểm", Làm_điểm="có", Ngày_bầu="30/11/2025", Phạm_vi=VILLAGES[1]), call(Đợt="còn lại")))
    file = tmp_path / "goi.csv"
    assert run("export", "calls", str(file))[0] == 0
    code, said, wrong = run("call", str(file), "--ghi")
    assert (code, wrong) == (0, "")
    assert said.startswith("2 dòng: 0 mới, 0 đổi, 2 giữ nguyên.")


def test_the_forms_begin_a_line_for_each_place_that_still_waits(tmp_path: Path):
    election = state_election()
    of = ("--cuoc-bau", election.code)
    assert "2 dòng để điền" in run("template", "readings", str(tmp_path / "doc.xlsx"), *of)[1]
    code, said, _ = run("import", "readings", str(tmp_path / "doc.xlsx"), *of, "--nguoi", "lan", "--ghi")
    assert (code, "2 dòng chưa có số nào" in said) == (0, True)
    decided(election, VILLAGES[0], 60, 38)
    assert "1 dòng để điền" in run("template", "readings", str(tmp_path / "doc-2.xlsx"), *of)[1]
    assert "1 dòng để điền" in run("template", "recognitions", str(tmp_path / "cong-nhan.xlsx"), *of)[1]
    assert run("template", "places", str(tmp_path / "p.xlsx"), *of)[0] == 2


def test_declare_signs_what_two_persons_agree_on_and_names_what_waits():
    election = state_election()
    by("lan", readings(line(VILLAGES[0], 60, 38), line(VILLAGES[1], 60, 38)), election)
    by("binh", readings(line(VILLAGES[0], 60, 38), line(VILLAGES[1], 59, 38)), election)
    of = ("--cuoc-bau", election.code)
    code, said, _ = run("declare", *of)
    assert code == 0
    assert said.splitlines() == [
        "1 biên bản hai người khớp nhau",
        "1 biên bản hai người đọc khác nhau",
        f"{VILLAGES[1]}: hai người đọc khác nhau ở số phiếu của người số 1",
        "Chưa ký gì. Thêm --ghi để ký các biên bản đã khớp.",
    ]
    assert run("declare", *of, "--ghi")[0] == 2
    code, said, _ = run("declare", *of, "--ghi", "--nguoi", "chu-toa")
    assert said.splitlines()[-2:] == [
        f"{VILLAGES[0]}, lần 1: trúng cử Nguyễn Văn Thử 1 60 phiếu trên cơ số 100. "
        "Tiếp theo: Chủ tịch UBND xã công nhận.",
        "Đã ký 1 biên bản.",
    ]
    assert (code, run("declare", *of, "--noi", VILLAGES[0])[0]) == (0, 2)
