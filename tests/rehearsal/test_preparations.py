"""The plan of the simulated province is true, and a commune left to people can be carried to its recognised head."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from dantin.desk.nominate_page import STANDARD_WORDS
from dantin.rehearsal import published
from dantin.rehearsal.build import STATE_ELECTION, build
from dantin.rehearsal.cells import PILOT
from dantin.rehearsal.preparations import SECOND_DAY, left_open, of_huc_dong
from dantin.rehearsal.rehearse import rehearse
from dantin.store.models import Account, Candidacy, Contest, Election, Recognition, Roll, Standing, StepDone
from dantin.store.readers import clock
from dantin.store.readers.preparation import step_counts

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = datetime(2022, 6, 5, 6, 30, tzinfo=published.VIETNAM)


def small():
    """Húc Động and the commune of a pilot congress, of the same seed."""
    whole = rehearse()
    others = {village.commune_code for village in of_huc_dong(whole.province)}
    others.add(next(cell.village_code[:5] for cell in whole.province.cells if cell.wave == PILOT))
    villages = tuple(v for v in whole.province.villages if v.commune_code in others)
    codes = {v.code for v in villages}
    cells = tuple(cell for cell in whole.province.cells if cell.village_code in codes)
    return replace(whole, province=replace(whole.province, villages=villages, cells=cells))


def built(settings, tmp_path, *, by_hand):
    settings.KEYS_DIR = tmp_path / "keys"
    rehearsal = small()
    build(rehearsal, say=lambda _: None, real_now=datetime.now(UTC), side="both", by_hand=by_hand)
    return rehearsal.province, Election.objects.get(code=STATE_ELECTION)


def late(election, today):
    return sum(one.late for steps in step_counts(election, today).values() for one in steps.values())


def test_the_whole_province_has_done_what_was_due_and_says_so(settings, tmp_path):
    province, election = built(settings, tmp_path, by_hand=False)
    assert late(election, MORNING.date()) == 3  # three that never told of their posting
    assert StepDone.objects.count() == 4 * len(province.villages) - 3
    assert all(number.endswith("(mô phỏng)") for number in StepDone.objects.values_list("decision_number", flat=True))
    # the slates fixed at the desk are those that the script reads
    for village in of_huc_dong(province):
        rows = Candidacy.objects.filter(contest__village_code=village.code, contest__side="state").order_by("position")
        assert [(row.key, row.person.name) for row in rows] == [(c.key, c.person.name) for c in village.candidates]


def at_work(login):
    client = Client()
    account = Account.objects.get(login=login)
    client.force_login(account, backend="dantin.desk.signing_in.OwnSideBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": each, "at": 0} for each in ("password", "mfa")]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_left_to_people_na_ech_goes_from_nomination_to_the_recognised_head(settings, tmp_path, monkeypatch):
    province, election = built(settings, tmp_path, by_hand=True)
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    left = sorted(left_open(province))
    assert late(election, MORNING.date()) == 3 + 1  # the last village of the commune never told either
    ready = Contest.objects.filter(election=election, village_code__startswith=left[0][:5])
    assert ready.count() == len(of_huc_dong(province)) - 3
    assert set(Standing.objects.filter(village_code__in=left, side="state").values_list("wave__name", flat=True)) == {
        "đợt 2"
    }
    clerk, front, front_of_village = at_work("can-bo-xa"), at_work("mat-tran-xa"), at_work("mat-tran-thon")
    page = said(clerk.get("/lam-viec/ke-hoach/"))
    assert "Các thôn bầu ngày 26/6/2022" in page
    here = f"/lam-viec/thon/{left[0]}/"
    before = said(front_of_village.get(f"{here}ung-cu/"))
    assert "Chưa có ai được giới thiệu" in before

    def go(client, page, **given):
        answer = client.post(f"{here}{page}/", given)
        assert answer.status_code in (200, 302), said(answer)

    head = {"viec": "gioi-thieu", "ten": "Nguyễn Thị Dân", "nam-sinh": "1980", "nguon": "introduced"}
    go(front_of_village, "ung-cu", **head, ngay="4/6/2022")
    meeting = {"viec": "hoi-nghi", "loai": "front", "du": "9", "thuan-1": "9", "khong-1": "0", "so": "1/BB"}
    go(front_of_village, "ung-cu", **meeting, ngay="4/6/2022")
    paper = {"nguoi": "1", "so": "2", "ngay": "4/6/2022"}
    for standard in STANDARD_WORDS:
        go(front_of_village, "ung-cu", viec="tieu-chuan", **{"tieu-chuan": standard.value}, **paper)
    go(front_of_village, "ung-cu", viec="thong-nhat", **paper)
    team = "Lý Thị Tổ; 1970; tổ trưởng; Ban công tác Mặt trận\nLý Văn Thư; 1980; thư ký; Hội Nông dân"
    go(clerk, "ung-cu", viec="to", so="40/QĐ-UBND", ngay="5/6/2022", **{"nguoi-to": team})
    go(front, "ung-cu", viec="chot", so="3/BB", ngay="5/6/2022", cach="meeting", **{"hinh-thuc": "secret_ballot"})
    go(clerk, "danh-sach", viec="niem-yet", noi="Nhà văn hóa", ngay="5/6/2022", **{"quyet-dinh": "co"})
    roll = len(of_huc_dong(province)[0].households)
    go(clerk, "danh-sach", viec="chot", **{"tong-so": str(roll)})
    assert Roll.objects.get(election=election, village__code=left[0]).count == roll
    steps = StepDone.objects.filter(village_code=left[0])
    assert set(steps.values_list("step", flat=True)) == {"announce", "personnel", "team", "publish"}

    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 26, 7, 0, tzinfo=published.VIETNAM))
    leader, second, chair = at_work("to-truong"), at_work("thu-ky"), at_work("chu-tich-xa")
    go(leader, "khai-mac")
    figures = {"attended": 90, "issued": 90, "collected": 90, "valid": 88, "invalid": 2, "votes.c1": 88}
    for client in (second, clerk):
        go(client, "phieu-dem", **{name: str(n) for name, n in figures.items()}, **{"lan-doc": str(uuid4())})
    go(leader, "ky-bien-ban")
    given = {f"so-{left[0]}": "50/QĐ-UBND", f"ngay-{left[0]}": "26/6/2022"}
    chair.post("/lam-viec/cong-nhan/", given)
    assert Recognition.objects.get().decided_on == date(2022, 6, 26) == SECOND_DAY
    assert Standing.objects.get(village_code=left[0], side="state").state == "elected"
