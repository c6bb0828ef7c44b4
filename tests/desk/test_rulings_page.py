"""Văn bản quanh một cuộc bầu, ghi ở bàn làm việc: the roads that leave the straight one, and who may go them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from dantin.core.afterwards import MAY_COME_IN, RulingKind
from dantin.core.aggregate import HeadState
from dantin.desk.access import MAY
from dantin.desk.receipt_words import LATE
from dantin.desk.rulings_page import ACTS, SLUGS
from dantin.store.models import Declaration, Election, Recognition, ReportReceipt, Round, Ruling, Standing
from dantin.store.models.accounts import STATE_ROLES
from dantin.store.readers import clock
from dantin.store.readers.standings import differences
from tests.store import world

from .people import open_account, signed_in
from .test_roads import COMMUNE, HERE, VILLAGE, Team, read, said, state, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAPER = {"so": "88/QĐ-UBND", "ngay": "20/6/2022", "ly-do": "theo hồ sơ số 7"}


@pytest.fixture
def team(settings: object) -> Team:
    world.state_election()
    return Team()


def write(client: Client, kind: RulingKind, **more: str) -> object:
    answer = client.post(
        f"{HERE}{SLUGS[kind]}/", PAPER | {k.replace("_", "-"): v for k, v in more.items()}, follow=True
    )
    assert list(differences(Election.objects.get())) == []
    return answer


def count(team: Team, a: int, b: int) -> None:
    for client in (team.counter, team.clerk):
        read(client, typed(a, b))
    team.leader.post(f"{HERE}ky-bien-ban/", {"ly-do-late_rerun": "bão, xã định lại ngày"})


def elect(team: Team, a: int = 60, b: int = 38) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    count(team, a, b)


def next_round(client: Client) -> object:
    form = client.get(f"{HERE}lan-bau-tiep/")
    assert form.status_code == 200
    given = {"ngay": "01/01/2030", "cach": "meeting", "hinh-thuc": "secret_ballot", "nguoi": ["c1", "c2"]}
    return client.post(f"{HERE}lan-bau-tiep/", given, follow=True)


def recognise(team: Team) -> object:
    return team.chair.post("/lam-viec/cong-nhan/", {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "28/6/2022"})


def test_a_storm_postpones_the_poll_and_it_opens_on_its_new_day(team: Team) -> None:
    """F-15."""
    team.leader.post(f"{HERE}khai-mac/")
    page = said(write(team.clerk, RulingKind.POSTPONED, ly_do="bão số 2"))
    assert "Hoãn" in page
    assert "Chưa có ngày mới" in page
    assert "Khai mạc" not in said(team.leader.get(HERE))
    assert "Định lại ngày bầu" in said(team.chair.get("/lam-viec/"))
    write(team.chair, RulingKind.DAY_SET, tu_ngay="26/6/2022")
    assert Round.objects.get(contest__village_code=VILLAGE).held_on == date(2022, 6, 26)
    team.leader.post(f"{HERE}khai-mac/")
    count(team, 60, 38)
    assert state() == "elected"


def test_two_failures_then_an_interim_head_with_his_end(team: Team) -> None:
    """F-24."""
    elect(team, 49, 49)
    next_round(team.chair)
    elect(team, 49, 49)
    assert state() == "interim"
    assert "Chỉ định lâm thời" in said(team.chair.get("/lam-viec/"))
    given = {"ho_ten": "Lương Văn Thử", "nam_sinh": "1970", "tu_ngay": "21/6/2022"}
    late = write(team.chair, RulingKind.INTERIM, **given, den_ngay="21/12/2022")
    assert late.status_code == 422
    assert "lâm thời không quá 6 tháng kể từ quyết định, chậm nhất ngày 20/12/2022" in said(late)
    assert 'value="Lương Văn Thử"' in late.content.decode()
    page = said(write(team.chair, RulingKind.INTERIM, **given, den_ngay="20/12/2022"))
    assert "Lương Văn Thử, từ 21/6/2022 đến 20/12/2022" in page
    assert "Đã hết hạn" in page
    public = Client().get(f"/thon/{VILLAGE}/").content.decode()
    assert re.search(r"Lâm thời đến hết ngày</dt><dd>20/12/2022 <a [^>]*lam-thoi/#vh-record-2", public)
    # people may elect again before it ends
    write(team.chair, RulingKind.REELECTION, tinh_la="lan-dau")
    next_round(team.chair)
    elect(team)
    assert state() == "elected_in_rerun"


def test_the_chairman_does_not_recognise_and_says_why(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """F-25."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 21, 2, tzinfo=UTC))
    elect(team)
    page = team.chair.get("/lam-viec/cong-nhan/").content.decode()
    assert f"{HERE}yeu-cau-bau-lai/" in page
    page = said(team.chair.get("/lam-viec/cong-nhan/"))
    assert "Hạn là 5 ngày làm việc kể từ ngày xã nhận biên bản. Vì sao?" in page
    assert "28/6/2022 nếu xã nhận đúng ngày ký 21/6/2022" in page
    unsaid = write(team.chair, RulingKind.REELECTION)
    assert "Quyết định tính lần bầu này là còn trống" in said(unsaid)
    page = said(write(team.chair, RulingKind.REELECTION, tinh_la="lan-dau"))
    assert "Không còn hiệu lực: yêu cầu bầu lại theo quyết định 88/QĐ-UBND" in page
    assert "trúng cử trưởng thôn" in page
    next_round(team.clerk)
    elect(team, 49, 49)
    assert Declaration.objects.get(round__number=2).question["round"] == 1


def test_a_file_goes_back_to_the_team_with_one_request_and_comes_again(team: Team) -> None:
    elect(team)
    write(team.chair, RulingKind.RETURNED, ly_do="thiếu chữ ký của thư ký")
    recognise(team)
    assert not Recognition.objects.exists()
    assert "chưa được trả lời" in said(team.chair.get("/lam-viec/cong-nhan/"))
    assert "Còn hồ sơ trả lại" in said(team.leader.get("/lam-viec/"))
    write(team.leader, RulingKind.ANSWERED, viec="1", ly_do="đã ký")
    recognise(team)
    assert Recognition.objects.count() == 1


def test_a_sheet_is_corrected_after_signing_by_a_new_one(team: Team) -> None:
    elect(team)
    write(team.chair, RulingKind.SUPERSEDED, ly_do="cộng nhầm hai người")
    assert state() == "counted"
    count(team, 38, 60)
    assert state() == "elected"
    page = said(team.chair.get(HERE))
    assert "Đã có biên bản thay thế" in page
    assert "Nguyễn Văn Thử 1 trúng cử" in page
    assert "Trần Thị Mẫu 1 trúng cử" in page
    assert [row.elected for row in Declaration.objects.order_by("version")] == [["c1"], ["c2"]]
    recognise(team)
    assert Recognition.objects.get().name == "Trần Thị Mẫu 1"


def test_a_complaint_freezes_and_the_result_is_annulled(team: Team) -> None:
    elect(team)
    write(team.clerk, RulingKind.COMPLAINT, ly_do="về việc kiểm phiếu")
    recognise(team)
    assert not Recognition.objects.exists()
    assert "Còn khiếu nại, ngày 20/6/2022 chưa trả lời" in said(team.clerk.get(HERE))
    write(team.chair, RulingKind.ANNULLED, tinh_la="bau-lai")
    assert state() == "rerun"
    next_round(team.chair)
    Round.objects.filter(number=2).update(held_on=date(2022, 6, 26))  # years later the day has come and gone
    elect(team)
    recognise(team)
    assert Recognition.objects.count() == 1
    assert Declaration.objects.count() == 2


def test_a_head_dies_and_the_post_is_vacant(team: Team) -> None:
    """F-26."""
    elect(team)
    recognise(team)
    page = said(write(team.clerk, RulingKind.LEFT, vi_sao="died", tu_ngay="18/7/2022", ngay="20/7/2022"))
    assert "khuyết từ 18/7/2022" in page
    assert "không đặt hạn bầu người mới" in page
    assert "Đang khuyết trưởng thôn" in said(team.chair.get(HERE))
    assert state() == "elected"


def test_a_post_that_falls_vacant_later_is_not_called_vacant(team: Team) -> None:
    elect(team)
    recognise(team)
    write(team.clerk, RulingKind.LEFT, vi_sao="resigned", tu_ngay="1/8/2099", ngay="20/7/2022")
    page = said(team.chair.get(HERE))
    assert "Khuyết trưởng thôn từ 1/8/2099." in page
    assert "Đang khuyết" not in page
    assert "Chỉ định lâm thời" in page  # among the papers, for its day


def test_one_thing_to_answer_is_chosen_already(team: Team) -> None:
    elect(team)
    write(team.clerk, RulingKind.COMPLAINT, ly_do="về việc kiểm phiếu")
    page = team.clerk.get(f"{HERE}tra-loi/").content.decode()
    assert re.search(r'<option value="1" selected>\s*khiếu nại', page)


def test_what_is_missing_or_wrong_is_told_at_its_field_and_what_was_typed_stays(team: Team) -> None:
    elect(team)
    answer = write(team.chair, RulingKind.ANNULLED, so="", ngay="hôm qua", tinh_la="khác")
    assert answer.status_code == 422
    page = said(answer)
    assert "Số quyết định còn trống" in page
    assert "Ngày quyết định:" in page
    assert "chọn lại" in page
    assert 'value="hôm qua"' in answer.content.decode()
    assert not Ruling.objects.exists()


def test_each_paper_is_for_its_roles_and_its_states_alone(team: Team) -> None:
    clients = {}
    for role in STATE_ROLES:
        place = VILLAGE if role in ("team_leader", "team_clerk", "counter", "front_village") else COMMUNE
        clients[role] = Client()
        signed_in(clients[role], open_account(role, place=place, login=f"di.{role}"))
    for one in HeadState:
        Standing.objects.filter(village_code=VILLAGE).update(state=one.value)
        for kind, act in ACTS.items():
            address = reverse(f"desk_ruling_{kind}", args=[VILLAGE])
            assert MAY[act].states == MAY_COME_IN[kind]
            for role, client in clients.items():
                may = role in MAY[act].roles and one in MAY[act].states
                assert client.get(address).status_code == (200 if may else 404), (one, kind, role)


def test_the_public_page_never_shows_a_result_that_fell(team: Team, client: Client) -> None:
    elect(team)
    assert "Nguyễn Văn Thử 1 trúng cử" in said(client.get(f"/thon/{VILLAGE}/"))
    write(team.chair, RulingKind.SUPERSEDED, ly_do="cộng nhầm hai người")
    page = said(client.get(f"/thon/{VILLAGE}/"))
    assert "Biên bản của lần bầu này đang được thay" in page
    assert "trúng cử" not in page.split("Lần bầu", 1)[0].split("Vì sao")[0].replace("Sau khi trúng cử", "")
    count(team, 60, 38)
    recognise(team)
    assert "12/QĐ-UBND" in said(client.get(f"/thon/{VILLAGE}/"))
    write(team.chair, RulingKind.ANNULLED, tinh_la="lan-dau")
    page = said(client.get(f"/thon/{VILLAGE}/"))
    assert "đã huỷ theo quyết định" in page
    assert "12/QĐ-UBND" not in page


def test_f25_the_limit_runs_from_the_day_the_commune_received_the_report(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A23-14: noted by the clerk, counted down for the chairman, told with the law where late; nothing is refused."""
    elect(team)
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 10, 3, tzinfo=UTC))
    assert "Ghi ngày nhận báo cáo" in said(team.clerk.get("/lam-viec/"))
    page = f"{HERE}nhan-bao-cao/"
    assert team.leader.get(page).status_code == 404
    for wrong, sentence in [
        ("04/6/2022", "đứng trước ngày bầu 05/06/2022"),
        ("11/6/2022", "chưa tới"),
        ("", "còn trống"),
        ("mai", "Ngày xã nhận: "),
    ]:
        answer = team.clerk.post(page, {"so": "3/BC", "ngay": wrong})
        assert answer.status_code == 422
        assert sentence in said(answer)
        assert 'value="3/BC"' in answer.content.decode()
    for day in ("06/6/2022", "07/6/2022", "07/6/2022"):  # written wrongly, then anew; sent twice it is one
        assert team.clerk.post(page, {"so": "3/BC", "ngay": day}).status_code == 302
    assert [row.received_on.day for row in ReportReceipt.objects.order_by("id")] == [6, 7]
    assert "Ghi ngày nhận báo cáo" not in said(team.clerk.get("/lam-viec/"))

    due = said(team.chair.get("/lam-viec/cong-nhan/"))
    assert "14/6/2022 Còn 4 ngày. Nhận 7/6/2022" in due
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 28, 3, tzinfo=UTC))
    assert "Quá hạn 14 ngày. Vì sao?" in said(team.chair.get("/lam-viec/cong-nhan/"))
    late = said(recognise(team))
    assert "Đã công nhận 1 người" in late
    assert "Nhận ngày 07/6/2022, quyết định ngày 28/6/2022, quá 5 ngày làm việc: chậm nhất 14/6/2022." in late
    assert "(Nghị quyết liên tịch 09/2008/NQLT-CP-UBTWMTTQVN) Vì sao?" in late
    assert team.chair.get(LATE).status_code == 200


@pytest.mark.parametrize(("on", "is_late"), [("14/6/2022", False), ("15/6/2022", True)])
def test_f25_an_ordered_reelection_has_the_limit_of_recognition(team: Team, on: str, is_late: bool) -> None:
    elect(team)
    team.chair.post(f"{HERE}nhan-bao-cao/", {"ngay": "07/6/2022"})
    write(team.chair, RulingKind.REELECTION, ngay=on, tinh_la="lan-dau")
    assert ("quá 5 ngày làm việc: chậm nhất 14/6/2022" in said(team.chair.get(HERE))) is is_late


def test_f52_an_extended_term_is_told_with_its_law(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """A25-03, VH-RECORD-5: the only text that speaks of it, said beside the paper with its page."""
    elect(team)
    recognise(team)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 2, 3, tzinfo=UTC))
    page = said(write(team.chair, RulingKind.EXTENDED, ngay="20/12/2025", den_ngay="31/12/2024"))
    assert "ngày cuối đứng trước ngày đầu" in page
    page = write(team.chair, RulingKind.EXTENDED, ngay="20/12/2025", den_ngay="30/6/2026")
    assert "Kéo dài đến 30/6/2026, nhiệm kỳ hết năm 2025. (Công văn 11776/BNV-CQĐP (12/2025))" in said(page)
    assert 'href="/luat/truong-thon/keo-dai/"' in page.content.decode()
    public = Client().get(f"/thon/{VILLAGE}/").content.decode()
    assert re.search(r"Nhiệm kỳ kéo dài đến hết ngày</dt><dd>30/6/2026 <a [^>]*keo-dai/#vh-record-5", public)
