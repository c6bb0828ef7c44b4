"""A short slice of `make bench` in every test run: four times the target of CPU, and the exact number of queries.

Four times, so that a loaded machine never makes it red; whoever makes a page ten times dearer sees it here.
"""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.store.actions.count import ReadingIn, seal, submit_reading
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Sheet
from tests.public import small_province
from tests.store import world

from . import core_rows, page_rows, store_rows
from .measure import Row, cpu

SLACK = 4
READING_QUERIES = 11
FIGURES = {"attended": 96, "issued": 96, "collected": 96, "valid": 94, "invalid": 2, "votes.c1": 70, "votes.c2": 24}
VILLAGE = "/thon/0684701/"


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


def test_what_is_not_modified_costs_one_query_and_next_to_no_time(province):
    assert page_rows.queries_of(page_rows.PROGRESS, again=True) == page_rows.NOT_MODIFIED_QUERIES
    assert page_rows.not_modified_ms(page_rows.PROGRESS) <= SLACK * page_rows.NOT_MODIFIED_MS


def test_a_row_over_its_target_says_so():
    assert Row("x", 61.0, "µs", 60).as_json() == {
        "name": "x", "value": 61.0, "unit": "µs", "target": 60, "met": False, "limit_ratio": 1.0167,
    }  # fmt: skip
    calibration = Row("y", 1.0, "ms").as_json()
    assert (calibration["met"], calibration["limit_ratio"]) == (None, None)
