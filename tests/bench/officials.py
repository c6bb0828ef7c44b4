"""`python -m tests.bench.officials`: two hundred officials at once, for five minutes, on a PostgreSQL of its own.

A real server over real connections: teams open their polls, tell the turnout, read and sign their sheets, clerks read
them from the paper, chairmen recognise, the duty room looks at its board; each thinks some seconds between two steps.
Signing in is counted apart (argon2 is meant to be dear). `--sqlite --officials 20` is the other size that is promised.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
THINKS = (2.0, 8.0)  # seconds between two steps of one person
TEAMS, PATIENCE = 4, 30.0  # villages of a commune that have a team at work; seconds until an answer counts as lost
CSRF = "a" * 32


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.officials", description=__doc__)
    parser.add_argument("--officials", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--sqlite", action="store_true", help="on SQLite instead of a private PostgreSQL")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dantin-officials-")))
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
        people = office(options.officials)
        print(f"argon2: {argon2_ms():.0f} ms CPU a password, not part of what follows", flush=True)
        with served() as (port, server):
            work(people, port, seconds=options.seconds)
            spent = cpu_of(server)
        told = report(people, spent, seconds=options.seconds)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 1 if told["errors"] or told["lost"] else 0


@dataclass(slots=True)
class Official:
    """One person at one browser: a session, a connection that stays open, and the steps that are theirs."""

    login: str
    session: str
    steps: Callable[["Official"], Iterator[None]]
    port: int = 0
    connection: http.client.HTTPConnection | None = None
    answered: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    acknowledged: Counter[str] = field(default_factory=Counter)

    def get(self, path: str) -> bool:
        return self._ask("GET", path, None)

    def post(self, path: str, data: dict[str, str]) -> bool:
        """True where the server took it."""
        return self._ask("POST", path, urlencode(data))

    def _ask(self, method: str, path: str, body: str | None) -> bool:
        from django.conf import settings

        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={CSRF}",
            "X-CSRFToken": CSRF,
            "Accept-Encoding": "gzip",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as problem:
            self.connection = None
            self.wrong.append(f"{method} {path}: {problem!r}")
            return False
        self.answered.append((_kind(method, path), time.perf_counter() - began))
        if answer.status in (301, 302, 303):
            return self._ask("GET", urlsplit(answer.headers["Location"]).path, None)
        if answer.status != 200:
            self.wrong.append(f"{method} {path}: {answer.status}")
        return answer.status == 200


def _kind(method: str, path: str) -> str:
    """The address without the village or cell in it."""
    parts = [part for part in path.split("?")[0].strip("/").split("/")[1:] if not part[-1:].isdigit()]
    return f"{method} {'/'.join(parts) or 'việc hôm nay'}"


@dataclass(slots=True)
class Village:
    """What the people of one village and its commune know of each other's work: the paper, as it were."""

    code: str
    figures: dict[str, str]
    opened: bool = False
    read_by: set[str] = field(default_factory=set)
    signed: bool = False
    recognised: bool = False

    @property
    def here(self) -> str:
        return f"/lam-viec/thon/{self.code}/"


def leads(village: Village) -> Callable[[Official], Iterator[None]]:
    """Tổ trưởng: opens the poll, tells the turnout, signs what two others read."""

    def steps(me: Official) -> Iterator[None]:
        me.get("/lam-viec/")
        yield
        village.opened = me.post(f"{village.here}khai-mac/", {})
        yield
        voters = int(village.figures["attended" if "attended" in village.figures else "collected"])
        for part in (5, 3, 2):
            me.get(f"{village.here}bao-so/")
            yield
            if not village.read_by and me.post(f"{village.here}bao-so/", {"voted": str(voters // part)}):
                me.acknowledged["turnout"] += 1
            yield
        while not village.signed:
            me.get(village.here)
            yield
            if len(village.read_by) == 2:
                me.get(f"{village.here}ky-bien-ban/")
                yield
                village.signed = me.post(f"{village.here}ky-bien-ban/", {})
                me.acknowledged["declared"] += village.signed
        while True:
            me.get(village.here)
            yield

    return steps


def reads(villages: list[Village], *, after: float) -> Callable[[Official], Iterator[None]]:
    """Người đọc biên bản: a counter of one village, or the clerk of the commune, who fills the grid meanwhile."""

    def steps(me: Official) -> Iterator[None]:
        me.get("/lam-viec/")
        yield
        begins = time.monotonic() + after
        while True:
            for village in villages:
                if village.opened and time.monotonic() > begins and me.login not in village.read_by:
                    me.get(f"{village.here}phieu-dem/")
                    yield
                    if me.post(f"{village.here}phieu-dem/", village.figures | {"lan-doc": str(uuid4())}):
                        village.read_by.add(me.login)
                        me.acknowledged["reading"] += 1
                    yield
            me.get("/lam-viec/moc-gio/" if len(villages) > 1 else villages[0].here)
            yield
            me.get("/lam-viec/")
            yield

    return steps


def recognises(villages: list[Village], day: str) -> Callable[[Official], Iterator[None]]:
    """Chủ tịch: every village that has a result, each by its own decision."""

    def steps(me: Official) -> Iterator[None]:
        while True:
            me.get("/lam-viec/")
            yield
            me.get("/lam-viec/cong-nhan/")
            yield
            for number, village in enumerate(villages, 1):
                if village.signed and not village.recognised:
                    paper = {f"so-{village.code}": f"{number}/QĐ-UBND", f"ngay-{village.code}": day}
                    village.recognised = me.post("/lam-viec/cong-nhan/", paper)
                    me.acknowledged["recognised"] += village.recognised
                    yield

    return steps


def watches(me: Official) -> Iterator[None]:
    """Phòng trực: the duty board, and the first page."""
    while True:
        me.get("/lam-viec/truc/")
        yield
        me.get("/lam-viec/")
        yield


def office(many: int) -> list[Official]:
    """The province on the evening of its first day, and that many officials of it."""
    from dantin.rehearsal.build import STATE_ELECTION
    from dantin.rehearsal.rehearse import rehearse
    from dantin.rehearsal.stage import set_the_stage
    from dantin.store.models import Election, Standing

    from .desk_rows import the_evening
    from .store_rows import EVENING, figures_of

    rehearsal = rehearse()
    set_the_stage(rehearsal, say=lambda _: None)
    the_evening(running=True)
    election, figures = Election.objects.get(code=STATE_ELECTION), figures_of(rehearsal)
    communes: dict[str, list[Village]] = {}  # of villages that ask for no reason: nobody here types one
    for code, commune, roll in (
        Standing.objects.filter(election=election, state="not_started")
        .order_by("village_code").values_list("village_code", "commune_code", "roll")
    ):  # fmt: skip
        found = figures.get(code, {})
        whole = {found[name] for name in ("attended", "issued", "collected") if name in found}
        if (
            len(whole) == 1
            and 2 * max((n for name, n in found.items() if name.startswith("votes.")), default=0) > roll > 0
        ):
            communes.setdefault(commune, []).append(Village(code, {name: str(n) for name, n in found.items()}))
    people: list[Official] = []
    day = f"{EVENING:%d/%m/%Y}"
    for commune, villages in communes.items():
        mine = villages[:TEAMS]
        if len(mine) < TEAMS or len(people) + 2 + 2 * TEAMS > many * 0.95:
            continue
        people.append(_sits("clerk", commune, reads(mine, after=60)))
        people.append(_sits("chair", commune, recognises(mine, day)))
        for village in mine:
            people.append(_sits("team_leader", village.code, leads(village)))
            people.append(_sits("counter", village.code, reads([village], after=45)))
    while len(people) < many:
        people.append(_sits("province", election.province.code, watches, number=len(people)))
    return people


def _sits(role: str, place: str, steps: Callable[[Official], Iterator[None]], *, number: int = 0) -> Official:
    from django.conf import settings

    from dantin.store.models.accounts import Role

    from .desk_rows import at_work

    login = f"do.{role}.{place}.{number}"
    client = at_work(Role(role), place, login)
    return Official(login, client.cookies[settings.SESSION_COOKIE_NAME].value, steps)


def argon2_ms() -> float:
    """CPU of one password looked at."""
    from django.contrib.auth.hashers import check_password, make_password

    from .measure import cpu

    kept = make_password("bốn từ không liên quan")
    return cpu(lambda: check_password("bốn từ không liên quan", kept)) * 1000


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The server that `dantin serve` starts, on a free port."""
    import socket

    from django.conf import settings
    from django.db import connection

    from dantin.site.server import command

    connection.close()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = subprocess.Popen(command(port, watched=True), stdin=subprocess.PIPE, cwd=ROOT)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, server
    finally:
        assert server.stdin is not None
        server.stdin.close()
        server.wait(timeout=30)


def work(people: list[Official], port: int, *, seconds: int) -> None:
    """Everybody begins within the first thinking time, and stops when the time is over."""
    over = time.monotonic() + seconds

    def at_the_desk(me: Official) -> None:
        chance = random.Random(me.login)
        me.port = port
        time.sleep(chance.uniform(0, THINKS[1]))
        for _ in me.steps(me):
            if time.monotonic() > over:
                return
            time.sleep(chance.uniform(*THINKS))

    threads = [threading.Thread(target=at_the_desk, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def cpu_of(server: subprocess.Popen[bytes]) -> float:
    """CPU seconds of the server and its workers so far."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    mine = {server.pid}
    while more := {pid for pid, (parent, _) in parents.items() if parent in mine} - mine:
        mine |= more
    return sum(ticks for pid, (_, ticks) in parents.items() if pid in mine) / os.sysconf("SC_CLK_TCK")


def report(people: list[Official], spent: float, *, seconds: int) -> dict[str, object]:
    """What happened, and whether everything that was acknowledged is there."""
    from django.db import connection

    from dantin.store.models import Declaration, Reading, Recognition, TurnoutSnapshot
    from dantin.store.readers.proof import faults

    kept = {
        "reading": Reading.objects.filter(actor__startswith="do.").count(),
        "turnout": TurnoutSnapshot.objects.filter(actor__startswith="do.").count(),
        "declared": Declaration.objects.count(),
        "recognised": Recognition.objects.count(),
    }
    said: Counter[str] = Counter()
    for each in people:
        said += each.acknowledged
    broken = list(faults())
    took = sorted(ms for each in people for _, ms in each.answered)
    kinds: dict[str, list[float]] = {}
    for each in people:
        for kind, ms in each.answered:
            kinds.setdefault(kind, []).append(ms)
    forms = sum(len(rows) for kind, rows in kinds.items() if kind.startswith("POST"))
    wrong = [what for each in people for what in each.wrong]
    return {
        "officials": len(people), "database": connection.vendor, "seconds": seconds, "requests": len(took),
        "requests_a_second": round(len(took) / seconds, 1),
        "forms_a_minute": round(forms * 60 / seconds),
        "p50_ms": share_ms(took, 0.50), "p95_ms": share_ms(took, 0.95), "p99_ms": share_ms(took, 0.99),
        "max_ms": share_ms(took, 1),
        "server_cpu_ms_a_request": round(spent * 1000 / max(1, len(took)), 1),
        "errors": len(wrong), "errors_by_answer": dict(Counter(wrong).most_common(8)),
        "acknowledged": dict(said), "kept": kept,
        "broken": broken[:5], "lost": len(broken) + sum(max(0, count - kept[what]) for what, count in said.items()),
        "p95_ms_by_page": {kind: [len(rows), share_ms(sorted(rows), 0.95)] for kind, rows in sorted(kinds.items())},
    }  # fmt: skip


def share_ms(sorted_seconds: list[float], share: float) -> float:
    if not sorted_seconds:
        return 0
    return round(sorted_seconds[min(len(sorted_seconds) - 1, int(share * len(sorted_seconds)))] * 1000, 1)


if __name__ == "__main__":
    sys.exit(main())
