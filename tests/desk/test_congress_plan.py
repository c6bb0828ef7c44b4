"""Kế hoạch đại hội: what each cell lacks, who attends from above, another wave by decision, what the pilots taught."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.rulebooks import congress_notice_by
from dantin.core.values import Side
from dantin.store.actions import convene
from dantin.store.actions.congress_plan import move_congresses
from dantin.store.actions.waves import WaveChange
from dantin.store.models import (
    Account,
    Cell,
    Congress,
    CongressNotice,
    Contest,
    Election,
    Event,
    Member,
    PilotLesson,
    PresidingOfficial,
    Round,
    Standing,
    Wave,
)
from dantin.store.models.accounts import Role
from dantin.store.readers.standings import differences
from dantin.store.refusals import Refused
from tests.store import world

from .test_congress_board import Clock, hour  # noqa: F401  # the fixture
from .test_congress_desk import COMMUNE, HERE, at_work, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PLAN = "/lam-viec/ke-hoach-dai-hoi/"
OFFICIAL = {"viec": "du", "chi-bo": world.CELL, "ho-ten": "Phạm Văn Thử", "chuc-vu": "Phó bí thư Đảng ủy xã"}
NOTICE = {"viec": "thong-bao", "chi-bo": world.CELL, "so": "15-TB/ĐU", "ngay": "18/5/2022"}
MOVE = {
    "viec": "dot", "chi-bo": world.CELL, "dot": "moi", "ten": "đợt sau bão", "tu-ngay": "17/7/2022", "so": "30-QĐ/ĐU",
    "ngay": "30/6/2022", "ly-do": "đường vào bản bị sạt",
}  # fmt: skip
LESSON = {"viec": "kinh-nghiem", "noi-dung": "Chuẩn bị đủ phiếu cho lần bầu thứ hai."}


@pytest.fixture
def congress(hour: Clock) -> Congress:  # noqa: F811
    """The congress of one cell on 3/7/2022, seen on 1/7/2022."""
    hour.at(8, day=1)
    world.state_election()
    world.party_election()
    return Congress.objects.get()


def lacks(client: Client, address: str = PLAN) -> list[str]:
    return [lack for row in client.get(address).context["open"] for lack in row["lacks"]]


def test_what_a_cell_lacks_before_its_day_goes_as_it_is_written(congress: Congress, hour: Clock) -> None:  # noqa: F811
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    assert lacks(above) == [
        "tên trưởng thôn từ bên Nhà nước", "thông báo triệu tập", "cán bộ cấp trên dự",
        "tài khoản điều hành, thư ký, kiểm phiếu",
    ]  # fmt: skip
    assert "1 trên 1 chi bộ còn thiếu việc chuẩn bị" in said(above.get(PLAN))
    assert "30 ngày làm việc trước là" not in said(above.get(PLAN))
    hour.now = datetime(2022, 5, 23, 8, tzinfo=world.VIETNAM)
    assert "30 ngày làm việc trước là 23/5/2022" in said(above.get(PLAN))
    hour.at(8, day=1)
    assert "Đã ghi cán bộ dự" in said(above.post(PLAN, OFFICIAL, follow=True))
    assert "Đã ghi thông báo triệu tập" in said(above.post(PLAN, NOTICE, follow=True))
    world.head_from_state()
    for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD):
        at_work(role)
    Contest.objects.filter(post="secretary").exclude(unit_code=world.CELL).delete()
    assert lacks(above) == []
    page = said(above.get(PLAN))
    assert "1 chi bộ đều đủ việc chuẩn bị" in page
    assert "Cán bộ dự: Phạm Văn Thử, Phó bí thư Đảng ủy xã. Thông báo số 15-TB/ĐU, ngày 18/5/2022" in page
    of_the_cell = said(at_work(Role.CELL_COMMITTEE).get(HERE))
    assert "Phạm Văn Thử, Phó bí thư Đảng ủy xã" in of_the_cell
    assert "số 15-TB/ĐU, ngày 18/5/2022" in of_the_cell
    assert "Rút cán bộ đã cử" in page
    above.post(PLAN, {"viec": "rut", "chi-bo": world.CELL})
    assert lacks(above) == ["cán bộ cấp trên dự"]
    assert [row.name for row in PresidingOfficial.objects.order_by("number")] == ["Phạm Văn Thử", ""]
    kept = Event.objects.filter(type__in=("plan.official_assigned", "plan.notice_sent"))
    assert (kept.count(), {event.stream.place_code for event in kept}) == (3, {world.CELL})
    assert not any("Phạm Văn Thử" in str(event.body) for event in kept)  # a name is a fact, never in the stream itself


def test_a_cell_of_nine_needs_a_scheme_for_its_committee_too(congress: Congress) -> None:
    cell = Cell.objects.get()
    Member.objects.create(cell=cell, person=world.person(Side.PARTY, "Hà Văn Thử"), status=Member.Status.OFFICIAL)
    assert "đề án nhân sự" in lacks(at_work(Role.HIGHER_COMMITTEE, COMMUNE))


@pytest.mark.parametrize(
    ("typed", "wrong", "sentence"),
    [
        (OFFICIAL, {"chi-bo": ""}, "Chọn ít nhất một chi bộ"),
        (OFFICIAL, {"chuc-vu": ""}, "Chức vụ, cơ quan còn trống"),
        (NOTICE, {"ngay": "31/2/2022"}, "Ngày gửi"),
        (NOTICE, {"ngay": "2/7/2022"}, "Ngày 2/7/2022 chưa tới"),
        (NOTICE, {"so": ""}, "Số thông báo còn trống"),
        (MOVE, {"dot": ""}, "Chọn một đợt"),
        (MOVE, {"tu-ngay": ""}, "Đợt mới phải có tên và ngày"),
        (MOVE, {"tu-ngay": "30/6/2022"}, "đã qua, hoặc đứng trước ngày quyết định"),
        (MOVE, {"ngay": "5/7/2022"}, "chưa tới"),
        (MOVE, {"ly-do": ""}, "Lý do còn trống"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    congress: Congress, typed: dict[str, str], wrong: dict[str, str], sentence: str
) -> None:
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    answer = above.post(PLAN, typed | wrong)
    assert answer.status_code == 422
    assert sentence in said(answer)
    kept = [text for name, text in (typed | wrong).items() if name not in ("viec", "chi-bo", "dot")]
    assert all(text in answer.content.decode() for text in kept)
    if (typed | wrong)["chi-bo"]:
        assert f'value="{world.CELL}" checked' in answer.content.decode()
    written = PresidingOfficial.objects.count() + CongressNotice.objects.count()
    assert (written, Wave.objects.filter(election__side="party").count()) == (0, 1)


def test_a_cell_moves_to_another_wave_by_decision_before_its_roll_is_called(congress: Congress, hour: Clock) -> None:  # noqa: F811
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    assert "Đã chuyển đợt" in said(above.post(PLAN, MOVE, follow=True))
    congress.refresh_from_db()
    election = Election.objects.get(side="party")
    later = Wave.objects.get(name="đợt sau bão")
    assert (congress.wave, congress.held_on, later.is_pilot) == (later, date(2022, 7, 17), False)
    assert [(row.wave_id, row.state) for row in Standing.objects.filter(election=election)] == [
        (later.id, "not_started")
    ]
    assert {row.held_on for row in Round.objects.filter(contest__election=election)} == {date(2022, 7, 17)}
    assert [*differences(election)] == []
    event = Event.objects.get(type="plan.wave_changed")
    assert (event.body["from"], event.body["wave"], event.stream.place_code) == ("3/7/2022", "đợt sau bão", world.CELL)
    again = above.post(PLAN, MOVE | {"dot": str(later.id), "ten": "", "tu-ngay": ""})
    assert "đang ở đợt đợt sau bão rồi" in said(again)
    # on the morning of its day, once somebody was called in, it stays
    hour.at(7, day=17)
    world.head_from_state()
    member = Member.objects.order_by("id").first()
    assert member is not None
    at_work(Role.PRESIDIUM).post(f"{HERE}diem-danh/", {"viec": "den", "nguoi": str(member.id)})
    assert "dot" not in [form.key for form in above.get(PLAN).context["forms"]]
    change = WaveChange(
        villages=[], wave="đợt 24/7", begins_on=date(2022, 7, 24), decision_number="31-QĐ/ĐU",
        decided_on=date(2022, 7, 17), reason="bão",
    )  # fmt: skip
    with pytest.raises(Refused, match="đã điểm danh"):
        move_congresses(
            election=election, cells=[world.CELL], change=change, actor="x", today=date(2022, 7, 17), at=world.MORNING
        )
    assert not Wave.objects.filter(name="đợt 24/7").exists()


def test_a_congress_that_opened_moves_no_more(congress: Congress, hour: Clock) -> None:  # noqa: F811
    world.head_from_state()
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    hour.at(7)
    assert "Đã khai mạc" in said(at_work(Role.PRESIDIUM).post(f"{HERE}khai-mac/", {"present": "8"}))
    assert "dot" not in [form.key for form in above.get(PLAN).context["forms"]]
    assert above.post(PLAN, MOVE).status_code == 404  # the form is not there any more
    congress.refresh_from_db()
    assert congress.held_on == date(2022, 7, 3)


def second_cell_in_a_later_wave() -> str:
    """A cell of the other village, of the wave of 10/7/2022."""
    election = Election.objects.get(side="party")
    Wave.objects.create(
        election=election, name="10/7/2022", is_pilot=False, begins_on=date(2022, 7, 10), ends_on=date(2022, 7, 10)
    )
    people = [world.person(Side.PARTY, f"Hoàng Thị Thử {n}") for n in range(3)]
    members = [convene.MemberIn(person=one, status=Member.Status.OFFICIAL) for one in people]
    convene.load_cells(
        cells=[
            convene.CellIn(
                code="CB2",
                name="Chi bộ bản 2",
                higher_committee="Đảng ủy xã Húc Động",
                villages=world.VILLAGES[1:],
                members=members,
            )
        ]
    )
    held_on = date(2022, 7, 10)
    given = convene.CongressIn(cell_code="CB2", village_code=world.VILLAGES[1], wave="10/7/2022", held_on=held_on)
    convene.convene(election=election, congresses=[given], actor="dang-uy", at=world.MORNING)
    own = Standing.objects.get(election=election)
    own.pk, own.village_code, own.wave = None, world.VILLAGES[1], Wave.objects.get(name="10/7/2022")
    own.save(force_insert=True)
    return "CB2"


def test_what_a_pilot_taught_is_read_by_the_cells_of_later_waves_alone(congress: Congress, hour: Clock) -> None:  # noqa: F811
    later = second_cell_in_a_later_wave()
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    lesson = LESSON | {"dot": str(congress.wave_id)}
    assert above.post(PLAN, lesson).status_code == 404  # nothing was held yet, the form is not there
    world.head_from_state()
    hour.at(7)
    at_work(Role.PRESIDIUM).post(f"{HERE}khai-mac/", {"present": "8"})
    empty = above.post(PLAN, lesson | {"noi-dung": ""})
    assert (empty.status_code, "Kinh nghiệm còn trống" in said(empty)) == (422, True)
    assert "Đã ghi kinh nghiệm" in said(above.post(PLAN, lesson, follow=True))
    assert PilotLesson.objects.get().words == LESSON["noi-dung"]
    to_come = at_work(Role.CELL_COMMITTEE, world.VILLAGES[1])
    assert LESSON["noi-dung"] in said(to_come.get(f"/lam-viec/chi-bo/{later}/"))
    assert LESSON["noi-dung"] in said(to_come.get(f"/lam-viec/chi-bo/{later}/dieu-hanh/"))
    assert LESSON["noi-dung"] not in said(at_work(Role.CELL_COMMITTEE).get(HERE))
    assert LESSON["noi-dung"] in said(above.get(PLAN))


def test_the_province_sees_communes_and_writes_for_the_cells_of_one(congress: Congress) -> None:
    commission = at_work(Role.COMMISSION, "22")
    page = commission.get(PLAN)
    assert [(row["name"], row["cells"], row["lacking"]) for row in page.context["communes"]] == [("Xã Húc Động", 1, 1)]
    assert page.context["forms"] == []
    assert commission.get(f"{PLAN}?xa=00000").status_code == 404
    assert commission.post(f"{PLAN}?xa={COMMUNE}", OFFICIAL).status_code == 302
    assert PresidingOfficial.objects.get().recorded_by == Account.objects.get(role=Role.COMMISSION).login
    assert "cán bộ cấp trên dự" not in lacks(commission, f"{PLAN}?xa={COMMUNE}")


def test_nobody_else_sees_or_writes_a_plan(congress: Congress) -> None:
    for role in (Role.CELL_COMMITTEE, Role.PRESIDIUM, Role.COUNTING_BOARD):
        assert at_work(role).get(PLAN).status_code == 404
    assert at_work(Role.HIGHER_COMMITTEE, COMMUNE).post(PLAN, OFFICIAL | {"chi-bo": "CB-KHAC"}).status_code == 422
    assert not PresidingOfficial.objects.exists()


def test_the_plan_asks_as_often_for_two_cells_as_for_one(congress: Congress) -> None:
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert above.get(PLAN).status_code == 200
        return len(queries)

    asked()
    before = asked()
    second_cell_in_a_later_wave()
    assert (asked(), len(above.get(PLAN).context["open"])) == (before, 2)


def test_the_day_is_counted_back_over_weekends_and_days_off() -> None:
    assert congress_notice_by(date(2022, 7, 3)) == date(2022, 5, 23)  # six weeks
    assert congress_notice_by(date(2022, 5, 20)) == date(2022, 4, 5)  # 11/4, 2/5 and 3/5 were days off
    assert congress_notice_by(date(1990, 7, 3)) is None
