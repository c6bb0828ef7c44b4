"""Một xã để đi theo bài hướng dẫn: five villages called to vote, one of them with everything still to do.

Every name and number is invented. The kind of unit is a choice, so that each page can be read for each kind.
"""

from datetime import date, datetime

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from dantin.core.values import Side
from dantin.store.actions import calling, register, territory
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import Account, Candidacy, Election, HouseholdRepresentative, Installation, Place, Roll
from dantin.store.models.accounts import SECOND_FACTOR, Role
from tests.store import world

PROVINCE, DISTRICT, COMMUNE = "22", "198", "06847"
VILLAGES = tuple(f"{COMMUNE}{n:02d}" for n in range(1, 6))
VILLAGE = VILLAGES[0]  # the one that is walked
NAMES = ("Nà Ếch", "Khe Vằn", "Lục Ngù", "Pò Đán", "Sú Cáu")
HOUSEHOLDS = 12
CALLED_ON, HELD_ON = date(2022, 5, 10), date(2022, 6, 5)
PASSWORD = "bốn từ không liên quan"
PEOPLE = {
    Role.PROVINCE: ("phong-truc", "Bùi Thị Phòng", PROVINCE),
    Role.DISTRICT: ("huyen", "Đỗ Văn Huyện", DISTRICT),
    Role.CHAIR: ("chu-tich-xa", "Lý Văn Chủ", COMMUNE),
    Role.CLERK: ("can-bo-xa", "Hà Văn Cán", COMMUNE),
    Role.FRONT: ("mat-tran-xa", "Vi Thị Mặt", COMMUNE),
    Role.FRONT_VILLAGE: ("ban-cong-tac", "Lô Văn Ban", VILLAGE),
    Role.TEAM_LEADER: ("to-truong", "Trần Thị Tổ", VILLAGE),
    Role.TEAM_CLERK: ("thu-ky", "Lê Văn Thư", VILLAGE),
    Role.COUNTER: ("kiem-phieu", "Phạm Thị Kiểm", VILLAGE),
    Role.AUDITOR: ("giam-sat", "Ngô Văn Giám", PROVINCE),
    Role.LAWYER: ("phap-che", "Đặng Thị Pháp", PROVINCE),
}


def build(kind: str = "thon") -> Election:
    """The commune on 10 May: called; all but the first village have their number and their list."""
    level = Place.Level
    territory.load_places(
        places=[
            territory.PlaceIn(level=level.PROVINCE, kind="tinh", code=PROVINCE, name="Tỉnh Quảng Ninh"),
            territory.PlaceIn(
                level=level.DISTRICT, kind="huyen", code=DISTRICT, name="Huyện Bình Liêu", parent_code=PROVINCE
            ),
            territory.PlaceIn(level=level.COMMUNE, kind="xa", code=COMMUNE, name="Xã Húc Động", parent_code=DISTRICT),
            *(
                territory.PlaceIn(level=level.VILLAGE, kind=kind, code=code, name=name, parent_code=COMMUNE)
                for code, name in zip(VILLAGES, NAMES, strict=True)
            ),
        ]
    )
    wave = calling.WaveIn(name="5/6", is_pilot=False, begins_on=HELD_ON, ends_on=HELD_ON, villages=VILLAGES)
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.STATE,
            code="VH-2022",
            title="Bầu người đứng đầu 2022",
            province_code=PROVINCE,
            called_on=CALLED_ON,
            decision_number="1/QĐ-UBND",
            electorate="household_representatives",
            held_on=HELD_ON,
            term_begins_in=2022,
            term_ends_in=2025,
            waves=[wave],
        ),
        actor="so-noi-vu",
        at=world.MORNING,
    )
    _households()
    _others(election)
    Installation.objects.create(simulated=True, side="both", seed=1, built_at=world.MORNING)
    return election


def open_all(*, at: datetime) -> dict[Role, str]:
    """An account of each role, at work with a password of its own; {role: the secret of its telephone}."""
    rows = [
        AccountIn(login=login, name=name, role=role, place_code=place, phone=f"0900 000 {n:03d}")
        for n, (role, (login, name, place)) in enumerate(PEOPLE.items(), start=1)
    ]
    open_accounts(side=Side.STATE, accounts=rows, actor="thu", at=at)
    secrets = {}
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.must_change = False
        account.save()
        if account.role in SECOND_FACTOR:
            secrets[Role(account.role)] = generate_totp_secret()
            TOTP.activate(account, secrets[Role(account.role)])
    return secrets


def _households() -> None:
    authority = HouseholdRepresentative.Authority.HEAD
    territory.load_households(
        village=Place.objects.get(code=VILLAGE),
        households=[
            territory.HouseholdIn(
                number=n, head_name=f"Lý Văn Hộ {n}", representative=f"Lý Văn Hộ {n}", sex="male", born_in=1950 + n,
                authority=authority,
            )
            for n in range(1, HOUSEHOLDS + 1)
        ],
        since=date(2022, 5, 1),
    )  # fmt: skip


def _others(election: Election) -> None:
    others = VILLAGES[1:]
    register.certify_rolls(
        election=election,
        electorate="household_representatives",
        rolls=[
            register.RollIn(village_code=code, count=60 + 13 * n, source=Roll.Source.CERTIFIED_TOTAL)
            for n, code in enumerate(others)
        ],
        certified_on=date(2022, 5, 19),
        actor="can-bo-xa",
        at=world.MORNING,
    )
    contests = [
        register.ContestIn(
            unit_code=code,
            village_code=code,
            wave="5/6",
            post="village_head",
            seats=1,
            held_on=HELD_ON,
            procedure="meeting",
            vote_form="secret_ballot",
            candidates=[
                register.CandidateIn(
                    key=f"c{n}",
                    person=world.person(Side.STATE, f"{name} {code[-1]}", 1970 + n),
                    origin=Candidacy.Origin.INTRODUCED,
                )
                for n, name in enumerate(("Hoàng Văn Thử", "Chìu Thị Mẫu"), start=1)
            ],
        )
        for code in others
    ]
    register.fix_slates(election=election, contests=contests, actor="mat-tran-xa", at=world.MORNING)
