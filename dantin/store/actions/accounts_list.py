"""Lập tài khoản theo danh sách: a file's rows held against the store; a login is made where none is given."""

import re
from collections.abc import Collection

from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.models import Account, Place
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, STATE_ROLES, Role
from dantin.store.readers.accounts import WORKS_AT, place_codes
from dantin.store.readers.cell_places import cell_names, cells_leading

from .accounts import AccountIn

_BEGINS = {
    Role.PROVINCE: "pt",
    Role.DISTRICT: "cbh",
    Role.CHAIR: "ct",
    Role.CLERK: "cbx",
    Role.FRONT: "mt",
    Role.FRONT_VILLAGE: "ctmt",
    Role.TEAM_LEADER: "tt",
    Role.TEAM_CLERK: "tk",
    Role.COUNTER: "kp",
    Role.AUDITOR: "gs",
    Role.LAWYER: "pc",
    Role.COMMISSION: "btc",
    Role.HIGHER_COMMITTEE: "du",
    Role.CELL_COMMITTEE: "cu",
    Role.PRESIDIUM: "dct",
    Role.CONGRESS_CLERK: "tkdh",
    Role.COUNTING_BOARD: "bkp",
}
_PHONE = re.compile(r"0[0-9]{8,10}|84[0-9]{8,10}", re.ASCII)


def plan_accounts(
    reading: Reading, *, side: Side, roles: Collection[Role] | None = None, within: Collection[str] | None = None
) -> list[AccountIn]:
    """The accounts of a file; what is wrong is noted in the reading. `roles`, `within`: what the opener may open."""
    level_of = place_codes()
    of_cells = {row.place_code for row in reading.rows if row.role in CELL_ROLES}
    cells = cell_names() if side is Side.PARTY and of_cells else {}
    several = cells_leading(of_cells) if cells else {}
    taken = set(Account.objects.values_list("login", flat=True))
    own = STATE_ROLES if side is Side.STATE else PARTY_ROLES
    found: list[AccountIn] = []
    for row in reading.rows:
        role = Role(row.role)
        if role not in own:
            reading.fault(row.at, "role", f"vai {role.label} không thuộc bên này. Bỏ dòng này khỏi tệp")
        elif roles is not None and role not in roles:
            reading.fault(row.at, "role", f"anh chị không lập được tài khoản {role.label}. Cấp trên của vai ấy lập")
        here = several.get(row.place_code, []) if role in CELL_ROLES else []
        if len(here) > 1:
            listed = ", ".join(here)
            reading.fault(row.at, "place_code", f"thôn có nhiều chi bộ: ghi mã một chi bộ ({listed}), không mã thôn")
        elif role in CELL_ROLES and row.place_code in cells and row.place_code not in level_of:
            if within is not None and row.place_code not in within:
                reading.fault(row.at, "place_code", f"chi bộ {row.place_code} không thuộc nơi anh chị làm việc")
        elif (wrong := _place(row.place_code, role, level_of, within)) is not None:
            reading.fault(row.at, "place_code", wrong)
        if (wrong := _phone(row.phone)) is not None:
            reading.fault(row.at, "phone", wrong)
        if row.login is not None and row.login in taken:
            reading.fault(row.at, "login", f"{row.login} đã có người dùng. Chọn tên khác, hoặc để trống")
        login = row.login or _free(f"{_BEGINS[role]}.{row.place_code}", taken | _given(reading))
        taken.add(login)
        found.append(AccountIn(login=login, name=row.name, role=role, place_code=row.place_code, phone=row.phone))
    return found


def _place(code: str, role: Role, level_of: dict[str, str], within: Collection[str] | None) -> str | None:
    level = level_of.get(code)
    if level is None:
        return f"không có đơn vị mã {code}. Kiểm tra lại mã, hoặc nạp danh sách đơn vị trước"
    if within is not None and code not in within:
        return f"đơn vị {code} không thuộc nơi anh chị làm việc"
    due = WORKS_AT.get(role)
    if due is not None and level != due:
        here, there = Place.Level(level).label.lower(), due.label.lower()
        return f"{role.label} làm việc ở cấp {there}, mã {code} là của cấp {here}"
    return None


def is_phone(typed: str) -> bool:
    """Whether this is a telephone number, spaces, dots and hyphens forgiven."""
    return _PHONE.fullmatch(re.sub(r"[ .-]", "", typed)) is not None


def _phone(typed: str) -> str | None:
    if is_phone(typed):
        return None
    digits = re.sub(r"[ .-]", "", typed)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        return "mất số 0 ở đầu: đặt định dạng cột là Văn bản rồi gõ lại"
    return "không phải số điện thoại: ghi như 0912 345 678"


def _given(reading: Reading) -> set[str]:
    return {row.login for row in reading.rows if row.login is not None}


def _free(login: str, taken: Collection[str]) -> str:
    number = 1
    while (name := login if number == 1 else f"{login}.{number}") in taken:
        number += 1
    return name
