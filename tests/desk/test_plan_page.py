"""Kế hoạch: steps marked by their papers, countdowns, and the province sees who is late with what."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from dantin.core.plan import PreparatoryStep
from dantin.store.actions.preparation import StepIn, mark_steps
from dantin.store.models import Event, StepDone
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.preparation import step_counts
from dantin.store.refusals import Refused
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = "/lam-viec/ke-hoach/"
COMMUNE = "06847"


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at_work(role: Role, place: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=f"{role.value}.{place}"))
    return client


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 18, 2, tzinfo=UTC))
    return world.state_election()


def marked(election, **changed):
    given = {
        "step": PreparatoryStep.TEAM,
        "villages": world.VILLAGES,
        "done_on": date(2022, 5, 17),
        "decision_number": "30/QĐ-UBND",
    }
    steps = [StepIn(**given | changed)]
    return mark_steps(election=election, steps=steps, actor="clerk", today=date(2022, 5, 18), at=world.MORNING)


def test_the_commune_sees_its_deadlines_and_marks_what_is_done(election):
    clerk = at_work(Role.CLERK, COMMUNE)
    page = said(clerk.get(PAGE))
    assert "Chậm nhất 16/5/2022. Quá hạn 2 ngày" in page
    assert "Chậm nhất 21/5/2022. Còn 3 ngày" in page
    assert "A22-01" in page
    given = {"viec": "announce", "so": "12/KH-UBND", "ngay": "17/5/2022", "thon": list(world.VILLAGES)}
    assert clerk.post(PAGE, given).status_code == 302
    page = said(clerk.get(PAGE))
    assert "17/5/2022, số 12/KH-UBND muộn" in page
    [event] = Event.objects.filter(type="plan.step_done")
    assert event.body["villages"] == list(world.VILLAGES)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"so": ""}, "phải có số văn bản"),
        ({"ngay": "19/5/2022"}, "chưa tới"),
        ({"ngay": "9/5/2022"}, "đứng trước ngày gọi bầu cử"),
        ({"ngay": "hôm qua"}, "Ngày xong"),
        ({"thon": []}, "Chưa chọn thôn nào"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(election, changed, sentence):
    clerk = at_work(Role.CLERK, COMMUNE)
    given = {"viec": "team", "so": "30/QĐ-UBND", "ngay": "17/5/2022", "thon": [world.VILLAGES[0]]}
    answer = clerk.post(PAGE, given | changed)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f'value="{(given | changed)["ngay"]}"' in answer.content.decode()
    assert not StepDone.objects.exists()


def test_nothing_is_ticked_beforehand_and_one_box_stands_for_all(election):
    clerk = at_work(Role.CLERK, COMMUNE)
    page = clerk.get(PAGE).content.decode()
    assert page.count('type="checkbox"') == 3 * 4
    assert "checked" not in page
    given = {"viec": "announce", "so": "12/KH-UBND", "ngay": "17/5/2022"}
    assert "Chưa chọn thôn nào" in said(clerk.post(PAGE, given))
    answer = clerk.post(PAGE, given | {"thon": " ".join(world.VILLAGES), "ngay": "nay"})
    assert answer.content.decode().count(" checked") == 2, "what was ticked stays"
    assert clerk.post(PAGE, given | {"thon": " ".join(world.VILLAGES)}).status_code == 302
    assert StepDone.objects.filter(step="announce").count() == 2


def test_a_wrong_day_is_superseded_and_the_old_one_stays(election):
    assert marked(election) == 2
    assert marked(election) == 0
    assert marked(election, done_on=date(2022, 5, 16), villages=world.VILLAGES[:1]) == 1
    assert list(StepDone.objects.order_by("village_code", "version").values_list("version", flat=True)) == [1, 2, 1]
    with pytest.raises(IntegrityError), transaction.atomic():
        StepDone.objects.update(done_on=date(2022, 5, 1))


def test_a_village_outside_the_election_is_named(election):
    with pytest.raises(Refused, match="không có thôn 9999999"):
        marked(election, villages=["9999999"])


def test_the_province_sees_who_is_late_with_what_in_one_statement(election, django_assert_max_num_queries):
    marked(election, villages=world.VILLAGES[:1], step=PreparatoryStep.ANNOUNCE)
    page = said(at_work(Role.PROVINCE, "22").get(PAGE))
    assert "1 xã có việc quá hạn" in page
    assert "1 / 2 1 nơi quá hạn" in page
    assert "0 / 2 " in page
    with django_assert_max_num_queries(2):
        counts = step_counts(election, date(2022, 5, 30))
    assert {step: (c.done, c.late) for step, c in counts[COMMUNE].items()} == {
        "announce": (1, 1),
        "personnel": (0, 2),
        "team": (0, 2),
        "publish": (0, 2),
    }


@pytest.mark.parametrize("role", [Role.TEAM_LEADER, Role.COUNTER, Role.TEAM_CLERK, Role.FRONT_VILLAGE])
def test_a_team_does_not_see_the_plan_of_the_commune(election, role):
    assert at_work(role, world.VILLAGES[0]).get(PAGE).status_code == 404


def test_the_chairman_sees_it_and_marks_nothing(election):
    chair = at_work(Role.CHAIR, COMMUNE)
    assert "Ghi đã xong" not in said(chair.get(PAGE))
    chair.post(PAGE, {"viec": "team", "so": "1", "ngay": "17/5/2022", "thon": [world.VILLAGES[0]]})
    assert not StepDone.objects.exists()
