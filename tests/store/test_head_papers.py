"""Văn bản từ hồ sơ: what the papers of a village say is what its record says, and nothing before there is one."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dantin.core.values import Side
from dantin.papers.files import Order, made
from dantin.papers.registry import forms_of
from dantin.papers.signing import check_signed, read_roots, signable
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.readers.head_papers import READERS
from dantin.store.readers.paper_subjects import Subject, named_village, subjects, villages_in
from dantin.store.readers.papers import minutes_of
from dantin.store.refusals import Refused
from tests.papers import samples
from tests.papers.reading import text_of_docx, text_of_html, text_of_pdf

from .world import VILLAGES, Device, figures, moment, rerun_of, sheet_of, state_election

pytestmark = pytest.mark.django_db
FORMS = {form.code: form for form in forms_of(Side.STATE)}


def of_village(election, code=VILLAGES[0]) -> Subject:
    [unit] = [unit for unit in villages_in(election) if unit.code == code]
    [found] = subjects(election, [unit])
    return found


def papers(form, election, code=VILLAGES[0]):
    return minutes_of(FORMS[form], of_village(election, code))


def counted(sheet, given, minute=1):
    an, binh = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.STATE, readings=[an.read(sheet, given), binh.read(sheet, given)], at=moment(minute))
    [row] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=moment(minute + 1))
    return row


def test_every_form_of_the_state_has_its_reader():
    assert set(READERS) == set(FORMS)


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"quyet-dinh-ngay-bau-cu", "giay-moi", "phieu-bau-truong-thon",
                                                      "so-tay-ngay-bau-cu", "danh-sach-ung-cu"}))  # fmt: skip
def test_no_paper_is_made_before_there_is_a_record(form):
    assert papers(form, state_election()) == []


def test_the_counting_minutes_say_the_figures_of_the_conclusion():
    """A22-11, A22-12."""
    election = state_election()
    counted(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    [minutes] = papers("bien-ban-kiem-phieu", election)
    said = minutes.fields
    assert minutes.record == f"{election.code}/{VILLAGES[0]}/1"
    assert [said[name] for name in ("roll", "attended", "issued", "collected", "valid", "invalid", "needed")] == [
        100, 98, 98, 98, 98, 0, 51,
    ]  # fmt: skip
    assert [(one["votes"], one["percent"], one["elected"]) for one in said["candidates"]] == [
        (60, "60.00", True), (38, "38.00", False),
    ]  # fmt: skip
    assert (said["unit"], said["head_of_unit"], said["elected"]) == (
        "Thôn Nà Ếch", "Trưởng thôn Nà Ếch", said["candidates"][0]["name"],
    )  # fmt: skip
    assert minutes.digest() == papers("bien-ban-kiem-phieu", election)[0].digest()


def test_the_title_follows_the_kind_of_unit():
    election = state_election()
    counted(sheet_of(VILLAGES[1]), figures(a=60, b=38))
    [minutes] = papers("bien-ban-kiem-phieu", election, VILLAGES[1])
    assert (minutes.fields["head_title"], minutes.fields["head_of_unit"]) == ("Trưởng bản", "Trưởng bản 2")


def test_nobody_elected_says_so_and_by_when_to_vote_again():
    """F-03, A22-13."""
    election = state_election()
    sheet = sheet_of(VILLAGES[0])
    counted(sheet, figures(a=50, b=48))
    [minutes] = papers("bien-ban-kiem-phieu", election)
    assert minutes.fields["elected"] is None
    assert "chưa bầu được trưởng thôn" in minutes.fields["outcome"]
    assert minutes.fields["next"] == "Việc tiếp theo: bầu lại, chậm nhất ngày 20/6/2022."
    [decision] = papers("quyet-dinh-bau-lai", election)
    assert (decision.fields["first_held_on"], decision.fields["until_on"]) == ("2022-06-05", "2022-06-20")
    open_rounds(side=Side.STATE, rounds=[rerun_of(sheet)], actor="xa", at=moment(9))
    assert papers("quyet-dinh-bau-lai", election)[0].fields["from_on"] == "2022-06-12"


def test_a_show_of_hands_has_no_ballots_and_no_minutes_of_a_box():
    election = state_election(vote_form="show_of_hands")
    counted(sheet_of(VILLAGES[0]), {"attended": 98, "votes.c1": 60, "votes.c2": 38})
    assert papers("bien-ban-kiem-phieu", election) == []
    assert papers("phieu-bau-truong-thon", election) == []
    [minutes] = papers("bien-ban-hop", election)
    assert (minutes.fields["attended"], minutes.fields["absent"], minutes.fields["issued"]) == (98, 2, None)


def test_the_recognition_bears_the_number_and_day_of_the_decision():
    """A22-15."""
    election = state_election()
    row = counted(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    recognise(
        decisions=[RecognitionIn(declaration=row.id, decision_number="12/QĐ-UBND", decided_on=date(2022, 6, 8))],
        actor="chu-tich",
        at=moment(60 * 24 * 3),
    )
    [minutes] = papers("quyet-dinh-cong-nhan", election)
    said = minutes.fields
    assert (said["number"], said["dated"], said["votes"], said["roll"]) == ("12/QĐ-UBND", "2022-06-08", 60, 100)


def test_the_ballots_of_a_round_carry_nothing_that_tells_one_from_another():
    """H-04."""
    election = state_election()
    [minutes] = papers("phieu-bau-truong-thon", election)
    assert minutes.fields["number"] is None
    assert minutes.fields["code"] == f"PBTT-{VILLAGES[0]}-1"
    assert [set(one) for one in minutes.fields["candidates"]] == [{"name"}, {"name"}]


@pytest.mark.parametrize(("said", "code"), [("Nà Ếch", VILLAGES[0]), ("thon na ech", VILLAGES[0]),
                                            ("bản 2", VILLAGES[1]), (VILLAGES[1], VILLAGES[1])])  # fmt: skip
def test_a_village_is_named_as_people_name_it_or_by_its_code(said, code):
    assert named_village(state_election(), said).code == code


def test_a_village_that_is_not_there_is_told_by_name():
    with pytest.raises(Refused, match="Nà Xa"):
        named_village(state_election(), "Nà Xa")


def test_the_command_makes_the_three_files_of_one_record(tmp_path, capsys):
    state_election()
    counted(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    for ending, read in ((".pdf", text_of_pdf), (".docx", text_of_docx), (".html", text_of_html)):
        out = tmp_path / f"a{ending}"
        call_command("papers", "make", "bien-ban-kiem-phieu", village="Nà Ếch", out=out)
        assert "60,00 %" in " ".join(read(out.read_bytes()).split())
    with pytest.raises(CommandError, match="không ghi đè"):
        call_command("papers", "make", "bien-ban-kiem-phieu", village="Nà Ếch", out=tmp_path / "a.pdf")
    with pytest.raises(CommandError, match="chưa có hồ sơ"):
        call_command("papers", "make", "bien-ban-kiem-phieu", village="Bản 2", out=tmp_path / "b.pdf")
    with pytest.raises(CommandError, match="cần đuôi"):
        call_command("papers", "make", "bien-ban-kiem-phieu", village="Nà Ếch", out=tmp_path / "a.txt")
    with pytest.raises(CommandError, match="Không có mẫu"):
        call_command("papers", "make", "bien-ban", village="Nà Ếch", out=tmp_path / "c.pdf")


def test_a_batch_that_was_cut_short_goes_on_where_it_stopped(tmp_path, capsys):
    election = state_election()
    for code in VILLAGES:
        counted(sheet_of(code), figures(a=60, b=38))
    call_command("papers", "make", "bien-ban-kiem-phieu", all=True, out=tmp_path)
    whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(whole) == ["0684701-1-thon-na-ech.pdf", "0684702-1-ban-2.pdf"]
    (tmp_path / "0684701-1-thon-na-ech.pdf").unlink()
    capsys.readouterr()
    call_command("papers", "make", "bien-ban-kiem-phieu", all=True, out=tmp_path)
    assert "1 văn bản" in (said := capsys.readouterr().out)
    assert "1 đã có từ trước" in said
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == whole
    call_command("papers", "make", "quyet-dinh-ngay-bau-cu", all=True, out=tmp_path / "xa")
    assert len(list((tmp_path / "xa").iterdir())) == 1  # one of a commune, not one of each village
    assert election.code


def test_the_list_tells_each_form_with_its_basis(capsys):
    call_command("papers", "list")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("bien-ban-kiem-phieu ") and "Mẫu số 02" in line for line in lines)


def test_a_province_puts_its_own_template_in_place_and_takes_it_back(tmp_path, capsys):
    state_election()
    own, out = tmp_path / "mau.txt", tmp_path / "a.html"
    call_command("papers", "template", "giay-moi", out=own)
    own.write_text(own.read_text().replace("@tên: GIẤY MỜI", "@tên: GIẤY MỜI CỦA TỈNH"))
    more = {"nguoi": "van-thu", "ly_do": "theo mẫu của Sở"}
    call_command("papers", "replace", "giay-moi", tep=own, **more)
    call_command("papers", "make", "giay-moi", village="Nà Ếch", out=out)
    assert "GIẤY MỜI CỦA TỈNH" in out.read_text()
    own.write_text("@tên: GIẤY MỜI\n@dòng: {{ tuoi }}\n")
    with pytest.raises(CommandError, match=r"Dòng 2: không có ô “tuoi”[\s\S]*thiếu ô invited.name"):
        call_command("papers", "replace", "giay-moi", tep=own, **more)
    with pytest.raises(CommandError, match="nói vì sao"):
        call_command("papers", "restore", "giay-moi", nguoi="van-thu")
    call_command("papers", "restore", "giay-moi", **more)
    call_command("papers", "make", "giay-moi", village="Nà Ếch", out=tmp_path / "b.html")
    assert "CỦA TỈNH" not in (tmp_path / "b.html").read_text()


def test_an_office_without_a_register_is_set_by_command(capsys):
    state_election()
    more = {"noi": "06847", "nguoi": "van-thu"}
    call_command("papers", "sequence", "quyet-dinh-hoan", dung=True, **more)
    assert "phần mềm đếm" in capsys.readouterr().out
    call_command("papers", "sequence", "quyet-dinh-hoan", **more)
    assert "theo sổ của cơ quan" in capsys.readouterr().out
    with pytest.raises(CommandError, match="không có số riêng"):
        call_command("papers", "sequence", "giay-moi", dung=True, **more)


def test_a_key_of_practice_is_made_and_signs_what_this_server_then_trusts(tmp_path, settings):
    settings.SIGN_ROOTS_DIR = tmp_path / "goc"
    mine = {"mat_khau": "thu", "out": tmp_path / "thu.p12"}
    call_command("papers", "key", nguoi="Chủ tịch xã Mẫu", **mine)
    with pytest.raises(CommandError, match="không ghi đè"):
        call_command("papers", "key", nguoi="Chủ tịch xã Mẫu", **mine)
    paper = made(Order(samples.first("quyet-dinh-cong-nhan")), ".pdf")
    (tmp_path / "cho-ky.pdf").write_bytes(signable(paper))
    signed = tmp_path / "da-ky.pdf"
    call_command("papers", "sign", tep=tmp_path / "cho-ky.pdf", khoa=mine["out"], mat_khau="thu", out=signed)
    roots = read_roots([path.read_bytes() for path in settings.SIGN_ROOTS_DIR.iterdir()])
    [state] = check_signed(signed.read_bytes(), paper, roots, moment(0))
    assert state.valid
    assert state.signer == "Chủ tịch xã Mẫu (mô phỏng)"
    settings.SIMULATED = False
    with pytest.raises(CommandError, match="thiết bị của mình"):
        call_command("papers", "key", nguoi="A", mat_khau="thu", out=tmp_path / "b.p12")


def test_a_key_in_a_file_signs_in_practice_only(tmp_path, settings):
    with pytest.raises(CommandError, match="không đọc được"):
        call_command("papers", "sign", tep=tmp_path / "a", khoa=tmp_path / "b", out=tmp_path / "c")
    settings.SIMULATED = False
    with pytest.raises(CommandError, match="thiết bị của mình"):
        call_command("papers", "sign", tep=tmp_path / "a", khoa=tmp_path / "b", out=tmp_path / "c")


def test_a_blank_form_is_made_of_no_record(tmp_path):
    call_command("papers", "make", "bien-ban-hop", trong=True, out=tmp_path / "a.pdf")
    assert "BIÊN BẢN CUỘC HỌP" in text_of_pdf((tmp_path / "a.pdf").read_bytes())
    with pytest.raises(CommandError, match="không có mẫu trống"):
        call_command("papers", "make", "phieu-bau-truong-thon", trong=True, out=tmp_path / "b.pdf")
