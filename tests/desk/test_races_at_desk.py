"""Hai cán bộ bấm cùng lúc: real threads, a browser each; one wins, nothing is lost or doubled, the other is told."""

import re
from collections.abc import Sequence

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import (
    AccessReset,
    Account,
    Candidacy,
    Contest,
    Declaration,
    DisplayKey,
    Election,
    Event,
    Reading,
    Recognition,
    Roll,
    Round,
    Ruling,
    Sheet,
    SlateFixed,
    Standing,
    Stream,
    Term,
    TurnoutSnapshot,
)
from dantin.store.models.accounts import Role
from dantin.store.readers.standings import differences
from dantin.store.readers.streams import broken_links
from tests.store import world
from tests.store.test_races import at_once
from tests.store.test_rulings import S, in_state

from .people import open_account, signed_in
from .test_hostile_forms import nominated
from .test_nominate_page import FIX, paper
from .test_roads import typed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

VILLAGE, COMMUNE = world.VILLAGES[0], "06847"
HERE = f"/lam-viec/thon/{VILLAGE}/"
PAPER = {"so": "88/QĐ-UBND", "ngay": "20/6/2022", "ly-do": "theo hồ sơ số 7"}


def at_work(role: Role, place: str, login: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=login))
    Account.objects.filter(login=login).update(name=f"Người {login}")
    return client


def two(role: Role, place: str = COMMUNE) -> tuple[Client, Client]:
    return at_work(role, place, f"{role}.1"), at_work(role, place, f"{role}.2")


def press(*given: tuple[Client, str, dict[str, object]]) -> list[str]:
    """Everybody presses at once; what each page says then, in words."""
    answers = at_once([lambda c=c, a=a, d=d: c.post(a, d, follow=True) for c, a, d in given])
    for answer in answers:
        assert not isinstance(answer, BaseException), answer
        assert answer.status_code in (200, 422), answer.status_code
    assert [line for stream in Stream.objects.all() for line in broken_links(stream)] == []
    for election in Election.objects.all():
        assert list(differences(election)) == []
    return [said(answer) for answer in answers]


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def told(pages: Sequence[str], *sentences: str) -> int:
    """How many of the pages say one of the sentences."""
    return sum(any(one in page for one in sentences) for page in pages)


def test_two_readers_save_the_same_sheet():
    in_state(S.VOTING)
    counter, clerk = at_work(Role.COUNTER, VILLAGE, "dem"), at_work(Role.CLERK, COMMUNE, "xa")
    press((counter, f"{HERE}phieu-dem/", typed(60, 38)), (clerk, f"{HERE}phieu-dem/", typed(60, 38)))
    assert sorted(Reading.objects.values_list("actor", "position")) in (
        [("dem", 1), ("xa", 2)],
        [("dem", 2), ("xa", 1)],
    )
    assert Standing.objects.get(village_code=VILLAGE).state == "counted"


def test_one_form_pressed_twice_is_one_reading():
    in_state(S.VOTING)
    counter, once = at_work(Role.COUNTER, VILLAGE, "dem"), typed(60, 38)
    pages = press(*[(counter, f"{HERE}phieu-dem/", once)] * 3)
    assert Reading.objects.count() == 1
    assert told(pages, "Đã ghi lần đọc của anh chị") == 3


def test_two_sign_at_once():
    in_state(S.COUNTED)
    leader, clerk = at_work(Role.TEAM_LEADER, VILLAGE, "tt"), at_work(Role.CLERK, COMMUNE, "xa")
    pages = press((leader, f"{HERE}ky-bien-ban/", {}), (clerk, f"{HERE}ky-bien-ban/", {}))
    assert Declaration.objects.count() == 1
    assert told(pages, "Đã ký biên bản và kết luận") == 1
    assert told(pages, "đã có kết luận", "đã sang bước khác", "Bây giờ không có việc") >= 1


def test_a_reading_and_a_signature_at_once():
    """Whoever reads once more either changes what is signed or is told; never is it signed behind his back."""
    in_state(S.COUNTED)
    leader = at_work(Role.TEAM_LEADER, VILLAGE, "tt")
    open_account(Role.COUNTER, place=VILLAGE, login="an")  # one of the two who read
    an = Client()
    signed_in(an, Account.objects.get(login="an"))
    press((leader, f"{HERE}ky-bien-ban/", {}), (an, f"{HERE}phieu-dem/", typed(59, 39)))
    assert Declaration.objects.get().question["candidates"][0]["votes"] == 60
    assert Reading.objects.count() == 2


def test_two_chairmen_recognise_one_head():
    in_state(S.ELECTED)
    given = [{f"so-{VILLAGE}": f"{n}/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"} for n in (1, 2)]
    pages = press(*[(chair, "/lam-viec/cong-nhan/", each) for chair, each in zip(two(Role.CHAIR), given, strict=True)])
    assert Recognition.objects.count() == Term.objects.filter(begins_in=2022).count() == 1
    assert told(pages, "Đã công nhận 1 người") == 1
    assert told(pages, "Chưa công nhận ai") == 1
    number = Recognition.objects.get().decision_number
    assert told(pages, number) == 2  # both see which decision it is


def test_a_complaint_and_the_recognition_at_once():
    in_state(S.ELECTED)
    chair, clerk = at_work(Role.CHAIR, COMMUNE, "ct"), at_work(Role.CLERK, COMMUNE, "xa")
    decision = {f"so-{VILLAGE}": "1/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    pages = press((chair, "/lam-viec/cong-nhan/", decision), (clerk, f"{HERE}khieu-nai/", PAPER))
    order = list(Event.objects.order_by("seq").values_list("type", flat=True))[-2:]
    if Recognition.objects.exists():
        assert order == ["record.recognised", "record.complaint_taken"]
    else:
        assert order[-1] == "record.complaint_taken"
        assert "còn khiếu nại" in pages[0]
    assert Ruling.objects.get().kind == "complaint"


def test_the_annulment_and_the_recognition_at_once():
    in_state(S.ELECTED)
    one, other = two(Role.CHAIR)
    decision = {f"so-{VILLAGE}": "1/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    pages = press(
        (one, "/lam-viec/cong-nhan/", decision), (other, f"{HERE}huy-ket-qua/", PAPER | {"tinh-la": "lan-dau"})
    )
    assert Standing.objects.get(village_code=VILLAGE).state == "rerun"
    assert not Term.objects.filter(begins_in=2022).exists()
    assert Ruling.objects.get().kind == "annulled"
    if not Recognition.objects.exists():
        assert told(pages[:1], "không còn hiệu lực", "Không có ai chờ công nhận", "Chưa công nhận ai")


@pytest.mark.parametrize(
    ("start", "slug", "more"),
    [
        (S.VOTING, "hoan", {"tu-ngay": "26/6/2022"}),
        (S.POSTPONED, "dinh-lai-ngay", {"tu-ngay": "26/6/2022"}),
        (S.ELECTED, "thay-bien-ban", {}),
        (S.ELECTED, "huy-ket-qua", {"tinh-la": "lan-dau"}),
        (S.ELECTED, "yeu-cau-bau-lai", {"tinh-la": "lan-dau"}),
        (S.ELECTED, "tra-ho-so", {}),
        (S.INTERIM, "lam-thoi", {"ho-ten": "Lê Thử", "tu-ngay": "21/6/2022", "den-ngay": "20/12/2022"}),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else "",
)
def test_two_write_the_same_paper(start, slug, more):
    in_state(start)
    before = Ruling.objects.count()
    pages = press(*[(chair, f"{HERE}{slug}/", PAPER | more) for chair in two(Role.CHAIR)])
    written = Ruling.objects.count() - before
    # a poll may be put off again, and its day set again, as long as it is not open
    assert written == 1 or (slug == "hoan" and written == 2)
    assert Sheet.objects.filter(round__contest__village_code=VILLAGE, number=2).count() == (slug == "thay-bien-ban")
    if written == 1:
        assert told(pages, "Thôn Nà Ếch", "đã sang bước khác") >= 1


def test_the_next_round_is_called_once():
    in_state(S.RERUN)
    given = {"ngay": "01/01/2030", "cach": "meeting", "hinh-thuc": "secret_ballot", "nguoi": ["c1", "c2"]}
    press(*[(each, f"{HERE}lan-bau-tiep/", given) for each in two(Role.CHAIR)])
    assert Round.objects.filter(contest__village_code=VILLAGE).count() == 2


def test_the_poll_is_opened_once():
    in_state(S.NOT_STARTED)
    leader, clerk = at_work(Role.TEAM_LEADER, VILLAGE, "tt"), at_work(Role.CLERK, COMMUNE, "xa")
    press((leader, f"{HERE}khai-mac/", {}), (clerk, f"{HERE}khai-mac/", {}))
    assert Event.objects.filter(type="ballot.poll_opened").count() == 1


def test_two_clerks_fill_the_same_cell():
    in_state(S.VOTING)
    given = [{f"{VILLAGE}-0900": voted} for voted in ("41", "42")]
    pages = press(*[(each, "/lam-viec/moc-gio/", row) for each, row in zip(two(Role.CLERK), given, strict=True)])
    kept = sorted(TurnoutSnapshot.objects.values_list("voted", flat=True))
    refused = told(pages, "1 ô chưa ghi được")
    assert len(kept) + refused == 2, (kept, refused)
    assert Standing.objects.get(village_code=VILLAGE).voted in kept


def test_the_number_of_the_list_is_certified_once(monkeypatch):
    nominated(monkeypatch)
    pages = press(*[(each, f"{HERE}danh-sach/", {"viec": "chot", "tong-so": "1"}) for each in two(Role.CLERK)])
    assert Roll.objects.filter(village__code=VILLAGE).count() == 1
    assert told(pages, "Danh sách của thôn đã chốt 1") == 1


def test_the_list_of_candidates_is_fixed_once(monkeypatch):
    nominated(monkeypatch)
    one, other = two(Role.FRONT)
    paper(one, "thong-nhat", so="12-CV/CB")
    given = {"viec": "chot", "nguoi": "1", "ngay": "21/5/2022", "ly-do": "giấy bổ sung sau", **FIX}
    pages = press((one, f"{HERE}ung-cu/", given), (other, f"{HERE}ung-cu/", given))
    assert SlateFixed.objects.count() == Contest.objects.count() == Candidacy.objects.count() == 1
    assert told(pages, "đã chốt, không thêm bớt được nữa") == 1


def lost_by_somebody() -> Account:
    row = AccountIn(login="mat", name="Lê Mất", role=Role.CHAIR, place_code=COMMUNE, phone="0900000009")
    open_accounts(side=Side.STATE, accounts=[row], actor="thu", at=world.MORNING)
    return Account.objects.get(login="mat")


def test_one_account_is_reset_by_two_and_one_slip_opens_it():
    in_state(S.VOTING)
    one, other = two(Role.PROVINCE, "22")
    lost = lost_by_somebody()
    asked = {"viec": "dat-lai", "loi": "đã gọi lại 0900000009"}
    pages = press(*[(each, f"/lam-viec/tai-khoan/{lost.pk}/", asked) for each in (one, other)])
    lost.refresh_from_db()
    slips = [found[1] for page in pages if (found := re.search(r"Mật khẩu lần đầu (\S+)", page))]
    assert [lost.check_password(slip) for slip in slips] == [True]
    assert told(pages, "vừa đặt lại mat trong một phút qua") == AccessReset.objects.count() == 1


def test_a_number_is_changed_by_two_and_the_later_is_told():
    in_state(S.VOTING)
    people, account = two(Role.PROVINCE, "22"), lost_by_somebody()
    numbers = ("0912345678", "0987654321")
    given = [{"viec": "doi-so", "so": number, "loi": "đã gặp"} for number in numbers]
    pages = press(*[(c, f"/lam-viec/tai-khoan/{account.pk}/", asked) for c, asked in zip(people, given, strict=True)])
    account.refresh_from_db()
    assert account.phone in numbers
    assert told(pages, "vừa đổi số của mat trong một phút qua") == AccessReset.objects.count() == 1
    assert Event.objects.filter(type="accounts.phone_changed").count() == 1


def test_one_screen_gets_one_key():
    in_state(S.VOTING)
    pages = press(
        *[(c, "/lam-viec/man-hinh/", {"viec": "lap", "ten-man-hinh": "Sảnh"}) for c in two(Role.PROVINCE, "22")]
    )
    assert told(pages, "Khoá của Sảnh, chỉ hiện lần này") == DisplayKey.objects.count() == 1
    assert told(pages, "Màn hình Sảnh đã có khoá") == 1
