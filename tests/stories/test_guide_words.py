"""Mỗi chữ đậm của bài hướng dẫn đứng trên màn hình của đúng vai; each page and message fits the kind of unit."""

import re

import pytest
from django.test import Client

from dantin.locale.words import head_title, kind_word, of_kind, units_word
from dantin.store.actions.slips import new_codes
from dantin.store.models import Account, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers.accounts import CARE
from dantin.store.refusals import SENTENCES, Refused, speaking_of

from . import guide_world
from .every_page import EveryPage, read, whole_way
from .guide import OF_ALL, pages_of_roles, words_on_screen
from .guide_world import VILLAGE
from .walk import ROOT

pytestmark = pytest.mark.django_db

KINDS = ("thon", "ban", "khu_pho", "to_dan_pho")
# One of each desk: who is at a village, at the commune, and looks on.
SOME = (Role.CLERK, Role.CHAIR, Role.TEAM_LEADER)
TEMPLATES = ROOT / "dantin" / "site" / "templates"
# After a code, after five wrong passwords, with a key to show and to give up.
SELDOM_SEEN = (
    "mfa/recovery_codes/index.html",
    "desk/mot-tai-khoan.html",
    "mfa/authenticate.html",
    "desk/tai-khoan-cua-toi.html",
)
HALL = (Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER)
LISTED = re.compile(r"thôn(?:, (?:bản|khu phố|tổ dân phố))+", re.IGNORECASE)


@pytest.fixture
def quick(settings):
    settings.PASSWORD_HASHERS = [  # argon2 has a test of its own; a slip's password is kept by the second
        f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")
    ]


def coming_in(role: Role) -> str:
    """What is shown before the first page of work: signing in, a password of one's own, the second factor."""
    login = guide_world.PEOPLE[role][0]
    client = Client()
    shown = [read(client.get("/lam-viec/vao/").content.decode())]
    given = {"login": login, "password": guide_world.PASSWORD}
    shown.append(read(client.post("/lam-viec/vao/", given, follow=True).content.decode()))
    account = Account.objects.get(login=login)
    account.authenticator_set.all().delete()
    account.must_change = True
    account.save()
    client.force_login(account, backend="dantin.desk.signing_in.OwnSideBackend")
    shown.append(read(client.get("/lam-viec/mat-khau/").content.decode()))
    account.must_change = False
    account.save()
    new_codes([account])
    for page in ("ma", "ma/khoa", "ma/dien-thoai", "tai-khoan-cua-toi"):
        shown.append(read(client.get(f"/lam-viec/{page}/", secure=True).content.decode()))
    return " ".join(shown)


@pytest.mark.usefixtures("quick")
def test_what_the_guide_sets_in_bold_stands_on_the_screen(monkeypatch):
    pages = whole_way(EveryPage(monkeypatch))
    states = Standing.objects.filter(village_code=VILLAGE).order_by("election_id")
    assert [one.state for one in states] == ["elected_in_rerun", "not_started"]  # the by-election is called
    shown = {role: " ".join(text for texts in seen.values() for text in texts) for role, seen in pages.seen.items()}
    # the same pages, whose turn it is by chance: the sheet in the hall, the accounts of the level below
    hall = " ".join(shown[role] for role in HALL)
    accounts = " ".join(
        " ".join(texts) for seen in pages.seen.values() for url, texts in seen.items() if "/tai-khoan" in url
    )
    shown |= dict.fromkeys(HALL, hall) | {role: shown[role] + accounts for role in CARE if role in shown}
    door = " ".join(coming_in(role) for role in (Role.CLERK, Role.TEAM_LEADER))
    wrong = []
    for page, role in pages_of_roles().items():
        wrong += [f"{page}.md: {word}" for word in words_on_screen(page) if word not in shown[role] + door]
    seldom = read(" ".join((TEMPLATES / one).read_text(encoding="utf-8") for one in SELDOM_SEEN))
    anywhere = " ".join(shown.values()) + door + seldom
    for page in OF_ALL:
        wrong += [f"{page}.md: {word}" for word in words_on_screen(page) if word not in anywhere]
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_page_and_message_speaks_of_this_kind_of_unit(monkeypatch, kind):
    pages = whole_way(EveryPage(monkeypatch, kind=kind, roles=SOME))
    others = {of_kind("thôn", one) for one in KINDS} - {kind_word(kind)}
    wrong = set()
    for role, seen in pages.seen.items():
        for address, texts in seen.items():
            for text in texts:
                told = LISTED.sub(" ", text)
                for match in re.finditer(rf"(?i)\b(?:{'|'.join(others)})\b", told):
                    if not about_something_else(told, match):
                        wrong.add(f"{role.value} {address}: {told[max(0, match.start() - 40) : match.end() + 30]}")
    assert not wrong, "\n".join(sorted(wrong))
    texts = " ".join(text for seen in pages.seen.values() for texts in seen.values() for text in texts)
    assert f"trúng cử {head_title(kind).lower()}" in texts


def about_something_else(text: str, match: re.Match[str]) -> bool:
    """ "bản" is also part of biên bản, văn bản; the rest of a title (quyết định số …) is not ours."""
    before = text[max(0, match.start() - 6) : match.start()].lower()
    after = text[match.end() : match.end() + 8].lower()
    return match[0].lower() == "bản" and (
        before.endswith(("biên ", "văn ", "một ", "các ", "kịch ")) or after.startswith(" thân")
    )


@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_refusal_speaks_of_this_kind_of_unit(kind):
    class Named(dict):
        def __missing__(self, key):
            return "–"

    with speaking_of(kind):
        for code in SENTENCES:
            facts = dict.fromkeys(re.findall(r"{(\w+)", SENTENCES[code]), "–")
            said = str(Refused(code, **facts))
            if code.split(".")[0] in ("register", "nominate", "after", "count", "decide"):
                assert not re.search(r"(?i)\bthôn\b", LISTED.sub(" ", said)), said


def test_several_units_are_called_by_the_word_they_share():
    assert units_word(["khu_pho", "khu_pho"]) == "khu phố"
    assert units_word(["khu_pho", "thon", "ban"]) == "thôn, bản, khu phố"
    assert units_word([]) == "thôn"


def test_a_sentence_about_a_thon_is_told_of_any_kind():
    assert of_kind("Trưởng thôn của thôn này", "to_dan_pho") == "Tổ trưởng tổ dân phố của tổ dân phố này"
    assert of_kind("thôn, bản, khu phố", "ban") == "thôn, bản, khu phố"
