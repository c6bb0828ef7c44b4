"""The environment of the tests: which database, where keys go, which browser. Facts of elections are in samples.py."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tools import programs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Two cores shared by everybody: a slow example is no fault of the code, so there is no deadline. `make soak` has time.
hypothesis.settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.register_profile("soak", deadline=None, max_examples=5000)
hypothesis.settings.load_profile(os.environ.get("DANTIN_HYPOTHESIS", "house"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings: None) -> None:
    """SQLite in a file of this run's own: in memory it would lock otherwise than in a commune, and never reach a disk.

    PostgreSQL needs nothing: Django makes `test_dantin` (one per worker) on the server that DANTIN_DATABASE names.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "dantin.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _keys_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test may read or write the keys of the demo that lies in `build/`."""
    from django.conf import settings

    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def on_postgresql() -> bool:
    """True in the second run, when the tests marked `both_databases` meet a real PostgreSQL."""
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium. A test that needs one is marked `browser`; `make test` says when those did not run."""
    found = programs.chromium()
    if found is None:
        pytest.skip("no Chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: Path) -> "Iterator[Browser]":
    """One Chromium for the session; each test gets its own context, so nothing is carried over."""
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous API keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield running
        running.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page as wide as a desk's screen."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    yield from _page_of(context)


@pytest.fixture
def phone_page(browser: "Browser") -> "Iterator[Page]":
    """The narrowest screen we promise: 360 px, touched, not clicked."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    yield from _page_of(context)


def _page_of(context: "BrowserContext") -> "Iterator[Page]":
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
