"""Số điện thoại đã đăng ký: changed by the level above, on the day of an election by two; never in an event's body."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from dantin.core.values import Side
from dantin.store.actions.access_resets import ask_new_phone, carry_out_reset, confirm_reset
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import AccessReset, Account, Event, Fact
from dantin.store.models.accounts import Role
from dantin.store.readers.accounts import is_same_person
from dantin.store.refusals import Refused

from .test_accounts import COMMUNE, ELECTION_DAY, LIST, QUIET, VILLAGE, account, at_work, on, said, slips

__all__ = ["on", "slips"]  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW = "0912 345 678"
SEEN = "Gặp anh Cán ở ủy ban, xem căn cước"


def ask(by: str, of: str, at=QUIET, phone: str = NEW) -> AccessReset:
    return ask_new_phone(account=account(of), by=account(by), phone=phone, said=SEEN, at=at)


def no_number_in_an_event() -> bool:
    return not any("345678" in json.dumps(body) for body in Event.objects.values_list("body", flat=True))


def test_on_a_quiet_day_the_level_above_changes_it_and_its_owner_is_told(slips: dict, on) -> None:
    on(QUIET)
    above, page = at_work(slips, "pt.1"), f"{LIST}{account('cbx').pk}/"
    for given, sentence in (
        ({"so": "912345678"}, "chưa phải số điện thoại"),
        ({"so": "0900.000.004"}, "Đó là số đang đăng ký của Hà Văn Cán"),
        ({"so": "+84 900 000 001"}, "chưa phải số điện thoại"),
        ({"so": "84 900 000 001"}, "Đó là số của chính anh chị"),
        ({"loi": " "}, "Chưa ghi đã gặp hoặc gọi ai"),
    ):
        answer = above.post(page, {"viec": "doi-so", "so": NEW, "loi": SEEN} | given)
        assert answer.status_code == 422
        assert sentence in said(answer)
        assert f'value="{given.get("so", NEW)}"' in answer.content.decode(), "nothing typed is lost"
    assert not AccessReset.objects.exists()
    answer = above.post(page, {"viec": "doi-so", "so": NEW, "loi": SEEN}, follow=True)
    assert "đổi số điện thoại đã đăng ký thành 0912345678" in said(answer)
    assert account("cbx").phone == "0912345678"
    assert AccessReset.objects.get().new_phone == "", "the number is kept in one place"
    owner = at_work(slips, "cbx")
    assert "Có việc vừa làm với tài khoản" in said(owner.get("/lam-viec/"))
    told = said(owner.get(reverse("mfa_index")))
    assert "Bùi Thị Phòng (Phòng trực tỉnh) đổi số điện thoại đã đăng ký thành 0912345678" in told
    assert SEEN in told
    event = Event.objects.get(type="accounts.phone_changed")
    assert set(event.body) == {"account", "reset", "commitments"}
    assert set(event.body["commitments"]) == {"said", "phone"}
    assert no_number_in_an_event()
    # erased, the line stays and the number is gone
    Fact.objects.filter(name="phone").delete()
    assert "thành số đã xoá" in said(owner.get(reverse("mfa_index")))


def test_on_the_day_of_the_election_a_second_person_calls_the_new_number_first(slips: dict, on) -> None:
    on(ELECTION_DAY)
    first, second = at_work(slips, "pt.1"), at_work(slips, "pt.2")
    answer = first.post(f"{LIST}{account('cbx').pk}/", {"viec": "doi-so", "so": NEW, "loi": SEEN}, follow=True)
    waits = answer.request["PATH_INFO"]
    assert "Đang chờ người thứ hai xác nhận" in said(answer)
    assert "Số mới: 0912345678" in said(answer)
    assert first.post(waits).status_code == 422, "alone he changes nothing"
    assert account("cbx").phone == "0900000004"
    assert "1 người xin đổi số điện thoại" in said(second.get("/lam-viec/"))
    assert "mất lối vào" not in said(second.get("/lam-viec/"))
    assert "Bùi Thị Phòng xin đổi số điện thoại" in said(second.get(LIST))
    assert "Anh chị gọi số mới" in said(second.get(waits))
    assert "Đã đổi, Cao Văn Trực (Phòng trực tỉnh) xác nhận" in said(second.post(waits, follow=True))
    assert account("cbx").phone == "0912345678"
    told = said(at_work(slips, "cbx").get(reverse("mfa_index")))
    assert "Cao Văn Trực (Phòng trực tỉnh) xác nhận: số điện thoại đã đăng ký đổi thành 0912345678" in told
    types = list(Event.objects.filter(type__startswith="accounts.phone").order_by("id").values_list("type", "actor"))
    assert types == [("accounts.phone_asked", "pt.1"), ("accounts.phone_changed", "pt.2")]
    assert no_number_in_an_event()
    assert "đang chờ anh chị xác nhận" not in said(second.get("/lam-viec/"))


@pytest.mark.parametrize(
    ("confirmer", "minutes", "code"),
    [
        ("pt.1", 1, "accounts.confirms_own"),
        ("cbx", 1, "accounts.not_in_care"),
        ("ct", 1, "accounts.not_in_care"),
        ("pt.2", 31, "accounts.reset_too_old"),
    ],
)
def test_who_may_not_confirm_a_number(slips: dict, confirmer: str, minutes: int, code: str) -> None:
    waiting = ask("pt.1", "cbx", ELECTION_DAY)
    with pytest.raises(Refused) as refusal:
        confirm_reset(reset=waiting, by=account(confirmer), at=ELECTION_DAY + timedelta(minutes=minutes))
    assert refusal.value.code == code
    assert account("cbx").phone == "0900000004"


def test_a_number_is_no_slip(slips: dict) -> None:
    waiting = ask("pt.1", "cbx", ELECTION_DAY)
    with pytest.raises(Refused):
        carry_out_reset(reset=waiting, by=account("pt.1"), at=ELECTION_DAY)
    Account.objects.filter(login="pt.2").update(phone="0912345678")
    with pytest.raises(Refused, match="số của chính anh chị"):
        confirm_reset(reset=waiting, by=account("pt.2"), at=ELECTION_DAY)
    assert account("cbx").check_password(slips["cbx"].password)


def test_one_person_keeps_one_number_over_all_accounts(slips: dict) -> None:
    """F-21: who is one person with two accounts does not become two by a new number."""
    second = AccountIn(login="cbx.kp", name="Hà văn CÁN", role=Role.COUNTER, place_code=VILLAGE, phone="84 900-000-004")
    open_accounts(side=Side.STATE, accounts=[second], actor="thu", at=QUIET)
    assert is_same_person(account("cbx"), account("cbx.kp"))
    # a commune does not redirect the calls of an account that the province answers for
    with pytest.raises(Refused, match=r"còn tài khoản cbx, Hà Văn Cán .Cán bộ xã., mà anh chị không lo"):
        ask("ct", "cbx.kp")
    ask("pt.1", "cbx")
    assert {account(login).phone for login in ("cbx", "cbx.kp")} == {"0912345678"}
    assert is_same_person(account("cbx"), account("cbx.kp"))
    changed = Event.objects.filter(type="accounts.phone_changed").values_list("stream__place_code", "body__account")
    assert set(changed) == {(COMMUNE, "cbx"), (VILLAGE, "cbx.kp")}


def test_whom_nobody_stands_above_is_changed_at_the_server(slips: dict) -> None:
    with pytest.raises(CommandError, match="chưa phải số điện thoại"):
        call_command("account", "phone", "pt.1", "--dien-thoai", "12", "--vi-sao", "thử")
    with pytest.raises(CommandError, match="--vi-sao"):
        call_command("account", "phone", "pt.1", "--dien-thoai", NEW)
    call_command("account", "phone", "pt.1", "--dien-thoai", NEW, "--vi-sao", "Trưởng phòng nhờ, có giấy")
    assert account("pt.1").phone == "0912345678"
    assert account("pt.1").has_news
    assert no_number_in_an_event()
