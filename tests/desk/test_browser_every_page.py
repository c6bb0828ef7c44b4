"""Mọi trang của mọi vai ở 360 điểm ảnh: nothing scrolls sideways, axe finds nothing.

The pages are those that a village's whole way shows (`tests/stories/every_page.py`), refusals too: each as the server
wrote it, handed to a real browser with its headers, styles and modules. No database is asked a second time.
"""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from dantin.core.values import Side
from dantin.desk.access import MAY
from dantin.desk.guide_page import pages
from dantin.desk.hands_page import MATTERS
from dantin.store.models import Account, Member
from dantin.store.models.accounts import PARTY_ROLES, Role
from tests.accessible import faults
from tests.store import world
from tests.stories.every_page import EveryPage, whole_way

from .people import open_account, side_of, signed_in
from .test_access_walk import ADDRESSES, OF_SOMEBODY, PLACE
from .test_accounts_list import ROWS, tried

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTH = 360
PICTURES = os.environ.get("DANTIN_LOOK")


class Shapes(HTMLParser):
    """What a page is made of: elements with their classes, roles, types and states; not what they say."""

    TOLD = frozenset(("class", "role", "type", "aria-invalid", "aria-current"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *(f"{name}={value}" for name, value in attrs if name in self.TOLD)))


class Handler(BaseHTTPRequestHandler):
    """The page at hand under whatever address, and the files it asks for, which the browser may keep."""

    page: Any = None

    def do_GET(self) -> None:
        if not self.path.startswith(site.STATIC_URL):
            body, headers = self.page.content, dict(self.page.headers)
        elif found := finders.find(self.path.removeprefix(site.STATIC_URL)):
            body = Path(found).read_bytes()
            headers = {"Content-Type": guess_type(found)[0] or "font/woff2", "Cache-Control": "max-age=3600"}
        else:
            self.send_error(404)
            return
        self.send_response(200)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test says what it finds."""


class Telephone:
    """A telephone that looks at whatever page shows what its template had not shown yet, and tells what is wrong."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url, self.faults, self.looked = page, url, [], 0
        self.shown: dict[str, set[tuple[str, ...]]] = {}
        self.judged: set[tuple[str, ...]] = set()

    def look(self, answer: Any, *, when: str = "") -> None:
        if not answer.content or "html" not in answer.headers["Content-Type"]:
            return
        path, found = answer.request["PATH_INFO"], Shapes(answer.content.decode()).found
        shown = self.shown.setdefault(answer.templates[0].name + when, set())
        if found <= shown:
            return
        Handler.page = answer
        self.page.goto(f"{self.url}{path}")
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        self._fits(path)
        if not shown or not found <= self.judged:
            self._axe(path, contrast=not shown)
        shown |= found
        self.judged |= found

    def _fits(self, path: str) -> None:
        self.looked += 1
        if PICTURES:
            name = re.sub(r"\W+", "-", path).strip("-")
            self.page.screenshot(path=Path(PICTURES) / f"{self.looked:03d}-{name}.png", full_page=True)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > WIDTH:
            self.faults.append(f"{path}: {wide} wide")

    def _axe(self, path: str, *, contrast: bool) -> None:
        if found := faults(self.page, contrast=contrast):
            self.faults.append(f"{path}: {found}")


@pytest.fixture
def telephone(phone_page: Page) -> Iterator[Telephone]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    telephone = Telephone(phone_page, f"http://127.0.0.1:{server.server_port}")
    yield telephone
    server.shutdown()
    server.server_close()
    assert telephone.faults == [], "\n".join(telephone.faults)


class Walk(EveryPage):
    """The whole way of a village with that telephone beside it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, telephone: Telephone) -> None:
        self.telephone = telephone
        super().__init__(monkeypatch)

    def keep(self, role: Role, address: str, answer: Any) -> None:
        super().keep(role, address, answer)
        self.telephone.look(answer)


def test_every_page_of_every_role_fits_a_telephone_and_axe_finds_nothing(telephone, monkeypatch):
    whole_way(Walk(monkeypatch, telephone))
    assert telephone.looked > 60  # a walk that shows nothing new proves nothing


def test_before_anything_is_called_and_around_the_work(telephone):
    """Empty pages, coming in, the lists, the slips, the guide, what fails."""
    world.places()
    at_work = {}
    for role, place in PLACE.items():
        at_work[role] = client = Client()
        side = side_of(role)
        signed_in(client, open_account(role, side=side, place=place, login=f"{side.value}.{role.value}"))
        for name, path, act in ADDRESSES:
            if role in MAY[act].roles and name not in OF_SOMEBODY and "{" not in path:
                telephone.look(client.get(path), when=" trước ngày gọi")
    around(telephone, at_work[Role.PROVINCE])
    for path in ("vao/", "vai/", "khong-co/", *(f"huong-dan/{slug}/" for slug in pages())):
        telephone.look(Client().get(f"/lam-viec/{path}"))
    telephone.look(Client(enforce_csrf_checks=True).post("/lam-viec/vao/"))
    telephone.look(Client().post("/lam-viec/vao/", {"login": "ai", "password": "gì"}))


def around(telephone: Telephone, province: Client) -> None:
    """Accounts opened from a list, wrong and right; one's own account; the telephone and the paper codes."""
    clerk = Account.objects.get(login="state.clerk")
    for path in ("tai-khoan-cua-toi/", "mat-khau/", "ma/giay/", f"tai-khoan/{clerk.pk}/", "tai-khoan/?tim=khong-ai"):
        telephone.look(province.get(f"/lam-viec/{path}", follow=True))
    telephone.look(tried(province, ["", "Vua", "22", "", ""]))
    telephone.look(answer := tried(province, *ROWS))
    kept = answer.context["kept"]
    telephone.look(province.post("/lam-viec/tai-khoan/lap/", {"danh-sach": kept}))


OF_ALL_CELLS = ("desk_congress_plan", "desk_congress_board", "desk_endorse", "desk_head_prospects")


def test_every_page_of_a_congress(telephone, monkeypatch):
    """The Party side: each role opens whatever it may as a congress goes its way, and sends each form empty."""
    world.state_election()
    world.party_election(excused=1)
    clients = {}
    for role in PARTY_ROLES:
        clients[role] = client = Client()
        account = open_account(role, side=Side.PARTY, place=PLACE.get(role, world.VILLAGES[0]), login=f"p.{role.value}")
        signed_in(client, account)

    def look() -> None:
        for name, path, act in ADDRESSES:
            roles = [role for role in PARTY_ROLES if role in MAY[act].roles]
            here = path.format(cell=world.CELL, code="")
            if name in ("desk_cell", "desk_today", *OF_ALL_CELLS):
                looking = roles
            else:
                looking = roles[:1] if "{cell}" in path else []
            for role in looking:
                telephone.look(answer := clients[role].get(here))
                if answer.status_code == 200 and name != "desk_cell" and b'method="post"' in answer.content:
                    telephone.look(clients[role].post(here))

    here = f"/lam-viec/chi-bo/{world.CELL}/"
    look()
    world.head_from_state()
    look()
    presidium, clerk, board = (clients[role] for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    members = [str(pk) for pk in Member.objects.order_by("id").values_list("id", flat=True)]
    presidium.post(f"{here}diem-danh/", {"viec": "den", "nguoi": members[:7]})
    presidium.post(f"{here}khai-mac/")
    hands = {"du": "7", "thuan": "7", "chong": "0", "ket-qua": "co", "nguoi": members[1:3], "truong": members[1]}
    presidium.post(f"{here}gio-the/ban-kiem-phieu/", hands)
    for matter in MATTERS:
        telephone.look(presidium.get(f"{here}gio-the/{matter}/"))
    look()
    figures = world.congress_figures(present=7, votes=3)
    for client in (board, clerk):
        client.post(
            f"{here}bi-thu/phieu-dem/", {name: str(n) for name, n in figures.items()} | {"lan-doc": str(uuid4())}
        )
    look()
    board.post(f"{here}bi-thu/ky/")
    look()
    presidium.post(f"{here}bi-thu/lan-tiep/", {"du": "7", "thuan": "2", "chong": "5", "ket-qua": "khong"})
    presidium.post(f"{here}be-mac/")
    presidium.post(f"{here}ky-bien-ban/")
    look()
    assert telephone.looked > 25
