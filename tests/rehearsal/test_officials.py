"""Cán bộ mô phỏng: each role signs in as the page says, and a commune left to people is in no step of the script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dantin.rehearsal import steps as told
from dantin.rehearsal.officials import left_to_people, open_simulated_accounts
from dantin.rehearsal.rehearse import rehearse
from dantin.store.models import Account, Installation, Place
from dantin.store.models.accounts import Role
from tests.store import world

pytestmark = pytest.mark.django_db


def test_every_role_signs_in_with_what_the_page_shows(settings: object) -> None:
    world.places()
    Place.objects.filter(level="village").update(name="Thôn Nà Ếch")
    Place.objects.filter(code=world.VILLAGES[1]).update(name="Bản 2")
    Installation.objects.create(simulated=True, side="both", seed=1, built_at=world.MORNING)
    open_simulated_accounts(at=world.MORNING)
    page = Client().get(reverse("desk_roles")).content.decode()
    rows = re.findall(r"<td>([a-z-]+)</td>\s*<td class=\"n\">(\d{6})</td>", page)
    assert len(rows) == Account.objects.count() == 20
    assert set(Account.objects.values_list("role", flat=True)) == {role.value for role in Role}
    for login, code in rows:
        client = Client()
        answer = client.post(reverse("account_login"), {"login": login, "password": settings.SIMULATED_PASSWORD})
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        answer = client.post(reverse("mfa_authenticate"), {"code": code})
        assert answer.headers["Location"] == "/lam-viec/", login
        assert client.get("/lam-viec/").status_code == 200


def test_a_real_server_has_no_such_page(settings: object) -> None:
    Installation.objects.create(simulated=False, side="state", seed=0, built_at=world.MORNING)
    assert Client().get(reverse("desk_roles")).status_code == 404


def test_what_is_left_to_people_is_left_whole() -> None:
    script = rehearse().steps
    commune = next(s.village_code[:5] for s in script if isinstance(s, told.PollOpened))
    left = left_to_people(script, commune)
    kept = {id(s) for s in left}
    gone = [s for s in script if id(s) not in kept]
    assert gone
    assert not any(isinstance(s, told.HeadsHandedOver) for s in gone)
    named = [str(getattr(s, "village_code", "") or getattr(s, "unit_code", "") or s.cell_code) for s in gone]
    assert not any(commune in getattr(s, "cell_code", "") for s in left)
    congresses = {id(s) for s in left_to_people(script, commune, congresses_only=True)}
    gone = [s for s in script if id(s) not in congresses]
    assert any(isinstance(s, told.CongressOpened) for s in gone)
    assert all(commune in (getattr(s, "unit_code", "") or s.cell_code) for s in gone)
    assert {getattr(s, "side", "party") for s in gone} == {"party"}
    assert all(commune in name for name in named)
    assert not any(commune == getattr(s, "village_code", "")[:5] for s in left)
