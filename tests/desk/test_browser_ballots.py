"""Nhập từng lá phiếu: the browser adds as the core does, over sixty a minute by keyboard, and forgets each paper."""

import json
import random
import re
from time import monotonic

import pytest
from django.conf import settings as site
from django.test import Client

from dantin.core.ballot import BallotForm, KeyedBallot, Validity, outcomes, sums_of
from dantin.store.models import Place, Reading
from dantin.store.models.accounts import Role
from tests.accessible import faults
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VILLAGE = world.VILLAGES[0]
HERE = f"/lam-viec/thon/{VILLAGE}/"
KEPT = "Object.keys(localStorage)"
_ADD = """async (cases) => {
  const { add, emptySums } = await import("/static/dantin/ballots.js");
  return cases.map(({ names, outcomes, papers }) => {
    const sums = emptySums(names);
    for (const paper of papers) add(sums, paper, outcomes);
    for (const paper of papers.slice(-3)) { add(sums, paper, outcomes, -1); add(sums, paper, outcomes); }
    return sums;
  });
}"""


@pytest.fixture
def reader(live_server, browser):
    """A counter at work on the open poll, on a telephone, with a keyboard."""
    world.state_election()
    Place.objects.filter(code=VILLAGE).update(name="Thôn Nà Ếch")
    leader, counter = Client(), Client()
    signed_in(leader, open_account(Role.TEAM_LEADER, place=VILLAGE, login="to-truong"))
    signed_in(counter, open_account(Role.COUNTER, place=VILLAGE, login="kiem-phieu"))
    leader.post(f"{HERE}khai-mac/")
    context = browser.new_context(viewport={"width": 360, "height": 740})
    cookie = counter.cookies[site.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{HERE}tung-phieu/")
    page.get_by_text("Chưa có lá nào").wait_for()
    yield page
    context.close()


def shown(page) -> list[str]:
    """Votes of each, collected, valid, invalid, as drawn."""
    votes = page.locator("[data-nguoi] b").all_inner_texts()
    return [*votes, *(page.locator(f"[data-{one}]").inner_text() for one in ("thu-vao", "hop-le", "khong-hop-le"))]


def test_sixty_ballots_a_minute_by_keyboard_and_the_sums_go_into_the_count_sheet(reader):
    """F-10, F-11, F-12 beside plain ballots; the order of the papers is nowhere."""
    rng = random.Random(5)
    papers = rng.choices(["1", "2", "01", "02", "03"], [60, 50, 3, 3, 4], k=120)
    began = monotonic()
    for keys in papers:
        for key in keys:
            reader.keyboard.press(key)
    took = monotonic() - began
    assert len(papers) / took * 60 >= 60, f"{took:.1f} s for {len(papers)} ballots"
    votes = [papers.count("1"), papers.count("2")]
    expected = [*votes, 120, sum(votes), 120 - sum(votes)]
    assert shown(reader) == [str(n) for n in expected]
    assert f"bầu quá số người: {papers.count('02')}" in reader.locator("[data-ly-do-tung]").inner_text()
    assert not (found := faults(reader)), found
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    reader.reload()  # a lost line or a browser closed by mistake
    assert shown(reader) == [str(n) for n in expected]
    kept = json.loads(reader.evaluate("localStorage.getItem(Object.keys(localStorage)[0])"))
    assert len(kept["last"]) == 20, "only the newest papers can be taken back, the rest are sums"
    reader.get_by_role("button", name="Đưa các số này vào phiếu đếm").click()
    reader.wait_for_url(re.compile("phieu-dem"))
    values = reader.eval_on_selector_all(".o-so input", "all => Object.fromEntries(all.map((o) => [o.name, o.value]))")
    assert [values[f"votes.{key}"] for key in ("c1", "c2")] == [str(n) for n in votes]
    assert [values[one] for one in ("collected", "valid", "invalid")] == [str(n) for n in expected[2:]]
    assert not Reading.objects.exists(), "keying sends nothing"


def test_strikes_as_well_as_ticks_and_the_last_paper_taken_back(reader):
    reader.get_by_label("gạch tên người không bầu").check()
    reader.keyboard.press("1")  # crossed out, so the vote is the other's
    reader.keyboard.press("2")
    reader.keyboard.press("2")
    assert shown(reader)[:2] == ["2", "1"]
    reader.keyboard.press("Backspace")
    assert shown(reader)[:3] == ["1", "1", "2"]
    reader.keyboard.press("Enter")  # nobody crossed out: two votes on one paper
    reader.get_by_text("Lá này không hợp lệ: bầu quá số người. Ban kiểm phiếu đồng ý thì bấm Enter").wait_for()
    assert shown(reader)[2] == "2", "the machine decides nothing"
    reader.keyboard.press("Enter")
    assert shown(reader) == ["1", "1", "3", "2", "1"]
    reader.keyboard.press("0")
    reader.keyboard.press("Backspace")
    assert shown(reader)[2] == "3"

    reader.get_by_role("button", name="Đưa các số này vào phiếu đếm").click()
    reader.wait_for_url(re.compile("phieu-dem"))
    reader.get_by_label("Phiếu phát ra").fill("98")
    assert len(reader.evaluate(KEPT)) == 2
    reader.get_by_role("button", name="Ra", exact=True).click()  # the second reader sits down here next, and is blind
    reader.get_by_label("Tên đăng nhập").wait_for()
    reader.wait_for_load_state()
    assert reader.evaluate(KEPT) == []


def test_the_browser_and_the_core_add_alike(reader):
    rng, cases, expected = random.Random(2022), [], []
    faults = [None, None, None, Validity.ANOTHER_NAME, Validity.NOT_ISSUED, Validity.ANOTHER_MARK]
    for _ in range(300):
        names = tuple(f"c{n}" for n in range(1, rng.randint(1, 5) + 1))
        form = BallotForm(names, 1)
        papers = [
            KeyedBallot(
                votes=tuple(sorted(rng.sample(names, rng.randint(0, len(names))))),
                fault=rng.choice(faults),
                accepted=rng.random() < 0.1,
            )
            for _ in range(rng.randint(0, 40))
        ]
        given = [{"votes": p.votes, "fault": p.fault, "accepted": p.accepted} for p in papers]
        cases.append({"names": names, "outcomes": [str(one) for one in outcomes(form)], "papers": given})
        sums = sums_of(form, papers)
        expected.append(
            {
                "collected": sums.collected,
                "valid": sums.valid,
                "votes": {name: sums.votes[name] for name in names},
                "invalid": {str(code): n for code, n in sums.invalid.items()},
            }
        )
    assert reader.evaluate(_ADD, cases) == expected
