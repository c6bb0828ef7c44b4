"""Sang bên Đảng: the signed file made at the desk crosses; the page tells what it held and when a newer one is due."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from dantin.core.values import Side
from dantin.locale.words import day
from dantin.store import keyring
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import (
    Declaration,
    Election,
    Event,
    HeadFromState,
    Recognition,
    Ruling,
    SecretaryAnswer,
    Standing,
)
from dantin.store.models.accounts import Role
from tests.store import world
from tests.store.test_road_to_the_head import agree, declared

from .people import open_account, signed_in
from .test_roads import said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE, THERE = "/lam-viec/sang-ben-dang/", "/lam-viec/tu-nha-nuoc/"


@pytest.fixture
def province(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    world.state_election()
    client = Client()
    signed_in(client, open_account(Role.PROVINCE, login="truc"))
    return client


def recognised(number: int) -> None:
    sheet = world.sheet_of(world.VILLAGES[number])
    agree(sheet, world.figures(a=60, b=38), number * 10)
    row = declared(sheet, number * 10 + 5)
    given = RecognitionIn(declaration=row.id, decision_number=f"{57 + number}/QĐ", decided_on=date(2022, 6, 8))
    recognise(decisions=[given], actor="chu-tich", at=world.moment(number * 10 + 6))


def test_the_file_made_in_the_browser_crosses_and_the_page_remembers_it(province):
    keyring.create_keys(Side.STATE, today=localdate(), simulated=True)
    assert "Chưa có ai được công nhận" in said(province.get(PAGE))
    assert PAGE in province.get("/lam-viec/").content.decode()
    recognised(0)
    page = said(province.get(PAGE))
    assert "Đã công nhận 1 trên 2 nơi; 1 nơi chưa có người" in page
    code = Election.objects.get().code
    file = province.post(PAGE, {"bau": code})
    assert file["Content-Disposition"] == f'attachment; filename="truong-thon-{code}.json"'
    assert [one["village_code"] for one in json.loads(file.content)["body"]["heads"]] == [world.VILLAGES[0]]
    [event] = Event.objects.filter(type="bridge.heads_exported")
    assert (event.actor, event.body["heads"]) == ("truc", 1)
    page = said(province.get(PAGE))
    assert "1 người" in page
    assert "lập tệp mới" not in page
    recognised(1)
    assert "lập tệp mới rồi chuyển" in said(province.get(PAGE))
    both = province.post(PAGE, {"bau": code}).content
    world.party_election()
    commission = Client()
    signed_in(commission, open_account(Role.COMMISSION, side=Side.PARTY, login="ban-to-chuc"))
    assert THERE in commission.get("/lam-viec/").content.decode()
    assert "Chưa nhận tệp nào" in said(commission.get(THERE))
    taken = commission.post(THERE, {"tep": SimpleUploadedFile("truong-thon.json", both)})
    assert "Đã nhận tệp có tên 2 người" in said(taken)
    assert "Đã biết tên người được công nhận ở 2 nơi" in said(taken)
    assert HeadFromState.objects.count() == 2
    assert Event.objects.get(type="bridge.heads_imported").actor == "ban-to-chuc"


def test_a_recognition_that_was_annulled_goes_from_the_party_side_too_and_is_told(province):
    keyring.create_keys(Side.STATE, today=localdate(), simulated=True)
    recognised(0)
    state = Election.objects.get()
    first = province.post(PAGE, {"bau": state.code}).content
    world.party_election()
    commission = Client()
    signed_in(commission, open_account(Role.COMMISSION, side=Side.PARTY, login="ban-to-chuc"))

    def taken(file: bytes) -> str:
        return said(commission.post(THERE, {"tep": SimpleUploadedFile("tt.json", file)}))

    assert "đổi" not in taken(first).split("Đã nhận tệp")[1].split("Tệp của bên")[0]
    number, on = Recognition.objects.values_list("decision_number", "decided_on").get()
    Ruling.objects.create(
        election=state, village_code=world.VILLAGES[0], number=1, kind="annulled", decision_number="90/QĐ-UBND",
        round=Declaration.objects.get().round, decided_on=date(2022, 6, 20), counts_as_first=True,
        recorded_at=world.moment(9),
    )  # fmt: skip
    assert "lập tệp mới rồi chuyển" in said(province.get(PAGE))
    page = taken(province.post(PAGE, {"bau": state.code}).content)
    assert "Tệp này đổi 1 nơi đã biết từ trước" in page
    told = f"quyết định {number} ngày {day(on)} đã bị huỷ theo văn bản 90/QĐ-UBND ngày 20/6/2022"
    assert f"Thôn Nà Ếch : {told}" in page
    assert not HeadFromState.objects.exists()
    assert told in said(commission.get(f"/lam-viec/chi-bo/{world.CELL}/"))
    assert "vừa nhận" not in said(commission.get(THERE))


def test_what_goes_back_is_yes_or_not_yet_and_nothing_else(province):
    keyring.create_keys(Side.STATE, today=localdate(), simulated=True)
    keyring.create_keys(Side.PARTY, today=localdate(), simulated=True)
    recognised(0)
    world.party_election(excused=1)
    commission = Client()
    signed_in(commission, open_account(Role.COMMISSION, side=Side.PARTY, login="ban-to-chuc"))
    assert "Chưa nhận câu trả lời nào" in said(province.get(PAGE))

    def answer() -> bytes:
        made = commission.post(THERE, {"viec": "tra-loi"})
        assert made["Content-Disposition"].startswith("attachment")
        return made.content

    def taken(file: bytes | None) -> tuple[int, str]:
        given = {} if file is None else {"tep": SimpleUploadedFile("tra-loi.json", file)}
        page = province.post(PAGE, {"viec": "nhan"} | given)
        return page.status_code, said(page)

    first = answer()
    body = json.loads(first)["body"]
    assert set(body) == {"format", "election", "made_at", "villages"}
    assert body["villages"] == {world.VILLAGES[0]: False}
    assert "0 nơi bí thư đồng thời là trưởng thôn, 1 nơi chưa; 1 nơi khác lần trước" in taken(first)[1]
    here = f"/lam-viec/thon/{world.VILLAGES[0]}/"
    assert "Bí thư chi bộ chưa là trưởng thôn, bên Đảng trả lời" in said(province.get(here))
    Standing.objects.filter(election__side="party").update(state="unified")
    second = answer()
    assert "1 nơi bí thư đồng thời là trưởng thôn, 0 nơi chưa; 1 nơi khác lần trước" in taken(second)[1]
    assert "Bí thư chi bộ đồng thời là trưởng thôn" in said(province.get(here))
    assert "0 nơi khác lần trước" in taken(second)[1]
    for file, sentence in (
        (first, "lập trước tệp đã nhận"),
        (None, "Chọn tệp đã mang từ bên kia sang"),
        (b"{}", "không phải câu trả lời của bên Đảng"),
        (second.replace(b":true", b":false"), "Chữ ký của tệp không thuộc khoá nào của bên Đảng"),
        (province.post(PAGE, {"bau": Election.objects.get(side="state").code}).content, "không phải câu trả lời"),
    ):
        status, page = taken(file)
        assert (status, sentence in page) == (422, True), page
    kept = SecretaryAnswer.objects.order_by("number").values_list("number", "is_head")
    assert list(kept) == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (lambda file: None, "Chọn tệp đã mang từ bên kia sang"),
        (lambda file: b"", "Tệp không phải danh sách"),
        (lambda file: b"[1, 2]", "Tệp không phải danh sách"),
        (lambda file: b"PK\x03\x04\x00\xff", "Tệp không phải danh sách"),
        (lambda file: file.replace(b"Nguy", b"Nguu"), "Chữ ký của danh sách không thuộc khoá nào"),
    ],
)
def test_a_file_that_the_state_did_not_sign_names_nobody(province, changed, sentence):
    keyring.create_keys(Side.STATE, today=localdate(), simulated=True)
    recognised(0)
    file = changed(province.post(PAGE, {"bau": Election.objects.get().code}).content)
    world.party_election()
    commission = Client()
    signed_in(commission, open_account(Role.COMMISSION, side=Side.PARTY))
    answer = commission.post(THERE, {} if file is None else {"tep": SimpleUploadedFile("tep.json", file or b" ")})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not HeadFromState.objects.exists()


def test_without_a_key_nothing_is_made_and_the_page_says_why(province):
    recognised(0)
    answer = province.post(PAGE, {"bau": Election.objects.get().code})
    assert answer.status_code == 422
    assert "Chưa lập được tệp" in said(answer)
    assert not Event.objects.filter(type="bridge.heads_exported").exists()
    assert province.post(PAGE, {"bau": "khac"}).status_code == 404
