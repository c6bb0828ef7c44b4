"""Màn hình phòng trực ở bàn làm việc: the key is the answer, once; a screen opened by it goes dark when it is taken."""

import html
import re

import pytest
import segno
from django.test import Client

from dantin.store.models import DisplayKey, Event
from dantin.store.models.accounts import Role
from tests.store import world
from tests.stories.guide import words_on_screen

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = "/lam-viec/man-hinh/"


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def province(client: Client) -> Client:
    world.places()
    signed_in(client, open_account(Role.PROVINCE))
    return client


def made(client: Client, name: str) -> object:
    return client.post(PAGE, {"viec": "lap", "ten-man-hinh": name})


def test_a_key_is_told_once_opens_its_screen_and_is_taken_back(province: Client, settings: object) -> None:
    assert "Màn hình phòng trực" in said(province.get("/lam-viec/truc/")), "the way to it"
    assert "Chưa màn hình nào có khoá" in said(province.get(PAGE))
    answer = made(province, " Phòng  trực tỉnh, tầng 2 ")
    assert answer["Cache-Control"] == "no-store"
    assert "Khoá của Phòng trực tỉnh, tầng 2, chỉ hiện lần này" in said(answer)
    addresses = re.findall(r'href="(http://testserver/tuong/(?:dai-hoi/)?#([0-9A-Z-]{39}))"', answer.content.decode())
    (first, key), (second, same) = addresses
    assert (first.split("#")[0], second.split("#")[0]) == (
        "http://testserver/tuong/",
        "http://testserver/tuong/dai-hoi/",
    )
    assert key == same
    # the picture is the address itself
    drawn = segno.make_qr(first, error="m").svg_data_uri(scale=8, border=4, dark="#000", light="#fff")
    assert drawn in html.unescape(answer.content.decode())
    screen = Client()
    assert screen.get("/tuong/").status_code == 403
    assert screen.post("/tuong/khoa/", {"khoa": key}).status_code == 302
    assert screen.get("/tuong/").status_code == 200
    # seen never again, and kept in no event
    page = said(province.get(PAGE))
    assert key not in page
    assert re.search(r"Phòng trực tỉnh, tầng 2 lập [\d:]+ [\d/]+, Cán bộ thử \(Phòng trực tỉnh\)", page)
    event = Event.objects.get(type="displays.key_made")
    assert event.body == {"display": DisplayKey.objects.get().pk}
    row = DisplayKey.objects.get()
    province.post(PAGE, {"viec": "thu", "man": row.pk})
    assert screen.get("/tuong/").status_code == 403
    page = said(province.get(PAGE))
    assert "đã thu" in page
    assert "Thu khoá" not in page
    again = province.post(PAGE, {"viec": "thu", "man": row.pk})
    assert (again.status_code, "Không có màn hình" in said(again)) == (422, True)
    types = Event.objects.filter(type__startswith="displays.").order_by("id").values_list("type", "actor")
    assert list(types) == [("displays.key_made", "state.province"), ("displays.key_withdrawn", "state.province")]
    # the name hangs there again, with another key; the button of an old page takes back no key but its own
    assert key not in said(made(province, "Phòng trực tỉnh, tầng 2"))
    assert province.post(PAGE, {"viec": "thu", "man": row.pk}).status_code == 422
    screens = [(one.label, one.withdrawn_at is None) for one in DisplayKey.objects.order_by("id")]
    assert screens == [("Phòng trực tỉnh, tầng 2", False), ("Phòng trực tỉnh, tầng 2", True)]
    # where a server holds one side, so do its walls
    settings.SIDE = "state"
    assert "dai-hoi" not in made(province, "Sảnh").content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "Chưa ghi tên màn hình"), ("x" * 61, "nhiều nhất là 60"), ("Sảnh A", "Màn hình Sảnh A đã có khoá")],
)
def test_a_name_that_cannot_be_is_told_and_stays_typed(province: Client, name: str, sentence: str) -> None:
    made(province, "Sảnh A")
    answer = made(province, name)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'value="{name.strip()}"' in answer.content.decode()
    assert DisplayKey.objects.count() == 1


def test_to_every_other_role_there_are_no_screens(province: Client) -> None:
    made(province, "Sảnh A")
    for role in (Role.AUDITOR, Role.LAWYER):
        client = Client()
        signed_in(client, open_account(role))
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, {"viec": "thu", "man": DisplayKey.objects.get().pk}).status_code == 404
        assert PAGE not in client.get("/lam-viec/truc/").content.decode()
    assert DisplayKey.objects.get().withdrawn_at is None


def test_what_the_guide_of_the_screens_sets_in_bold_stands_there(province: Client) -> None:
    made(province, "Sảnh A")
    shown = " ".join(said(province.get(page)) for page in ("/lam-viec/truc/", PAGE))
    assert [words for words in words_on_screen("man-hinh") if words not in shown] == []
