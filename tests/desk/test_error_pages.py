"""Trang lỗi của bàn làm việc: in the words of the house, with the way back, whatever failed."""

import pytest
from django.test import Client, RequestFactory

from dantin.desk import error_pages, nominate_page
from dantin.store.models.accounts import Role
from tests.store import world

from .people import open_account, signed_in
from .test_nominate_page import COMMUNE, HERE, put
from .test_register_page import called

pytestmark = pytest.mark.django_db


@pytest.fixture
def front():
    called()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    signed_in(client, open_account(Role.FRONT, place=COMMUNE))
    return client


def page(answer):
    return answer.status_code, answer.content.decode()


def test_a_form_without_its_token_leads_back_to_its_page(front):
    status, html = page(put(front))
    assert (status, "Trang đã mở quá lâu" in html) == (403, True)
    assert f'href="{HERE}">Mở lại trang vừa làm' in html
    assert 'href="/lam-viec/">Về việc hôm nay' in html


def test_a_fault_of_ours_says_so_and_asks_nothing_of_the_database(front, monkeypatch, django_assert_num_queries):
    def fails(*_):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(nominate_page, "nominees_of", fails)
    status, html = page(front.get(f"{HERE}?bau=VH-2022"))
    assert (status, "Máy chủ gặp lỗi" in html) == (500, True)
    assert f'href="{HERE}?bau=VH-2022">Mở lại trang vừa làm' in html
    assert "RuntimeError" not in html
    with django_assert_num_queries(0):
        assert error_pages.server_error(RequestFactory().get(HERE)).status_code == 500


def test_more_fields_than_are_read_change_nothing():
    client = Client()
    called()
    signed_in(client, open_account(Role.FRONT, place=COMMUNE))
    status, html = page(client.post(HERE, {"viec": ["to"] * 1001}))
    assert (status, "Chưa có gì bị thay đổi" in html) == (400, True)


def test_what_is_not_there_and_what_is_not_hers_are_one_page_with_no_hint(front):
    other = world.VILLAGES[0].replace("06847", "06850")
    pages = {page(front.get(f"/lam-viec/{path}")) for path in ("khong-co/", "nap-danh-sach/", f"thon/{other}/ung-cu/")}
    [(status, html)] = pages
    assert (status, "/lam-viec/" in html, "khong-co" in html) == (404, True, False)
    assert "Việc hôm nay" in html


def test_outside_the_desk_the_way_back_is_the_province(front):
    status, html = page(Client().get("/khong-co/"))
    assert (status, "Về việc hôm nay" in html) == (404, False)
