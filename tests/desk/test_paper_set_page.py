"""Cả bộ văn bản từ trang: made by a process of its own, its progress told, taken as one ZIP; each side its own."""

import fcntl
import io
import time
import zipfile

import pytest

from dantin.core.values import Side
from dantin.store.models.accounts import Role
from dantin.store.paper_batches import DeskBatch
from tests.store import world

from .test_papers_page import at_work, words

PAGE = "/lam-viec/bo-van-ban/"


@pytest.mark.django_db(transaction=True)
def test_a_commune_takes_its_whole_set():
    election = world.state_election()
    clerk = at_work(Role.CLERK, "06847")
    assert "Lập cả bộ" in words(clerk.get(PAGE))
    assert clerk.get(f"{PAGE}tep.zip").status_code == 404
    assert clerk.post(PAGE, {"viec": "lap"}).status_code == 302
    batch = DeskBatch(election, "06847")
    until = time.monotonic() + 60
    while not batch.zip.exists() and time.monotonic() < until:
        time.sleep(0.2)
    answer = clerk.get(f"{PAGE}tep.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "xa-huc-dong/quyet-dinh-ngay-bau-cu.pdf" in archive.namelist()
    assert "Lập lại theo hồ sơ bây giờ" in words(clerk.get(PAGE))


@pytest.mark.django_db
def test_while_it_is_made_the_page_says_how_far_and_starts_no_second():
    election = world.state_election()
    clerk, batch = at_work(Role.CLERK, "06847"), DeskBatch(election, "06847")
    folder = batch.zip.with_name(f"{batch.zip.name}.dang-lap")
    folder.mkdir(parents=True)
    batch.tell(1, 2)
    with (folder / "khoa").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert batch.progress == (1, 2)
        assert "Đã xong 1 trong 2 nơi" in words(clerk.get(PAGE))
    assert batch.progress is None


@pytest.mark.django_db
def test_each_side_has_its_own_set_and_only_those_who_answer_for_a_place():
    world.state_election()
    world.party_election()
    assert at_work(Role.HIGHER_COMMITTEE, "06847", Side.PARTY).get(PAGE).status_code == 200
    assert at_work(Role.COUNTER, world.VILLAGES[0]).get(PAGE).status_code == 404
    assert at_work(Role.CELL_COMMITTEE, world.VILLAGES[0], Side.PARTY).get(PAGE).status_code == 404


@pytest.mark.django_db
def test_the_blank_forms_of_one_s_side_come_as_one_file():
    world.state_election()
    world.party_election()
    clerk, committee = at_work(Role.CLERK, "06847"), at_work(Role.HIGHER_COMMITTEE, "06847", Side.PARTY)
    names = {}
    for side, client in (("state", clerk), ("party", committee)):
        with zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}mau-trong.zip").content)) as archive:
            names[side] = set(archive.namelist())
            assert all(archive.read(name)[:5] == b"%PDF-" for name in names[side])
    assert "bien-ban-kiem-phieu.pdf" in names["state"]
    assert "bien-ban-kiem-phieu-bi-thu.pdf" in names["party"]
    assert not names["state"] & names["party"]
    assert not [name for name in names["state"] | names["party"] if name.startswith(("phieu-bau", "so-tay"))]
