"""Trưởng thôn ứng cử bí thư được chưa: every road of the bridge, as the desk of the Party side shows it."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.nominate import HeadProspect
from dantin.core.values import Side
from dantin.store.actions.territory import new_person
from dantin.store.models import Cell, Congress, CongressRuling, Event, Fact, HeadMember, Member, Person
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, Role
from dantin.store.readers import clock
from dantin.store.readers.cells import cell_at_work
from dantin.store.readers.head_prospects import HeadWork, head_at_work, heads_at_work
from tests.store import world

from .test_congress_desk import COMMUNE, HERE, VILLAGE, at_work, said
from .test_congress_of_nineteen import nineteen, votes  # noqa: F401  # the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE, LIST = f"{HERE}ung-cu-bi-thu/", "/lam-viec/ung-cu-bi-thu/"
HEAD = "Nguyễn Văn Thử 1"
TEN_DAYS_BEFORE = date(2022, 6, 23)


@pytest.fixture
def congress(monkeypatch: pytest.MonkeyPatch) -> Congress:
    """Eight members, the head the first of them; ten days before the congress."""
    world.state_election()
    world.party_election()
    world.head_from_state()
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 23, 8, tzinfo=world.VIETNAM))
    return Congress.objects.get()


def head_now(congress: Congress, today: date = TEN_DAYS_BEFORE) -> HeadWork:
    work = cell_at_work(congress.election, congress.cell.code)
    assert work is not None
    return head_at_work(work, today)


def another_cell() -> Cell:
    return Cell.objects.create(code="CB-KHAC", name="Chi bộ thôn Khác", higher_committee="Đảng ủy xã Khác")


def member(name: str = HEAD, born_in: int | None = 1975, *, cell: Cell) -> Member:
    person = new_person(Side.PARTY, name=name, sex="male", born_in=born_in)
    person.save()
    return Member.objects.create(cell=cell, person=person, status=Member.Status.OFFICIAL)


def test_below_nine_the_head_may_stand_and_from_nine_wins_a_seat_first(congress: Congress) -> None:
    assert head_now(congress).prospect is HeadProspect.MAY_STAND
    assert "Nguyễn Văn Thử 1: được ứng cử bí thư" in said(at_work(Role.PRESIDIUM).get(PAGE))
    member("Lê Thị Thử 9", cell=congress.cell)
    assert head_now(congress).prospect is HeadProspect.COMMITTEE_FIRST
    page = said(at_work(Role.CELL_COMMITTEE).get(PAGE))
    assert "phải trúng chi ủy trước" in page
    assert "Đưa trưởng thôn vào danh sách bầu chi ủy" in page


def test_f29_a_probationary_head_is_blocked_until_made_an_official_member(congress: Congress) -> None:
    Member.objects.filter(person__name=HEAD).update(status="probationary")
    page = at_work(Role.CELL_COMMITTEE).get(HERE)
    assert "Là đảng viên dự bị: chưa ứng cử" in said(page)
    page = said(at_work(Role.COMMISSION, "22").get(PAGE))
    assert "trước đại hội thì ứng cử được: còn 10 ngày" in page
    assert "/luat/chi-bo/ai-duoc-bau/" in at_work(Role.PRESIDIUM).get(PAGE).content.decode()
    # the register changes, the verdict with it
    Member.objects.filter(person__name=HEAD).update(status="official")
    assert head_now(congress).prospect is HeadProspect.MAY_STAND


def test_f30_a_head_of_another_cell_stands_once_transferred_in_time(congress: Congress) -> None:
    elsewhere = another_cell()
    Member.objects.filter(person__name=HEAD).update(cell=elsewhere)
    assert head_now(congress).prospect is HeadProspect.BLOCKED
    page = said(at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(PAGE))
    assert "Sinh hoạt đảng chính thức ở chi bộ khác: Chi bộ thôn Khác" in page
    assert "trước ngày đại hội 3/7/2022: còn 10 ngày" in page
    assert head_now(congress, date(2022, 7, 3)).days_left == 0
    Member.objects.filter(person__name=HEAD).update(cell=congress.cell)
    assert head_now(congress).prospect is HeadProspect.MAY_STAND


def test_f30_on_the_day_of_the_congress_no_day_is_left(congress: Congress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: world.CONGRESS_MORNING)
    Member.objects.filter(person__name=HEAD).update(cell=another_cell())
    assert "không còn ngày nào" in said(at_work(Role.PRESIDIUM).get(PAGE))


def test_f28_a_head_in_no_register_is_no_member_and_c06_says_what_then(congress: Congress) -> None:
    Member.objects.filter(person__name=HEAD).delete()
    assert [each.value for each in head_now(congress).answer.reasons] == ["not_party_member"]
    page = said(at_work(Role.PRESIDIUM).get(PAGE))
    assert "Không có tên trong sổ đảng viên của chi bộ nào" in page
    assert "vẫn là trưởng thôn hợp pháp" in page


def test_f31_f56_too_few_members_and_a_late_recognition_are_two_reasons(congress: Congress) -> None:
    Member.objects.exclude(person__name=HEAD).delete()
    congress.held_on = date(2022, 6, 7)
    congress.save()
    assert [each.value for each in head_now(congress).answer.reasons] == ["no_own_cell", "not_recognised"]


def test_two_who_may_be_the_head_stop_and_ask_and_the_answer_is_kept(congress: Congress) -> None:
    first = Member.objects.get(person__name=HEAD)
    second = member(born_in=None, cell=congress.cell)
    one = head_now(congress)
    assert (one.prospect, one.asks, len(one.found)) == (HeadProspect.UNKNOWN, True, 2)
    committee = at_work(Role.CELL_COMMITTEE)
    page = said(committee.get(PAGE))
    assert "Ai là Nguyễn Văn Thử 1?" in page
    assert "chưa ghi năm sinh" in page
    for given, sentence in (
        ({"vi-sao": "hỏi chi bộ"}, "Chọn một người"),
        ({"ai": str(first.pk)}, "Ghi vì sao biết"),
        ({"ai": "999999", "vi-sao": "hỏi"}, "không trùng tên và năm sinh"),
    ):
        refused = committee.post(PAGE, given)
        assert (refused.status_code, HeadMember.objects.count()) == (422, 0)
        assert sentence in said(refused)
        assert given.get("vi-sao", "") in refused.content.decode()
    # whoever may not say it reads the page without the question
    assert at_work(Role.COUNTING_BOARD).post(PAGE, {"ai": str(first.pk), "vi-sao": "x"}).status_code == 422
    assert committee.post(PAGE, {"ai": str(first.pk), "vi-sao": "bí thư cũ xác nhận"}).status_code == 302
    assert head_now(congress).prospect is HeadProspect.COMMITTEE_FIRST  # they are nine now
    # answered again: the newest counts, the first stays
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    above.post(PAGE, {"ai": "khong-ai", "vi-sao": "không ai trong hai người"})
    assert [each.value for each in head_now(congress).answer.reasons] == ["not_party_member"]
    assert [row.member_id for row in HeadMember.objects.order_by("number")] == [first.pk, None]
    # nothing of it names anybody in the chain of events
    told = Event.objects.filter(type="congress.head_identified")
    assert [set(row.body) for row in told] == [{"village", "answer", "commitments"}] * 2
    assert Fact.objects.filter(event__in=told, name="head").count() == 2
    # another head, by a later decision, is asked about anew
    congress.refresh_from_db()
    head = head_now(congress).head
    head.decision_number = "99/QĐ-UBND"
    head.save()
    assert head_now(congress).asks
    assert second.pk in {each.member for each in head_now(congress).found}


def test_a_namesake_elsewhere_is_no_doubt_where_the_cell_has_the_head(congress: Congress) -> None:
    member(cell=another_cell())
    assert head_now(congress).prospect is HeadProspect.MAY_STAND
    Member.objects.filter(person__name=HEAD, cell=congress.cell).delete()
    assert [each.value for each in head_now(congress).answer.reasons] == ["other_cell"]
    member(cell=Cell.objects.create(code="CB-BA", name="Chi bộ thôn Ba", higher_committee="Đảng ủy xã Ba"))
    assert head_now(congress).asks


def test_a_village_whose_head_the_state_has_not_named_yet(congress: Congress) -> None:
    head_now(congress).head.delete()
    assert head_now(congress).prospect is HeadProspect.UNKNOWN
    page = said(at_work(Role.PRESIDIUM).get(PAGE))
    assert "Bên Nhà nước chưa gửi tên trưởng thôn được công nhận" in page
    listed = at_work(Role.COMMISSION, "22").get(LIST)
    assert listed.context["still_count"] == "1"


def test_who_may_read_whether_the_head_is_in_the_party(congress: Congress) -> None:
    Member.objects.filter(person__name=HEAD).update(status="probationary")
    for role in PARTY_ROLES:
        client = at_work(role, VILLAGE if role in CELL_ROLES else COMMUNE if role is Role.HIGHER_COMMITTEE else "22")
        may = role in CELL_ROLES | {Role.HIGHER_COMMITTEE, Role.COMMISSION}
        assert ("dự bị: chưa ứng cử" in said(client.get(HERE))) == may, role
        assert (client.get(PAGE).status_code == 200) == may, role
        lists = role in (Role.COMMISSION, Role.HIGHER_COMMITTEE)
        assert (client.get(LIST).status_code == 200) == lists, role
        assert (LIST in client.get("/lam-viec/").content.decode()) == lists, role


def test_the_list_names_the_nearest_congress_first_and_asks_as_often_for_two_as_for_one(congress: Congress) -> None:
    Member.objects.filter(person__name=HEAD).delete()
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)

    def asked(client: Client) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    before = asked(above)
    assert "1 người chưa ứng cử bí thư được" in said(above.get(LIST))
    second = Cell.objects.create(code="CB-HAI", name="Chi bộ hai", higher_committee=congress.cell.higher_committee)
    Congress.objects.create(
        election=congress.election, wave=congress.wave, cell=second, village_code=VILLAGE, held_on=date(2022, 6, 25)
    )
    assert asked(above) == before
    assert [line["days_left"] for line in above.get(LIST).context["still"]] == ["2", "10"]


def test_f36_a_head_who_misses_the_committee_cannot_be_secretary(nineteen: Congress) -> None:  # noqa: F811
    """F-36: nine and more; the head is on the list of the committee and comes fourth of three."""
    board, clerk, presidium = (at_work(role) for role in (Role.COUNTING_BOARD, Role.CONGRESS_CLERK, Role.PRESIDIUM))
    assert "phải trúng chi ủy trước" in said(presidium.get(PAGE))
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    for client in (board, clerk):
        client.post(f"{HERE}chi-uy/phieu-dem/", votes("committee", m0=9, m1=15, m2=12, m3=14))
    board.post(f"{HERE}chi-uy/ky/")
    page = said(presidium.get(PAGE))
    assert "không trúng chi ủy" in page
    assert "bí thư là một chi ủy viên khác" in page
    assert at_work(Role.COMMISSION, "22").get(LIST).context["lost_count"] == "1"


@pytest.mark.parametrize(("winner", "prospect"), [("m0", "secretary"), ("m1", "not_elected")])
def test_f37_a_head_in_the_committee_may_still_lose_the_vote_for_secretary(
    nineteen: Congress,  # noqa: F811
    winner: str,
    prospect: str,
) -> None:
    """F-37: another of the committee was elected; the village has a secretary who is not its head."""
    board, clerk, presidium = (at_work(role) for role in (Role.COUNTING_BOARD, Role.CONGRESS_CLERK, Role.PRESIDIUM))
    nineteen.election.contests.get(post="secretary").rounds.update(slate=[winner])
    contest = nineteen.election.contests.get(post="secretary")
    person = Person.objects.get(candidacy__key=winner, candidacy__contest__post="committee")
    contest.candidacies.all().update(key=winner, person=person)
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    for slug, typed in (("chi-uy", {"m0": 18, "m1": 15, "m2": 12, "m3": 1}), ("bi-thu", {winner: 17})):
        post = {"chi-uy": "committee", "bi-thu": "secretary"}[slug]
        for client in (board, clerk):
            client.post(f"{HERE}{slug}/phieu-dem/", votes(post, **typed))
        board.post(f"{HERE}{slug}/ky/")
    work = cell_at_work(nineteen.election, world.CELL)
    assert heads_at_work([work], date(2022, 7, 3))[0].prospect.value == prospect
    # B-32: whom the committee above appoints afterwards is the secretary all the same
    Congress.objects.update(signed_at=world.CONGRESS_MORNING)
    head = Member.objects.get(person__name=HEAD)
    CongressRuling.objects.create(
        congress=nineteen, number=1, kind=CongressRuling.Kind.APPOINTED, decision_number="5-QĐ/ĐU",
        decided_on=date(2022, 7, 8), member=head, recorded_by="dang-uy", recorded_at=world.CONGRESS_MORNING,
    )  # fmt: skip
    work = cell_at_work(nineteen.election, world.CELL)
    assert heads_at_work([work], date(2022, 7, 9))[0].prospect is HeadProspect.SECRETARY
