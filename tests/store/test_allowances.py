"""Khoảng trống có tên: an election called where no rulebook is known waits for a signed allowance."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from dantin.core.values import Side
from dantin.store.actions.allowances import AllowanceIn, EndingIn, allow_rulebook, end_allowance
from dantin.store.actions.calling import ElectionIn, call_election
from dantin.store.models import AllowanceEnding, Election, Event, RulebookAllowance
from dantin.store.refusals import Refused

from .test_races import at_once, codes
from .world import places

MORNING = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

STATE = AllowanceIn(
    side=Side.STATE,
    rulebook="VH-2025T",
    called_from=date(2026, 3, 1),
    called_to=date(2026, 12, 31),
    decision_number="12/UBND-PC",
    decided_on=date(2026, 2, 20),
    signed_by="Nguyễn Thị Mẫu",
)
PARTY = replace(STATE, side=Side.PARTY, rulebook="PC-2025", decision_number="12-CV/BTCTU")


def allow(allowance=STATE, **changed):
    return allow_rulebook(allowance=replace(allowance, **changed), actor="phap-che", at=MORNING)


ENDING = EndingIn(
    side=Side.STATE,
    allowance="12/UBND-PC",
    called_to=date(2026, 6, 30),
    decision_number="40/UBND-PC",
    decided_on=date(2026, 6, 1),
    signed_by="Trần Văn Thử",
)


def end(**changed):
    return end_allowance(ending=replace(ENDING, **changed), actor="phap-che", at=MORNING)


def call(side, called_on):
    given = ElectionIn(
        side=side,
        code=f"{side}-{called_on}",
        title="Bầu cử",
        province_code="22",
        called_on=called_on,
        decision_number="1",
        held_on=date(2026, 6, 7),
        term_begins_in=2026,
        term_ends_in=2029,
        waves=(),
    )
    return call_election(election=given, actor="so-noi-vu", at=MORNING)


def refused(run, *given, **more):
    with pytest.raises(Refused) as refusal:
        run(*given, **more)
    return refusal.value.code, str(refusal.value)


@pytest.mark.parametrize(("side", "hole"), [(Side.STATE, "VH-2026"), (Side.PARTY, "PC-2026")])
def test_an_election_called_in_a_hole_is_refused_and_the_hole_is_named(side, hole):
    places()
    code, sentence = refused(call, side, date(2026, 5, 4))
    assert code == "plan.no_rule_in_force"
    assert "04/05/2026" in sentence
    assert hole in sentence
    assert not Election.objects.exists()


@pytest.mark.parametrize(("allowance", "side"), [(STATE, Side.STATE), (PARTY, Side.PARTY)])
@pytest.mark.parametrize("called_on", [date(2026, 3, 1), date(2026, 12, 31)])
def test_an_allowance_covers_its_first_and_last_day_and_is_pinned(allowance, side, called_on):
    places()
    row = allow(allowance)
    election = call(side, called_on)
    assert (election.rulebook, election.allowance) == (allowance.rulebook, row)
    body = Event.objects.get(type="plan.election_called").body
    assert (body["rulebook"], body["allowed_by"]) == (allowance.rulebook, allowance.decision_number)
    assert "Nguyễn Thị Mẫu" not in str(body)


@pytest.mark.parametrize("called_on", [date(2026, 2, 28), date(2027, 1, 1)])
def test_the_days_around_it_stay_a_hole(called_on):
    places()
    allow()
    assert refused(call, Side.STATE, called_on)[0] == "plan.no_rule_in_force"


def test_the_allowance_of_one_side_does_not_help_the_other():
    places()
    allow(PARTY)
    assert refused(call, Side.STATE, date(2026, 5, 4))[0] == "plan.no_rule_in_force"


def test_where_a_rulebook_is_in_force_it_is_pinned_without_any_allowance():
    places()
    allow()
    election = call(Side.STATE, date(2026, 1, 31))
    assert (election.rulebook, election.allowance) == ("VH-2025T", None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rulebook": "PC-2025"}, "plan.allowance_of_no_rulebook"),
        ({"rulebook": "VH-2026"}, "plan.allowance_of_no_rulebook"),
        ({"called_to": date(2026, 2, 28)}, "plan.allowance_ends_too_soon"),
        ({"called_from": date(2026, 1, 31)}, "plan.allowance_outside_hole"),
        ({"called_from": date(2008, 4, 1), "called_to": date(2026, 3, 1)}, "plan.allowance_outside_hole"),
        ({"decision_number": " "}, "plan.allowance_unsigned"),
        ({"signed_by": ""}, "plan.allowance_unsigned"),
    ],
)
def test_what_may_not_be_allowed(changed, code):
    assert refused(allow, **changed)[0] == code
    assert not RulebookAllowance.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 5, 1), date(2026, 5, 2)),
        (date(2026, 2, 1), date(2027, 6, 30)),
    ],
)
def test_no_day_is_allowed_twice(first, last):
    allow()
    code, sentence = refused(allow, called_from=first, called_to=last, decision_number="13/UBND-PC")
    assert code == "plan.allowance_overlaps"
    assert "12/UBND-PC" in sentence


def test_the_next_day_may_be_allowed_by_another_paper():
    allow()
    later = allow(called_from=date(2027, 1, 1), called_to=date(2027, 12, 31), decision_number="13/UBND-PC")
    assert later.number == 2


def test_what_was_allowed_is_never_changed():
    allow()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RulebookAllowance.objects.update(called_to=date(2030, 1, 1))


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_never_allow_the_same_day_twice():
    periods = [(date(2026, 3, n), date(2026, 4, n)) for n in range(1, 7)]
    papers = [{"called_from": first, "called_to": last, "decision_number": str(first)} for first, last in periods]
    answers = at_once([partial(allow, **paper) for paper in papers])
    assert codes(answers) == sorted(["RulebookAllowance", *["plan.allowance_overlaps"] * 5])
    assert RulebookAllowance.objects.count() == 1


def test_a_shortened_allowance_covers_its_new_last_day_and_no_later_one():
    places()
    row = allow()
    end()
    assert call(Side.STATE, date(2026, 6, 30)).allowance == row
    code, _ = refused(call, Side.STATE, date(2026, 7, 1))
    assert code == "plan.no_rule_in_force"


def test_a_withdrawn_allowance_covers_no_day_and_what_was_called_keeps_its_rulebook():
    places()
    row = allow()
    before = call(Side.STATE, date(2026, 5, 4))
    end(called_to=None)
    assert refused(call, Side.STATE, date(2026, 5, 5))[0] == "plan.no_rule_in_force"
    kept = Election.objects.get(pk=before.pk)
    assert (kept.rulebook, kept.allowance) == ("VH-2025T", row)
    row.refresh_from_db()
    assert row.called_to == date(2026, 12, 31)


def test_the_newest_ending_holds_and_freed_days_may_be_allowed_by_another_paper():
    allow()
    end()
    end(called_to=date(2026, 4, 30), decision_number="41/UBND-PC", decided_on=date(2026, 6, 2))
    assert refused(allow, called_from=date(2026, 4, 30), decision_number="50")[0] == "plan.allowance_overlaps"
    later = allow(rulebook="VH-2023", called_from=date(2026, 5, 1), decision_number="50")
    assert (later.number, later.rulebook) == (2, "VH-2023")
    end(called_to=None, decision_number="42/UBND-PC", decided_on=date(2026, 6, 3))
    assert refused(end, called_to=None, decided_on=date(2026, 6, 4))[0] == "plan.no_such_allowance"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"allowance": "99"}, "plan.no_such_allowance"),
        ({"side": Side.PARTY}, "plan.no_such_allowance"),
        ({"decision_number": " "}, "plan.allowance_unsigned"),
        ({"signed_by": " "}, "plan.allowance_unsigned"),
        ({"decided_on": date(2026, 2, 19)}, "plan.ending_before_allowance"),
        ({"called_to": date(2026, 12, 31)}, "plan.ending_does_not_shorten"),
        ({"called_to": date(2027, 1, 1)}, "plan.ending_does_not_shorten"),
        ({"called_to": date(2026, 2, 28)}, "plan.ending_does_not_shorten"),
    ],
)
def test_what_does_not_end_an_allowance(changed, code):
    allow()
    assert refused(end, **changed)[0] == code
    assert not AllowanceEnding.objects.exists()


def test_an_ending_is_never_changed():
    allow()
    end()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AllowanceEnding.objects.update(called_to=None)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_withdraw_at_once_leave_one_paper():
    allow()
    answers = at_once([partial(end, called_to=None, decision_number=str(n)) for n in range(4)])
    assert codes(answers) == sorted(["AllowanceEnding", *["plan.no_such_allowance"] * 3])
    assert AllowanceEnding.objects.count() == 1


ADD = ["add", "--side", "state", "--rulebook", "VH-2025T", "--from", "01/03/2026", "--to", "2026-12-31",
       "--decision", "12/UBND-PC", "--decided-on", "20/02/2026", "--signed-by", "Nguyễn Thị Mẫu"]  # fmt: skip
TOLD = (
    "VH-2025T: cuộc bầu được gọi từ 01/03/2026 đến 31/12/2026, theo văn bản số 12/UBND-PC ngày 20/02/2026, "
    "Nguyễn Thị Mẫu ký\n"
)


def test_the_command_records_and_shows(capsys):
    command = "allow_rulebook"
    call_command(command, "show", "--side", "state")
    assert "chưa có văn bản cho phép nào" in capsys.readouterr().out
    call_command(command, *ADD)
    assert capsys.readouterr().out == TOLD
    call_command(command, "show", "--side", "state")
    assert capsys.readouterr().out == TOLD


def test_the_command_ends_an_allowance_and_shows_both_papers(capsys):
    command = "allow_rulebook"
    call_command(command, *ADD)
    ending = ["end", "--side", "state", "--allowance", "12/UBND-PC", "--decision", "40/UBND-PC", "--decided-on",
              "01/06/2026", "--signed-by", "Trần Văn Thử"]  # fmt: skip
    call_command(command, *ending, "--to", "30/06/2026")
    call_command(command, *ending)
    told = capsys.readouterr().out.splitlines()[-1]
    assert told == TOLD.strip() + (
        "; chỉ còn đến 30/06/2026 theo văn bản số 40/UBND-PC ngày 01/06/2026, Trần Văn Thử ký"
        "; đã thu hồi theo văn bản số 40/UBND-PC ngày 01/06/2026, Trần Văn Thử ký"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["end", *ADD[1:3]], "còn thiếu: --allowance, --decision, --decided-on, --signed-by"),
        (ADD[:3], "còn thiếu: --rulebook, --from, --to, --decision, --decided-on, --signed-by"),
        ([*ADD, "--to", "31/02/2026"], "không phải một ngày"),
        ([*ADD, "--from", "01/01/2026"], "không nằm trọn trong một khoảng trống"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("allow_rulebook", *arguments)
    assert not RulebookAllowance.objects.exists()
