"""Cán bộ của xã Húc Động, mô phỏng: accounts with a password everybody may know, so that anybody can try each role.

They exist in a simulated database only; a real server refuses such a database whole.
"""

from collections.abc import Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import Account, Place
from dantin.store.models.accounts import Role

from . import steps as told
from .places import HUC_DONG, NA_ECH
from .steps import Step

_PEOPLE = (
    ("phong-truc", "Phòng trực mô phỏng", Role.PROVINCE, "province", "0900 000 001"),
    ("truc-hai", "Trực thứ hai mô phỏng", Role.PROVINCE, "province", "0900 000 009"),
    ("chu-tich-xa", "Chủ tịch mô phỏng", Role.CHAIR, "commune", "0900 000 002"),
    ("can-bo-xa", "Cán bộ mô phỏng", Role.CLERK, "commune", "0900 000 003"),
    ("mat-tran-xa", "Mặt trận mô phỏng", Role.FRONT, "commune", "0900 000 004"),
    ("to-truong", "Tổ trưởng mô phỏng", Role.TEAM_LEADER, "village", "0900 000 005"),
    ("thu-ky", "Thư ký mô phỏng", Role.TEAM_CLERK, "village", "0900 000 006"),
    ("kiem-phieu", "Kiểm phiếu mô phỏng", Role.COUNTER, "village", "0900 000 007"),
    ("mat-tran-thon", "Mặt trận thôn mô phỏng", Role.FRONT_VILLAGE, "village", "0900 000 010"),
    ("to-truong-hai", "Tổ trưởng thứ hai mô phỏng", Role.TEAM_LEADER, "next", "0900 000 011"),
    ("thu-ky-hai", "Thư ký thứ hai mô phỏng", Role.TEAM_CLERK, "next", "0900 000 012"),
    ("can-bo-huyen", "Cán bộ huyện mô phỏng", Role.DISTRICT, "district", "0900 000 013"),
    ("giam-sat", "Giám sát mô phỏng", Role.AUDITOR, "province", "0900 000 008"),
    ("phap-che", "Pháp chế mô phỏng", Role.LAWYER, "province", "0900 000 014"),
)
_OF_THE_PARTY = (
    ("ban-to-chuc", "Ban Tổ chức mô phỏng", Role.COMMISSION, "province", "0900 000 021"),
    ("dang-uy", "Đảng ủy mô phỏng", Role.HIGHER_COMMITTEE, "commune", "0900 000 022"),
    ("chi-uy", "Chi ủy mô phỏng", Role.CELL_COMMITTEE, "village", "0900 000 023"),
    ("doan-chu-tich", "Chủ trì mô phỏng", Role.PRESIDIUM, "village", "0900 000 024"),
    ("thu-ky-dai-hoi", "Thư ký đại hội mô phỏng", Role.CONGRESS_CLERK, "village", "0900 000 025"),
    ("ban-kiem-phieu", "Ban kiểm phiếu mô phỏng", Role.COUNTING_BOARD, "village", "0900 000 026"),
)


NEXT = 4  # Thôn Mẫu 4: it votes on the first morning also where the commune is left to people


def open_simulated_accounts(*, at: datetime) -> None:
    """One account of each role: the province (two, for what needs a second), the district, Húc Động, two villages.

    The two sides lie on one server here, which happens in a rehearsal only.
    """
    commune = Place.objects.get(level=Place.Level.COMMUNE, name=HUC_DONG, valid_from=None)
    places = {
        "province": Place.objects.get(level=Place.Level.PROVINCE, valid_from=None).code,
        "district": commune.parent.code,  # elections called until 30/6/2025 have one (A25-01)
        "commune": commune.code,
        "village": Place.objects.get(parent=commune, name=NA_ECH).code,
        "next": list(Place.objects.filter(parent=commune).order_by("code")[: NEXT + 1])[-1].code,
    }
    logins = []
    for side, told_of in ((Side.STATE, _PEOPLE), (Side.PARTY, _OF_THE_PARTY)):
        if settings.SIDE not in (side.value, "both"):
            continue
        people = [
            AccountIn(login=login, name=name, role=role, place_code=places[level], phone=phone)
            for login, name, role, level, phone in told_of
        ]
        open_accounts(side=side, accounts=people, actor="dựng tỉnh mô phỏng", at=at)
        logins += [each.login for each in people]
    for account in Account.objects.filter(login__in=logins):
        account.set_password(settings.SIMULATED_PASSWORD)
        account.must_change = False
        account.save(update_fields=["password", "must_change"])
        Authenticator.objects.filter(user=account).delete()
        TOTP.activate(account, generate_totp_secret())


def left_to_people(script: Sequence[Step], commune: str, *, congresses_only: bool = False) -> list[Step]:
    """The script without the villages of one commune, and without their cells: there people do the work themselves.

    `congresses_only` plays the elections of its heads, so that people begin with the congresses.
    """
    left = [f"CB-{commune}"] if congresses_only else [f"CB-{commune}", commune]
    return [
        step for step in script if isinstance(step, told.HeadsHandedOver) or not _unit(step).startswith(tuple(left))
    ]


def _unit(step: Step) -> str:
    for name in ("unit_code", "cell_code", "village_code"):
        if hasattr(step, name):
            return str(getattr(step, name))
    return ""
