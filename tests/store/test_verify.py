"""Soát lại: every kept row follows from the facts, and whoever touches a row or a reading is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from dantin.core.values import Side
from dantin.store.actions.ballot import SnapshotIn, open_polls, take_snapshots
from dantin.store.actions.count import submit_readings
from dantin.store.actions.plan import open_rounds
from dantin.store.models import Congress, Election, Event, Reading, Standing, TurnoutSnapshot
from dantin.store.readers.standings import differences
from dantin.store.readers.streams import broken_readings

from .test_congress import finish, head, opened, vote
from .test_road_to_the_head import agree, declared
from .world import VILLAGES, Device, figures, moment, party_election, rerun_of, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def differs() -> list[str]:
    return [line for election in Election.objects.all() for line in differences(election)]


def snapshot(election, minute, voted, *, told=None):
    given = SnapshotIn(
        village_code=VILLAGES[0],
        mark_at=moment(minute),
        voted=voted,
        source=TurnoutSnapshot.Source.PHONE,
        actor="can-bo",
    )
    [answer] = take_snapshots(election=election, snapshots=[given], at=moment(told or minute))
    return answer


def rerun(sheet):
    given = rerun_of(sheet)
    [second] = open_rounds(side=Side.STATE, rounds=[given], actor="ubnd-06847", at=moment(30))
    return second


def test_at_every_step_of_the_first_stage_the_row_follows_from_the_facts():
    election = state_election()
    assert differs() == []
    open_polls(election=election, villages=VILLAGES, actor="to-truong", at=moment(0))
    assert differs() == []
    snapshot(election, 10, 60)
    snapshot(election, 5, 30, told=11)
    assert Standing.objects.get(village_code=VILLAGES[0]).voted == 60  # the late mark turned nothing back
    assert differs() == []
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=50, b=48), 20)
    assert differs() == []
    declared(sheet, 21)
    snapshot(election, 12, 61, told=22)
    assert Standing.objects.get(village_code=VILLAGES[0]).voted == 98
    assert differs() == []
    # nobody voted on a second round yet: its poll cannot open
    assert open_polls(election=election, villages=VILLAGES[:1], actor="to-truong", at=moment(29)) == 0
    second = rerun(sheet)
    assert differs() == []
    assert open_polls(election=election, villages=VILLAGES[:1], actor="to-truong", at=moment(31)) == 1
    assert differs() == []
    agree(second, figures(a=60, b=30, attended=90), 40)
    assert differs() == []
    declared(second, 41)
    assert differs() == []
    assert Standing.objects.get(village_code=VILLAGES[0]).state == "elected_in_rerun"


def test_at_every_step_of_the_second_stage_the_row_follows_from_the_facts():
    state_election()
    party_election()
    head()
    congress = Congress.objects.get()
    assert differs() == []
    opened(congress)
    assert differs() == []
    vote(8)
    assert differs() == []
    finish(congress)
    assert Standing.objects.get(election__side="party").state == "unified"
    assert differs() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "elected_in_rerun"),
        ("roll", 99),
        ("voted", 97),
        ("winner_votes", 61),
        ("winner_base", 98),
        ("round_number", 2),
        ("incumbency", "new"),
        ("done_at", moment(3)),
        ("is_pilot", True),
        ("commune_code", "00000"),
        ("district_code", "000"),
    ],
)
def test_a_row_that_was_touched_is_found(capsys, column, value):
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 1)
    declared(sheet, 2)
    call_command("verify_standings")
    assert "tất cả khớp" in capsys.readouterr().out
    Standing.objects.filter(village_code=VILLAGES[0]).update(**{column: value})
    with pytest.raises(CommandError) as found:
        call_command("verify_standings")
    assert found.value.returncode == 1
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"VH-2022, thôn {VILLAGES[0]}: {column} ghi ")


def test_a_missing_row_is_found():
    state_election()
    Standing.objects.filter(village_code=VILLAGES[1]).delete()
    assert differs() == [f"VH-2022, thôn {VILLAGES[1]}: thiếu dòng tình trạng"]


def unguarded(table):
    """Somebody with the database's own rights takes the guard away."""
    on = "" if connection.vendor == "sqlite" else f" ON store_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER store_{table}_append_only{on}")


def touch_figures():
    Reading.objects.filter(position=1).update(figures=figures(a=61, b=37))


def take_out():
    Reading.objects.filter(position=1).delete()


def swap():
    first, second = Reading.objects.order_by("position")
    for reading, position in ((first, 9), (second, 1), (first, 2)):
        Reading.objects.filter(event_id=reading.event_id).update(position=position)


def slip_in():
    sheet = sheet_of(VILLAGES[1])
    reading = Device("la", "la").read(sheet, figures(a=1, b=97))
    submit_readings(side=Side.STATE, readings=[reading], at=moment(5))
    unguarded("event")
    Event.objects.filter(body__reading=str(reading.event_id)).update(type="ballot.village_called", body={"note": ""})


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (touch_figures, "nội dung không khớp mã băm"),
        (take_out, "kho không còn đúng bản ấy"),
        (swap, "thứ tự trên biên bản không như nhật ký"),
        (slip_in, "không có trong nhật ký"),
    ],
)
def test_readings_that_were_touched_are_found(capsys, tamper, said):
    state_election()
    agree(sheet_of(VILLAGES[0]), figures(a=60, b=38), 1)
    call_command("verify_streams")
    assert list(broken_readings()) == []
    unguarded("reading")
    tamper()
    with pytest.raises(CommandError) as found:
        call_command("verify_streams")
    assert found.value.returncode == 1
    assert said in capsys.readouterr().out
