"""Nhập từng lá phiếu bầu chi ủy: crossed out with surplus, agreed or not without; a lost line in the middle."""

import random
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site

from dantin.core.ballot import BallotForm, KeyedBallot, Validity, figures_of, outcomes, sums_of
from dantin.store.models import Reading, Round, Sheet
from dantin.store.models.accounts import Role

from .test_congress_desk import HERE, at_work
from .test_congress_of_nineteen import nineteen

__all__ = ["nineteen"]  # fixture
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_ADD = """async (cases) => {
  const { add, emptySums, figures } = await import("/static/dantin/ballots.js");
  return cases.map(({ names, outcomes, papers }) => {
    const sums = emptySums(names);
    for (const paper of papers) add(sums, paper, outcomes);
    return figures(sums, names, "not_issued");
  });
}"""
_VALUES = "all => Object.fromEntries(all.map((o) => [o.name, o.value]))"


@pytest.fixture
def keying(live_server, nineteen, browser):
    """Somebody of the counting board at the page of the committee's ballots, on a telephone."""
    presidium, board = at_work(Role.PRESIDIUM), at_work(Role.COUNTING_BOARD)
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    context = browser.new_context(viewport={"width": 360, "height": 740})
    cookie = board.cookies[site.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()

    def opened():
        page.goto(f"{live_server.url}{HERE}chi-uy/phieu-dem/")
        page.get_by_role("link", name="Nhập từng lá phiếu bằng phím").click()
        page.wait_for_url(re.compile("tung-phieu"))
        page.wait_for_load_state()  # the keys are there once the module ran
        return page

    yield opened
    context.close()


def press(page, keys: str) -> None:
    for key in keys:
        page.keyboard.press("Enter" if key == "." else key)


def test_committee_ballots_with_surplus_are_crossed_out_and_a_lost_line_loses_and_doubles_nothing(keying):
    """F-10, F-11, B-43, B-45: four stand for three; too many or nobody is for the board to say."""
    page = keying()
    press(page, "4." * 12)  # crossed out the fourth: votes for the three others
    press(page, "23." * 3 + "134.")  # fewer than the seats is valid
    press(page, "..")  # nobody crossed out: four votes for three seats; the board agrees
    press(page, "05")  # a paper of another's
    page.get_by_text("không do ban kiểm phiếu phát").last.wait_for()
    drawn = page.locator("[data-nguoi] b").all_inner_texts()
    assert drawn == ["15", "13", "12", "3"]
    assert page.locator("[data-thu-vao]").inner_text() == "17"
    assert page.locator("[data-rieng]").inner_text() == "1"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Đưa các số này vào phiếu đếm").click()
    page.wait_for_url(re.compile("phieu-dem"))
    page.get_by_label("Đảng viên chính thức có mặt").fill("18")
    page.get_by_label("Phiếu phát ra").fill("18")
    page.get_by_label("Đúng như giấy thì ghi vì sao").fill("Tờ trắng không có dấu.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Xong phiếu đếm").click()
    page.get_by_text("Chưa có mạng. Số đã lưu trên máy này").wait_for()
    page.context.set_offline(False)
    page.reload()  # what was typed is still there
    assert page.eval_on_selector_all(".o-so input", _VALUES) == {
        "present": "18", "issued": "18", "collected": "17", "valid": "16", "invalid": "1", "not_issued": "1",
        "votes.m0": "15", "votes.m1": "13", "votes.m2": "12", "votes.m3": "3",
    }  # fmt: skip
    page.get_by_role("button", name="Xong phiếu đếm").click()
    page.get_by_text("Đã ghi lần đọc của anh chị").wait_for()
    assert Reading.objects.count() == 1
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_committee_ballots_without_surplus_are_agreed_or_not_name_by_name(keying):
    """F-13, B-44: a name with both boxes or none leaves the paper valid and is not counted for that person."""
    sheet = Sheet.objects.get(round__contest__post="committee")
    Round.objects.filter(id=sheet.round_id).update(slate=["m0", "m1", "m2"])
    page = keying()
    page.get_by_text("không tính cho người ấy").wait_for()
    press(page, "." * 10 + "2." * 4 + "123.")  # all agreed; not the second; nobody, and still valid
    press(page, "0")
    page.get_by_text("Lá này không hợp lệ vì sao?").wait_for()
    assert page.get_by_role("button", name="không bầu ai").count() == 0
    press(page, "1")
    assert page.locator("[data-nguoi] b").all_inner_texts() == ["14", "10", "14"]
    assert [page.locator(f"[data-{one}]").inner_text() for one in ("thu-vao", "hop-le", "khong-hop-le")] == [
        "16", "15", "1",
    ]  # fmt: skip

    rng, cases, expected = random.Random(2025), [], []
    faults = [None, None, None, Validity.ANOTHER_NAME, Validity.NOT_ISSUED]
    for _ in range(200):
        names = tuple(f"m{n}" for n in range(rng.randint(1, 9)))
        form = BallotForm(names, rng.randint(1, len(names)))
        papers = [
            KeyedBallot(tuple(rng.sample(names, rng.randint(0, len(names)))), rng.choice(faults), rng.random() < 0.1)
            for _ in range(rng.randint(0, 30))
        ]
        given = [{"votes": p.votes, "fault": p.fault, "accepted": p.accepted} for p in papers]
        cases.append({"names": names, "outcomes": [str(one) for one in outcomes(form)], "papers": given})
        expected.append(figures_of(sums_of(form, papers), form, others_apart=True))
    assert page.evaluate(_ADD, cases) == expected
