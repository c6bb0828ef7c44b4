"""Bầu bổ sung: F-26 from the vacancy to the recognised head, by those whose turn it is; and who never sees it."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.values import Side
from dantin.desk.access import MAY, Act
from dantin.desk.rulings_page import LAW
from dantin.store.models import ByElection, Election, Event, Recognition, Ruling, Standing, Term
from dantin.store.models.accounts import STATE_ROLES, Role
from dantin.store.readers.by_elections import Told, by_elections_of_term
from dantin.store.readers.progress import current_elections
from dantin.store.readers.standings import differences
from dantin.store.readers.term_record import record_of_term
from dantin.store.readers.terms import terms_known
from dantin.store.readers.work import election_at_work
from tests.store import importing as lists
from tests.store import world
from tests.store.test_import_command import run

from .people import open_account, signed_in
from .test_roads import COMMUNE, HERE, OTHER, VILLAGE, Team, read, said, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADINGS = (
    "Mã thôn", "Số quyết định", "Ngày quyết định", "Ngày bầu", "Thành phần cử tri", "Cách tổ chức", "Hình thức bầu",
)  # fmt: skip
CALL = {
    "so": "90/QĐ-UBND", "ngay": "25/7/2022", "ngay-bau": "20/8/2022", "ai-bau": "household_representatives",
    "cach": "meeting", "hinh-thuc": "secret_ballot",
}  # fmt: skip


@pytest.fixture
def team(settings: object) -> Team:
    world.state_election()
    return Team()


def elect(team: Team, a: int = 60, b: int = 38) -> None:
    assert team.leader.post(f"{HERE}khai-mac/").status_code == 302
    for client in (team.counter, team.clerk):
        read(client, typed(a, b))
    team.leader.post(f"{HERE}ky-bien-ban/")


def recognise(team: Team, number: str, on: str) -> None:
    team.chair.post("/lam-viec/cong-nhan/", {f"so-{VILLAGE}": number, f"ngay-{VILLAGE}": on})


def leave(team: Team) -> None:
    elect(team)
    recognise(team, "12/QĐ-UBND", "08/6/2022")
    paper = {"so": "80/QĐ-UBND", "ngay": "20/7/2022", "vi-sao": "resigned", "tu-ngay": "18/7/2022"}
    assert team.clerk.post(f"{HERE}thoi-lam/", paper).status_code == 302


def call(client: Client, **changed: str) -> object:
    return client.post(f"{HERE}bau-bo-sung/", CALL | {k.replace("_", "-"): v for k, v in changed.items()}, follow=True)


def states() -> dict[str, str]:
    rows = Standing.objects.filter(village_code=VILLAGE)
    return dict(rows.values_list("election__code", "state"))


def agrees() -> bool:
    return not [each for one in Election.objects.all() for each in differences(one)]


def prepare(team: Team) -> None:
    """Certify the number, take in one nominee, fix the list: the pages of any election."""
    team.clerk.post(f"{HERE}danh-sach/", {"viec": "chot", "tong-so": "100"})
    front = {}
    for role, place in ((Role.FRONT_VILLAGE, VILLAGE), (Role.FRONT, COMMUNE)):
        front[role] = Client()
        signed_in(front[role], open_account(role, place=place, login=f"{role.value}.{place}"))
    page, village = f"{HERE}ung-cu/", front[Role.FRONT_VILLAGE]
    for name in ("Lý Văn An", "Lý Thị Bình"):
        given = {"viec": "gioi-thieu", "ten": name, "nam-sinh": "1980", "nguon": "introduced", "ngay": "28/7/2022"}
        assert village.post(page, given).status_code == 302
    votes = {"loai": "front", "du": "9", "thuan-1": "8", "thuan-2": "8"}
    village.post(page, {"viec": "hoi-nghi", "nguoi": "1", "so": "5/BB", "ngay": "29/7/2022", **votes})
    for number in ("1", "2"):
        village.post(page, {"viec": "thong-nhat", "nguoi": number, "so": "12-CV/CB", "ngay": "29/7/2022"})
    fixed = {"viec": "chot", "cach": "meeting", "hinh-thuc": "secret_ballot", "so": "7/BB-MT", "ly-do": "đủ giấy"}
    fixed |= {"ngay": "30/7/2022"}
    answer = front[Role.FRONT].post(page, fixed)
    assert answer.status_code == 302, said(answer)


def test_f26_from_the_vacancy_by_the_by_election_to_the_new_head(team: Team, client: Client) -> None:
    leave(team)
    assert "Gọi bầu bổ sung" in said(team.clerk.get(HERE))
    page = said(call(team.clerk))
    assert "Bầu bổ sung trưởng thôn, thôn Nà Ếch, quyết định 90/QĐ-UBND" in page
    assert "Bầu trưởng thôn 2022 ngày bầu 5/6/2022" in page
    [by] = ByElection.objects.all()
    assert "Kéo dài nhiệm kỳ" not in said(team.chair.get(HERE))  # the post is vacant
    assert (by.election.rulebook, by.election.term_begins_in, by.election.term_ends_in) == ("VH-2008", 2022, 2025)
    assert states() == {"VH-2022": "elected", by.election.code: "not_started"}

    assert "Đã gọi bầu bổ sung trưởng thôn, ngày bầu" in said(client.get(f"/thon/{VILLAGE}/"))

    # the province and the commune stay at the general election, with a way to this one
    assert election_at_work(Side.STATE, COMMUNE).code == election_at_work(Side.STATE, "22").code == "VH-2022"
    assert election_at_work(Side.STATE, OTHER).code == "VH-2022"
    assert election_at_work(Side.STATE, VILLAGE) == by.election
    for address in ("ke-hoach", "truc", "moc-gio"):
        assert (
            f"/lam-viec/{address}/?bau={by.election.code}" in team.clerk.get(f"/lam-viec/{address}/").content.decode()
        )
    plan = said(team.clerk.get(f"/lam-viec/ke-hoach/?bau={by.election.code}"))
    assert "Chậm nhất 31/7/2022" in plan
    assert "Bản 2" not in plan
    for office in (team.clerk, team.chair):
        assert "Thôn Nà Ếch, bầu bổ sung" in said(office.get("/lam-viec/"))
        for address in ("", "ke-hoach/"):
            assert "Bầu bổ sung đang làm Bầu bổ sung" in said(office.get(f"/lam-viec/{address}")), address
    assert "Bầu bổ sung đang làm" not in said(team.leader.get("/lam-viec/"))

    # the earlier election stays readable, and is not where the work goes on
    before = said(team.chair.get(f"{HERE}?bau=VH-2022"))
    assert "Nguyễn Văn Thử 1 trúng cử" in before
    assert "Đây là cuộc bầu trước" in before
    assert "Đã quyết định bầu người mới ngày 25/7/2022. Vì sao?" in before
    assert team.chair.get(f"{HERE}?bau=PC-9").status_code == 404
    assert team.chair.get(f"{HERE}?bau=%00").status_code == 200

    prepare(team)
    elect(team, 38, 60)
    assert agrees()
    assert "1 người trúng cử chờ công nhận" in said(team.chair.get("/lam-viec/cong-nhan/"))
    recognise(team, "95/QĐ-UBND", "24/8/2022")
    assert [row.name for row in Recognition.objects.order_by("id")] == ["Nguyễn Văn Thử 1", "Lý Thị Bình"]
    heads = Term.objects.filter(begins_in=2022).order_by("id").values_list("person__name", "ends_in")
    assert list(heads) == [("Nguyễn Văn Thử 1", 2025), ("Lý Thị Bình", 2025)]
    assert agrees()
    assert "bau=" not in team.clerk.get("/lam-viec/ke-hoach/").content.decode()
    assert "Bầu bổ sung đang làm" not in said(team.clerk.get("/lam-viec/"))

    # no page of the province takes it for the province's election
    assert current_elections()["state"].code == "VH-2022"
    newest = terms_known()[0]
    assert (newest.begins_in, newest.heads) == (2022, Election.objects.get(code="VH-2022").id)
    assert by_elections_of_term(2022, 2025) == Told(1, 1)
    assert [each.value for each in record_of_term(2022) if each.is_whole][-1] == len(world.VILLAGES)
    assert "Lý Thị Bình" not in said(client.get("/"))
    village = said(client.get(f"/thon/{VILLAGE}/"))
    assert "Lý Thị Bình trúng cử trưởng thôn" in village
    assert "Bầu bổ sung" in village
    assert "Nguyễn Văn Thử 1" in village
    # the law of the limits shown: 60 days bind from 2023 alone (VH-RECORD-3), recognition always (VH-RECORD-4)
    whole = client.get(f"/thon/{VILLAGE}/").content.decode()
    assert "#vh-record-4" in whole
    assert "#vh-record-3" not in whole
    # what was asked and answered at the election before stays, each at its own address
    at_first = f"/thon/{VILLAGE}/2022-05-10/lan-1/"
    assert f'href="{at_first}ket-luan.json"' in whole
    for address, winner in ((at_first, "Nguyễn Văn Thử 1"), (f"/thon/{VILLAGE}/lan-1/", "Lý Thị Bình")):
        asked, found = (client.get(f"{address}{one}.json").json() for one in ("cau-hoi", "ket-luan"))
        names = {each["id"]: each["name"] for each in asked["candidates"]}
        assert [names[key] for key in found["elected"]] == [winner]
    for nowhere in ("2022-05-09", "2022-13-01", "x"):
        assert client.get(f"/thon/{VILLAGE}/{nowhere}/lan-1/ket-luan.json").status_code == 404
    in_english = client.get(f"/en/thon/{VILLAGE}/").content.decode()
    assert f'href="{at_first}ket-luan.json"' in in_english or f'href="/en{at_first}ket-luan.json"' in in_english
    assert "The law on the time limit for recognition" in in_english
    assert "Lý Thị Bình" not in said(client.get(f"/thon/{OTHER}/"))
    assert "1 thôn bầu bổ sung" in said(client.get("/nhiem-ky/"))


def test_f26_a_province_calls_by_elections_from_a_list_that_comes_back_unchanged(team: Team, tmp_path: Path) -> None:
    general = Election.objects.get()
    choices = ("đại diện hộ", "hội nghị", "bỏ phiếu kín")
    row = (VILLAGE, "90/QĐ-UBND", "25/7/2022", "20/8/2022", *choices)
    at = datetime(2022, 7, 26, 9, tzinfo=world.VIETNAM)

    def loaded(*rows: tuple[str | None, ...], write: bool = True) -> tuple[list[str], tuple[int, int, int]]:
        reading = lists.read("by_elections", HEADINGS, *rows)
        done = lists.load(reading, election=general, at=at, write=write)
        return [one.partition("): ")[2] for one in lists.told(reading)], lists.counts(done)

    [unfilled], _ = loaded(row)
    assert "chưa ghi trưởng thôn thôi làm" in unfilled
    leave(team)
    wrong = {
        "đứng trước ngày công nhận cho thôi làm": (VILLAGE, "90/QĐ-UBND", "19/7/2022", "20/8/2022", *choices),
        "ngày văn bản chưa tới": (VILLAGE, "90/QĐ-UBND", "27/7/2022", "20/8/2022", *choices),
        "hết năm 2025": (VILLAGE, "90/QĐ-UBND", "25/7/2022", "20/8/2026", *choices),
        "Ngày bầu 20/07/2022 đứng trước": (VILLAGE, "90/QĐ-UBND", "25/7/2022", "20/7/2022", *choices),
        "phải nói ai đi bầu": (VILLAGE, "90/QĐ-UBND", "25/7/2022", "20/8/2022", None, *choices[1:]),
        "không có thôn mã 0699999": ("0699999", *row[1:]),
    }
    for sentence, one in wrong.items():
        [fault], _ = loaded(one)
        assert sentence in fault
    assert loaded(row, write=False) == ([], (1, 0, 0))
    assert not ByElection.objects.exists()
    assert loaded(row) == ([], (1, 0, 0))
    [by] = ByElection.objects.all()
    assert (by.election.code, by.election.held_on.isoformat()) == (f"BS-{VILLAGE}-1", "2022-08-20")
    event = Event.objects.filter(type="plan.election_called").latest("id")
    assert (event.stream.election_id, event.actor) == (by.election_id, "can-bo-xa")
    assert "Đã gọi bầu bổ sung trưởng thôn, ngày bầu" in said(Client().get(f"/thon/{VILLAGE}/"))

    file = tmp_path / "bo-sung.csv"
    of = ("--cuoc-bau", general.code)
    assert run("export", "by_elections", str(file), *of)[0] == 0
    before = Event.objects.count()
    code, told, fault = run("import", "by_elections", str(file), "--ghi", *of)
    assert (code, fault, told.splitlines()[0]) == (0, "", "1 dòng: 0 mới, 0 đổi, 1 giữ nguyên.")
    assert Event.objects.count() == before
    [other], _ = loaded((VILLAGE, "91/QĐ-UBND", *row[2:]))
    assert "đã có quyết định bầu bổ sung" in other


def test_f26_a_commune_that_came_after_the_general_election_sees_the_by_election(team: Team) -> None:
    """F-52: the village belongs to another commune by the day of the call, which took no part in an election yet."""
    leave(team)
    call(team.clerk)
    Standing.objects.filter(election__by_election__isnull=False).update(commune_code="06999")
    newer = Client()
    signed_in(newer, open_account(Role.CHAIR, place="06999", login="chu-tich.moi"))
    for address in ("", "ke-hoach/"):
        page = said(newer.get(f"/lam-viec/{address}"))
        assert "Bầu bổ sung đang làm Bầu bổ sung" in page
        assert "Chưa có cuộc bầu cử nào" not in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"so": ""}, "Số quyết định còn trống"),
        ({"ngay": "hôm qua"}, "Ngày quyết định:"),
        ({"ngay": "19/7/2022"}, "đứng trước ngày công nhận cho thôi làm (20/07/2022)"),
        ({"ngay_bau": "24/7/2022"}, "đứng trước ngày ra quyết định"),
        ({"ngay_bau": "01/01/2026"}, "hết năm 2025"),
        ({"ngay": "01/8/2098"}, "ngày văn bản chưa tới"),
        ({"hinh_thuc": "vỗ tay"}, "chọn lại"),
        # a day of no known law asks for the legal officer's paper, as any call
        ({"ngay": "01/02/2026", "ngay_bau": "01/3/2026"}, "2025"),
    ],
)
def test_f26_what_cannot_be_called_is_said_and_stays_as_typed(
    team: Team, changed: dict[str, str], sentence: str
) -> None:
    leave(team)
    answer = call(team.chair, **changed)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert 'value="90/QĐ-UBND"' in answer.content.decode() or not changed.get("so", "x")
    assert not ByElection.objects.exists()


def test_f26_one_vacancy_is_filled_once_and_no_vacancy_never(team: Team) -> None:
    elect(team)
    assert "không có chỗ khuyết" in said(call(team.chair))
    recognise(team, "12/QĐ-UBND", "08/6/2022")
    paper = {"so": "80/QĐ-UBND", "ngay": "20/7/2022", "vi-sao": "died", "tu-ngay": "18/7/2022"}
    team.clerk.post(f"{HERE}thoi-lam/", paper)
    call(team.chair)
    team.chair.post(f"{HERE}bau-bo-sung/?bau=VH-2022", CALL)
    assert ByElection.objects.count() == 1


def test_f26_the_limit_of_sixty_days_is_said_with_its_rule(team: Team) -> None:
    """A23-16: a head left under the newer law, and the call came too late or in time."""
    leave(team)
    Ruling.objects.all().delete()
    paper = {"so": "80/QĐ-UBND", "ngay": "01/3/2024", "vi-sao": "died", "tu-ngay": "25/02/2024"}
    assert "chậm nhất 30/4/2024" in said(team.clerk.post(f"{HERE}thoi-lam/", paper, follow=True))
    call(team.clerk, ngay="01/5/2024", ngay_bau="26/5/2024")
    before = team.clerk.get(f"{HERE}?bau=VH-2022")
    assert "sau 61 ngày, quá hạn 60 ngày. (Nghị định 59/2023/NĐ-CP, Điều 9)" in said(before)
    assert (
        team.clerk.get(LAW[RulingKind.LEFT]).status_code == team.clerk.get(LAW[RulingKind.INTERIM]).status_code == 200
    )
    assert ByElection.objects.get().election.rulebook == "VH-2023"


def test_f53_an_interim_head_serves_until_the_by_election(team: Team) -> None:
    """F-53: the paper belongs to the vacancy; it does not move the by-election that is going on."""
    leave(team)
    call(team.chair)
    given = {"so": "91/QĐ-UBND", "ngay": "26/7/2022", "ho-ten": "Lý Văn Tạm", "tu-ngay": "26/7/2022"}
    assert "Chỉ định lâm thời" in said(team.chair.get(f"{HERE}?bau=VH-2022"))
    answer = team.chair.post(f"{HERE}lam-thoi/?bau=VH-2022", given | {"den-ngay": "26/01/2023"}, follow=True)
    assert "Lý Văn Tạm, từ 26/7/2022 đến 26/1/2023" in said(answer)
    assert set(states().values()) == {"elected", "not_started"}
    assert agrees()


def test_each_state_and_role_may_call_one_as_the_table_says(team: Team) -> None:
    clients = {}
    for role in STATE_ROLES:
        place = VILLAGE if role in ("team_leader", "team_clerk", "counter", "front_village") else COMMUNE
        clients[role] = Client()
        signed_in(clients[role], open_account(role, place=place, login=f"di.{role}"))
    grant = MAY[Act.CALL_BY_ELECTION]
    address = reverse("desk_call_by_election", args=[VILLAGE])
    for one in HeadState:
        Standing.objects.filter(village_code=VILLAGE).update(state=one.value)
        for role, client in clients.items():
            may = role in grant.roles and one in grant.states
            assert client.get(address).status_code == (200 if may else 404), (one, role)
