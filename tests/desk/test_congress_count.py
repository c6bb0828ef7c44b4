"""Kiểm phiếu ở đại hội: papers of another's apart, three who count, ties and further rounds, by those in the hall."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.store.actions.count import submit_reading
from dantin.store.models import Account, Declaration, Event, ReaderChoice, Reading, Sheet, SheetRemark
from dantin.store.models.accounts import Role
from dantin.store.refusals import Refused
from tests.store import world
from tests.store.world import CONGRESS_MORNING as NOW
from tests.store.world import Device, congress_figures

from .people import open_account, signed_in
from .test_congress_desk import COMMUNE, HERE, VILLAGE, at_work, congress, elect_secretary, hall, said, typed

__all__ = ["congress", "hall"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = f"{HERE}bi-thu/phieu-dem/"
SIGN = f"{HERE}bi-thu/ky/"
FOUND = "Tờ giấy trắng gấp lẫn trong hòm."


def test_f07_papers_that_the_board_did_not_issue_are_apart_from_every_sum(hall: dict[Role, Client]) -> None:
    """B-45, F-07: they are asked about, kept with the reason, and change neither base nor sums."""
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    assert 'name="not_issued" inputmode="numeric" autocomplete="off" maxlength="12" value="0" data-san' in (
        board.get(PAGE).content.decode()
    )
    more = board.post(PAGE, typed(7, collected="8", invalid="1"))  # counted among those collected, it blocks
    assert "thu vào 8 phiếu, nhiều hơn phát ra 7" in said(more)
    refused = board.post(PAGE, typed(7, not_issued="1"))
    assert (refused.status_code, Reading.objects.count()) == (422, 0)
    assert "có 1 tờ không do ban kiểm phiếu phát. Để riêng, không cộng" in said(refused)
    assert 'name="ly-do-PC-COUNT-204"' in refused.content.decode()
    board.post(PAGE, typed(7, not_issued="1") | {"ly-do-PC-COUNT-204": FOUND})
    clerk.post(PAGE, typed(7))
    blind = board.get(PAGE).content.decode()
    assert 'name="not_issued"' in blind
    assert "data-san" not in blind
    board.post(PAGE, {"not_issued": "1", "lan-doc": str(uuid4())})  # explained before: not asked again
    assert clerk.post(PAGE, {"not_issued": "1", "lan-doc": str(uuid4())}).status_code == 422
    clerk.post(PAGE, {"not_issued": "1", "ly-do-PC-COUNT-204": "Đúng thế.", "lan-doc": str(uuid4())})
    conclusion = said(board.get(SIGN))
    assert "Tờ không do ban kiểm phiếu phát: 1 , để riêng" in conclusion.replace("1,", "1 ,")
    assert FOUND in conclusion
    assert "được 7 phiếu trên cơ số 7" in conclusion
    board.post(SIGN)
    kept = Declaration.objects.get()
    assert kept.question["ballots"] == {"issued": 7, "collected": 7, "valid": 7, "invalid": 0, "not_issued": 1}
    assert [each["reason"] for each in kept.warnings] == [FOUND, "Đúng thế."]
    assert {each["code"] for each in kept.answer["findings"]} == {"ballots_not_issued"}
    assert SheetRemark.objects.count() == Event.objects.filter(type="count.warning_accepted").count() == 2


def test_a_paper_without_that_line_found_none(hall: dict[Role, Client]) -> None:
    """An entry made before the line stood on the form agrees with one that says 0."""
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    board.post(PAGE, typed(7))
    clerk.post(PAGE, typed(7, not_issued="0"))
    assert "trúng cử bí thư" in said(board.get(SIGN))


MODE = f"{HERE}so-nguoi-dem/"


def third() -> Client:
    client = Client()
    login = f"ban-kiem-phieu-2.{VILLAGE}"
    signed_in(client, open_account(Role.COUNTING_BOARD, side=Side.PARTY, place=VILLAGE, login=login))
    Account.objects.filter(login=login).update(name="Người thứ ba")
    return client


def test_three_count_and_all_three_must_agree(hall: dict[Role, Client]) -> None:
    """Chosen before the first entry; who differs is asked again blind, all three, then the papers are counted again."""
    board, clerk, other = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], third()
    assert clerk.get(MODE).status_code == hall[Role.PRESIDIUM].get(MODE).status_code == 404
    assert "hai người đọc, số phải khớp nhau" in said(board.get(HERE))
    assert board.post(MODE, {"so-nguoi": "4"}).status_code == 422
    for _ in range(2):
        assert "có ba người đọc, số phải khớp nhau" in said(board.post(MODE, {"so-nguoi": "3"}))
    assert ReaderChoice.objects.count() == Event.objects.filter(type="count.readers_chosen").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        ReaderChoice.objects.update(readers=2)
    board.post(PAGE, typed(6))
    assert "đã có người nhập phiếu đếm" in said(board.post(MODE, {"so-nguoi": "2"}))
    clerk.post(PAGE, typed(6))
    assert board.get(SIGN).status_code == 302  # two agree, and it is not enough
    assert "Chờ người thứ ba đọc" in said(other.get(HERE))
    assert clerk.get(HERE).context["todo"] == []
    fresh = other.get(PAGE).content.decode()
    assert 'value="6"' not in fresh
    other.post(PAGE, typed(5))
    again = board.get(PAGE)
    assert "Ba người ghi không giống nhau ở 1 ô" in said(again)
    assert "Số của ba lần trước không hiện ra" in said(again)
    for client, votes in ((board, "6"), (clerk, "6"), (other, "5")):
        client.post(PAGE, {"votes.m1": votes, "lan-doc": str(uuid4())})
    assert "Ba người đã đọc lại mà vẫn khác" in said(other.get(PAGE))
    other.post(PAGE, typed(6))
    assert "Xác nhận số đếm lại" in said(clerk.get(PAGE))
    clerk.post(PAGE, typed(6))
    assert "Ba người đã đọc khớp nhau" in said(board.get(SIGN))
    assert "Đã ký biên bản kiểm phiếu" in said(board.post(SIGN))
    assert {row.readers for row in Reading.objects.all()} == {3}


def test_a_fourth_person_is_not_asked_and_the_committee_above_may_choose(hall: dict[Role, Client]) -> None:
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    assert "ba người đọc" in said(above.post(MODE, {"so-nguoi": "3"}))
    sheet, figures = Sheet.objects.get(side="party"), congress_figures(present=7, votes=6)
    *three, fourth = (Device(f"m{n}", f"nguoi{n}").read(sheet, figures) for n in range(1, 5))
    for reading in three:
        status = submit_reading(side=Side.PARTY, reading=reading, at=NOW)
    assert status is SheetStatus.AGREED
    with pytest.raises(Refused, match="đã có ba người đọc"):
        submit_reading(side=Side.PARTY, reading=fourth, at=NOW)


JOURNAL = f"{HERE}bi-thu/nhat-ky/"


def test_the_journal_of_entries_opens_when_nobody_can_be_asked_to_read_again(hall: dict[Role, Client]) -> None:
    """Who entered what and when, what differed, what was read again, who signed; blind until then, whoever looks."""
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    assert "Chưa ai nhập phiếu đếm" in said(above.get(JOURNAL))
    assert "nhật ký nhập liệu" not in said(above.get(HERE))
    board.post(PAGE, typed(6))
    clerk.post(PAGE, typed(5, valid="6", invalid="1"))
    for client in (board, clerk, above, at_work(Role.AUDITOR, "22")):
        page = client.get(JOURNAL)
        assert [sheet["fields"] for sheet in page.context["sheets"]] == [[]]
        assert [one["differing"] for one in page.context["sheets"][0]["entries"]] == ["", ""]
        assert "để kín tới khi" in said(page)
    for client in (board, clerk):
        again = {"valid": "7", "invalid": "0", "votes.m1": "6", "lan-doc": str(uuid4())}
        client.post(PAGE, again)
    assert "chưa ký" in said(above.get(JOURNAL))
    board.post(SIGN)
    page = above.get(JOURNAL)
    [sheet] = page.context["sheets"]
    told = [(one["number"], one["kind"], one["login"], one["differing"]) for one in sheet["entries"]]
    differed = "Phiếu không hợp lệ, Phiếu hợp lệ, Nguyễn Văn Thử 1"
    assert told[:3] == [
        (1, "đọc", f"counting_board.{VILLAGE}", ""),
        (2, "đọc", f"congress_clerk.{VILLAGE}", differed),
        (3, "đọc lại", f"counting_board.{VILLAGE}", differed),
    ]
    assert [one["after"] for one in sheet["entries"]] == [
        "chờ người thứ hai đọc", "hai người đọc khác nhau", "hai người đọc khác nhau", "hai người khớp nhau",
    ]  # fmt: skip
    lines = {one["label"]: (one["values"], one["differs"]) for one in sheet["fields"]}
    assert lines["Phiếu hợp lệ"] == (["7", "6", "7", "7"], True)
    assert lines["Phiếu thu vào"] == (["7", "7", "7", "7"], False)
    assert "Ký kiểm phiếu: Người counting_board, ban kiểm phiếu" in said(page)
    assert hall[Role.CELL_COMMITTEE].get(JOURNAL).status_code == 200
    assert at_work(Role.LAWYER, "22").get(JOURNAL).status_code == 404
    assert above.get(f"{HERE}pho-bi-thu/nhat-ky/").status_code == 404
    assert above.get(f"{HERE}khong-co/nhat-ky/").status_code == 404


def test_f48_whoever_keys_the_figures_the_counting_board_answers_for_them(hall: dict[Role, Client]) -> None:
    """F-48, B-40: the clerk may key and never signs; who keyed each entry and who signed stay in the journal."""
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    for client in (clerk, board):
        client.post(PAGE, typed(6))
    assert clerk.post(SIGN).status_code == 404
    assert at_work(Role.HIGHER_COMMITTEE, COMMUNE).post(SIGN).status_code == 404
    assert not Declaration.objects.filter(round__contest__unit_code=world.CELL).exists()
    board.post(SIGN)
    page = board.get(JOURNAL)
    keyed = [one["login"] for one in page.context["sheets"][0]["entries"]]
    assert keyed == [f"congress_clerk.{VILLAGE}", f"counting_board.{VILLAGE}"]
    assert "Ký kiểm phiếu: Người counting_board, ban kiểm phiếu" in said(page)


def test_h05_where_all_ballots_are_alike_the_votes_stay_in_the_hall(hall: dict[Role, Client]) -> None:
    """H-04, H-05: such a sum tells how each of them voted; whoever was not there sees the rest of the sheet."""
    elect_secretary(hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], votes=7)
    far, near = at_work(Role.AUDITOR, "22").get(JOURNAL), at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(JOURNAL)
    names = [[one["label"] for one in page.context["sheets"][0]["fields"]] for page in (far, near)]
    assert set(names[1]) - set(names[0]) == {"Nguyễn Văn Thử 1"}
    assert "chỉ người ở đại hội và Đảng ủy xem được" in said(far)
    assert "chỉ người ở đại hội" not in said(near)


def test_an_old_window_does_not_count_as_read_again(hall: dict[Role, Client]) -> None:
    """Two windows of one person: what was opened before the two differed was not read again from the paper."""
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    steps = [board.get(PAGE).context["step"] for _ in range(2)]
    first = typed(7) | {"buoc": steps[0]}
    board.post(PAGE, first)
    clerk.post(PAGE, typed(6, valid="6", invalid="1"))
    old = board.post(PAGE, typed(7) | {"buoc": steps[1]})
    assert "số gửi từ cửa sổ cũ này không ghi thêm" in said(old)
    assert "Hai người đọc khác nhau" in said(old)
    assert Reading.objects.count() == 2
    assert "Đã ghi lần đọc" in said(board.post(PAGE, first))  # the same entry, its answer lost on the way
    assert Reading.objects.count() == 2
    page = board.get(PAGE)
    again = {entry.name: "7" if entry.name != "invalid" else "0" for entry in page.context["entries"]}
    sent = again | {"buoc": page.context["step"], "lan-doc": str(uuid4())}
    assert "Đã ghi lần đọc" in said(board.post(PAGE, sent))
    assert Reading.objects.count() == 3
