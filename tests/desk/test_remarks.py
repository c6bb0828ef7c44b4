"""Lỗi chặn, cảnh báo hỏi: what a paper contradicts, what it must explain, and the level above that confirms."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from dantin.core.rulebooks import party_cell, village_head
from dantin.core.values import Side
from dantin.desk.event_words import SHORT_WARNINGS
from dantin.store.actions.ballot import SnapshotIn, take_snapshots
from dantin.store.actions.count import ReadingIn, submit_reading
from dantin.store.actions.decide import declare
from dantin.store.models import Account, Declaration, Election, Event, Reading, SheetRemark, TurnoutSnapshot
from dantin.store.models.accounts import Role
from dantin.store.readers.remarks import OF_THE_VILLAGE, warnings_accepted
from dantin.store.refusals import Refused
from tests.store import world
from tests.store.test_import_command import run

from .people import open_account, signed_in
from .test_roads import COMMUNE, HERE, OTHER, VILLAGE, Team, read, said, state, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LOST = "Ba người mang phiếu về, Tổ bầu cử đã ghi vào biên bản."


@pytest.fixture
def team(settings: object) -> Team:
    world.state_election()
    team = Team()
    team.leader.post(f"{HERE}khai-mac/")
    return team


def lost_three(a: int = 50, b: int = 45) -> dict[str, str]:
    """98 attended and got a ballot, 95 came back."""
    return typed(a, b) | {"collected": "95", "valid": "95"}


def test_f08_fewer_collected_than_issued_is_taken_with_a_reason_and_the_base_stays(team: Team) -> None:
    bare = team.counter.post(f"{HERE}phieu-dem/", lost_three())
    assert bare.status_code == 422
    assert "thu vào 95 phiếu, ít hơn phát ra 98" in said(bare)
    assert not Reading.objects.exists()
    for client, reason in ((team.counter, LOST), (team.clerk, "Đúng như biên bản giấy.")):
        assert "Đã ghi lần đọc" in said(read(client, lost_three() | {"ly-do-VH-COUNT-212": reason}))
    page = said(team.leader.get(f"{HERE}ky-bien-ban/"))
    assert LOST in page
    assert "cả thôn 100, cần ít nhất 51 phiếu" in page
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "rerun"
    kept = Declaration.objects.get().warnings
    assert [(one["code"], one["reason"], one["actor"]) for one in kept] == [
        ("VH-COUNT-212", LOST, f"counter.{VILLAGE}"),
        ("VH-COUNT-212", "Đúng như biên bản giấy.", f"clerk.{COMMUNE}"),
    ]
    assert f"Lý do: {LOST}" in said(team.leader.get(HERE))
    event = Event.objects.get(type="decide.declared")
    assert event.body["warnings"] == ["VH-COUNT-212"]
    assert LOST not in str(event.body)


def test_a_reason_is_no_field_on_which_two_readings_differ_and_a_mistyped_figure_leaves_no_warning(team: Team) -> None:
    read(
        team.counter,
        typed(60, 38) | {"votes.c2": "30"} | {"collected": "90", "valid": "90", "ly-do-VH-COUNT-212": "Đếm nhầm."},
    )
    read(team.clerk, typed(60, 38))
    again = {"collected": "98", "valid": "98", "votes.c2": "38", "lan-doc": str(uuid4())}
    assert "hai người khớp nhau" in said(read(team.counter, again, page="phieu-khac"))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert Declaration.objects.get().warnings is None
    assert SheetRemark.objects.count() == 1


def test_what_came_from_elsewhere_is_explained_at_signing(team: Team) -> None:
    """Readings by telephone or from a file have no place for a reason: whoever signs gives it."""
    sheet, figures = world.sheet_of(VILLAGE), {**world.figures(a=60, b=35), "collected": 95, "valid": 95}
    for actor in ("an", "binh"):
        device = world.Device(f"may-{actor}", actor)
        _submit(device.read(sheet, figures))
    [refused] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=world.moment(9))
    assert isinstance(refused, Refused)
    assert refused.code == "count.warning_unanswered"
    assert team.leader.post(f"{HERE}ky-bien-ban/").status_code == 422
    team.leader.post(f"{HERE}ky-bien-ban/", {"ly-do-VH-COUNT-212": LOST})
    assert [one["reason"] for one in Declaration.objects.get().warnings] == [LOST]


def _submit(reading: ReadingIn) -> None:
    submit_reading(side=Side.STATE, reading=reading, at=world.moment(8))


def test_fewer_than_were_told_at_a_time_mark_must_be_explained(team: Team) -> None:
    election = Election.objects.get()
    held = world.sheet_of(VILLAGE).round.held_on
    mark = timezone.make_aware(timezone.datetime(held.year, held.month, held.day, 11))
    told = SnapshotIn(village_code=VILLAGE, mark_at=mark, voted=99, source=TurnoutSnapshot.Source.PHONE, actor="can-bo")
    take_snapshots(election=election, snapshots=[told], at=mark + timedelta(minutes=5))
    bare = team.counter.post(f"{HERE}phieu-dem/", typed(60, 38))
    assert "số dự là 98, ít hơn số đã báo ở mốc giờ gần nhất là 99" in said(bare)
    assert "Đã ghi" in said(read(team.counter, typed(60, 38) | {"ly-do-VH-COUNT-111": "Điện thoại nghe nhầm 98."}))


def test_warnings_are_counted_on_the_duty_board(team: Team) -> None:
    for client in (team.counter, team.clerk):
        read(client, lost_three() | {"ly-do-VH-COUNT-212": LOST})
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert warnings_accepted(Election.objects.get().id) == {"VH-COUNT-212": 2}
    province = Client()
    signed_in(province, open_account(Role.PROVINCE, login="phong-truc"))
    assert "thu vào ít hơn phát ra" in said(province.get("/lam-viec/truc/"))


def test_the_province_lists_each_warning_with_its_reason_and_who_oversees_reads_it(team: Team, tmp_path: Path) -> None:
    """A reason that begins as a formula stays words; the sheet that is still read stays closed."""
    formula = "=1+1 là lời người đọc gõ"
    read(team.counter, lost_three() | {"ly-do-VH-COUNT-212": LOST})
    auditor, elsewhere = Client(), Client()
    signed_in(auditor, open_account(Role.AUDITOR, login="giam-sat"))
    signed_in(elsewhere, open_account(Role.AUDITOR, place=OTHER, login="giam-sat-khac"))
    assert LOST not in said(auditor.get(f"{HERE}dong-su-kien/"))
    assert listed(auditor) == []
    read(team.clerk, lost_three() | {"ly-do-VH-COUNT-212": formula})
    team.leader.post(f"{HERE}ky-bien-ban/")
    page = said(auditor.get(f"{HERE}dong-su-kien/"))
    assert "Chấp nhận cảnh báo" in page
    assert "Cảnh báo đã giải thích thu vào ít hơn phát ra" in page
    assert f"Lý do: {LOST}" in page
    rows = listed(auditor)
    assert [row[:7] for row in rows] == [[VILLAGE, "Thôn Nà Ếch", "Xã Húc Động", 1, 1, "không", "VH-COUNT-212"]] * 2
    assert [row[8] for row in rows] == [LOST, formula]
    assert listed(elsewhere) == []
    assert "tệp cảnh báo của địa bàn" in said(auditor.get("/lam-viec/truc/"))
    file = tmp_path / "canh-bao.csv"
    assert run("export", "warnings", str(file), "--cuoc-bau", "VH-2022")[0] == 0
    first, second = file.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert LOST in first
    assert f",'{formula}," in second


def listed(client: Client) -> list[list[object]]:
    """The rows of the file of warnings, as Excel opens it."""
    raw = client.get("/lam-viec/truc/canh-bao.xlsx").content
    return CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_index(0).to_python()[1:]


def over(**more: str) -> dict[str, str]:
    """One more in the box than was given out."""
    return typed(60, 39) | {"issued": "97", "collected": "98", "valid": "98"} | more


def test_f07_more_ballots_than_issued_blocks_is_told_upward_and_waits_for_a_second_authority(team: Team) -> None:
    blocked = team.counter.post(f"{HERE}phieu-dem/", over())
    assert blocked.status_code == 422
    assert "thu vào 98 phiếu, nhiều hơn phát ra 97" in said(blocked)
    assert "Báo lên cấp trên" in said(blocked)
    wordless = team.counter.post(f"{HERE}phieu-dem/", over(viec="bao-len"))
    assert wordless.status_code == 422
    words = "Đếm lại ba lần vẫn thừa một phiếu, hai người dân chứng kiến."
    told = team.counter.post(f"{HERE}phieu-dem/", over(viec="bao-len") | {"bao-len": words})
    assert "Số trên giấy đã được báo là không khớp" in said(told)
    assert not Reading.objects.exists(), "no word makes a contradiction a reading"
    province = Client()
    signed_in(province, open_account(Role.PROVINCE, login="phong-truc"))
    assert "Số trên giấy không khớp, chờ cấp trên" in said(province.get("/lam-viec/truc/"))
    assert "đang được cấp trên kiểm tra" in said(Client().get(f"/thon/{VILLAGE}/"))

    for client in (team.counter, team.clerk):  # the paper was counted again and put in order
        read(client, typed(60, 38))
    assert "chờ cấp trên xác nhận" in said(team.leader.get(f"{HERE}ky-bien-ban/"))
    assert "cấp trên xác nhận trước" in said(team.leader.post(f"{HERE}ky-bien-ban/"))
    assert not Declaration.objects.exists()
    page = said(team.chair.get(f"{HERE}xac-nhan-so/"))
    assert words in page
    assert team.chair.post(f"{HERE}xac-nhan-so/", {"da-kiem-tra": " "}).status_code == 422
    team.chair.post(f"{HERE}xac-nhan-so/", {"da-kiem-tra": "Đã xem hòm phiếu và biên bản cùng Tổ bầu cử."})
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "elected"
    assert "trúng cử" in said(Client().get(f"/thon/{VILLAGE}/"))
    kinds = list(Event.objects.filter(type__contains="contradiction").order_by("id").values_list("type", flat=True))
    assert kinds == ["count.contradiction_flagged", "count.contradiction_confirmed"]


def test_f07_who_told_or_read_is_no_second_authority(team: Team) -> None:
    team.counter.post(f"{HERE}phieu-dem/", over(viec="bao-len") | {"bao-len": "Thừa một phiếu."})
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    chair, counter = (Account.objects.get(role=role) for role in (Role.CHAIR, Role.COUNTER))
    Account.objects.filter(pk__in=[chair.pk, counter.pk]).update(name="Lò Thị Một Người", phone="0900000002")
    page = team.chair.post(f"{HERE}xac-nhan-so/", {"da-kiem-tra": "Đã xem."})
    assert "không tự xác nhận" in said(page)
    assert state() == "counted"


def test_f07_a_reading_after_the_confirmation_asks_for_it_again(team: Team) -> None:
    team.counter.post(f"{HERE}phieu-dem/", over(viec="bao-len") | {"bao-len": "Thừa một phiếu."})
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    team.chair.post(f"{HERE}xac-nhan-so/", {"da-kiem-tra": "Đã xem."})
    sheet = world.sheet_of(VILLAGE)
    device = world.Device("may-khac", f"counter.{VILLAGE}")
    _submit(device.read(sheet, world.figures(a=60, b=38)))
    [refused] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=world.moment(9))
    assert isinstance(refused, Refused)
    assert refused.code == "decide.flag_open"


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ({"valid": "97"}, "hợp lệ + không hợp lệ = 97, nhưng thu vào 98"),
        ({"votes.c1": "99"}, "một người được 99 phiếu, nhiều hơn số phiếu hợp lệ là 98"),
        ({"votes.c2": "39"}, "cộng phiếu của mọi người được 99"),
    ],
)
def test_f09_what_does_not_add_up_is_no_reading_whatever_is_written_beside_it(
    team: Team, figures: dict[str, str], line: str
) -> None:
    given = typed(60, 38) | figures | {"ly-do-VH-COUNT-202": "Đúng như giấy.", "ly-do-VH-COUNT-301": "Đúng."}
    answer = team.counter.post(f"{HERE}phieu-dem/", given)
    assert answer.status_code == 422
    assert line in said(answer)
    assert not Reading.objects.exists()


def test_f01_two_who_tie_are_voted_on_again(team: Team) -> None:
    for client in (team.counter, team.clerk):
        read(client, typed(49, 49))
    assert "Chưa bầu được trưởng thôn: không ai đạt 51 phiếu" in said(team.leader.get(f"{HERE}ky-bien-ban/"))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert (Declaration.objects.get().outcome, state()) == ("nobody_elected", "rerun")


def test_f02_most_votes_but_not_half_of_the_whole_list_elects_nobody(team: Team) -> None:
    """More than half of those present and of the valid ballots, and still too few: the base is the whole list."""
    for client in (team.counter, team.clerk):
        read(client, typed(48, 42, attended=90))
    assert "cả thôn 100, cần ít nhất 51 phiếu" in said(team.leader.get(f"{HERE}ky-bien-ban/"))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "rerun"


@pytest.mark.parametrize(("votes", "ended"), [(50, "rerun"), (51, "elected")])
def test_f03_exactly_half_of_the_list_is_not_more_than_half(team: Team, votes: int, ended: str) -> None:
    for client in (team.counter, team.clerk):
        read(client, typed(votes, 98 - votes))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == ended


def test_every_warning_has_its_few_words() -> None:
    counted = (*village_head.WARNINGS, *party_cell.WARNINGS)
    assert SHORT_WARNINGS.keys() == {each.code for each in counted} | OF_THE_VILLAGE.keys()
