"""Bản tin của một mốc giờ: what came in later changes the next bulletin and never a past one."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from dantin.core.values import Side
from dantin.store import bulletin_words
from dantin.store.actions.ballot import SnapshotIn, open_polls, take_snapshots
from dantin.store.actions.congress import OpeningIn, close_congresses, open_congresses, sign_minutes
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import RoundIn, open_rounds
from dantin.store.bulletin_sheet import workbook
from dantin.store.models import Congress, HeadFromState, Standing, TurnoutSnapshot
from dantin.store.readers import marks
from dantin.store.readers.bulletin import SAVING, bulletin_at, is_closed
from dantin.store.readers.progress import current_elections, standings

from .world import (
    CONGRESS_MORNING,
    VIETNAM,
    VILLAGES,
    Device,
    congress_figures,
    figures,
    moment,
    party_election,
    sheet_of,
    state_election,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ELEVEN = moment(240)  # the morning begins at seven


def bulletin(mark=ELEVEN):
    return bulletin_at(mark, zone=VIETNAM)


def snapshot(election, village, *, voted, mark, received):
    phone = TurnoutSnapshot.Source.PHONE
    given = SnapshotIn(village_code=village, mark_at=moment(mark), voted=voted, source=phone, actor="can-bo")
    take_snapshots(election=election, snapshots=[given], at=moment(received))


def elect(sheet, given, minute, *, side=Side.STATE, start=None):
    at = moment(minute, start) if start else moment(minute)
    an, binh = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=side, readings=[an.read(sheet, given), binh.read(sheet, given)], at=at)
    declare(side=side, sheets=[sheet.id], actor="to-truong", at=at)


def second_round(sheet, minute):
    given = RoundIn(
        contest=sheet.round.contest_id, held_on=moment(0).date() + timedelta(days=7), procedure="meeting",
        vote_form="secret_ballot", seats=1, slate=["c1", "c2"],
    )  # fmt: skip
    open_rounds(side=Side.STATE, rounds=[given], actor="ubnd", at=moment(minute))


@pytest.fixture
def election():
    election = state_election()
    open_polls(election=election, villages=VILLAGES, actor="to-truong", at=moment(0))
    snapshot(election, VILLAGES[0], voted=40, mark=120, received=121)
    elect(sheet_of(VILLAGES[1]), figures(a=60, b=38), 200)
    return election


def test_a_bulletin_has_what_had_come_in(election):
    told = bulletin()
    assert (told["roll"], told["voted"], told["turnout"]) == (200, 138, "69.00")
    assert (told["elected_on_the_day"], told["bands"]) == (1, [0, 0, 1])
    assert (told["head_states"]["voting"], told["head_states"]["elected"]) == (1, 1)
    assert told["completed"]["commune"] == {"places": 1, "heads": 0, "congresses": 0}
    [district] = told["districts"]
    assert (district["name"], district["voted"], district["elected"]) == ("Huyện Bình Liêu", 138, 1)


def test_a_late_village_never_changes_a_past_bulletin(election):
    before = bulletin()
    snapshot(election, VILLAGES[0], voted=77, mark=180, received=241)  # of ten o'clock, told at one past eleven
    elect(sheet_of(VILLAGES[0]), figures(a=50, b=48), 300)
    second_round(sheet_of(VILLAGES[0]), 400)
    assert bulletin() == before
    assert Standing.objects.get(village_code=VILLAGES[0]).voted == 98
    assert bulletin(moment(242))["voted"] == 175
    assert bulletin(moment(301))["head_states"]["rerun"] == 1


def test_what_came_in_at_the_mark_itself_belongs_to_the_next(election):
    snapshot(election, VILLAGES[0], voted=55, mark=240, received=240)
    assert bulletin()["voted"] == 138
    assert bulletin(ELEVEN + timedelta(seconds=1))["voted"] == 153


@pytest.mark.parametrize("minute", [201, 301, 302, 401, 402, 500, 600])
def test_each_village_is_as_its_row_was_at_that_moment(election, minute):
    """The kept row, read while it was the newest, against what is derived later, when everything has moved on."""
    kept: dict[int, list] = {}

    def look(now):
        if now < minute:
            kept[0] = sorted(standings(election.id))

    steps = [
        (301, lambda: elect(sheet_of(VILLAGES[0]), figures(a=50, b=48), 301)),
        (401, lambda: second_round(sheet_of(VILLAGES[0]), 401)),
        (499, lambda: open_polls(election=election, villages=VILLAGES, actor="t", at=moment(499))),
        (599, lambda: elect(sheet_of(VILLAGES[0], number=2), figures(a=60, b=38), 599)),
    ]
    look(200)
    for at, step in steps:
        step()
        look(at)
    row = current_elections()["state"]
    derived = sorted(marks._derived(row, moment(minute), Standing.objects.filter(election=election)))
    shown = [(r.village_code, r.state, r.roll, r.voted, r.winner_votes) for r in derived]
    assert shown == [(r.village_code, r.state, r.roll, r.voted, r.winner_votes) for r in kept[0]]


def test_a_congress_by_its_hours(election):
    elect(sheet_of(VILLAGES[0]), figures(a=60, b=38), 300)
    party_election()
    congress = Congress.objects.get()
    HeadFromState.objects.create(
        election=congress.election, village_code=VILLAGES[0], name="Nguyễn Văn Thử 1", born_in=1975,
        decision_number="57/QĐ-UBND", decided_on=moment(0).date(), file_digest="0" * 64,
    )  # fmt: skip

    def at(minutes):
        return moment(minutes, CONGRESS_MORNING)

    open_congresses(openings=[OpeningIn(congress=congress.id, present=8)], actor="ct", at=at(0))
    sheet = sheet_of("CB0684701", post="secretary")
    elect(sheet, congress_figures(present=8, votes=7), 60, side=Side.PARTY, start=CONGRESS_MORNING)
    close_congresses(congresses=[congress.id], actor="ct", at=at(90))
    sign_minutes(congresses=[congress.id], actor="ct", at=at(120))

    def states(minutes):
        told = bulletin(at(minutes))
        return next(state for state, n in told["cell_states"].items() if n), told["secretary_share"]["mean"]

    assert [states(m) for m in (0, 1, 61, 91, 121)] == [
        ("not_started", None), ("in_congress", None), ("in_congress", None), ("done_to_sign", "87.50"),
        ("unified", "87.50"),
    ]  # fmt: skip
    assert bulletin(at(91))["congress_curve"][-1] == ["08:30", 1]


def test_a_bulletin_closes_when_what_was_being_saved_is_saved():
    assert not is_closed(ELEVEN, ELEVEN)
    assert is_closed(ELEVEN, ELEVEN + SAVING)


def test_words_say_the_same_figures(election):
    said = bulletin_words.at_a_mark(bulletin())
    assert said.startswith("Bản tin lúc 11 giờ 00 ngày 05 tháng 6 năm 2022")
    assert "Cử tri đi bầu: 138 / 200, đạt 69,00\u00a0%" in said
    assert "SỐ LIỆU MÔ PHỎNG" not in said  # this database is not a demonstration's


def test_two_bulletins_compared(election):
    lines = {change.what: change for change in bulletin_words.changes(bulletin(moment(122)), bulletin())}
    assert lines["Cử tri đi bầu"][1:] == ("40", "138", "+98")
    assert lines["Tỷ lệ đi bầu"][1:] == ("20,00\u00a0%", "69,00\u00a0%", "+49,00 điểm")
    assert lines["Thôn đang bỏ phiếu"].change == "−1"
    assert "Chi bộ đang họp" not in lines


def test_the_sheet_has_the_same_figures_and_the_same_bytes(election):
    made = workbook(bulletin())
    book = CalamineWorkbook.from_filelike(BytesIO(made))
    assert book.sheet_names == ["Bản tin", "Theo huyện"]
    assert book.get_sheet_by_name("Theo huyện").to_python()[1][:6] == ["Huyện Bình Liêu", 2, 200, 138, 69, 1]
    assert made == workbook(bulletin())


def test_the_command(election, capsys, tmp_path):
    call_command("bulletin", at="11:00", on="2022-06-05", since="9:00", json=True, xlsx=tmp_path / "ban-tin.xlsx")
    told = json.loads(capsys.readouterr().out)
    assert (told["voted"], told["changes"][0]["what"]) == (138, "Cử tri đi bầu")
    assert (tmp_path / "ban-tin.xlsx").read_bytes()[:2] == b"PK"
    call_command("bulletin", at="11:00", on="2022-06-05", since="9:00")
    assert "So với 9:00\nCử tri đi bầu: 0 → 138 (+138)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"at": "25:00"}, "cần một giờ như 11:00"),
        ({"at": "11:00", "on": "3/7"}, "cần một ngày như 2022-07-03"),
        ({"at": "11:00", "on": "2999-01-01"}, "chưa chốt"),
        ({"at": "11:00", "on": "2022-06-05", "since": "11:00"}, "cần mốc sớm hơn"),
        ({"at": "11:00", "on": "2022-06-05", "xlsx": "."}, "không ghi được"),
    ],
)
def test_bad_input_is_told_where_and_what(election, given, said):
    if "xlsx" in given:
        given = {**given, "xlsx": Path(given["xlsx"])}
    with pytest.raises(CommandError, match=said) as refused:
        call_command("bulletin", **given)
    assert refused.value.returncode == 2
