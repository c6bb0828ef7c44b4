"""Lập tài khoản: each opened with a password that is told once, on paper, and must be changed at the first sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset as forget_wrong_passwords

from dantin.core.values import Side
from dantin.store.models import Account, Place
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, STATE_ROLES, Role
from dantin.store.readers.cell_places import cell_names, cells_leading
from dantin.store.refusals import refuse_if

from .log import Happened, log
from .slips import Slip, new_codes, new_password, slip_of
from .transaction import action, require_side

__all__ = ["AccountIn", "Slip", "close_account", "open_accounts", "password_now_own", "saw_news", "tell", "unlock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountIn:
    """Một tài khoản trong danh sách."""

    login: str
    name: str
    role: Role
    place_code: str
    phone: str = ""


@action
def open_accounts(*, side: Side, accounts: Sequence[AccountIn], actor: str, at: datetime) -> list[Slip]:
    """Lập tài khoản, cả danh sách hoặc không tài khoản nào; one event a place, which holds logins and roles."""
    require_side(side)
    roles = STATE_ROLES if side is Side.STATE else PARTY_ROLES
    taken = set(Account.objects.filter(login__in=[each.login for each in accounts]).values_list("login", flat=True))
    places = set(Place.objects.filter(code__in={each.place_code for each in accounts}).values_list("code", flat=True))
    of_cells = {each.place_code for each in accounts if each.role in CELL_ROLES}
    several = cells_leading(of_cells) if of_cells else {}
    cells = cell_names() if of_cells - places else {}
    passwords, rows = [], []
    for each in accounts:
        refuse_if(each.login in taken, "accounts.login_taken", login=each.login)
        refuse_if(each.role not in roles, "accounts.role_of_other_side", role=each.role.label)
        known = each.place_code in places or (each.role in CELL_ROLES and each.place_code in cells)
        refuse_if(not known, "accounts.no_such_place", place=each.place_code)
        there = several.get(each.place_code, []) if each.role in CELL_ROLES else []
        listed = ", ".join(there)
        refuse_if(len(there) > 1, "accounts.several_cells", place=each.place_code, cells=listed)
        taken.add(each.login)
        password, kept = new_password()
        passwords.append(password)
        rows.append(
            Account(
                side=side.value,
                login=each.login,
                name=each.name,
                role=each.role,
                place_code=each.place_code,
                phone=each.phone,
                password=kept,
                opened_at=at,
            )
        )
    Account.objects.bulk_create(rows)
    codes = new_codes(rows)
    opened: dict[str, list[list[str]]] = {}
    for row in rows:
        opened.setdefault(row.place_code, []).append([row.login, row.role])
    log(
        [
            Happened(type="accounts.opened", place_code=code, actor=actor, body={"accounts": listed})
            for code, listed in opened.items()
        ],
        side=side,
        election_id=None,
        election_code="",
        at=at,
    )
    return [slip_of(row, password, codes) for row, password in zip(rows, passwords, strict=True)]


@action
def password_now_own(*, account: Account) -> None:
    """Mật khẩu trên phiếu đã được thay bằng mật khẩu riêng."""
    Account.objects.filter(pk=account.pk).update(must_change=False)
    account.must_change = False


@action
def close_account(*, account: Account, by: Account, why: str, at: datetime) -> None:
    """Đóng tài khoản: at once, whatever page is open in it; what it did stays under its name."""
    require_side(Side(account.side))
    refuse_if(not why.strip(), "accounts.why_missing", login=account.login)
    refuse_if(not Account.objects.get(pk=account.pk).is_active, "accounts.closed_already", login=account.login)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    tell("accounts.closed", account, by=by.login, at=at, said=why)


@action
def unlock(*, account: Account, by: Account, at: datetime) -> None:
    """Mở khoá sau năm lần sai mật khẩu; the password stays as it is."""
    require_side(Side(account.side))
    forget_wrong_passwords(username=account.login)
    tell("accounts.unlocked", account, by=by.login, at=at)


@action
def saw_news(*, account: Account) -> None:
    """Chủ tài khoản đã xem những việc làm với tài khoản."""
    Account.objects.filter(pk=account.pk).update(has_news=False)


def tell(
    event: str, account: Account, *, by: str, at: datetime, said: str = "", phone: str = "", **body: object
) -> None:
    """One event about one account; what others did its owner is shown at the next sign-in. Call inside an action.

    What was said and a telephone number are facts: the event keeps only commitments to them.
    """
    if by != account.login:
        Account.objects.filter(pk=account.pk).update(has_news=True)
    log(
        [
            Happened(
                type=event,
                place_code=account.place_code,
                actor=by,
                body={"account": account.login, **body},
                facts={name: value for name, value in (("said", said), ("phone", phone)) if value},
            )
        ],
        side=Side(account.side),
        election_id=None,
        election_code="",
        at=at,
    )
