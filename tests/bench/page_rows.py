"""Trang: drawn anew after a save each time, through the real middleware, as a browser asks for them."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.public.law_pages import ROOT_URL, pages
from dantin.public.wall_page import COOKIE
from dantin.rehearsal.build import STATE_ELECTION
from dantin.store.actions.ballot import note_calls
from dantin.store.actions.displays import make_display_key
from dantin.store.models import Election, Place, Round, SimulatedClock, Standing
from dantin.store.readers.clock import moment
from dantin.store.readers.marks import HOURS
from dantin.store.readers.results import ElectionResults, election_results
from dantin.store.results_json import results_json
from dantin.store.results_nist import results_nist

from .measure import Row, cpu

# CPU of an answer, and the queries it may ask, however many villages there are.
PROGRESS_MS, NOT_MODIFIED_MS, FRONT_MS, VILLAGE_MS = 20, 0.5, 20, 10
PROGRESS_QUERIES, NOT_MODIFIED_QUERIES, FRONT_QUERIES, VILLAGE_QUERIES = 6, 1, 6, 12
TERMS_MS, TERMS_QUERIES = 20, 9
PROGRESS, FRONT, TERMS = "/tien-do.json", "/", "/nhiem-ky/"
WALL_MS, BULLETIN_MS, LAW_MS = 20, 200, 5
WALLS = ("/tuong/", "/tuong/dai-hoi/")
RESULTS_S = 2
SAVED_BEFORE_EACH = 12


def page_rows() -> Iterator[Row]:
    """The province as it stands; the village is the first that has figures."""
    voted = Standing.objects.filter(voted__gt=0).order_by("village_code").values_list("village_code", flat=True)[0]
    villages = Place.objects.filter(level=Place.Level.VILLAGE).count()
    for what, url, limit, queries in (
        (f"progress of {villages:,} as JSON", PROGRESS, PROGRESS_MS, PROGRESS_QUERIES),
        ("front page", FRONT, FRONT_MS, FRONT_QUERIES),
        ("terms of the province", TERMS, TERMS_MS, TERMS_QUERIES),
        ("village page", f"/thon/{voted}/", VILLAGE_MS, VILLAGE_QUERIES),
    ):
        yield Row(f"{what}, uncached", answered_ms(url, save=_save), "ms CPU", limit)
        yield Row(f"{what}: queries", queries_of(url), "queries", queries)
    yield from _wall_rows()
    yield from _bulletin_rows()
    yield from _law_rows()
    yield from _results_rows()
    yield Row("progress not modified (304)", not_modified_ms(PROGRESS), "ms CPU", NOT_MODIFIED_MS)
    yield Row("progress not modified: queries", queries_of(PROGRESS, again=True), "queries", NOT_MODIFIED_QUERIES)


def _wall_rows() -> Iterator[Row]:
    """Both walls, with the key of a screen."""
    key = make_display_key(label="đo", at=datetime.now(UTC))
    took = {url: answered_ms(url, save=_save, key=key) for url in WALLS}
    dearest = max(took, key=took.__getitem__)
    yield Row(f"wall page ({dearest}), uncached", took[dearest], "ms CPU", WALL_MS)


def _bulletin_rows() -> Iterator[Row]:
    """The bulletin of every mark of both days, then the dearest of them again."""
    marks = [
        f"/ban-tin/{day}/{hour:02d}:00/"
        for election in Election.objects.filter(side__in=HOURS)
        for day in sorted({election.held_on, *_days_of_rounds(election)})
        for hour in HOURS[election.side]
    ]
    SimulatedClock.objects.update(shown_at=datetime.now(UTC), running=False)  # years after the last mark has closed
    took = {url: answered_ms(url, save=_save, times=1) for url in marks}
    dearest = max(took, key=took.__getitem__)
    yield Row(
        f"bulletin ({dearest}), the dearest of {len(marks)}", answered_ms(dearest, save=_save), "ms CPU", BULLETIN_MS
    )


def _days_of_rounds(election: Election) -> Iterable[date]:
    return Round.objects.filter(contest__election=election).values_list("held_on", flat=True)


def _law_rows() -> Iterator[Row]:
    """Every page of law in both languages, then the dearest of each."""
    for language, prefix in (("Vietnamese", ""), ("English", "/en")):
        urls = [f"{prefix}{ROOT_URL}{page.folder}/{page.slug}/" for page in pages()]
        took = {url: answered_ms(url, save=lambda: None, times=2) for url in urls}
        dearest = max(took, key=took.__getitem__)
        took_again = answered_ms(dearest, save=lambda: None)
        yield Row(f"law page in {language}, the dearest of {len(urls)}", took_again, "ms CPU", LAW_MS)


def _results_rows() -> Iterator[Row]:
    """The results of the election as files, from the query to the last piece."""
    for standard, written in (("our JSON", results_json), ("NIST SP 1500-100 JSON", results_nist)):
        whole = partial(_written, written)
        yield Row(f"results as {standard}, {whole():,} characters", cpu(whole, times=3), "s CPU", RESULTS_S)


def _written(written: Callable[[ElectionResults], Iterator[str]]) -> int:
    return sum(map(len, written(election_results(STATE_ELECTION, moment()))))


def answered_ms(
    url: str, *, save: Callable[[], object], key: str | None = None, times: int = SAVED_BEFORE_EACH
) -> float:
    """Milliseconds for a whole answer, the best of several; `save` before each, so that none was drawn before."""
    client = Client(headers={"accept-encoding": "gzip"})
    if key is not None:
        client.cookies[COOKIE] = key
    assert client.get(url).status_code == 200, url
    best = float("inf")
    for _ in range(times):
        save()
        began = time.process_time()
        response = client.get(url)
        best = min(best, time.process_time() - began)
        assert response.status_code == 200
    return best * 1000


def not_modified_ms(url: str) -> float:
    ask = _asks_again(url)
    assert ask() == 304
    return cpu(ask, times=200) * 1000


def queries_of(url: str, *, again: bool = False) -> int:
    """How many queries one answer asks; `again`: one that is not modified."""
    ask = _asks_again(url) if again else lambda: Client().get(url).status_code
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def _asks_again(url: str) -> Callable[[], int]:
    """A browser that has the page already."""
    client = Client(headers={"accept-encoding": "gzip"})
    client = Client(headers={"accept-encoding": "gzip", "if-none-match": client.get(url).headers["ETag"]})
    return lambda: client.get(url).status_code


def _save() -> None:
    election = Election.objects.get(code=STATE_ELECTION)
    village = election.standings.order_by("id")[0].village_code
    note_calls(election=election, notes={village: "đo"}, actor="do", at=datetime.now(UTC))
