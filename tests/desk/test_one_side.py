"""Máy của một bên: `DANTIN_SIDE=party` works without the State side, and neither side reads a table of the other."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from dantin.core.aggregate import CellState, HeadState
from dantin.core.values import Side
from dantin.desk.access import MAY
from dantin.store.models import Election, Standing
from dantin.store.models.accounts import PARTY_ROLES, STATE_ROLES, Role
from tests.store import world
from tests.store.test_sides import PARTY_ONLY, STATE_ONLY

from .test_access_walk import ADDRESSES, VILLAGE, person

pytestmark = pytest.mark.django_db
# Territory through time and the public pages ask of every election whether it filled a vacancy, to leave it out; on a
# server of the Party side both tables are empty for good (`require_side`).
VACANCIES = {"store_byelection", "store_ruling"}


@dataclass
class Listener:
    """Which tables of the other side were asked, and from which address."""

    forbidden: set[str]
    address: str = ""
    found: set[tuple[str, str]] = field(default_factory=set)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.found |= {(self.address, name) for name in self.forbidden & set(re.findall(r"\bstore_\w+", sql))}
        return execute(sql, params, many, context)


@contextmanager
def listening(models: set[str], *, but: set[str] = frozenset()) -> Iterator[Listener]:
    listener = Listener({apps.get_model("store", name)._meta.db_table for name in models} - but)
    with connection.execute_wrapper(listener):
        yield listener


def walked(side: Side, roles: tuple[Role, ...], states: type[StrEnum], listener: Listener) -> int:
    """Every address of these roles in every state; how many answered with a page."""
    answered = 0
    for role in roles:
        client = person(role, side)
        for state in states:
            Standing.objects.filter(election__side=side.value).update(state=state)
            for name, path, act in ADDRESSES:
                if role in MAY[act].roles and ("{" in path or state is next(iter(states))):
                    listener.address = name
                    status = client.get(path.format(code=VILLAGE, cell=world.CELL)).status_code
                    assert status < 500, (name, role, state)
                    answered += status == 200
    return answered


def test_the_desk_of_the_party_works_without_the_state_and_asks_none_of_its_tables(settings: Any) -> None:
    world.places()
    world.party_election()
    world.head_from_state()
    settings.SIDE = "party"
    assert not Election.objects.filter(side="state").exists()
    with listening(STATE_ONLY, but=VACANCIES) as listener:
        assert walked(Side.PARTY, PARTY_ROLES, CellState, listener) > 60
    assert listener.found == set()


def test_the_desk_of_the_state_asks_no_table_of_the_party(settings: Any) -> None:
    world.state_election()
    settings.SIDE = "state"
    with listening(PARTY_ONLY) as listener:
        assert walked(Side.STATE, STATE_ROLES, HeadState, listener) > 100
    assert listener.found == set()


PUBLIC = (
    "/",
    "/thon/0684701/",
    "/xa/06847/",
    "/huyen/198/",
    "/tien-do.json",
    "/nhiem-ky/",
    "/tim/?q=na ech",
    "/luat/",
    "/ban-tin/",
)


@pytest.mark.parametrize("side", list(Side))
def test_the_public_pages_of_one_side_show_it_alone(settings: Any, side: Side) -> None:
    if side is Side.PARTY:
        world.places()
        world.party_election()
        world.head_from_state()
    else:
        world.state_election()
    settings.SIDE = side.value
    with listening(STATE_ONLY if side is Side.PARTY else PARTY_ONLY, but=VACANCIES) as listener:
        for listener.address in PUBLIC:
            answer = Client().get(listener.address)
            assert answer.status_code == 200, listener.address
    assert listener.found == set()


@pytest.mark.parametrize(("side", "other"), [("party", Side.STATE), ("state", Side.PARTY)])
def test_an_account_of_the_other_side_opens_nothing(settings: Any, side: str, other: Side) -> None:
    world.state_election()
    world.party_election()
    settings.SIDE = side
    client = person(Role.AUDITOR, other)
    for name, path, act in ADDRESSES:
        if Role.AUDITOR in MAY[act].roles:
            status = client.get(path.format(code=VILLAGE, cell=world.CELL)).status_code
            assert status in (302, 404), (name, status)
