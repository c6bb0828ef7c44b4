"""Danh sách bầu lập ngay tại đại hội: scheme, number, nomination, floor, withdrawal, list; then the count as always."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions.sittings import sit_again
from dantin.store.actions.territory import new_person
from dantin.store.models import (
    Candidacy,
    Congress,
    CongressNominee,
    Contest,
    Declaration,
    Event,
    HandVote,
    Member,
    PersonnelScheme,
    Sheet,
    Standing,
    Term,
)
from dantin.store.models.accounts import Role
from tests.store import world
from tests.store.importing import load, read, told

from .test_congress_desk import COMMUNE, HERE, at_work, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def hall(official: int, *, rulebook: str = "PC-2014", exempt: int = 0) -> Congress:
    """A cell whose list nobody has made: the head is the first of its members."""
    world.state_election()
    election = world.party_election(official=official, posts=())
    election.rulebook = rulebook
    election.save()
    world.head_from_state()
    for member in Member.objects.order_by("-id")[:exempt]:
        Member.objects.filter(pk=member.pk).update(activity="exempt")
    return Congress.objects.get()


def of_party(model: type) -> object:
    return model.objects.filter(side="party")


def members() -> list[Member]:
    return list(Member.objects.order_by("id"))


def hands(present: int, in_favour: int, against: int = 0, *, carried: bool = True, **more: object) -> dict[str, str]:
    given = {"du": present, "thuan": in_favour, "chong": against, "ket-qua": "co" if carried else "khong"} | more
    return {name.replace("_", "-"): str(value) for name, value in given.items()}


def scheme(client: Client, slug: str, numbers: list[int], **more: str) -> object:
    people = [str(members()[n].pk) for n in numbers]
    return client.post(f"{HERE}de-an/", {"viec": slug, "nguoi": people} | more)


def listed(client: Client, slug: str, viec: str, **given: str) -> object:
    return client.post(f"{HERE}{slug}/danh-sach/", {"viec": viec, **given})


def fixed(client: Client, slug: str, present: int) -> None:
    answer = listed(client, slug, "danh-sach", **hands(present, present))
    assert "Đại hội đã thông qua danh sách" in said(answer), said(answer)


def count(board: Client, clerk: Client, slug: str, post: str, present: int, votes: dict[str, int]) -> None:
    """Two read, the board signs; votes by the name of the candidate."""
    contest = Contest.objects.get(post=post)
    keys = {row.person.name: row.key for row in contest.candidacies.select_related("person")}
    sheet = Sheet.objects.get(round__contest=contest)
    figures = {"present": present, "issued": present, "collected": present, "valid": present, "invalid": 0}
    figures |= {f"votes.{key}": 0 for key in sheet.round.slate}
    figures |= {f"votes.{keys[name]}": number for name, number in votes.items()}
    typed = {name: str(value) for name, value in figures.items()}
    for client in (board, clerk):
        answer = client.post(f"{HERE}{slug}/phieu-dem/", typed | {"lan-doc": str(uuid4())})
        assert "Đã ghi lần đọc" in said(answer), said(answer)
    assert "Đã ký biên bản kiểm phiếu" in said(board.post(f"{HERE}{slug}/ky/"))


def people() -> dict[Role, Client]:
    roles = (Role.CELL_COMMITTEE, Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD)
    return {role: at_work(role) for role in roles}


def name(n: int) -> str:
    return "Nguyễn Văn Thử 1" if n == 0 else f"Lê Thị Thử {n}"


def test_f34_a_cell_of_eight_makes_its_list_and_elects_its_secretary_directly() -> None:
    """F-34: below nine no committee is listed; the secretary comes straight from the official members."""
    hall(8)
    who = people()
    committee, presidium = who[Role.CELL_COMMITTEE], who[Role.PRESIDIUM]
    page = said(committee.get(f"{HERE}de-an/"))
    assert "Chi ủy" not in page.split("Bí thư")[0].split("Đại hội biểu quyết danh sách sau.")[-1]
    assert "Đã ghi đề án bí thư" in said(committee.post(
        f"{HERE}de-an/", {"viec": "bi-thu", "nguoi": str(members()[0].pk), "so": "12-CV/ĐU", "ngay": "20/6/2022"},
        follow=True,
    ))  # fmt: skip
    assert committee.get("/lam-viec/").status_code == 200
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Danh sách bầu bí thư"]
    runner = said(presidium.get(f"{HERE}dieu-hanh/"))
    assert "Số lượng và danh sách bầu bí thư" in runner
    assert "1. Nguyễn Văn Thử 1." in runner
    refused = presidium.post(f"{HERE}be-mac/")
    assert (refused.status_code, "chưa bầu xong: bí thư" in said(refused)) == (422, True)
    assert "Đại hội này không bầu chi ủy" in said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    assert "Bầu bí thư xong" in said(presidium.get(f"{HERE}pho-bi-thu/danh-sach/"))
    assert "Bầu 1 người thì danh sách có từ 1 đến 2 người, đang có 1" in said(presidium.get(f"{HERE}bi-thu/danh-sach/"))
    fixed(presidium, "bi-thu", 8)
    assert of_party(Contest).get().post == "secretary"
    count(who[Role.COUNTING_BOARD], who[Role.CONGRESS_CLERK], "bi-thu", "secretary", 8, {name(0): 8})
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Bế mạc", "Danh sách bầu phó bí thư"]
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))
    presidium.post(f"{HERE}ky-bien-ban/")
    assert Standing.objects.get(election__side="party").state == "unified"


def test_f06_f44_a_congress_of_nineteen_lists_committee_secretary_deputy_one_after_the_other() -> None:
    """B-30, B-31, F-06, F-44: three lists, three ballots; who stands for secretary follows from the committee."""
    hall(19)
    who = people()
    committee, presidium, clerk, board = (who[role] for role in (
        Role.CELL_COMMITTEE, Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))  # fmt: skip
    for slug, numbers, seats in (("chi-uy", [0, 1, 2, 3], "3"), ("bi-thu", [0], ""), ("pho-bi-thu", [1], "")):
        assert scheme(committee, slug, numbers, **({"so-luong": seats} if seats else {})).status_code == 302
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    refused = listed(presidium, "chi-uy", "danh-sach", **hands(18, 18))
    assert "Biểu quyết số lượng trước" in said(refused)
    listed(presidium, "chi-uy", "so-luong", **hands(18, 17, 1, **{"so-luong": 3}))
    # one more is put forward: two over three seats is too many (F-47), until somebody withdraws
    listed(presidium, "chi-uy", "de-cu", nguoi=str(members()[4].pk), **{"ai-de-cu": str(members()[9].pk)})
    page = said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    assert "Bầu 3 người thì danh sách có 4 người, đang có 5" in page
    assert "Lê Thị Thử 9 đề cử" in page
    refused = listed(presidium, "chi-uy", "danh-sach", **hands(18, 18))
    assert (refused.status_code, of_party(Contest).count()) == (422, 0)
    assert "Danh sách 5 người để bầu 3, số dư 2: phải từ 1 đến 1" in said(refused)
    # the congress refuses the first withdrawal and grants the second (F-06)
    listed(presidium, "chi-uy", "rut", nguoi=str(members()[0].pk), **hands(18, 2, 16, carried=False))
    assert "đang có 5" in said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    listed(presidium, "chi-uy", "rut", nguoi=str(members()[4].pk), **hands(18, 18))
    # voted down, then carried
    voted_down = listed(presidium, "chi-uy", "danh-sach", **hands(18, 6, 12, carried=False))
    assert (voted_down.status_code, of_party(Contest).count()) == (302, 0)
    fixed(presidium, "chi-uy", 18)
    assert "Bầu chi ủy xong mới lập" in said(presidium.get(f"{HERE}bi-thu/danh-sach/"))
    votes = {name(0): 18, name(1): 15, name(2): 12, name(3): 9}
    count(board, clerk, "chi-uy", "committee", 18, votes)
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Danh sách bầu bí thư"]
    # whoever missed the committee cannot be put forward for secretary (B-03)
    missed = listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[3].pk), **{"ai-de-cu": "tu"})
    assert "không trúng chi ủy" in said(missed)
    fixed(presidium, "bi-thu", 18)
    count(board, clerk, "bi-thu", "secretary", 18, {name(0): 17})
    offered = [row.name for row in presidium.get(f"{HERE}pho-bi-thu/danh-sach/").context["nominees"]]
    assert name(0) not in offered  # the secretary
    assert name(2) in offered
    fixed(presidium, "pho-bi-thu", 18)
    count(board, clerk, "pho-bi-thu", "deputy_secretary", 18, {name(1): 16})
    presidium.post(f"{HERE}be-mac/")
    presidium.post(f"{HERE}ky-bien-ban/")
    assert Standing.objects.get(election__side="party").state == "unified"
    elected = Declaration.objects.order_by("id").values_list("round__contest__post", "elected")
    assert [post for post, _ in elected] == ["committee", "secretary", "deputy_secretary"]
    assert [(post, len(keys)) for post, keys in elected] == [
        ("committee", 3),
        ("secretary", 1),
        ("deputy_secretary", 1),
    ]
    # one person has one key in every contest: by it the law knows who sits in the committee
    keys = set(Candidacy.objects.filter(contest__side="party").values_list("person__name", "key"))
    assert len(keys) == len({person for person, _ in keys}) == 4
    # three elections, each with its own sheet and its own list
    assert of_party(Sheet).count() == of_party(Contest).count() == 3
    told = " ".join(str(event.body) for event in Event.objects.filter(stream__side="party"))
    assert "Thử" not in told


@pytest.mark.parametrize(("in_favour", "stands"), [(3, False), (4, True)])
def test_f45_exactly_thirty_per_cent_on_the_floor_is_not_enough(in_favour: int, stands: bool) -> None:
    """F-45, B-21: of ten attending three are 30 %, four are more."""
    hall(10, rulebook="PC-2024")
    who = people()
    presidium = who[Role.PRESIDIUM]
    scheme(who[Role.CELL_COMMITTEE], "chi-uy", [0, 1, 2, 3], **{"so-luong": "3"})
    presidium.post(f"{HERE}khai-mac/", {"present": "10"})
    listed(presidium, "chi-uy", "so-luong", **hands(10, 10, **{"so-luong": 3}))
    listed(presidium, "chi-uy", "de-cu", nguoi=str(members()[5].pk), **{"ai-de-cu": "tu"})
    waits = listed(presidium, "chi-uy", "danh-sach", **hands(10, 10))
    assert "Chưa xin ý kiến đại hội về người được đề cử ngoài danh sách chuẩn bị: Lê Thị Thử 5" in said(waits)
    listed(presidium, "chi-uy", "xin-y-kien", nguoi=str(members()[5].pk), du="10", thuan=str(in_favour))
    assert HandVote.objects.get(kind="floor").carried == stands
    page = said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    assert ("đang có 5" in page, "chưa đủ vì cần ít nhất 4" in page) == (stands, not stands)
    if stands:  # the surplus is one: another has to withdraw
        listed(presidium, "chi-uy", "rut", nguoi=str(members()[3].pk), **hands(10, 10))
    fixed(presidium, "chi-uy", 10)
    origins = set(Candidacy.objects.values_list("person__name", "origin"))
    assert ((name(5), "stood") in origins) == stands


def test_f35_nine_of_whom_two_are_exempt_decide_whether_to_elect_a_committee() -> None:
    """F-35, B-04: voted to elect none, the secretary is elected directly, and the law agrees."""
    hall(9, exempt=2)
    who = people()
    presidium = who[Role.PRESIDIUM]
    presidium.post(f"{HERE}khai-mac/", {"present": "7"})
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Danh sách bầu chi ủy"]
    page = said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    assert "2 người được miễn sinh hoạt: đại hội quyết định" in page
    refused = listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[0].pk), **{"ai-de-cu": "tu"})
    assert "phải quyết định có bầu chi ủy hay không trước" in said(refused)
    assert "phải trúng chi ủy trước" in said(presidium.get(f"{HERE}ung-cu-bi-thu/"))
    listed(presidium, "chi-uy", "chi-uy", **hands(7, 1, 6, carried=False))
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Danh sách bầu bí thư"]
    assert "được ứng cử bí thư" in said(presidium.get(f"{HERE}ung-cu-bi-thu/"))
    # written wrong, it is put right: the newest vote counts
    listed(presidium, "chi-uy", "chi-uy", **hands(7, 7))
    assert [one["what"] for one in presidium.get(HERE).context["todo"]] == ["Danh sách bầu chi ủy"]
    assert "Ghi lại quyết định" in said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    listed(presidium, "bi-thu", "chi-uy", **hands(7, 1, 6, carried=False))
    assert HandVote.objects.filter(kind="committee").count() == 3
    listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[0].pk), **{"ai-de-cu": "tu"})
    fixed(presidium, "bi-thu", 7)
    count(who[Role.COUNTING_BOARD], who[Role.CONGRESS_CLERK], "bi-thu", "secretary", 7, {name(0): 7})
    late = listed(presidium, "chi-uy", "chi-uy", **hands(7, 7))
    assert (late.status_code, "không có lựa chọn này" in said(late)) == (422, True)
    answer = Declaration.objects.get()
    assert (answer.question["exempt"], answer.question["committee_declined"]) == (2, True)
    assert answer.outcome == "elected"
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))


def test_f35_nine_who_vote_for_a_committee_elect_it_first() -> None:
    hall(9, exempt=2)
    presidium = at_work(Role.PRESIDIUM)
    presidium.post(f"{HERE}khai-mac/", {"present": "7"})
    # first written the other way round, with a list for secretary already: both are put right
    listed(presidium, "chi-uy", "chi-uy", **hands(7, 1, 6, carried=False))
    listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[0].pk), **{"ai-de-cu": "tu"})
    fixed(presidium, "bi-thu", 7)
    listed(presidium, "chi-uy", "chi-uy", **hands(7, 6, 1))
    assert of_party(Contest).count() == 0
    assert "1. Số lượng cần bầu" in said(presidium.get(f"{HERE}chi-uy/danh-sach/"))
    assert "Bầu chi ủy xong" in said(presidium.get(f"{HERE}bi-thu/danh-sach/"))


def test_who_may_nominate_and_whom() -> None:
    """B-10 to B-13: anybody of the cell nominates, official members alone stand, the outgoing keep to their list."""
    congress = hall(8)
    young = new_person(Side.PARTY, name="Dương Văn Dự Bị", sex="male", born_in=2000)
    young.save()
    probationary = Member.objects.create(cell=congress.cell, person=young, status=Member.Status.PROBATIONARY)
    outgoing = members()[1]
    Term.objects.create(side="party", person=outgoing.person, post="committee", unit_code=world.CELL,
                        village_code=congress.village_code, begins_in=2020, ends_in=2022)  # fmt: skip
    presidium = at_work(Role.PRESIDIUM)
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})

    def nominate(whom: Member, by: Member | None) -> str:
        given = {"nguoi": str(whom.pk), "ai-de-cu": str(by.pk) if by else "tu"}
        return said(listed(presidium, "bi-thu", "de-cu", **given))

    bound = "cấp ủy viên đương nhiệm không đề cử, không nhận đề cử ngoài danh sách ấy"
    assert "không phải đảng viên chính thức" in nominate(probationary, None)
    assert bound in nominate(members()[0], outgoing)
    assert bound in nominate(outgoing, members()[0])
    assert CongressNominee.objects.count() == 0
    assert nominate(members()[0], probationary).strip() == ""  # done: the page is asked again
    assert "đã có trong danh sách này" in nominate(members()[0], None)
    assert CongressNominee.objects.get().nominated_by == probationary
    assert "Dương Văn Dự Bị đề cử" in said(presidium.get(f"{HERE}bi-thu/danh-sach/"))


def test_f46_f47_a_scheme_is_written_before_the_congress_and_says_what_is_not_lawful() -> None:
    hall(19, rulebook="PC-2024")
    committee, above = at_work(Role.CELL_COMMITTEE), at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    for numbers, more, sentence in (
        ([], {"so-luong": "3"}, "Chọn ít nhất một người"),
        ([0, 1, 2], {"so-luong": ""}, "Ghi số lượng cần bầu"),
        ([0, 1, 2], {"so-luong": "ba"}, "“ba” chưa phải một số"),
        ([0, 1, 2], {"so-luong": "3"}, "số dư 0: phải từ 1 đến 1"),
        ([0, 1, 2, 3, 4], {"so-luong": "3"}, "số dư 2: phải từ 1 đến 1"),
        (list(range(10)), {"so-luong": "7"}, "số dư 3: phải từ 1 đến 2"),
        ([0, 1, 2, 3], {"so-luong": "3", "so": "12-CV/ĐU"}, "cả số và ngày"),
    ):
        refused = scheme(committee, "chi-uy", numbers, **more)
        assert (refused.status_code, PersonnelScheme.objects.count()) == (422, 0), sentence
        assert sentence in said(refused)
        assert [each["chosen"] for each in refused.context["posts"][0]["people"]].count(True) == len(numbers)
    assert scheme(committee, "chi-uy", [0, 1, 2, 3], **{"so-luong": "3"}).status_code == 302
    # the committee above writes it anew with its paper; the newest counts, the first stays
    paper = {"so-luong": "7", "so": "12-CV/ĐU", "ngay": "20/6/2022"}
    assert scheme(above, "chi-uy", list(range(9)), **paper).status_code == 302
    page = said(committee.get(f"{HERE}de-an/"))
    assert "Cấp ủy cấp trên đồng ý: 12-CV/ĐU, ngày 20/6/2022" in page
    assert "bầu 7 người thì dư 1, đang dư 2" in page  # B-21: 10–15 %
    assert PersonnelScheme.objects.count() == 2
    at_work(Role.PRESIDIUM).post(f"{HERE}khai-mac/", {"present": "18"})
    assert committee.get(f"{HERE}de-an/").status_code == 404


def test_a_list_from_a_file_serves_as_the_scheme_and_may_be_changed_until_it_is_read() -> None:
    world.state_election()
    world.party_election()
    world.head_from_state()
    presidium, clerk = at_work(Role.PRESIDIUM), at_work(Role.CONGRESS_CLERK)
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    # untouched, it is counted as it came
    assert [one["what"] for one in clerk.get(HERE).context["todo"]] == ["Nhập phiếu bầu bí thư", "Danh sách bầu bí thư"]
    assert "Nguyễn Văn Thử 1, chi ủy chuẩn bị" in said(presidium.get(f"{HERE}bi-thu/danh-sach/")).replace(" ,", ",")
    listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[1].pk), **{"ai-de-cu": str(members()[2].pk)})
    fixed(presidium, "bi-thu", 8)
    assert of_party(Sheet).get().round.slate == ["m2", "m1"]  # in the order of the alphabet
    # two over one seat are too many; one withdraws, and is off the list for good
    listed(presidium, "bi-thu", "rut", nguoi=str(members()[1].pk), **hands(8, 8))
    fixed(presidium, "bi-thu", 8)
    assert (of_party(Sheet).get().round.slate, Candidacy.objects.filter(contest__side="party").count()) == (["m1"], 1)
    figures = {k: str(v) for k, v in world.congress_figures(present=8, votes=8).items()}
    clerk.post(f"{HERE}bi-thu/phieu-dem/", figures | {"lan-doc": str(uuid4())})
    closed = listed(presidium, "bi-thu", "danh-sach", **hands(8, 8))
    assert (closed.status_code, "không sửa được nữa" in said(closed)) == (422, True)


def test_f23_nobody_of_the_counting_board_comes_onto_the_list() -> None:
    hall(8)
    presidium = at_work(Role.PRESIDIUM)
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    board = {"nguoi": [str(one.pk) for one in members()[1:4]], "truong": str(members()[1].pk)}
    presidium.post(f"{HERE}gio-the/ban-kiem-phieu/", hands(8, 8) | board)
    listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[1].pk), **{"ai-de-cu": "tu"})
    refused = listed(presidium, "bi-thu", "danh-sach", **hands(8, 8))
    assert (refused.status_code, "Lê Thị Thử 1 đang ở ban kiểm phiếu" in said(refused)) == (422, True)
    assert of_party(Contest).count() == 0


def test_the_next_sitting_votes_its_list_anew_and_the_first_keeps_its_own() -> None:
    congress = hall(19)
    presidium, clerk, board = (at_work(one) for one in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    scheme(at_work(Role.CELL_COMMITTEE), "chi-uy", [0, 1, 2, 3], **{"so-luong": "3"})
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    listed(presidium, "chi-uy", "so-luong", **hands(18, 18, **{"so-luong": 3}))
    fixed(presidium, "chi-uy", 18)
    count(board, clerk, "chi-uy", "committee", 18, {name(1): 18, name(2): 18, name(3): 18})
    with transaction.atomic():
        sit_again(Congress.objects.select_related("cell", "election").get(), held_on=date(2022, 7, 10),
                  why="huỷ kết quả", actor="dang-uy", at=world.CONGRESS_MORNING)  # fmt: skip
    presidium.post(f"{HERE}khai-mac/", {"present": "17"})
    assert "Danh sách bầu chi ủy" in [one["what"] for one in presidium.get(HERE).context["todo"]]
    page = presidium.get(f"{HERE}chi-uy/danh-sach/")
    assert (page.context["seats_told"], page.context["voted"], len(page.context["standing"])) == ("", "", 4)
    listed(presidium, "chi-uy", "so-luong", **hands(17, 17, **{"so-luong": 3}))
    listed(presidium, "chi-uy", "rut", nguoi=str(members()[3].pk), **hands(17, 17))
    listed(presidium, "chi-uy", "de-cu", nguoi=str(members()[4].pk), **{"ai-de-cu": "tu"})
    fixed(presidium, "chi-uy", 17)
    names = {row.key: row.person.name for row in Candidacy.objects.filter(contest__side="party")}
    first, second = (sorted(names[key] for key in round_.slate)
                     for round_ in of_party(Contest).get().rounds.order_by("number"))  # fmt: skip
    assert first == sorted([name(0), name(1), name(2), name(3)])
    assert second == sorted([name(0), name(1), name(2), name(4)])
    assert congress.hand_votes.filter(kind="slate").count() == 1


def test_f18_a_list_voted_in_the_hall_is_not_changed_by_a_file() -> None:
    hall(8)
    presidium = at_work(Role.PRESIDIUM)
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    listed(presidium, "bi-thu", "de-cu", nguoi=str(members()[0].pk), **{"ai-de-cu": "tu"})
    fixed(presidium, "bi-thu", 8)
    headings = ("Mã chi bộ", "Chức danh", "Thứ tự", "Họ và tên", "Năm sinh")
    other = read("candidates", headings, (world.CELL, "Bí thư", 1, name(1), 1975))
    assert not load(other, election=Congress.objects.get().election).written
    assert "đã biểu quyết việc này: tệp không đổi được" in told(other)[0]
    assert of_party(Contest).get().candidacies.get().person.name == name(0)


def test_a_list_that_was_passed_is_not_asked_for_as_if_it_were_missing():
    hall(8)
    presidium = at_work(Role.PRESIDIUM)
    scheme(at_work(Role.CELL_COMMITTEE), "bi-thu", [0])
    presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    assert "đại hội biểu quyết danh sách" in said(presidium.get(HERE))
    fixed(presidium, "bi-thu", 8)
    page = said(presidium.get(HERE))
    assert "Đại hội đã thông qua danh sách. Trước khi nhập phiếu còn biểu quyết lại được" in page
    assert "đại hội biểu quyết danh sách" not in page
