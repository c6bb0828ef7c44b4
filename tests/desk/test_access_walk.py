"""Đi hết bảng quyền: every role × every address of the desk × every state of a village, against the one table."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import get_resolver

from dantin.core.aggregate import CellState, HeadState
from dantin.core.values import Side
from dantin.desk.access import MAY, Act
from dantin.store.models import Account, Standing
from dantin.store.models.accounts import PARTY_ROLES, STATE_ROLES, Role
from tests.store import world

from .people import LOCK, signed_in

pytestmark = pytest.mark.django_db

VILLAGE, OTHER = world.VILLAGES
PLACE = {Role.PROVINCE: "22", Role.AUDITOR: "22", Role.LAWYER: "22", Role.DISTRICT: "198", Role.CHAIR: "06847",
         Role.CLERK: "06847", Role.FRONT: "06847", Role.COMMISSION: "22",
         Role.HIGHER_COMMITTEE: "06847"}  # fmt: skip
# Coming in, going out, one's own password and the guide ask for no act; a rehearsal's list of roles is 404 on a real
# server.
COMING_IN = re.compile(r"account_\w+|mfa_\w+|desk_roles|desk_guide\w*")
# What is at these depends on whose file or whose account it is: other tests walk them when they are granted.
OF_SOMEBODY = {
    "desk_import_job",
    "desk_import_marked",
    "desk_account",
    "desk_reset",
    "desk_import_template",
    "desk_paper_set_file",
}


def addresses() -> Iterator[tuple[str, str, Act]]:
    """(name, path with its village left open, what it asks for) of every address behind the door."""
    desk = next(one for one in get_resolver().url_patterns if str(one.pattern) == "lam-viec/")
    for one in desk.url_patterns:
        act = getattr(one.callback, "act", None)
        if act is None:
            assert COMING_IN.fullmatch(one.name), f"{one.name} asks for nothing: which Act is it?"
            continue
        path = re.sub(r"<int:\w+>", "1", str(one.pattern)).replace("<str:name>", "places")
        yield (
            one.name,
            "/lam-viec/"
            + path.replace("<str:code>", "{code}")
            .replace("<str:cell>", "{cell}")
            .replace("<str:post>", "bi-thu")
            .replace("<str:matter>", "chuong-trinh")
            # a paper that there is from the call on
            .replace("<slug:form>", "quyet-dinh-ngay-bau-cu" if "<str:code>" in path else "thong-bao-trieu-tap"),
            act,
        )


ADDRESSES = list(addresses())


def person(role: Role, side: Side = Side.STATE) -> Client:
    place = PLACE.get(role, VILLAGE)
    account = Account.objects.create(
        side=side.value, login=f"{side.value}.{role.value}", name="Cán bộ thử", role=role, place_code=place,
        opened_at=LOCK, password=make_password(None),
    )  # fmt: skip
    client = Client()
    signed_in(client, account)
    return client


def test_every_act_has_an_address_or_a_button():
    """Every act of the table is asked for by an address; the few that are buttons of one are named."""
    buttons = {Act.RUN_POLL, Act.FILL_MARKS, Act.NOTE_CALL, Act.MARK_STEP, Act.CERTIFY_ROLL}
    buttons |= {Act.NOMINATE, Act.DECIDE_TEAM, Act.FIX_SLATE, Act.SAY_WHO_THE_HEAD_IS, Act.KEEP_CELL_REGISTER}
    buttons |= {Act.NUMBER_PAPERS, Act.NUMBER_CONGRESS_PAPERS}
    buttons |= {Act.SEE_PARTICULARS}  # columns of a paper
    assert set(Act) == set(MAY)
    missing = set(Act) - {act for _, _, act in ADDRESSES} - buttons
    assert not missing, f"no address asks for {missing}"


@pytest.mark.parametrize("role", STATE_ROLES)
def test_what_is_granted_is_there_and_nothing_else(role):
    world.state_election()
    client = person(role)
    walked = 0
    for state in HeadState:
        Standing.objects.update(state=state)
        for name, path, act in ADDRESSES:
            in_village = "{code}" in path
            if state is not HeadState.NOT_STARTED and not in_village:
                continue
            grant = MAY[act]
            granted = role in grant.roles and grant.side is not Side.PARTY and (not in_village or state in grant.states)
            if granted and name in OF_SOMEBODY:
                continue
            status = client.get(path.format(code=VILLAGE, cell=world.CELL)).status_code
            assert (status != 404) == granted, (name, role, state, status)
            assert status < 500
            walked += 1
    assert walked > len(HeadState) * 5


@pytest.mark.parametrize("role", STATE_ROLES)
def test_a_press_that_is_not_granted_changes_nothing_and_hints_at_nothing(role):
    world.state_election()
    client = person(role)
    for name, path, act in ADDRESSES:
        if role not in MAY[act].roles:
            assert client.post(path.format(code=VILLAGE, cell=world.CELL)).status_code == 404, name
        if "{code}" in path:
            assert client.post(path.format(code="9999999", cell="9999999")).status_code == 404, name
            if PLACE.get(role, VILLAGE) == VILLAGE:
                assert client.post(path.format(code=OTHER)).status_code == 404, name
                assert client.get(path.format(code=OTHER)).status_code == 404, name
    assert set(Standing.objects.values_list("state", flat=True)) == {HeadState.NOT_STARTED.value}


@pytest.mark.parametrize("role", PARTY_ROLES)
def test_the_party_side_sees_no_village_at_work(role):
    world.state_election()
    client = person(role, Side.PARTY)
    for name, path, act in ADDRESSES:
        if ("{code}" in path or role not in MAY[act].roles) and "{cell}" not in path:
            assert client.get(path.format(code=VILLAGE, cell=world.CELL)).status_code == 404, name


@pytest.mark.parametrize("role", PARTY_ROLES)
def test_what_is_granted_in_a_cell_is_there_and_nothing_else(role):
    world.state_election()
    world.party_election()
    client = person(role, Side.PARTY)
    for state in CellState:
        Standing.objects.filter(election__side="party").update(state=state)
        for name, path, act in ADDRESSES:
            if "{cell}" in path or name == "desk_endorse":
                granted = role in MAY[act].roles and state in MAY[act].states
                status = client.get(path.format(cell=world.CELL)).status_code
                assert (status != 404) == granted, (name, role, state, status)
                assert status < 500
                assert client.get(path.format(cell="9999999")).status_code == 404 or name == "desk_endorse"
                if role not in MAY[act].roles:
                    assert client.post(path.format(cell=world.CELL)).status_code == 404, name
    assert Standing.objects.get(election__side="party").state == state


def test_nobody_signed_in_is_sent_to_the_door_whatever_the_address():
    world.state_election()
    for name, path, _ in ADDRESSES:
        for code in (VILLAGE, "9999999"):
            answer = Client().get(path.format(code=code, cell=code))
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/lam-viec/vao/"), name


def test_what_is_not_granted_looks_exactly_like_what_is_not_there():
    world.state_election()
    client = person(Role.COUNTER)
    there, nowhere = client.get("/lam-viec/cong-nhan/"), client.get("/lam-viec/khong-co/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    # the address itself stands on the page, in the link to it in English
    assert there.content.decode().replace("/cong-nhan/", "/khong-co/") == nowhere.content.decode()


def test_an_account_of_the_other_side_is_nobody_on_this_server(settings):
    world.state_election()
    client = person(Role.COMMISSION, Side.PARTY)
    settings.SIDE = "state"
    assert client.get("/lam-viec/").status_code != 200
