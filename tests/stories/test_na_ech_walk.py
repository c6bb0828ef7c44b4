"""Nà Ếch walked: the rehearsal is played to each moment of the text, and each page must show what the text says.

Húc Động is played minute by minute. The rest of the province goes by the hour, which tells the same at every full
hour, and only to the evening of 5/6: no step shows it later. `make pictures` plays all of that by the minute too and
writes the pictures.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime

import pytest
from django.db import connection

from dantin.rehearsal.build import FIRST_MORNING, build
from dantin.rehearsal.player import HOUR, MINUTE, Player
from dantin.rehearsal.published import VIETNAM
from dantin.rehearsal.rehearse import rehearse
from dantin.rehearsal.steps import HeadsHandedOver
from dantin.store.models import SimulatedClock

from . import small_png
from .walk import ROOT, plain, steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HUC_DONG = "06859"
WRITES = os.environ.get("DANTIN_PICTURES") == "1"
THAT_EVENING = datetime(2022, 6, 6, tzinfo=VIETNAM)


def is_of_huc_dong(step):
    unit = next(getattr(step, name) for name in ("village_code", "unit_code", "cell_code") if hasattr(step, name))
    return unit.removeprefix("CB-").startswith(HUC_DONG)


class Days:
    """The rehearsal, taken from one moment to the next."""

    def __init__(self):
        script = rehearse().steps
        near = [step for step in script if isinstance(step, HeadsHandedOver) or is_of_huc_dong(step)]
        far = [step for step in script if not isinstance(step, HeadsHandedOver) and not is_of_huc_dong(step)]
        self._near, self._far = (Player(some, since=FIRST_MORNING) for some in (near, far))

    def reach(self, at):
        self._near.advance(at)
        if at < THAT_EVENING:
            self._far.advance(at, window=MINUTE if WRITES else HOUR)
        SimulatedClock.objects.update(shown_at=at, set_at=datetime.now(UTC), running=False)


@pytest.fixture
def days(transactional_db, settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    build(rehearse(), say=lambda _: None, real_now=datetime.now(UTC), side="both")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # a scratch database: nobody is told that anything is kept
            cursor.execute("PRAGMA synchronous=OFF")
    return Days()


def law_pages_of(step):
    return " ".join(
        (ROOT / "docs" / link).read_text(encoding="utf-8") for link in step.links if link.startswith("../law")
    )


def figures_without_a_source(step, shown):
    """Each figure stands on the page, in the law page the step leads to, or is the step's own day and hour."""
    day = f"{step.at.day}/{step.at.month}"
    at = f"{day} {day}/{step.at.year} {step.at.hour} {step.at.minute:02d}"
    known = f" {shown} {plain(law_pages_of(step))} {at} "
    return [figure for figure in step.figures if not _stands_in(figure, known)]


def _stands_in(figure, text):
    return re.search(rf"(?<![\d.,/:]){re.escape(figure)}(?![/:]?\d|[.,]\d)", text) is not None


def test_each_page_shows_what_the_text_says(days, live_server, browser):
    wrong = []
    for step in steps():
        days.reach(step.at)
        context = browser.new_context(
            viewport={"width": step.width, "height": 800}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        page = context.new_page()
        page.goto(live_server.url + step.url)
        shown = plain(page.locator("body").inner_text())
        assert "Số liệu mô phỏng" in shown
        wrong += [f"{step.title}: trang không có “{quote}”" for quote in step.quotes if quote not in shown]
        wrong += [f"{step.title}: {figure} không có nguồn" for figure in figures_without_a_source(step, shown)]
        if WRITES:
            full = page.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": step.width, "height": min(step.height, full)}
            step.picture.parent.mkdir(parents=True, exist_ok=True)
            taken = page.screenshot(full_page=True, clip=clip)
            page.goto("about:blank")
            small_png.write(step.picture, taken, page)
        context.close()
    assert wrong == []
    anybody_checks(live_server.url)


def anybody_checks(site):
    """The last step: the kept question, asked again by the command and by the address."""

    def fetched(url, data=None):
        asked = urllib.request.Request(site + url, data, {"Content-Type": "application/json"} if data else {})
        with urllib.request.urlopen(asked) as answered:
            return answered.read()

    question = fetched("/thon/0685901/lan-1/cau-hoi.json")
    kept = json.loads(fetched("/thon/0685901/lan-1/ket-luan.json"))
    done = subprocess.run(
        [sys.executable, "-m", "dantin", "decide", "-"], input=question, capture_output=True, cwd=ROOT
    )
    assert json.loads(done.stdout) == kept
    assert json.loads(fetched("/api/v1/decide", question)) == kept
    assert (kept["outcome"], kept["base"]["needed"]) == ("elected", 48)
