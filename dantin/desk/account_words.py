"""Lời kể những việc đã làm với một tài khoản, for its owner and for the level above."""

from typing import NamedTuple

from dantin.locale.words import day, hour_minute
from dantin.store.models import Account
from dantin.store.readers.accounts import Done, done_with, names_of

_SAYS = {
    "accounts.reset_asked": "{by} nhận yêu cầu đặt lại mật khẩu sau khi gọi lại.",
    "accounts.reset_confirmed": "{by} xác nhận việc đặt lại.",
    "accounts.access_reset": "{by} đặt lại mật khẩu và mã thứ hai; phiếu mới đã được đọc hoặc in.",
    "accounts.phone_asked": "{by} xin đổi số điện thoại đã đăng ký thành {phone}, chờ người thứ hai.",
    "accounts.phone_changed": "{by} đổi số điện thoại đã đăng ký thành {phone}.",
    "accounts.passkey_added": "{by} thêm một khoá trên máy (passkey).",
    "accounts.passkey_removed": "{by} bỏ một khoá trên máy (passkey).",
    "accounts.telephone_added": "{by} bật mã trên điện thoại.",
    "accounts.telephone_removed": "{by} bỏ mã trên điện thoại.",
    "accounts.unlocked": "{by} mở khoá sau năm lần sai mật khẩu.",
    "accounts.closed": "{by} đóng tài khoản.",
    "accounts.delegated": "{by} giao việc của {lender} cho {delegate} từ {first} đến hết {last}.",
    "accounts.delegation_ended": "{by} thôi việc giao từ {lender} cho {delegate}.",
}


class Told(NamedTuple):
    """Một dòng kể."""

    when: str
    what: str
    said: str


def happened(account: Account) -> list[Told]:
    """What was done with the account, newest first; its opening last."""
    done = done_with(account)
    logins = {one.actor for one in done}
    logins |= {one.body.get(key, "") for one in done for key in ("account", "delegate", "asked_by")}
    names = names_of(logins)
    told = [Told(_when(one), _what(one, names), one.said) for one in done if one.type in _SAYS]
    opened = account.opened_at
    return [*told, Told(f"{hour_minute(opened)} {day(opened)}", "Lập tài khoản.", "")]


def _when(one: Done) -> str:
    return f"{hour_minute(one.at)} {day(one.at)}"


def _what(one: Done, names: dict[str, str]) -> str:
    if "asked_by" in one.body:
        asker = names.get(one.body["asked_by"], one.body["asked_by"])
        by = names.get(one.actor, one.actor)
        return f"{by} xác nhận: số điện thoại đã đăng ký đổi thành {_number(one)}, {asker} xin."
    return _SAYS[one.type].format(
        phone=_number(one),
        by=names.get(one.actor, one.actor),
        lender=names.get(one.body["account"], one.body["account"]),
        delegate=names.get(one.body.get("delegate", ""), ""),
        first=_day(one.body.get("first_on", "")),
        last=_day(one.body.get("last_on", "")),
    )


def _number(one: Done) -> str:
    return one.phone or "số đã xoá"


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))
