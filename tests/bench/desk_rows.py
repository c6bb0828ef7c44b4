"""Bàn làm việc: one village's sheet through its whole path, the first page of a commune, the duty board of a province.

The path is asked as browsers ask it: two people read the sheet, a third signs, a fourth recognises; each page that one
of them has to see in between is a request, and so is each redirect.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext

from dantin.core.values import Side
from dantin.rehearsal.build import STATE_ELECTION
from dantin.rehearsal.live import restore
from dantin.rehearsal.rehearse import Rehearsal
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.actions.ballot import open_polls
from dantin.store.models import Account, Election, Recognition, SimulatedClock, Standing
from dantin.store.models.accounts import Role
from tests.desk.people import signed_in

from .measure import Row
from .store_rows import EVENING, figures_of

PATH_REQUESTS, PATH_MS, TODAY_MS, DUTY_MS = 10, 100, 15, 30
TODAY_QUERIES, DUTY_QUERIES = 12, 14
VILLAGES_TIMED = 25
FORM = "application/x-www-form-urlencoded"
# One for all browsers, as a server has one: each would otherwise load the middleware anew with its first request.
SERVER = ClientHandler(enforce_csrf_checks=False)


@dataclass(slots=True)
class Spent:
    """Requests and milliseconds of CPU of one village's path; `save`: of the dearest of its entries."""

    requests: int = 0
    ms: float = 0
    save: float = 0


class DatabaseProcess:
    """CPU of the database's own process, where it has one: what SQLite spends is ours already."""

    def __init__(self) -> None:
        self.pid = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.pid = cursor.fetchone()[0]

    def ms(self) -> float:
        """Milliseconds so far, by the scheduler's own count (a clock tick would be ten of them)."""
        if self.pid is None:
            return 0
        return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6


@contextmanager
def measured(spent: Spent, database: DatabaseProcess) -> Iterator[None]:
    """Add what is done within to what was spent: ours and the database's."""
    began, theirs = time.process_time(), database.ms()
    yield
    spent.ms += (time.process_time() - began) * 1000 + database.ms() - theirs


def at_work(role: Role, place: str, login: str) -> Client:
    """A browser of an official of this place."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.handler = SERVER
    row = AccountIn(login=login, name=f"Cán bộ đo {login}", role=role, place_code=place)
    [slip] = open_accounts(side=Side.STATE, accounts=[row], actor="đo", at=EVENING)
    signed_in(client, slip)
    return client


def the_evening(*, running: bool = False) -> None:
    """Evening of the first day, when every village may be counted; standing still unless said otherwise."""
    SimulatedClock.objects.update(shown_at=EVENING, set_at=datetime.now(UTC), running=running, speed=1, jump_to=None)


def largest_commune(election: Election) -> str:
    """The commune with most villages."""
    counted = Standing.objects.filter(election=election).values("commune_code").annotate(n=Count("id"))
    return str(counted.order_by("-n", "commune_code")[0]["commune_code"])


def path_of(village: str, figures: dict[str, int], people: dict[str, Client], database: DatabaseProcess) -> Spent:
    """Two entries, the signing with its conclusion, the recognition."""
    spent, here = Spent(), f"/lam-viec/thon/{village}/"

    def ask(who: str, url: str, data: dict[str, str] | None = None) -> float:
        body = None if data is None else urlencode(data)  # what a browser sends, made before the clock starts
        client, before = people[who], spent.ms
        with measured(spent, database):
            answer = client.get(url, follow=True) if body is None else client.post(url, body, FORM, follow=True)
        assert answer.status_code == 200, (url, answer.status_code)
        spent.requests += 1 + len(answer.redirect_chain)
        return spent.ms - before

    typed = {name: str(value) for name, value in figures.items()}
    for who in ("counter", "clerk"):
        ask(who, f"{here}phieu-dem/")
        spent.save = max(spent.save, ask(who, f"{here}phieu-dem/", typed | {"lan-doc": str(uuid4())}))
    ask("leader", f"{here}ky-bien-ban/")
    ask("leader", f"{here}ky-bien-ban/", {})
    ask("chair", "/lam-viec/cong-nhan/")
    # the paper may carry the day of the vote itself: the clock stands there
    ask("chair", "/lam-viec/cong-nhan/", {f"so-{village}": "1/QĐ-UBND", f"ngay-{village}": f"{EVENING:%d/%m/%Y}"})
    return spent


def path_rows(rehearsal: Rehearsal, database: str) -> Iterator[Row]:
    """The median village of a commune: a mean would let one dear page hide among cheap ones, and the reverse."""
    the_evening()
    election = Election.objects.get(code=STATE_ELECTION)
    commune = largest_commune(election)
    figures = figures_of(rehearsal)
    standings = Standing.objects.filter(election=election, commune_code=commune, state="not_started")
    rolls = dict(standings.order_by("village_code").values_list("village_code", "roll"))
    villages = [code for code, roll in rolls.items() if 2 * _most(figures.get(code, {})) > roll > 0][:VILLAGES_TIMED]
    open_polls(election=election, villages=villages, actor="đo", at=EVENING)
    office = {
        "clerk": at_work(Role.CLERK, commune, "do.can-bo"),
        "chair": at_work(Role.CHAIR, commune, "do.chu-tich"),
    }
    process = DatabaseProcess()
    spent = []
    gc.collect()
    gc.freeze()  # the rehearsed province lies in this process; the collector of a server has no such thing to walk
    for number, village in enumerate(villages):
        team = {
            "counter": at_work(Role.COUNTER, village, f"do.kiem.{number}"),
            "leader": at_work(Role.TEAM_LEADER, village, f"do.truong.{number}"),
        }
        spent.append(path_of(village, figures[village], office | team, process))
    gc.unfreeze()
    assert Recognition.objects.filter(village_code__in=villages).count() == len(villages)
    middle = len(spent) // 2
    of = f"a sheet's whole path (median of {len(spent)}), {database}"
    yield Row(f"{of}: requests", max(each.requests for each in spent), "requests", PATH_REQUESTS)
    yield Row(of, sorted(each.ms for each in spent)[middle], "ms CPU", PATH_MS)
    yield Row(
        f"an entry at the desk, saved and answered, {database}", sorted(each.save for each in spent)[middle], "ms CPU"
    )


def _most(figures: dict[str, int]) -> int:
    return max((value for name, value in figures.items() if name.startswith("votes.")), default=0)


def board_rows() -> Iterator[Row]:
    """The first page of the largest commune and of the province, and the duty board of the whole province."""
    the_evening()
    election = Election.objects.get(code=STATE_ELECTION)
    commune = largest_commune(election)
    count = Standing.objects.filter(election=election, commune_code=commune).count()
    whole = Standing.objects.filter(election=election).count()
    clerk = at_work(Role.CLERK, commune, "do.bang.can-bo")
    duty = at_work(Role.PROVINCE, election.province.code, "do.bang.truc")
    for what, client, url, limit, queries in (
        (f"việc hôm nay of {count} villages", clerk, "/lam-viec/", TODAY_MS, TODAY_QUERIES),
        (f"duty board of {whole:,} villages", duty, "/lam-viec/truc/", DUTY_MS, DUTY_QUERIES),
    ):
        yield Row(what, page_ms(client, url), "ms CPU", limit)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        yield Row(f"{what}: queries", len(asked), "queries", queries)


def page_ms(client: Client, url: str) -> float:
    assert client.get(url).status_code == 200, url
    best = float("inf")
    for _ in range(12):
        began = time.process_time()
        assert client.get(url).status_code == 200
        best = min(best, time.process_time() - began)
    return best * 1000


def desk_rows(rehearsal: Rehearsal, built: Path) -> Iterator[Row]:
    """Every row of the desk on SQLite; the path on PostgreSQL is `python -m tests.bench.one_path`."""
    restore(built)
    yield from path_rows(rehearsal, "SQLite")
    restore(built)
    yield from board_rows()
    restore(built)
    assert not Account.objects.filter(login__startswith="do.").exists()
