"""Sau đại hội, trên bàn làm việc: reported, returned, complained of, endorsed, handed over, annulled (B-53 to B-56)."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import BinaryField, FileField
from django.test import Client

from dantin.store.models import Congress, CongressRuling, Endorsement, Event, Standing, Term
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world

from .test_congress_desk import COMMUNE, HERE, at_work, elect_secretary, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ENDORSED = {f"so-{world.CELL}": "9-QĐ/ĐU", f"ngay-{world.CELL}": "12/7/2022"}


class Hall:
    """Những người của một đại hội đã ký biên bản, and the committee above."""

    def __init__(self) -> None:
        self.presidium, self.clerk, self.board = (
            at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD)
        )
        self.cell = at_work(Role.CELL_COMMITTEE)
        self.above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
        self.hold()

    def hold(self) -> None:
        self.presidium.post(f"{HERE}khai-mac/", {"present": "7"})
        elect_secretary(self.board, self.clerk)
        self.presidium.post(f"{HERE}be-mac/")
        self.presidium.post(f"{HERE}ky-bien-ban/")


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The congress is held on its day; the papers are written a month later, whatever day it is now."""
    world.state_election()
    world.party_election(excused=1)
    world.head_from_state()
    monkeypatch.setattr(clock, "now", lambda: world.CONGRESS_MORNING)
    found = Hall()
    monkeypatch.setattr(clock, "now", lambda: world.CONGRESS_MORNING + timedelta(days=30))
    return found


def paper(client: Client, slug: str, **given: str) -> str:
    """What the page answers: its own sentence where it was not taken, else the cell's page."""
    typed = {name.replace("_", "-"): value for name, value in given.items()}
    return said(client.post(f"{HERE}giay-to/{slug}/", typed, follow=True))


def endorse(hall: Hall) -> str:
    return said(hall.above.post("/lam-viec/chuan-y/", ENDORSED))


def test_reported_returned_answered_endorsed_and_handed_over(hall: Hall) -> None:
    assert "Báo cáo trong 7 ngày làm việc. Hạn 12/7/2022, quá hạn" in said(hall.presidium.get(HERE))
    assert "Gửi ngày 5/7/2022" in paper(hall.presidium, "gui-bao-cao", ngay="5/7/2022", so="3-BC/CB")
    page = paper(hall.above, "nhan-bao-cao", ngay="6/7/2022")
    assert "Đã ghi." in page
    assert "Đã ghi." not in said(hall.above.get(HERE))
    assert "nhận ngày 6/7/2022. Trong hạn." in page
    assert "Hạn 27/7/2022" in page  # fifteen working days from the report
    missing = "Thiếu chữ ký thư ký ở trang 2"
    paper(hall.above, "tra-ho-so", ngay="7/7/2022", muc="minutes", ly_do=missing)
    assert missing in said(hall.presidium.get(HERE))
    assert "chưa chuẩn y được" in endorse(hall)
    assert not Endorsement.objects.exists()
    paper(hall.cell, "tra-loi", viec="3", ngay="8/7/2022", ly_do="Đã ký bổ sung")
    assert "Đã chuẩn y 1 chi bộ" in endorse(hall)
    assert "Đã chuẩn y, chưa ghi bàn giao" in said(hall.cell.get(HERE))
    assert "giữ đến 3/1/2023" in paper(hall.board, "niem-phong-phieu", ngay="3/7/2022", ly_do="Tủ hồ sơ Đảng ủy")
    assert "Bàn giao Ngày 14/7/2022" in paper(hall.cell, "ban-giao", ngay="14/7/2022")
    told = [str(event.body) for event in Event.objects.filter(stream__side="party")]
    assert not any(missing in body or "Tủ hồ sơ" in body for body in told)


def test_f50_a_complaint_freezes_the_endorsement_until_it_is_answered(hall: Hall) -> None:
    assert hall.presidium.get(f"{HERE}giay-to/khieu-nai/").status_code == 404
    page = paper(hall.above, "khieu-nai", ngay="5/7/2022", so="12", muc="ballots")
    assert "Hạn 22/7/2022" in page  # fifteen working days from the closing
    assert "chưa chuẩn y được" in endorse(hall)
    assert hall.presidium.get(f"{HERE}giay-to/tra-loi/").status_code == 302  # it is not theirs to answer
    paper(hall.above, "tra-loi", viec="1", ngay="11/7/2022", so="4-TB/UBKT", ly_do="Đã thẩm tra, giữ kết quả")
    assert "Đã chuẩn y 1 chi bộ" in endorse(hall)


def test_f49_the_sealed_ballots_are_kept_six_months_and_no_picture_of_one_is(hall: Hall) -> None:
    """F-49, B-56: where they lie and until when is on record, what they show nowhere. Of a ballot no file is kept."""
    assert "giữ đến 3/1/2023" in paper(hall.board, "niem-phong-phieu", ngay="3/7/2022", ly_do="Tủ hồ sơ Đảng ủy")
    assert "Tủ hồ sơ Đảng ủy" in said(hall.above.get(HERE))
    for page in (HERE, f"{HERE}bi-thu/phieu-dem/", f"{HERE}bi-thu/tung-phieu/", f"{HERE}giay-to/niem-phong-phieu/"):
        assert 'type="file"' not in hall.board.get(page).content.decode()
    kept = [field for model in apps.get_app_config("store").get_models() for field in model._meta.get_fields()]
    assert not [str(field) for field in kept if isinstance(field, FileField)]
    held = ["store.Reading.sig", "store.SignedPaper.file", "store.PaperPhoto.picture"]
    assert [str(field) for field in kept if isinstance(field, BinaryField)] == held
    ballot = f"{HERE}van-ban/phieu-bau-bi-thu/"
    given = {"viec": "anh", "ho-so": f"PC-2022/{world.VILLAGES[0]}/secretary/1", "tep": SimpleUploadedFile("a", b"x")}
    assert 'type="file"' not in hall.above.get(ballot).content.decode()
    assert hall.above.post(ballot, given).status_code == 404


def test_f51_annulled_though_endorsed_and_held_anew(hall: Hall) -> None:
    endorse(hall)
    assert Term.objects.filter(side="party").exists()
    given = {"so": "15-QĐ/ĐU", "ngay": "20/7/2022", "ly_do": "Danh sách bầu sai thành phần"}
    refused = paper(hall.above, "huy-ket-qua", **given, dai_hoi="1/7/2022")
    assert "value=" not in refused
    assert Congress.objects.count() == 1
    paper(hall.above, "huy-ket-qua", **given, dai_hoi="24/7/2022")
    assert not Term.objects.filter(side="party").exists()
    old, new = Congress.objects.order_by("number")
    assert (old.current, new.current, old.endorsement.decision_number) == (False, True, "9-QĐ/ĐU")
    page = said(hall.above.get(HERE))
    assert "lần triệu tập 1, không còn tính" in page
    assert "Danh sách bầu sai thành phần" in page
    hall.presidium.post(f"{HERE}khai-mac/", {"present": "7"})
    assert Standing.objects.get(election__side="party").state == "in_congress"


def test_whom_nobody_elected_nobody_appoints_over(hall: Hall) -> None:
    assert "Chỉ định bí thư" not in said(hall.above.get(HERE))
    answer = paper(hall.above, "chi-dinh-bi-thu", so="1", ngay="5/7/2022", nguoi="1", ly_do="x")
    assert not CongressRuling.objects.exists()
    assert "bí thư" in answer


def test_what_is_typed_wrongly_stays_and_is_said(hall: Hall) -> None:
    answer = hall.above.post(f"{HERE}giay-to/tra-ho-so/", {"ngay": "hôm qua", "muc": "", "ly-do": "Thiếu trang"})
    assert answer.status_code == 422
    assert 'value="hôm qua"' in answer.content.decode()
    assert 'value="Thiếu trang"' in answer.content.decode()
    early = paper(hall.presidium, "gui-bao-cao", ngay="1/7/2022")
    assert "03/07/2022" in early or "3/7/2022" in early
    assert not CongressRuling.objects.exists()
