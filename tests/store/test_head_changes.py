"""Tên trưởng thôn đổi theo tệp sau: what a later signed file changes is told, and secretary and head compared anew."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dantin.core.values import RecognisedHead, Side
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.canonical import canonical, plain
from dantin.store.keyring import create_keys, sign
from dantin.store.models import (
    Congress,
    Declaration,
    Election,
    Event,
    HeadChange,
    HeadFromState,
    KeyCertificate,
    Recognition,
    Standing,
)
from dantin.store.models.rulings import Ruling
from dantin.store.readers.bridge import list_of_heads
from dantin.store.readers.standings import differences

from .test_congress_rulings import elect, opened, signed
from .test_road_to_the_head import agree, declared
from .world import VILLAGES, figures, moment, party_election, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HEAD, OTHER = "Nguyễn Văn Thử 1", "Lê Thị Thử 1"


@pytest.fixture
def sides(settings: Any, tmp_path: Path) -> Congress:
    """The first village's head is recognised by decision 57; its cell's congress is convened."""
    settings.KEYS_DIR = tmp_path / "keys"
    create_keys(Side.STATE, today=date(2022, 6, 1), simulated=True)
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 1)
    row = declared(sheet, 2)
    decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    recognise(decisions=[decision], actor="chu-tich", at=moment(3))
    party_election(excused=1)
    return Congress.objects.get()


def file() -> bytes:
    return export_recognised_heads(election=Election.objects.get(side="state"), actor="so-noi-vu", at=moment(4))


def take(given: bytes) -> list[HeadChange]:
    party = Election.objects.get(side="party")
    return list(import_recognised_heads(election=party, file=given, actor="ban-to-chuc", at=moment(9000)).changed)


def annulled() -> None:
    """The result that was recognised is annulled: its paper 90."""
    declaration = Declaration.objects.get(round__contest__unit_code=VILLAGES[0])
    Ruling.objects.create(
        election=Election.objects.get(side="state"), village_code=VILLAGES[0], number=1, kind="annulled",
        round=declaration.round, decision_number="90/QĐ-UBND", decided_on=date(2022, 6, 20), counts_as_first=True,
        recorded_at=moment(5),
    )  # fmt: skip


def another_head() -> None:
    """A later decision names another person: as after a by-election."""
    old = Recognition.objects.get()
    later = {"name": OTHER, "decision_number": "120/QĐ-UBND", "decided_on": date(2022, 9, 1)}
    Recognition.objects.all()._raw_delete("default")
    Recognition.objects.create(declaration=old.declaration, village_code=old.village_code, born_in=old.born_in, **later)


def state() -> str:
    return Standing.objects.get(election__side="party").state


def verified() -> bool:
    return not [*differences(Election.objects.get(side="party"))]


def held(congress: Congress) -> None:
    opened(congress)
    elect(7, 10)
    signed(congress, 20)


def test_the_first_file_changes_nothing_and_the_same_again_neither(sides: Congress) -> None:
    first = file()
    assert take(first) == take(first) == []
    assert HeadFromState.objects.get().name == HEAD
    assert not Event.objects.filter(type="bridge.head_changed").exists()


def test_a_recognition_set_aside_leaves_the_village_without_a_head(sides: Congress) -> None:
    first = file()
    take(first)
    annulled()
    [change] = take(file())
    assert (change.was_number, change.decision_number, change.withdrawn) == ("57/QĐ-UBND", "90/QĐ-UBND", True)
    assert not HeadFromState.objects.exists()
    event = Event.objects.get(type="bridge.head_changed")
    assert (event.stream.place_code, event.body["withdrawn"], event.body["was"]) == (
        sides.cell.code, True, "57/QĐ-UBND",
    )  # fmt: skip
    assert HEAD not in str(event.body)
    assert take(first) == []  # an older file brings nobody back
    assert not HeadFromState.objects.exists()


def test_after_the_minutes_are_signed_the_secretary_is_compared_with_nobody(sides: Congress) -> None:
    take(file())
    held(sides)
    assert (state(), verified()) == ("unified", True)
    annulled()
    take(file())
    assert (state(), verified()) == ("not_unified", True)
    assert Event.objects.get(type="bridge.head_changed").body["state"] == "not_unified"


def test_a_later_decision_names_another_and_the_two_are_apart(sides: Congress) -> None:
    first = file()
    take(first)
    held(sides)
    another_head()
    [change] = take(file())
    assert (change.was_number, change.decision_number, change.withdrawn) == ("57/QĐ-UBND", "120/QĐ-UBND", False)
    assert (HeadFromState.objects.get().name, state(), verified()) == (OTHER, "not_unified", True)
    assert take(first) == []
    assert HeadFromState.objects.get().name == OTHER


def test_a_file_of_the_next_term_leaves_the_last_one_as_it_was(sides: Congress) -> None:
    take(file())
    held(sides)
    before = Election.objects.get(side="party")
    after = Election.objects.get(side="party")
    after.pk, after.code, after.called_on = None, "PC-2025", date(2024, 12, 20)
    after.save()
    another_head()
    import_recognised_heads(election=after, file=file(), actor="ban-to-chuc", at=moment(9000))
    assert (HeadFromState.objects.get(election=before).name, HeadFromState.objects.get(election=after).name) == (
        HEAD, OTHER,
    )  # fmt: skip
    assert (state(), [*differences(before)]) == ("unified", [])


def test_set_aside_and_recognised_anew_in_one_file_is_one_change(sides: Congress) -> None:
    """Even where the new decision is of an earlier day than the one that was set aside."""
    take(file())
    HeadFromState.objects.update(decided_on=date(2022, 12, 30))
    annulled()
    again = RecognisedHead(OTHER, 1975, VILLAGES[0], "120/QĐ-UBND", date(2022, 9, 1))
    body = list_of_heads(Election.objects.get(side="state")) | {"heads": [plain(asdict(again))]}
    made = sign(Side.STATE, KeyCertificate.Purpose.BRIDGE, canonical(body))
    envelope = {"body": body, "key": made.fingerprint, "label": made.label, "signature": made.signature}
    [change] = take(canonical(envelope))
    assert (change.decision_number, change.withdrawn, HeadFromState.objects.get().name) == ("120/QĐ-UBND", False, OTHER)
