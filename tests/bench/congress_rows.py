"""Đại hội qua bàn làm việc: about nineteen members and three elections, from the opening to the endorsement."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.aggregate import CellState
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.desk.cell_page import SLUGS
from dantin.rehearsal.live import restore
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.actions.territory import new_person
from dantin.store.models import Congress, Endorsement, HeadFromState, Member, SimulatedClock, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers.cells import cell_at_work, contests_of
from dantin.store.readers.questions import cell_numbers
from tests.desk.people import signed_in

from .desk_rows import FORM, SERVER, DatabaseProcess, Spent, measured, page_ms
from .measure import Row

CONGRESS_REQUESTS, CONGRESS_MS = 30, 300
TRIAGE, TRIAGE_MS = "/lam-viec/chuan-y/", 30
BOARD, BOARD_MS, BOARD_QUERIES, EXCEPTIONS = "/lam-viec/bang-dai-hoi/", 30, 36, 30
PLAN, PLAN_MS = "/lam-viec/ke-hoach-dai-hoi/", 60
MEMBERS, TIMED = 19, 15
ARRIVING, ARRIVAL_MS = 60, 5
LATE_AFTERNOON = datetime(2022, 7, 3, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hall:
    """Những người làm việc ở một đại hội, each in a browser of their own."""

    presidium: Client
    clerk: Client
    board: Client
    above: Client


def at_congress(role: Role, place: str, login: str) -> Client:
    """A browser of somebody of the Party side."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.handler = SERVER
    row = AccountIn(login=login, name=f"Cán bộ đo {login}", role=role, place_code=place)
    [slip] = open_accounts(side=Side.PARTY, accounts=[row], actor="đo", at=LATE_AFTERNOON)
    signed_in(client, slip)
    return client


def path_of(congress: Congress, hall: Hall, database: DatabaseProcess) -> Spent:
    """Opened, three posts counted and signed, closed, signed, endorsed."""
    spent, here = Spent(), f"/lam-viec/chi-bo/{congress.cell.code}/"

    def ask(client: Client, url: str, data: dict[str, str] | None = None) -> None:
        body = None if data is None else urlencode(data)
        with measured(spent, database):
            answer = client.get(url, follow=True) if body is None else client.post(url, body, FORM, follow=True)
        assert answer.status_code == 200, (url, answer.status_code)
        spent.requests += 1 + len(answer.redirect_chain)

    numbers = cell_numbers({congress.cell.code}, {congress.election_id})[congress.election_id, congress.cell.code]
    present = numbers.official_members - numbers.less.total
    ask(hall.presidium, here)
    ask(hall.presidium, f"{here}khai-mac/", {"present": str(present)})
    work = cell_at_work(congress.election, congress.cell.code)
    assert work is not None, "it was convened"
    contests = contests_of(congress.election, work)
    # whoever heads the slate of a later post must sit in the committee first
    later = [one.ballot.round.slate[0] for one in contests if one.post is not Post.COMMITTEE]
    for one in contests:
        page = f"{here}{SLUGS[one.post]}/"
        figures = {"present": present, "issued": present, "collected": present, "valid": present, "invalid": 0}
        slate = sorted(one.ballot.round.slate, key=lambda key: key not in later) if one is contests[0] else later
        first = [key for key in slate if key in one.ballot.round.slate][: one.ballot.round.seats]
        figures |= {f"votes.{key}": present if key in first else 0 for key in one.ballot.round.slate}
        typed = {name: str(value) for name, value in figures.items()}
        for client in (hall.board, hall.clerk):
            ask(client, f"{page}phieu-dem/")
            ask(client, f"{page}phieu-dem/", typed | {"lan-doc": str(uuid4())})
        ask(hall.board, f"{page}ky/")
        ask(hall.board, f"{page}ky/", {})
    ask(hall.presidium, f"{here}be-mac/", {})
    ask(hall.presidium, f"{here}ky-bien-ban/", {})
    ask(hall.above, "/lam-viec/chuan-y/")
    decision = {f"so-{congress.cell.code}": "9-QĐ/ĐU", f"ngay-{congress.cell.code}": "03/7/2022"}
    ask(hall.above, "/lam-viec/chuan-y/", decision)
    return spent


def congress_rows(database: str, built: Path | None = None) -> Iterator[Row]:
    """The median of the congresses nearest to nineteen members; from the province as it was `built`, and back to it."""
    if built is not None:
        restore(built)
    SimulatedClock.objects.update(
        shown_at=LATE_AFTERNOON, set_at=datetime.now(UTC), running=False, speed=1, jump_to=None
    )
    official = Count("cell__members", filter=Q(cell__members__status=Member.Status.OFFICIAL))
    held = Congress.objects.filter(opened_at=None, held_on=LATE_AFTERNOON.date()).annotate(n=official)
    near = sorted(held.select_related("cell", "election"), key=lambda one: (abs(one.n - MEMBERS), one.id))[:TIMED]
    process, spent = DatabaseProcess(), []
    gc.collect()
    gc.freeze()
    for number, congress in enumerate(near):
        HeadFromState.objects.update_or_create(
            election=congress.election,
            village_code=congress.village_code,
            defaults={
                "name": "Người được công nhận", "born_in": 1970, "decision_number": "1/QĐ", "file_digest": "0" * 64,
                "decided_on": LATE_AFTERNOON.date() - timedelta(days=20),
            },
        )  # fmt: skip
        work = cell_at_work(congress.election, congress.cell.code)
        assert work is not None, "it was convened"
        place = congress.village_code
        hall = Hall(
            at_congress(Role.PRESIDIUM, place, f"do.dct.{number}"),
            at_congress(Role.CONGRESS_CLERK, place, f"do.tk.{number}"),
            at_congress(Role.COUNTING_BOARD, place, f"do.bkp.{number}"),
            at_congress(Role.HIGHER_COMMITTEE, work.commune_code, f"do.du.{number}"),
        )
        spent.append(path_of(congress, hall, process))
    gc.unfreeze()
    found = list(arrival_rows(database))
    if built is not None:
        restore(built)
    of = f"a congress of {MEMBERS}, three elections (median of {len(spent)}), {database}"
    yield Row(f"{of}: requests", max(each.requests for each in spent), "requests", CONGRESS_REQUESTS)
    yield Row(of, sorted(each.ms for each in spent)[len(spent) // 2], "ms CPU", CONGRESS_MS)
    yield from found


def arrival_rows(database: str) -> Iterator[Row]:
    """The roll of a congress of sixty, called name by name; and one page after twelve who came together."""
    at_seven = LATE_AFTERNOON.replace(hour=0)
    SimulatedClock.objects.update(shown_at=at_seven, set_at=datetime.now(UTC), running=False, speed=1, jump_to=None)
    held = Congress.objects.filter(opened_at=None, held_on=LATE_AFTERNOON.date()).select_related("cell")
    process = DatabaseProcess()
    with transaction.atomic():
        one, other = held.order_by("id")[:2]
        for congress in (one, other):
            there = congress.cell.members.filter(status=Member.Status.OFFICIAL).count()
            for number in range(there, ARRIVING):
                person = new_person(Side.PARTY, name=f"Người Đo {number}", sex="male", born_in=1970)
                person.save()
                Member.objects.create(cell=congress.cell, person=person, status=Member.Status.OFFICIAL)
        for congress, together in ((one, 1), (other, 12)):
            clerk = at_congress(Role.CONGRESS_CLERK, congress.village_code, f"do.diem-danh.{together}")
            page = f"/lam-viec/chi-bo/{congress.cell.code}/diem-danh/"
            official = congress.cell.members.filter(status=Member.Status.OFFICIAL)
            members = list(official.order_by("id").values_list("id", flat=True)[:ARRIVING])
            spent = Spent()
            clerk.get(page)
            for first in range(0, len(members), together):
                body = urlencode([("viec", "den"), *(("nguoi", one) for one in members[first : first + together])])
                with measured(spent, process):
                    assert clerk.post(page, body, FORM).status_code == 200
            what = f"arrival of {len(members)} members, {together} at a time, {database}"
            yield Row(f"{what}: each", spent.ms / len(members), "ms CPU", ARRIVAL_MS)
        transaction.set_rollback(True)


def congress_board_rows() -> Iterator[Row]:
    """The board of the province once the script was played: as it ended, and as in its last half hour.

    The half hour is set up for its cost alone: half of the congresses still meet, thirty secretaries are not the head.
    """
    SimulatedClock.objects.update(shown_at=LATE_AFTERNOON, set_at=datetime.now(UTC), running=False, speed=1)
    with transaction.atomic():
        held = Congress.objects.filter(current=True)
        election = held.select_related("election__province")[0].election
        watcher = at_congress(Role.COMMISSION, election.province.code, "do.bang-dai-hoi")
        yield Row(f"plan of {held.count():,} congresses", page_ms(watcher, PLAN), "ms CPU", PLAN_MS)
        of = f"board of {held.count():,} congresses"
        yield Row(f"{of}, all over", page_ms(watcher, BOARD), "ms CPU", BOARD_MS)
        meeting = list(held.filter(wave__is_pilot=False).order_by("id")[::2])
        Congress.objects.filter(id__in=[one.id for one in meeting]).update(closed_at=None, signed_at=None)
        there = Standing.objects.filter(election=election)
        there.filter(village_code__in=[one.village_code for one in meeting]).update(state=CellState.IN_CONGRESS)
        apart = list(there.filter(state=CellState.UNIFIED).values_list("village_code", flat=True)[:EXCEPTIONS])
        there.filter(village_code__in=apart).update(state=CellState.NOT_UNIFIED)
        HeadFromState.objects.filter(village_code__in=apart).update(name="Người được công nhận", born_in=1970)
        what = f"{of}, {len(meeting):,} meeting, {len(apart)} exceptions"
        yield Row(what, page_ms(watcher, BOARD), "ms CPU", BOARD_MS)
        with CaptureQueriesContext(connection) as asked:
            watcher.get(BOARD)
        yield Row(f"{what}: queries", len(asked), "queries", BOARD_QUERIES)
        transaction.set_rollback(True)
    with transaction.atomic():
        Endorsement.objects.all().delete()
        above = at_congress(Role.HIGHER_COMMITTEE, election.province.code, "do.chuan-y")
        waits = held.filter(signed_at__isnull=False).count()
        yield Row(f"triage, a page of {waits:,} files to endorse", page_ms(above, TRIAGE), "ms CPU", TRIAGE_MS)
        transaction.set_rollback(True)
