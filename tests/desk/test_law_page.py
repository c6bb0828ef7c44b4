"""Pháp chế: the law by days, the papers that fill a hole, the choices of each election, what is left open."""

import re
from datetime import date, datetime
from importlib.resources import files

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.desk.law_words import OPEN_QUESTIONS
from dantin.store.models import Account, AllowanceEnding, Delegation, Election, Event, RulebookAllowance
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.refusals import SENTENCES
from tests.store import world

from .people import open_account, signed_in
from .test_roads import said

pytestmark = pytest.mark.django_db

PAGE = "/lam-viec/phap-che/"
PAPER = {
    "bo": "VH-2025T", "tu": "01/3/2026", "den": "31/12/2026",
    "so": "12/UBND-PC", "ngay": "20/02/2026", "ky": "Nguyễn Thị Mẫu, Giám đốc Sở",
}  # fmt: skip


def lawyer(side: Side = Side.STATE, **more: str) -> Client:
    client = Client()
    signed_in(client, open_account(Role.LAWYER, side=side, **more))
    return client


@pytest.fixture
def in_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 9, 0, tzinfo=world.VIETNAM))


@pytest.mark.usefixtures("in_a_hole")
def test_a_hole_is_filled_by_a_paper_and_opened_again_by_another() -> None:
    client = lawyer()
    assert "Gọi bầu cử hôm nay thì chưa có quy định" in said(client.get(PAGE))
    assert "Thu hồi, rút ngắn" not in said(client.get(PAGE))
    wrong = client.post(f"{PAGE}cho-phep/", PAPER | {"tu": "01/01/2026", "den": "31/02/2026", "ky": ""})
    assert (wrong.status_code, "Người ký còn trống." in said(wrong)) == (422, True)
    assert 'value="12/UBND-PC"' in wrong.content.decode()  # what was typed stays
    outside = client.post(f"{PAGE}cho-phep/", PAPER | {"tu": "01/01/2026"})
    assert "không nằm trọn trong một khoảng trống" in said(outside)
    assert "chưa tới" in said(client.post(f"{PAGE}cho-phep/", PAPER | {"ngay": "03/3/2026"}))
    assert not RulebookAllowance.objects.exists()

    client.post(f"{PAGE}cho-phep/", PAPER)
    page = said(client.get(PAGE))
    assert "Gọi bầu cử hôm nay thì áp dụng VH-2025T" in page
    assert "Số 12/UBND-PC ngày 20/2/2026, Nguyễn Thị Mẫu, Giám đốc Sở ký." in page
    assert RulebookAllowance.objects.get().recorded_by == "state.lawyer"

    ending = {"cho-phep": "12/UBND-PC", "con-den": "", "so": "40/UBND-PC", "ngay": "01/3/2026", "ky": "Trần Văn Thử"}
    assert "chọn lại" in said(client.post(f"{PAGE}thu-hoi/", ending | {"cho-phep": "99"}))
    client.post(f"{PAGE}thu-hoi/", ending)
    assert AllowanceEnding.objects.get().decision_number == "40/UBND-PC"
    assert "đã thu hồi" in said(client.get(PAGE))
    assert "Không có cho phép nào" in said(client.get(f"{PAGE}thu-hoi/"))


@pytest.mark.usefixtures("in_a_hole")
def test_who_allowed_it_and_in_whose_stead_is_among_the_events() -> None:
    world.places()
    ill, stands_in = (open_account(Role.LAWYER, login=login) for login in ("pc", "pc.2"))
    client, auditor = Client(), Client()
    signed_in(client, stands_in)
    signed_in(auditor, open_account(Role.AUDITOR))
    lent = Delegation.objects.create(
        lender=Account.objects.get(login=ill.login), delegate=Account.objects.get(login=stands_in.login),
        made_by=Account.objects.get(login=ill.login), made_at=world.MORNING,
        first_on=date(2026, 3, 1), last_on=date(2026, 3, 9),
    )  # fmt: skip
    client.post("/lam-viec/thay-mat/", {"giao-viec": str(lent.pk)})
    client.post(f"{PAGE}cho-phep/", PAPER)
    ending = {
        "cho-phep": "12/UBND-PC",
        "con-den": "30/6/2026",
        "so": "40/UBND-PC",
        "ngay": "01/3/2026",
        "ky": "Trần Thử",
    }
    client.post(f"{PAGE}thu-hoi/", ending)
    events = {event.type: event for event in Event.objects.filter(type__startswith="plan.")}
    for event in events.values():
        assert (event.actor, event.body["stood_in_for"]) == ("pc.2", "pc")
        assert "Trần Thử" not in str(event.body)
        assert "Nguyễn Thị Mẫu" not in str(event.body)
    assert events.keys() == {"plan.rulebook_allowed", "plan.allowance_ended"}
    told = said(auditor.get("/lam-viec/nhat-ky/"))
    assert "Cho phép áp dụng một bộ quy định" in told
    assert re.search("Thu hồi, rút ngắn văn bản cho phép.{0,200} Số văn bản 40/UBND-PC", told)
    assert "thay mặt" in told


def test_each_election_shows_what_it_chose_and_what_is_still_asked() -> None:
    election = world.state_election()
    page = said(lawyer().get(PAGE))
    assert election.title in page
    assert f"Áp dụng {election.rulebook}" in page
    Election.objects.update(electorate="", procedure="separate_poll", vote_form="secret_ballot")
    page = said(lawyer(login="pc.2").get(PAGE))
    assert "Ai đi bầu chưa chọn; chưa chốt được danh sách" in page
    assert "Cách tổ chức bỏ phiếu riêng cả ngày" in page


def test_the_party_side_has_its_own_law() -> None:
    page = said(lawyer(Side.PARTY).get(PAGE))
    assert "PC-2014" in page
    assert "VH-2008" not in page
    assert "Hai phần ba" not in page
    assert "xét hai phần ba" in page


def test_only_a_province_allows() -> None:
    """A commune's lawyer and the auditor read the same page; neither writes."""
    world.state_election()
    auditor = Client()
    signed_in(auditor, open_account(Role.AUDITOR))
    for client in (lawyer(place="06847"), auditor):
        assert "Ghi văn bản cho phép" not in said(client.get(PAGE))
        assert client.get(f"{PAGE}cho-phep/").status_code == 404
        assert client.post(f"{PAGE}cho-phep/", PAPER).status_code == 404
        assert client.post(f"{PAGE}thu-hoi/", {}).status_code == 404


@pytest.mark.parametrize("side", Side)
def test_each_open_question_has_its_page_and_its_refusal(side: Side) -> None:
    for one in OPEN_QUESTIONS[side]:
        if one.law:
            assert files("law").joinpath(one.law.removeprefix("/luat/").strip("/") + ".md").is_file(), one.law
        if one.refusal:
            assert one.refusal in SENTENCES
