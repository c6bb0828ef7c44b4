"""Ứng cử: from the team to the fixed list; F-04, F-06, F-21, F-27, and who proposed does not approve."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from dantin.core.rulebooks.village_head.nominate import HeadNominee, HeadStandard, Objection, slate_objections
from dantin.core.values import Side
from dantin.desk.nominate_page import OBJECTION_WORDS, STANDARD_WORDS
from dantin.store.models import (
    Candidacy,
    Conference,
    Contest,
    Event,
    Nominee,
    Person,
    Sheet,
    SlateFixed,
    StepDone,
    TeamDecision,
    Term,
)
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world

from .people import open_account, signed_in
from .test_register_page import called

VILLAGE, OTHER = world.VILLAGES
HERE = f"/lam-viec/thon/{VILLAGE}/ung-cu/"
COMMUNE = "06847"
HELD_ON = date(2022, 6, 5)
ALL = tuple(HeadStandard)
TEAM = {"viec": "to", "so": "30/QĐ-UBND", "ngay": "18/5/2022", "nguoi-to": ""}
LINES = "Lý Thị Tổ; 1970; tổ trưởng; Ban công tác Mặt trận\nLý Văn Thư; 1980; thư ký; Hội Nông dân"


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def nominee(**changed):
    given = {"name": "Lý Văn An", "born_in": 1980, "introduced": True, "at_conference": True, "agreed": True}
    return HeadNominee(**given | changed)


def objections(*people, law="VH-2008", team=()):
    return [(each.what, each.blocks) for each in slate_objections(law, people, team, HELD_ON)]


BINH, CHI = {"name": "Lý Thị Bình"}, {"name": "Lý Thị Chi"}


@pytest.mark.parametrize(
    ("people", "law", "found"),
    [
        ([], "VH-2008", [(Objection.NOBODY_STANDS, True)]),
        ([nominee()], "VH-2008", []),
        # F-04: lawful, and the newer law makes one look twice
        ([nominee()], "VH-2023", [(Objection.ONLY_ONE, False)]),
        ([nominee(), nominee(**BINH)], "VH-2023", []),
        ([nominee(), nominee(**BINH)], "VH-2008", []),
        ([nominee(), nominee(**BINH), nominee(**CHI)], "VH-2008", [(Objection.TOO_MANY_INTRODUCED, True)]),
        ([nominee(), nominee(**BINH), nominee(**CHI)], "VH-2023", []),
        # who is named on the floor adds to the two, and needs nobody's agreement
        ([nominee(), nominee(**BINH), nominee(name="C", introduced=False, agreed=False)], "VH-2008", []),
        ([nominee(introduced=False)], "VH-2008", [(Objection.NOBODY_INTRODUCED, False)]),
        ([nominee(agreed=False)], "VH-2008", [(Objection.NOT_AGREED, True)]),
        ([nominee(at_conference=False)], "VH-2008", [(Objection.NO_CONFERENCE, True)]),
        ([nominee(born_in=2001)], "VH-2008", []),
        ([nominee(born_in=2002)], "VH-2008", [(Objection.TOO_YOUNG, True)]),
        ([nominee(lacking=ALL)], "VH-2008", [(Objection.STANDARDS_UNPROVED, False)]),
    ],
)
def test_what_stands_against_a_list(people, law, found):
    """F-04."""
    assert objections(*people, law=law) == found


@pytest.mark.parametrize(("law", "ids"), [("VH-2008", None), ("VH-2023", ("A23-05", "F-21"))])
def test_f21_a_member_of_the_team_does_not_stand_and_the_law_is_cited_where_there_is_one(law, ids):
    [found] = [
        each
        for each in slate_objections(law, [nominee(), nominee(**BINH)], [("Lý Văn An", None)], HELD_ON)
        if each.what is Objection.TEAM_MEMBER_STANDS
    ]
    assert (found.names, found.blocks, found.cites and found.cites.ids) == (("Lý Văn An",), True, ids)


def test_every_objection_and_every_standard_has_its_words():
    assert set(OBJECTION_WORDS) == set(Objection)
    assert set(STANDARD_WORDS) == set(HeadStandard)


def at_work(role: Role, place: str, login: str = "") -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=login or f"{role.value}.{place}"))
    return client


@pytest.fixture
def hall(db, monkeypatch):
    """The Front of the village, the Front of the commune, and the clerk."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 22, 2, tzinfo=UTC))
    called()
    return (
        at_work(Role.FRONT_VILLAGE, VILLAGE),
        at_work(Role.FRONT, COMMUNE),
        at_work(Role.CLERK, COMMUNE),
    )


def put(client, name="Lý Văn An", **changed):
    given = {"viec": "gioi-thieu", "ten": name, "nam-sinh": "1980", "nguon": "introduced", "ngay": "20/5/2022"}
    return client.post(HERE, given | changed)


def paper(client, what, **changed):
    return client.post(HERE, {"viec": what, "nguoi": "1", "so": "5/BB", "ngay": "21/5/2022", **changed})


def conference(client, **changed):
    return paper(client, "hoi-nghi", **{"loai": "front", "du": "9", "thuan-1": "8", "khong-1": "1"} | changed)


FIX = {"cach": "meeting", "hinh-thuc": "secret_ballot", "so": "7/BB-MT"}


@pytest.mark.both_databases
def test_from_the_proposal_to_the_list_that_opens_the_first_round(hall):
    village, commune, clerk = hall
    assert "Chưa có ai ứng cử" in said(village.get(HERE))
    assert put(village).status_code == 302
    assert "chưa qua hội nghị Ban công tác Mặt trận. (A22-02, A22-03)" in said(village.get(HERE))
    assert conference(village).status_code == 302
    assert paper(village, "thong-nhat", so="12-CV/CB").status_code == 302
    assert "Chi ủy thống nhất 12-CV/CB, 21/5/2022" in said(village.get(HERE))
    assert "ghi lý do vẫn chốt" in said(paper(commune, "chot", **FIX))
    for standard in HeadStandard:
        assert paper(village, "tieu-chuan", **{"tieu-chuan": standard.value}).status_code == 302
    assert "không tự chốt danh sách" in said(paper(village, "chot", **FIX))
    assert "Chọn cách tổ chức" in said(paper(commune, "chot", so="7/BB-MT"))
    assert paper(commune, "chot", **FIX).status_code == 302
    assert "Danh sách bầu cử đã chốt" in said(clerk.get(HERE))
    [candidacy] = Candidacy.objects.all()
    assert (candidacy.key, candidacy.person.name, candidacy.origin) == ("c1", "Lý Văn An", "introduced")
    assert Sheet.objects.get().round.held_on == HELD_ON
    assert put(village, "Lý Thị Bình").status_code == 422
    told = [e for e in Event.objects.all() if "Lý Văn An" in str(e.body) or "12-CV/CB" in str(e.body)]
    assert told == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Nominee.objects.update(origin="stood")


@pytest.mark.both_databases
def test_f06_who_withdraws_before_the_list_is_fixed_is_off_it_and_afterwards_the_desk_stops(hall):
    village, commune, _ = hall
    put(village)
    put(village, "Lý Thị Bình")
    conference(village, **{"thuan-2": "7"})
    for number in ("1", "2"):
        paper(village, "thong-nhat", nguoi=number)
    assert paper(village, "rut", nguoi="2").status_code == 302
    assert "đã xin rút" in said(paper(village, "rut", nguoi="2"))
    assert paper(commune, "chot", **FIX, **{"ly-do": "bổ sung giấy sau"}).status_code == 302
    assert [each.person.name for each in Candidacy.objects.all()] == ["Lý Văn An"]
    assert SlateFixed.objects.get().reason == "bổ sung giấy sau"
    assert paper(village, "rut").status_code == 422
    assert Contest.objects.count() == 1


@pytest.mark.both_databases
def test_f04_one_candidate_under_the_decree_is_fixed_with_a_reason_and_needs_the_majority_of_the_roll(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 9, 20, 2, tzinfo=UTC))
    called(on=date(2023, 9, 1), held_on=date(2023, 10, 8))
    village, commune = at_work(Role.FRONT_VILLAGE, VILLAGE), at_work(Role.FRONT, COMMUNE)
    put(village, ngay="18/9/2023")
    conference(village, ngay="18/9/2023")
    paper(village, "thong-nhat", ngay="19/9/2023")
    for standard in HeadStandard:
        paper(village, "tieu-chuan", ngay="19/9/2023", **{"tieu-chuan": standard.value})
    page = said(commune.get(HERE))
    assert "Chỉ có một người ứng cử là Lý Văn An; vẫn phải được quá một nửa tổng số. (A23-07)" in page
    fix = FIX | {"ngay": "20/9/2023"}
    assert "ghi lý do vẫn chốt" in said(paper(commune, "chot", **fix))
    assert paper(commune, "chot", **fix, **{"ly-do": "chỉ có một người được thống nhất"}).status_code == 302
    assert Candidacy.objects.count() == 1


@pytest.mark.both_databases
def test_f05_nobody_nominated_or_all_withdrawn_and_the_list_is_not_fixed_but_an_interim_head_foreseen(hall):
    village, commune, _ = hall
    words = "Chưa có ai ứng cử. Không có ai thì Chủ tịch xã chỉ định lâm thời."
    assert words in said(commune.get(HERE))
    assert words in said(paper(commune, "chot", **FIX))
    put(village)
    conference(village)
    paper(village, "thong-nhat")
    paper(village, "rut")
    assert words in said(paper(commune, "chot", **FIX))
    assert not Contest.objects.exists()
    assert not SlateFixed.objects.exists()
    chair = at_work(Role.CHAIR, COMMUNE)
    assert chair.get(HERE.replace("ung-cu", "lam-thoi")).status_code == 200


def plan_of(village=VILLAGE):
    rows = StepDone.objects.filter(village_code=village).order_by("id")
    return [(row.step, row.version, f"{row.done_on:%d/%m}", row.decision_number) for row in rows]


@pytest.mark.both_databases
def test_what_is_recorded_here_is_done_in_the_plan_with_its_paper_and_day(hall):
    village, _, clerk = hall
    put(village)
    conference(village, so="5/BB")
    assert plan_of() == []  # the chi ủy has not agreed yet
    paper(village, "thong-nhat", so="12-CV/CB", ngay="22/5/2022")
    clerk.post(HERE, TEAM | {"nguoi-to": LINES})
    # a team that is changed later was still set up in time
    clerk.post(HERE, TEAM | {"nguoi-to": LINES.replace("Thư", "Khác"), "so": "44/QĐ-UBND", "ngay": "20/5/2022"})
    register = HERE.replace("ung-cu", "danh-sach")
    post = {"viec": "niem-yet", "noi": "Nhà văn hóa", "ngay": "21/5/2022"}
    assert "đứng trước ngày quyết định" in said(clerk.post(register, post | {"quyet-dinh": "co", "ngay": "17/5/2022"}))
    clerk.post(register, post)
    assert [step for step, *_ in plan_of()] == ["personnel", "team"]  # the list alone is not the decision
    clerk.post(register, post | {"noi": "Nhà ông trưởng bản", "quyet-dinh": "co"})
    assert plan_of() == [
        ("personnel", 1, "22/05", "5/BB"),
        ("team", 1, "18/05", "30/QĐ-UBND"),
        ("publish", 1, "21/05", "44/QĐ-UBND"),
    ]
    page = said(clerk.get("/lam-viec/ke-hoach/"))
    assert "18/5/2022, số 30/QĐ-UBND" in page
    assert Event.objects.filter(type="plan.step_done").count() == 3
    assert not [each for each in Event.objects.all() if "12-CV/CB" in str(each.body)]


def test_no_decision_no_posting_of_it(hall):
    post = {"viec": "niem-yet", "noi": "Nhà văn hóa", "ngay": "21/5/2022", "quyet-dinh": "co"}
    assert "chưa ghi quyết định" in said(hall[2].post(HERE.replace("ung-cu", "danh-sach"), post))
    assert plan_of() == []


def test_f21_team_and_candidates_are_never_one_person(hall):
    village, _, clerk = hall
    put(village, "Lý Văn Thư")
    assert "F-21" in said(clerk.post(HERE, TEAM | {"nguoi-to": LINES}))
    assert not TeamDecision.objects.exists()
    paper(village, "rut")
    assert clerk.post(HERE, TEAM | {"nguoi-to": LINES}).status_code == 302
    assert "ở trong Tổ bầu cử" in said(put(village, "Lý Văn Thư"))


def test_f27_a_head_who_leads_the_team_does_so_by_designation(hall):
    _, _, clerk = hall
    head = Person.objects.create(side=Side.STATE.value, name="Lý Thị Tổ", born_in=1970, sort_key="x")
    Term.objects.create(
        side="state",
        person=head,
        post="village_head",
        unit_code=VILLAGE,
        village_code=VILLAGE,
        begins_in=2020,
        ends_in=2022,
    )
    assert "F-27" in said(clerk.post(HERE, TEAM | {"nguoi-to": LINES}))
    assert clerk.post(HERE, TEAM | {"nguoi-to": LINES, "chi-dinh": "31/QĐ-UBND"}).status_code == 302
    assert "theo văn bản 31/QĐ-UBND" in said(clerk.get(HERE))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Lý Thị Tổ; 1970; tổ trưởng", "đúng một tổ trưởng và một thư ký"),
        (f"{LINES}\nLý Văn Thư; 1980; thành viên", "có tên hai lần"),
        ("Lý Thị Tổ; 70; tổ trưởng", "Dòng 1: năm sinh"),
        ("Lý Thị Tổ; 1970; vua", "Dòng 1: vai"),
        ("; 1970; thư ký", "Dòng 1: ghi họ tên"),
    ],
)
def test_a_team_that_cannot_be_is_refused_by_its_line(hall, lines, sentence):
    answer = hall[2].post(HERE, TEAM | {"nguoi-to": lines})
    assert answer.status_code == 422
    assert sentence in said(answer)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"du": "8"}, "nhiều hơn 8 người dự"),
        ({"thuan-1": ""}, "Ghi số tán thành"),
        ({"so": ""}, "Ghi số biên bản"),
        ({"ngay": "30/5/2022"}, "chưa tới"),
        ({"loai": "x"}, "Chọn hội nghị nào"),
    ],
)
def test_a_conference_that_cannot_be_is_refused(hall, changed, sentence):
    put(hall[0])
    assert sentence in said(conference(hall[0], **changed))


def test_a_head_who_stands_again_is_the_same_person(hall):
    head = world.person(Side.STATE, "Lý Văn An", born_in=1980)
    Term.objects.create(
        side="state",
        person=head,
        post="village_head",
        unit_code=VILLAGE,
        village_code=VILLAGE,
        begins_in=2020,
        ends_in=2022,
    )
    put(hall[0])
    assert Nominee.objects.get().person == head


def test_who_has_no_part_in_it_finds_nothing(hall):
    assert at_work(Role.COUNTER, VILLAGE).get(HERE).status_code == 404
    assert at_work(Role.FRONT_VILLAGE, OTHER).get(HERE).status_code == 404
    leader = at_work(Role.TEAM_LEADER, VILLAGE)
    assert leader.get(HERE).status_code == 200
    assert put(leader).status_code == 422
    assert not Nominee.objects.exists()


def test_papers_of_one_person_follow_one_another_and_namesakes_are_told_apart(hall):
    village, _, _ = hall
    assert put(village).url.endswith("?xong=gioi-thieu")
    put(village, **{"nam-sinh": "1960"})
    page = said(village.get(f"{HERE}?xong=gioi-thieu"))
    assert "Đã ghi người ứng cử." in page
    assert "Lý Văn An (sinh 1980), Lý Văn An (sinh 1960) chưa qua hội nghị" in page
    answer = paper(village, "tieu-chuan", nguoi="2", **{"tieu-chuan": "resident"})
    page = village.get(answer.url).content.decode()
    assert '<details id="giay-to" open>' in page
    assert '<option value="2" selected>Lý Văn An, sinh 1960</option>' in page
    assert '<option value="age" selected>' in page
    for astray in ("cua=9", "cua=x", "xong=x"):
        page = village.get(f"{HERE}?{astray}").content.decode()
        assert " open" not in page
        assert "selected" not in page


def test_a_conference_sent_twice_is_written_down_once(hall):
    village, _, _ = hall
    put(village)
    assert conference(village).status_code == 302
    assert "Hội nghị theo biên bản 5/BB đã ghi rồi" in said(conference(village))
    assert conference(village, **{"thuan-1": "7", "khong-1": "2"}).status_code == 302
    assert Conference.objects.count() == 2


def test_a_line_of_the_team_without_semicolons_is_told_what_parts_it(hall):
    _, _, clerk = hall
    given = {"viec": "to", "so": "9/QĐ", "ngay": "19/5/2022", "nguoi-to": "Lý Thị Hoa, 1971, tổ trưởng"}
    assert "Dòng 1: ngăn họ tên, năm sinh, vai, đơn vị bằng dấu chấm phẩy." in said(clerk.post(HERE, given))
