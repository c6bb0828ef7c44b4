"""A short slice of `make bench` in every test run: four times the target of CPU, and the exact number of queries.

Four times, so that a loaded machine never makes it red; whoever makes a page ten times dearer sees it here.
"""

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.imports import long_sheets
from dantin.imports.lists import HOUSEHOLDS, PLACES
from dantin.imports.writing import write_xlsx
from dantin.store.actions.count import ReadingIn, seal, submit_reading
from dantin.store.actions.displays import make_display_key
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import HouseholdRepresentative, Place, Sheet
from tests.public import small_province
from tests.store import world

from . import core_rows, import_rows, page_rows, store_rows
from .measure import Row, cpu

SLACK = 4
READING_QUERIES = 9
FIGURES = {"attended": 96, "issued": 96, "collected": 96, "valid": 94, "invalid": 2, "votes.c1": 70, "votes.c2": 24}
VILLAGE = "/thon/0684701/"
BULLETIN, LAW = "/ban-tin/2022-07-03/11:00/", "/luat/truong-thon/trung-cu/"


def test_a_village_is_decided_in_microseconds():
    assert core_rows.decide_us() <= SLACK * core_rows.DECIDE_US


@pytest.fixture
def reading(db: None) -> Callable[[], SheetStatus]:
    """One more reading of the first village's sheet, by the same person: a correction."""
    world.state_election()
    sheet = Sheet.objects.get(round__contest__unit_code=world.VILLAGES[0])
    seq, head = 0, NO_PREDECESSOR

    def save() -> SheetStatus:
        nonlocal seq, head
        seq += 1
        given = ReadingIn(
            event_id=uuid4(),
            sheet=sheet.id,
            figures=FIGURES,
            actor="doc-a",
            device="may-a",
            seq=seq,
            prev_hash=head,
            read_at=world.moment(seq),
        )
        head = seal(given)
        return submit_reading(side=Side.STATE, reading=given, at=world.moment(seq))

    return save


def test_one_reading_is_saved_in_milliseconds(reading):
    assert reading() is SheetStatus.ONE_READING
    assert cpu(reading, times=3) * 1000 <= SLACK * store_rows.READING_MS


def test_one_reading_asks_a_fixed_number_of_queries(reading):
    reading()  # the first makes the stream
    with CaptureQueriesContext(connection) as asked:
        reading()
    assert len(asked) == READING_QUERIES, [query["sql"][:80] for query in asked]


@pytest.fixture
def province(db: None) -> small_province.SmallProvince:
    """A village with a round and a congress, so that its page asks all it can ask."""
    small = small_province.build()
    small_province.round_of_a_head(small, "0684701", roll=100, votes=(95, 2))
    small_province.congress_of(small, "0684701", endorsed=True)
    small_province.term_before(small, "0684701", roll=100, voted=90, votes=80)
    return small


PAGES = pytest.mark.parametrize(
    ("url", "limit_ms", "queries"),
    [
        (page_rows.PROGRESS, page_rows.PROGRESS_MS, page_rows.PROGRESS_QUERIES),
        (page_rows.FRONT, page_rows.FRONT_MS, page_rows.FRONT_QUERIES),
        (page_rows.TERMS, page_rows.TERMS_MS, page_rows.TERMS_QUERIES),
        (VILLAGE, page_rows.VILLAGE_MS, page_rows.VILLAGE_QUERIES),
    ],
)


@PAGES
def test_a_page_is_drawn_in_milliseconds(province, url, limit_ms, queries):
    took = page_rows.answered_ms(url, save=lambda: small_province.event(province.heads))
    assert took <= SLACK * limit_ms


@PAGES
def test_a_page_asks_a_fixed_number_of_queries(province, url, limit_ms, queries):
    assert page_rows.queries_of(url) == queries


def test_the_wall_the_bulletin_and_a_law_page_are_drawn_in_milliseconds(province):
    key = make_display_key(label="đo", at=world.moment(0))
    for url in page_rows.WALLS:
        took = page_rows.answered_ms(url, save=lambda: small_province.event(province.heads), key=key)
        assert took <= SLACK * page_rows.WALL_MS, url
    for url, limit_ms in ((BULLETIN, page_rows.BULLETIN_MS), (LAW, page_rows.LAW_MS), (f"/en{LAW}", page_rows.LAW_MS)):
        took = page_rows.answered_ms(url, save=lambda: small_province.event(province.heads))
        assert took <= SLACK * limit_ms, url


@pytest.mark.django_db
def test_a_long_list_of_households_is_read_and_written_quickly():
    count = 16_000  # enough for the sheet to be taken apart
    import_rows.load_places()
    raw = write_xlsx(HOUSEHOLDS, import_rows.households(count))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > long_sheets.LONG
    _, spent, _ = import_rows.load_households(raw, count)
    assert spent <= SLACK * count / import_rows.TARGET_PER_S
    assert HouseholdRepresentative.objects.count() == count


@pytest.mark.django_db
def test_a_dry_run_of_a_province_starts_and_ends_in_seconds(tmp_path):
    file = tmp_path / "thon.xlsx"
    file.write_bytes(write_xlsx(PLACES, import_rows.places()))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "dantin", "import", "--help"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    ran = cpu(lambda: call_command("import", "places", str(file), stdout=io.StringIO()), best_of=1)
    assert started + ran <= SLACK * import_rows.DRY_RUN_S
    assert Place.objects.count() == 0


def test_what_is_not_modified_costs_one_query_and_next_to_no_time(province):
    assert page_rows.queries_of(page_rows.PROGRESS, again=True) == page_rows.NOT_MODIFIED_QUERIES
    assert page_rows.not_modified_ms(page_rows.PROGRESS) <= SLACK * page_rows.NOT_MODIFIED_MS


def test_a_row_over_its_target_says_so():
    assert Row("x", 61.0, "µs", 60).as_json() == {
        "name": "x", "value": 61.0, "unit": "µs", "target": 60, "met": False, "limit_ratio": 1.0167,
    }  # fmt: skip
    calibration = Row("y", 1.0, "ms").as_json()
    assert (calibration["met"], calibration["limit_ratio"]) == (None, None)
