"""`python -m tests.bench.closing`: the 1,421 congresses of one day close within its last half hour, on a PostgreSQL.

Every congress stands before its last count sheet. In each hall the counting board and the clerk read it, the board
signs, the presidium closes and signs the minutes, through a real server over real connections, while the province and
seven committees look at their boards as a browser does. `--minutes 10` is three times as fast, `--cells 40 --sqlite` a
slice of it.
"""

import argparse
import http.client
import json
import os
import queue
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from .officials import PATIENCE, THINKS, Official, cpu_of, served, share_ms

LAST_HALF_HOUR = datetime(2022, 7, 3, 9, 30, tzinfo=UTC)
DAY = LAST_HALF_HOUR.date()
COMMITTEES, HALLS_AT_ONCE, STEPS = 7, 200, 9
# As `duty-board.js`: every 1.6 seconds, a seventh more or less. What is saved has to be there two seconds later.
ASKS, FRESH = (1.36, 1.84), 2.0
BOARD = "/lam-viec/bang-dai-hoi/"
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
SAID = re.compile(r"<h1>([\d.]+) trên")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.closing", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--cells", type=int, default=10_000, help="no more than so many of the day's congresses")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite instead of a private PostgreSQL")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dantin-closing-")))
        os.environ |= {
            "DANTIN_DATABASE": str(folder / "dantin.sqlite3"), "DANTIN_KEYS_DIR": str(folder / "keys"),
            "DANTIN_SIMULATED": "1", "DANTIN_SIDE": "both", "DJANGO_SETTINGS_MODULE": "dantin.site.settings",
        }  # fmt: skip
        if not options.sqlite:
            from tools import programs
            from tools.private_postgres import private_postgres

            bin_folder = programs.postgres_bin()
            if bin_folder is None:
                print("NOT RUN: no PostgreSQL on this machine")
                return 1
            os.environ["DANTIN_DATABASE"] = stack.enter_context(private_postgres(bin_folder))
        import django

        django.setup()
        halls = before_the_last_sheet(options.cells)
        watchers = who_watch()
        already = ready()
        with served() as (port, server):
            close_all(halls, watchers, port, seconds=options.minutes * 60)
            spent = cpu_of(server)
        told = report(halls, watchers, already, spent)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    slow = [lag for lag in told["board_lag_s"].values() if lag > FRESH]
    return 1 if told["errors"] or told["lost"] or slow else 0


@dataclass(slots=True)
class Hall:
    """Một đại hội trước phiếu đếm cuối cùng: its people, and what the paper says."""

    cell: str
    post: str
    figures: Mapping[str, str]
    board: Official
    clerk: Official
    presidium: Official
    begins: float = 0
    late: float = 0
    """Seconds it had to wait for somebody of this tool."""
    closed_at: float | None = None
    """When the server said that the congress is closed."""
    signed: bool = False

    @property
    def people(self) -> tuple[Official, ...]:
        return self.board, self.clerk, self.presidium

    def last_steps(self) -> Iterator[None]:
        """Two readings, the conclusion, the closing, the minutes."""
        here, sheet = f"/lam-viec/chi-bo/{self.cell}/", f"/lam-viec/chi-bo/{self.cell}/{self.post}/"
        for who in (self.board, self.clerk):
            who.get(f"{sheet}phieu-dem/")
            yield
            if not who.post(f"{sheet}phieu-dem/", {**self.figures, "lan-doc": str(uuid4())}):
                return
            yield
        self.board.get(f"{sheet}ky/")
        yield
        if not self.board.post(f"{sheet}ky/", {}):
            return
        yield
        self.presidium.get(here)
        yield
        if not self.presidium.post(f"{here}be-mac/", {}):
            return
        self.closed_at = time.perf_counter()
        yield
        self.signed = self.presidium.post(f"{here}ky-bien-ban/", {})


@dataclass(slots=True)
class Watcher:
    """Một người nhìn bảng: asks as the script of the page does, and notes how many the board says are over."""

    session: str
    whole: bool
    seen: list[tuple[float, int]] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    unchanged: int = 0
    wrong: list[str] = field(default_factory=list)

    def watch(self, port: int, over: threading.Event) -> None:
        from django.conf import settings

        chance, tag, count = random.Random(self.session), "", 0
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while not over.is_set():
            headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}", "X-Manh": "1", "If-None-Match": tag}
            began = time.perf_counter()
            try:
                connection.request("GET", BOARD, headers=headers)
                answer = connection.getresponse()
                body = answer.read().decode()
            except (OSError, http.client.HTTPException) as problem:
                self.wrong.append(f"GET {BOARD}: {problem!r}")
                connection.close()
                continue
            if answer.status == 200 and (found := SAID.search(body)):
                tag, count = answer.headers["ETag"], int(found[1].replace(".", ""))
            elif answer.status == 304:
                self.unchanged += 1
            else:
                self.wrong.append(f"GET {BOARD}: {answer.status}")
            self.seen.append((time.perf_counter(), count))
            self.took.append(time.perf_counter() - began)
            over.wait(chance.uniform(*ASKS))
        connection.close()

    def lags(self, ended: list[float], already: int) -> list[float]:
        """Seconds from the answer that a congress is closed until the board says one more, of each."""
        found, at = [], 0
        for number, closed_at in enumerate(sorted(ended), already + 1):
            while at < len(self.seen) and self.seen[at][1] < number:
                at += 1
            found.append(max(0, self.seen[at][0] - closed_at) if at < len(self.seen) else float("inf"))
        return found


def before_the_last_sheet(most: int) -> list[Hall]:
    """The province at half past four: of every congress of the day all is counted but its last round."""
    from dantin.rehearsal import steps as told
    from dantin.rehearsal.build import FIRST_MORNING
    from dantin.rehearsal.player import Player
    from dantin.rehearsal.rehearse import rehearse
    from dantin.rehearsal.stage import set_the_stage
    from dantin.store.models import Congress, SimulatedClock

    rehearsal = rehearse()
    set_the_stage(rehearsal, say=lambda _: None)
    held = dict(Congress.objects.filter(held_on=DAY).order_by("id").values_list("cell__code", "village_code"))
    last = {
        step.unit_code: step
        for step in rehearsal.steps
        if isinstance(step, told.ReadingGiven) and step.side == "party" and step.unit_code in held
    }

    def is_left(step: told.Step) -> bool:
        if isinstance(step, told.ReadingGiven):
            paper = last.get(step.unit_code) if step.side == "party" else None
            return paper is not None and (paper.post, paper.round) == (step.post, step.round)
        if isinstance(step, told.CongressClosed | told.MinutesSigned):
            return step.cell_code in held
        return isinstance(step, told.Endorsed) and step.at > LAST_HALF_HOUR

    until = LAST_HALF_HOUR - timedelta(minutes=1)
    before = [step if step.at <= until else replace(step, at=until) for step in rehearsal.steps if not is_left(step)]
    Player(before, since=FIRST_MORNING).advance(until, window=timedelta(minutes=2))
    SimulatedClock.objects.update(
        shown_at=LAST_HALF_HOUR, set_at=datetime.now(UTC), running=True, speed=1, jump_to=None
    )
    return [_hall(cell, held[cell], last[cell]) for cell in list(held)[:most]]


def _hall(cell: str, village: str, paper: object) -> Hall:
    from dantin.core.plan import Post
    from dantin.desk.cell_page import SLUGS
    from dantin.rehearsal.steps import ReadingGiven

    assert isinstance(paper, ReadingGiven)
    figures = {name: str(value) for name, value in paper.figures.items()}
    board, clerk, presidium = (_sits(role, village) for role in ("counting_board", "congress_clerk", "presidium"))
    return Hall(cell, SLUGS[Post(paper.post)], figures, board, clerk, presidium)


def _sits(role: str, place: str) -> Official:
    return Official(f"do.{role}.{place}", _session(role, place), lambda _: iter(()))


def _session(role: str, place: str) -> str:
    """An account signed in; its password is nobody's, for argon2 is not what is measured."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.test import Client

    from dantin.core.values import Side
    from dantin.store.models import Account
    from tests.desk.people import signed_in

    login = f"do.{role}.{place}"
    account = Account.objects.create(  # two who read one sheet are two persons, by their names too
        side=Side.PARTY.value, login=login, name=f"Cán bộ {login}", role=role, place_code=place,
        opened_at=LAST_HALF_HOUR, password=make_password(None),
    )  # fmt: skip
    client = Client()
    signed_in(client, account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def who_watch() -> list[Watcher]:
    """The province, and the committees with most cells."""
    from django.db.models import Count

    from dantin.store.models import Election, Standing

    election = Election.objects.filter(side="party", congresses__held_on=DAY).distinct().get()
    communes = Standing.objects.filter(election=election).values_list("commune_code").annotate(n=Count("id"))
    largest = [code for code, _ in communes.order_by("-n", "commune_code")[:COMMITTEES]]
    return [
        Watcher(_session("commission", election.province.code), whole=True),
        *(Watcher(_session("higher_committee", code), whole=False) for code in largest),
    ]


def ready() -> int:
    """How many congresses are over before anybody begins, on a database that has looked at its own tables."""
    from django.db import connection

    from dantin.store.models import Congress

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Congress.objects.filter(current=True, closed_at__isnull=False).count()


def close_all(halls: list[Hall], watchers: list[Watcher], port: int, *, seconds: float) -> None:
    """Each begins its last steps at a moment of its own, early enough to end in time."""
    chance = random.Random(20220703)
    began, room = time.perf_counter(), max(seconds - STEPS * THINKS[1], 1)
    waiting: queue.Queue[Hall] = queue.Queue()
    for hall, at in zip(halls, sorted(chance.uniform(0, room) for _ in halls), strict=True):
        hall.begins = began + at
        waiting.put(hall)
    over = threading.Event()
    watching = [threading.Thread(target=each.watch, args=(port, over)) for each in watchers]
    working = [threading.Thread(target=_work, args=(waiting, port)) for _ in range(min(HALLS_AT_ONCE, len(halls)))]
    for thread in (*watching, *working):
        thread.start()
    for thread in working:
        thread.join()
    time.sleep(2 * FRESH)
    over.set()
    for thread in watching:
        thread.join()


def _work(waiting: "queue.Queue[Hall]", port: int) -> None:
    """One hall after the other, as they begin."""
    while True:
        try:
            hall = waiting.get_nowait()
        except queue.Empty:
            return
        chance = random.Random(hall.cell)
        hall.late = time.perf_counter() - hall.begins
        time.sleep(max(0, -hall.late))
        for who in hall.people:
            who.port = port
        for _ in hall.last_steps():
            time.sleep(chance.uniform(*THINKS))
        for who in hall.people:
            if who.connection is not None:
                who.connection.close()


def report(halls: list[Hall], watchers: list[Watcher], already: int, spent: float) -> dict[str, Any]:
    """What happened, whether all that was acknowledged is there, and how long the boards took to say so."""
    from django.db import connection

    from dantin.store.models import Congress
    from dantin.store.readers.proof import faults

    connection.close()
    ended = sorted(hall.closed_at for hall in halls if hall.closed_at is not None)
    of_day = Congress.objects.filter(cell__code__in=[hall.cell for hall in halls])
    closed, signed = (of_day.filter(**{f"{what}__isnull": False}).count() for what in ("closed_at", "signed_at"))
    people = [who for hall in halls for who in hall.people]
    wrong = [what for who in people for what in who.wrong] + [what for one in watchers for what in one.wrong]
    broken = list(faults())
    asked = sum(len(who.answered) for who in people)
    looks = sum(len(one.took) for one in watchers)
    took = sorted(each for one in watchers for each in one.took)
    lags = sorted(lag for one in watchers if one.whole for lag in one.lags(ended, already))
    kinds: dict[str, list[float]] = {}
    for who in people:
        for kind, seconds in who.answered:
            kinds.setdefault(kind, []).append(seconds)
    minutes = (ended[-1] - min(hall.begins for hall in halls)) / 60 if ended else 0
    return {
        "congresses": len(halls), "database": connection.vendor, "minutes": round(minutes, 1),
        "closed": closed, "signed": signed, "begun_late_s": round(max(hall.late for hall in halls), 1),
        "requests": asked, "looks_at_a_board": looks, "of_them_304": sum(one.unchanged for one in watchers),
        "requests_a_second": round((asked + looks) / max(minutes * 60, 1), 1),
        "server_cpu_ms_a_request": round(spent * 1000 / max(1, asked + looks), 1),
        "errors": len(wrong), "errors_by_answer": dict(Counter(wrong).most_common(8)),
        "lost": len(broken) + (len(ended) - closed) + (sum(hall.signed for hall in halls) - signed)
        + 2 * len(halls) - closed - signed,
        "broken": broken[:5],
        "board_lag_s": {name: round(share_ms(lags, share) / 1000, 2) for name, share in SHARES.items()},
        "board_ms": {name: share_ms(took, share) for name, share in SHARES.items()},
        "p95_ms_by_page": {kind: [len(rows), share_ms(sorted(rows), 0.95)] for kind, rows in sorted(kinds.items())},
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
