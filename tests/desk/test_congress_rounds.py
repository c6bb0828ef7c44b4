"""Bằng phiếu, thiếu người, lần thứ ba: what the law asks next, in its words, and what the congress decides."""

from uuid import uuid4

import pytest

from dantin.store.models import Congress, Declaration, HandVote, Round, Sheet
from dantin.store.models.accounts import Role

from .test_congress_desk import HERE, at_work, said
from .test_congress_of_nineteen import nineteen

__all__ = ["nineteen"]  # fixture
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AGAIN = {"du": "18", "thuan": "15", "chong": "3", "ket-qua": "co"}
POSTS = {"chi-uy": "committee", "bi-thu": "secretary", "pho-bi-thu": "deputy_secretary"}


class Hall:
    """Những người trong hội trường của một chi bộ mười chín đảng viên, of whom eighteen came."""

    def __init__(self) -> None:
        roles = (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD)
        self.presidium, self.clerk, self.board = (at_work(role) for role in roles)
        self.presidium.post(f"{HERE}khai-mac/", {"present": "18"})

    def count(self, slug: str, **votes: int) -> dict[str, object]:
        """Two read the newest sheet, the board signs; what the rulebook answered."""
        sheet = Sheet.objects.filter(round__contest__post=POSTS[slug]).order_by("-round__number").first()
        figures = {"present": 18, "issued": 18, "collected": 18, "valid": 18, "invalid": 0}
        figures |= {f"votes.{key}": votes.get(key, 0) for key in sheet.round.slate}
        typed = {name: str(value) for name, value in figures.items()}
        for client in (self.board, self.clerk):
            read = client.post(f"{HERE}{slug}/phieu-dem/", typed | {"lan-doc": str(uuid4())})
            assert "Đã ghi lần đọc" in said(read), said(read)
        assert "Đã ký biên bản kiểm phiếu" in said(self.board.post(f"{HERE}{slug}/ky/"))
        return Declaration.objects.get(round=sheet.round).answer

    def asked(self, slug: str) -> str:
        return said(self.presidium.get(f"{HERE}{slug}/lan-tiep/"))

    def next(self, slug: str, *slate: str, **more: str) -> str:
        return said(self.presidium.post(f"{HERE}{slug}/lan-tiep/", {"nguoi": list(slate)} | more))


@pytest.fixture
def hall(nineteen: Congress) -> Hall:
    return Hall()


def newest(slug: str) -> Round:
    return Round.objects.filter(contest__post=POSTS[slug]).order_by("-number")[0]


def test_f42_a_tie_for_the_last_seat_is_voted_on_again_and_still_tied_the_congress_decides(hall: Hall) -> None:
    """B-51: the tied alone, more votes win without half; equal again, and how a third vote counts is asked."""
    answer = hall.count("chi-uy", m0=18, m1=14, m2=11, m3=11)
    assert (answer["outcome"], answer["elected"]) == ("tie", ["m0", "m1"])
    asked = hall.asked("chi-uy")
    assert "Bằng nhau 11 phiếu ở suất cuối của 3 người cần bầu" in asked
    assert "ai nhiều phiếu hơn thì trúng cử, không cần quá nửa" in asked
    assert "Biểu quyết giơ thẻ" not in asked  # the law itself asks for this ballot
    assert "để đủ những người ấy" in hall.next("chi-uy", "m2")
    assert "Đã mở lần bầu 2 của chi ủy" in hall.next("chi-uy", "m2", "m3")
    assert (newest("chi-uy").slate, newest("chi-uy").seats, newest("chi-uy").reballot_of_tie) == (["m2", "m3"], 1, True)
    assert hall.count("chi-uy", m2=9, m3=9)["next"]["step"] == "congress_decides_another_round"
    asked = hall.asked("chi-uy")
    assert "Bầu lại vẫn bằng nhau 9 phiếu: đại hội quyết định có bầu nữa không" in asked
    assert "Chọn cách tính" in hall.next("chi-uy", "m2", "m3", **AGAIN)
    assert not HandVote.objects.exists()
    hall.next("chi-uy", "m2", "m3", cach="nhieu-hon", **AGAIN)
    assert (newest("chi-uy").number, newest("chi-uy").reballot_of_tie) == (3, True)
    answer = hall.count("chi-uy", m2=7, m3=6)  # below half of nineteen, and elected
    assert (answer["outcome"], answer["elected"], answer["base"]["needed"]) == ("elected", ["m2"], None)
    assert "Nhập phiếu bầu bí thư" in said(hall.board.get(HERE))


def test_f42_after_the_second_tie_a_majority_may_be_asked_for_or_the_seat_stays_open(hall: Hall) -> None:
    hall.count("chi-uy", m0=18, m1=14, m2=11, m3=11)
    hall.next("chi-uy", "m2", "m3")
    hall.count("chi-uy", m2=9, m3=9)
    hall.next("chi-uy", "m2", "m3", cach="qua-nua", **AGAIN)
    answer = hall.count("chi-uy", m2=9, m3=8)
    assert (answer["outcome"], answer["base"]["needed"]) == ("seats_left", 10)
    declined = AGAIN | {"thuan": "2", "chong": "16", "ket-qua": "khong"}
    assert "không bầu chi ủy thêm lần nữa" in hall.next("chi-uy", **declined)
    assert "Nhập phiếu bầu bí thư" in said(hall.board.get(HERE))


def test_f43_too_few_above_half_are_elected_and_the_missing_ones_voted_on_again(hall: Hall) -> None:
    """B-52: a second round for the missing seats; short again, whether to go on is the congress's to decide."""
    answer = hall.count("chi-uy", m0=18, m1=9, m2=9, m3=9)
    assert (answer["outcome"], answer["elected"], answer["seats_left"]) == ("seats_left", ["m0"], 2)
    asked = hall.asked("chi-uy")
    assert "Còn phải bầu 2 người" in asked
    assert "Lần bầu 1 còn thiếu" in asked
    assert "lần thứ hai vẫn chưa đủ thì có bầu tiếp hay không do đại hội quyết định" in asked
    assert "Đã mở lần bầu 2" in hall.next("chi-uy", "m1", "m2", "m3", **AGAIN)
    assert (newest("chi-uy").slate, newest("chi-uy").seats) == (["m1", "m2", "m3"], 2)
    answer = hall.count("chi-uy", m1=12, m2=9, m3=8)
    assert (answer["elected"], answer["seats_left"]) == (["m1"], 1)
    assert "Lần bầu 2 còn thiếu" in hall.asked("chi-uy")
    assert "ghi vì sao" in hall.next("chi-uy", "m2", **AGAIN)  # the third stands back: the congress lets him
    assert "Đã mở lần bầu 3" in hall.next("chi-uy", "m2", **{"noi-dung": "Đại hội cho đồng chí thứ ba rút."} | AGAIN)
    assert hall.count("chi-uy", m2=13)["outcome"] == "elected"


def test_b32_the_third_failure_of_a_secretary_is_for_the_committee_above(hall: Hall) -> None:
    hall.count("chi-uy", m0=18, m1=15, m2=12, m3=9)
    for round_ in (1, 2):
        assert hall.count("bi-thu", m0=9)["outcome"] == "seats_left"
        asked = hall.asked("bi-thu")
        assert f"Lần tới là lần thứ {round_ + 1} bầu bí thư" in asked
        assert "Bầu đến lần thứ ba vẫn không được thì cấp ủy cấp trên chỉ định" in asked
        hall.next("bi-thu", "m0", **AGAIN)
    assert hall.count("bi-thu", m0=9)["next"]["step"] == "appoint_by_higher_committee"
    assert "Cấp ủy cấp trên chỉ định" in said(hall.presidium.get(HERE)).replace("cấp ủy", "Cấp ủy")
    assert hall.presidium.get(f"{HERE}bi-thu/lan-tiep/").status_code == 302
    assert "Nhập phiếu bầu phó bí thư" in said(hall.board.get(HERE))
