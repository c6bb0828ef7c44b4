"""F-20: a scattered village counts in clusters, each with two readers of its own; its figures are the sum."""

from pathlib import Path

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions.ballot import close_polls
from dantin.store.actions.count import submit_reading
from dantin.store.models import Declaration, Election, Event, Reading, Roll, Round, TurnoutSnapshot
from dantin.store.readers import clock
from dantin.store.readers.standings import differences
from dantin.store.refusals import Refused
from tests.store import world
from tests.store.test_import_command import run

from .test_roads import HERE, OTHER, VILLAGE, Team, said, state, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HEADINGS = (
    "Mã thôn,Cụm số,Số dự,Phiếu phát ra,Phiếu thu vào,Phiếu hợp lệ,Phiếu không hợp lệ,"
    "Số phiếu của người số 1,Số phiếu của người số 2"
)
TWO = {"ten-1": "Khe Nà", "so-1": "90", "ten-2": "Khe Vằn", "so-2": "110"}


@pytest.fixture
def team(settings: object) -> Team:
    world.state_election(roll=200)
    return Team()


def read(client: Client, cluster: int, a: int, b: int, *, page: str = "phieu-dem", **more: str) -> object:
    return client.post(f"{HERE}{page}/?cum={cluster}", typed(a, b, attended=a + b) | more)


def test_f20_clusters_agree_one_by_one_and_the_village_is_their_sum(team: Team) -> None:
    assert "Đã chia 2 cụm" in said(team.leader.post(f"{HERE}cum/", TWO))
    team.leader.post(f"{HERE}khai-mac/")
    page = said(team.counter.get(HERE))
    assert "Khe Nà: chưa ai đọc" in page
    assert "Khe Vằn: chưa ai đọc" in page
    assert team.counter.get(HERE).context["todo"][0]["what"] == "Báo số đã bỏ phiếu"
    closed = {VILLAGE: clock.now()}
    close_polls(election=Election.objects.get(), closings=closed, actor="to", at=clock.now())
    assert [one["what"] for one in team.counter.get(HERE).context["todo"]][:2] == ["Nhập phiếu đếm"] * 2
    assert "Khe Nà, lần bầu 1" in said(team.counter.get(f"{HERE}phieu-dem/?cum=1"))
    for client in (team.counter, team.clerk):
        assert "Đã ghi lần đọc" in said(read(client, 1, 60, 20))
    page = said(team.leader.get(HERE))
    assert "Khe Nà hai người khớp nhau" in page
    assert "Cộng các cụm" not in page, "not whole before every cluster agrees"
    assert "Ký biên bản" not in page
    read(team.leader, 2, 50, 40)
    assert "Khe Vằn: chờ người thứ hai đọc" in said(team.counter.get(HERE))
    assert "trúng cử trưởng thôn" in said(read(team.clerk, 2, 50, 40)), "the last agreement answers with the conclusion"
    page = said(team.leader.get(HERE))
    assert "Cộng các cụm 200 170 170 170 170 0 110 60" in page
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "elected"
    question = Declaration.objects.get().question
    assert (question["roll"], question["attended"]) == (200, 170)
    assert [one["votes"] for one in question["candidates"]] == [110, 60]
    assert not list(differences(Election.objects.get()))


def test_f20_in_one_cluster_two_differ_and_read_again_while_the_other_stands(team: Team) -> None:
    team.leader.post(f"{HERE}cum/", TWO)
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, 2, 50, 40)
    read(team.counter, 1, 60, 20)
    assert "Ghi lại các ô khác nhau" in said(read(team.clerk, 1, 59, 21))
    assert "Khe Nà: hai người đọc khác nhau" in said(team.counter.get(HERE))
    answer = team.clerk.get(f"{HERE}phieu-khac/?cum=1")
    assert "Hai người ghi khác nhau ở 2 ô" in said(answer)
    assert 'value="60"' not in answer.content.decode()
    votes = {"votes.c1": "60", "votes.c2": "20", "lan-doc": typed(1, 1)["lan-doc"]}
    assert "trúng cử" in said(team.clerk.post(f"{HERE}phieu-khac/?cum=1", votes))
    assert Reading.objects.filter(cluster=1).count() == 3


def test_f20_a_cluster_adds_up_within_its_own_list_and_is_always_named(team: Team) -> None:
    team.leader.post(f"{HERE}cum/", TWO)
    team.leader.post(f"{HERE}khai-mac/")
    over = read(team.counter, 1, 60, 31)
    assert over.status_code == 422
    assert "số dự là 91, nhiều hơn tổng số trong danh sách là 90" in said(over)
    assert team.counter.post(f"{HERE}phieu-dem/", typed(60, 20)).status_code == 302, "which cluster?"
    device = world.Device("may-khac", "an")
    with pytest.raises(Refused) as refused:
        submit_reading(
            side=Side.STATE, reading=device.read(world.sheet_of(VILLAGE), world.figures(a=60, b=38)), at=world.moment(8)
        )
    assert refused.value.code == "count.which_cluster"
    assert not Reading.objects.exists()


def test_f20_two_files_read_each_cluster_and_the_village_is_their_sum(team: Team, tmp_path: Path) -> None:
    team.leader.post(f"{HERE}cum/", TWO)
    team.leader.post(f"{HERE}khai-mac/")
    of = ("--cuoc-bau", "VH-2022", "--nguoi")

    def loaded(who: str, *rows: str) -> tuple[int, str, str]:
        file = tmp_path / f"{who}.csv"
        file.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
        return run("import", "readings", str(file), *of, who, "--ghi")

    first, second = f"{VILLAGE},1,80,80,80,80,0,60,20", f"{VILLAGE},2,90,90,90,90,0,50,40"
    for row, sentence in (
        (first.replace(",1,80", ",,80"), "kiểm phiếu ở 2 cụm, mỗi cụm một dòng"),
        (first.replace(",1,80", ",3,80"), "có 2 cụm, ghi từ 1 đến 2"),
        (f"{VILLAGE},1,91,91,91,91,0,60,31", "nhiều hơn tổng số trong danh sách là 90"),
        (f"{OTHER},1,80,80,80,80,0,60,20", f"{OTHER} không chia cụm"),
    ):
        code, _, wrong = loaded("lan", row)
        assert (code, sentence in wrong) == (2, True), wrong
    assert not Reading.objects.exists()
    assert loaded("lan", first, second)[0] == 0
    code, told, _ = loaded("binh", f"{VILLAGE},1,80,80,80,80,0,59,21", second)
    assert (code, "1 biên bản hai người đọc khác nhau" in told) == (0, True), told
    assert "1 biên bản hai người khớp nhau" in loaded("binh", first, second)[1]
    assert [(one.cluster, one.actor) for one in Reading.objects.order_by("position")] == [
        (1, "lan"), (2, "lan"), (1, "binh"), (2, "binh"), (1, "binh")
    ]  # fmt: skip
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "elected"
    assert [one["votes"] for one in Declaration.objects.get().question["candidates"]] == [110, 60]
    file = tmp_path / "ra.csv"
    assert run("export", "readings", str(file), *of[:2])[0] == 0
    assert [line.split(",")[3] for line in file.read_text(encoding="utf-8-sig").splitlines()] == ["Cụm số", "1", "2"]
    code, told, wrong = run("import", "readings", str(file), *of, "lan", "--ghi")
    assert (code, told.splitlines()[0]) == (0, "2 dòng: 0 mới, 0 đổi, 2 giữ nguyên."), wrong


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ten-1": "Khe Nà", "so-1": "200"}, "ít nhất hai cụm"),
        (TWO | {"so-2": "100"}, "các cụm cộng lại 190, danh sách của cả nơi là 200"),
        (TWO | {"so-1": "40", "so-2": "160"}, "mỗi cụm từ 50 đến 150 hộ"),
        (TWO | {"ten-2": "Khe Nà"}, "không trùng nhau"),
        (TWO | {"so-2": "trăm"}, "chưa phải một số"),
    ],
)
def test_f20_clusters_that_the_law_or_the_sum_does_not_allow_are_told_why(
    team: Team, given: dict[str, str], sentence: str
) -> None:
    Roll.objects.update(electorate="household_representatives")
    answer = team.leader.post(f"{HERE}cum/", given)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "Khe Nà" in answer.content.decode(), "nothing typed is lost"
    assert Round.objects.get(contest__village_code=VILLAGE).clusters is None


def test_f20_clusters_are_set_before_the_poll_and_only_under_the_law_that_knows_them(team: Team) -> None:
    Election.objects.update(rulebook="VH-2023")
    assert "không nói tới họp theo cụm" in said(team.leader.post(f"{HERE}cum/", TWO))
    Election.objects.update(rulebook="VH-2008")
    team.leader.post(f"{HERE}cum/", TWO)
    team.leader.post(f"{HERE}khai-mac/")
    assert team.leader.post(f"{HERE}cum/", {}).status_code == 302
    assert len(Round.objects.get(contest__village_code=VILLAGE).clusters) == 2
    assert Event.objects.filter(type="plan.clusters_set").count() == 1
    assert not TurnoutSnapshot.objects.exists()
