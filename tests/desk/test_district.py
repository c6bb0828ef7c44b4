"""Cán bộ huyện: at work in elections called while there were districts, and in none called later (A25-01)."""

from datetime import date

import pytest
from django.test import Client

from dantin.store.models import Election
from dantin.store.models.accounts import Role
from tests.store import world

from .people import open_account, signed_in
from .test_roads import said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE = world.VILLAGES[0]
PAGES = (f"/lam-viec/thon/{VILLAGE}/", f"/lam-viec/thon/{VILLAGE}/?bau=VH-2022")


@pytest.fixture
def district() -> Client:
    world.state_election()
    client = Client()
    signed_in(client, open_account(Role.DISTRICT, place="198"))
    return client


def test_no_district_works_on_an_election_called_from_the_first_of_july_2025(district: Client) -> None:
    """Whatever a list of places still says of it: the standings here name the district all the same."""
    Election.objects.update(called_on=date(2025, 6, 30))
    assert {district.get(page).status_code for page in PAGES} == {200}
    assert "Bầu trưởng thôn 2022" in said(district.get("/lam-viec/ke-hoach/"))
    assert "2 thôn" in said(district.get("/lam-viec/"))
    Election.objects.update(called_on=date(2025, 7, 1))
    assert {district.get(page).status_code for page in PAGES} == {404}
    for page in ("", "ke-hoach/", "truc/", "ke-hoach/?bau=VH-2022"):
        assert "Chưa có cuộc bầu cử nào" in said(district.get(f"/lam-viec/{page}")), page
    # the commune and the province go on
    for role, place in ((Role.CLERK, "06847"), (Role.PROVINCE, "22")):
        client = Client()
        signed_in(client, open_account(role, place=place))
        assert {client.get(page).status_code for page in PAGES} == {200}
