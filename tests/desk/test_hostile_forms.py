"""Người trong nhà mà ác ý: rubbish in every form of the desk is told in words; never a fault of ours, nothing is lost.

The forms are read from the pages themselves, so a form that is added later is attacked with the others.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from dantin.core.values import Side
from dantin.desk.access import MAY
from dantin.store.actions import territory
from dantin.store.actions.count import submit_reading
from dantin.store.actions.count_at_desk import read_at_desk
from dantin.store.actions.decide import declare
from dantin.store.models import (
    Account,
    Cell,
    CellVillage,
    Congress,
    CongressRuling,
    Election,
    Event,
    HouseholdRepresentative,
    Place,
    Recognition,
    Round,
    RulebookAllowance,
    Ruling,
    Standing,
)
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world
from tests.store.test_rulings import S, in_state

from .people import open_account, side_of, signed_in
from .test_access_walk import ADDRESSES, PLACE
from .test_nominate_page import conference, put
from .test_register_page import called

pytestmark = pytest.mark.django_db

VILLAGE, OTHER = world.VILLAGES
COMMUNE = "06847"
LONG = "dài " * 2500
RUBBISH = {
    "control": "\x07\x1b[2J\x00\u202e\u2066gnuhk",
    "huge": "9" * 5000,
    "negative": "-1",
    "other digits": "٣²½",
    "nothing": "   ",
}
ROLES = (Role.CHAIR, Role.CLERK, Role.FRONT, Role.TEAM_LEADER, Role.PROVINCE, Role.LAWYER, Role.PRESIDIUM,
         Role.HIGHER_COMMITTEE, Role.COUNTING_BOARD)  # fmt: skip
TOLD = re.compile(r'role="alert"|class="han"|aria-invalid="true"')  # where a page says what is wrong
WORDS = "ba bốn"
# Any words will do there: why an account is closed, what was said on the telephone, where a screen hangs.
FREE = {"loi", "da-kiem-tra", "ten-man-hinh"}
# May be left out: a choice that no page of ours offers counts as left out.
OPTIONAL = {"gioi"}
FOR_LATER = ("desk_clusters", "desk_marks", "desk_recognise", "desk_endorse", "desk_particulars")
EMPTY_IS_FOR_LATER = {(name, "nothing") for name in FOR_LATER}


@dataclass
class Form:
    """Một biểu mẫu của một trang: where it is sent, what stands in it, something plausible for each of its fields."""

    address: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    button: tuple[str, str] | None = None
    files: list[str] = field(default_factory=list)

    def filled(self, **changed: str) -> dict[str, object]:
        broken = {name: SimpleUploadedFile("danh-sach.xlsx", b"PK\x03\x04 no workbook") for name in self.files}
        return {**self.fixed, **dict([self.button or ("", "")]), **self.fields, **broken, **changed}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.address, tuple(self.fields), self.fixed.get("viec"), self.button)


class Forms(HTMLParser):
    """The forms of a page that are sent by POST."""

    def __init__(self, address: str, page: str) -> None:
        super().__init__()
        self._address, self._page = address, page
        self._select = ""
        self._open: Form | None = None
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._open = Form(self._address, urljoin(self._page, given.get("action") or "").partition("#")[0])
            self.found.append(self._open)
        elif self._open is not None:
            self._part(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""

    def _part(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        name, kind = given.get("name", ""), given.get("type", tag)
        if tag == "option" and self._select:
            self._open.fields[self._select] = self._open.fields[self._select] or given.get("value", "")
        elif tag == "button":
            self._open.button = self._open.button or (name or "nut", given.get("value", ""))  # the one of Enter
        elif not name or name == "csrfmiddlewaretoken":
            return
        elif kind == "file":
            self._open.files.append(name)
        elif kind == "hidden":
            self._open.fixed[name] = given.get("value", "")
        elif kind == "select":
            self._select = name
            self._open.fields.setdefault(name, "")
        elif kind in ("checkbox", "radio"):
            self._open.fields.setdefault(name, given.get("value", "on"))
        else:
            self._open.fields[name] = given.get("value") or plausible(name, given)


def plausible(name: str, given: dict[str, str]) -> str:
    if "ngay" in name or name in ("tu", "den"):
        return "10/6/2022" if "den" in name else "08/6/2022"
    if given.get("inputmode") == "numeric" or name == "nam-sinh":
        return "1970" if name == "nam-sinh" else "1"
    return "Lý Thị Tổ; 1970; tổ trưởng\nLý Văn Thư; 1980; thư ký" if name == "nguoi-to" else WORDS


def forms_of(client: Client, address: str, page: str) -> Iterator[Form]:
    answer = client.get(page)
    if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
        reader = Forms(address, page)
        reader.feed(answer.content.decode())
        yield from (form for form in reader.found if not form.action.endswith("/ra/"))


def nominated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the election: one household, one nominee who went through a conference."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 22, 2, tzinfo=world.VIETNAM))
    called()
    head = territory.HouseholdIn(
        number=1,
        head_name="Lý Văn Một",
        representative="Lý Văn Một",
        sex="male",
        born_in=1961,
        authority=HouseholdRepresentative.Authority.HEAD,
    )
    village = Place.objects.get(code=VILLAGE)
    territory.load_households(village=village, households=[head], since=date(2022, 5, 1))
    client = Client()
    signed_in(client, open_account(Role.FRONT, place=COMMUNE, login="mt.truoc"))
    assert put(client).status_code == 302
    assert conference(client).status_code == 302


def account(role: Role) -> Account:
    found = Account.objects.filter(login=f"thu.{role}").first()
    if found is None:
        open_account(role, side=side_of(role), place=PLACE.get(role, VILLAGE), login=f"thu.{role}")
        Account.objects.filter(login=f"thu.{role}").update(name=f"Người {role}")
    return found or Account.objects.get(login=f"thu.{role}")


def read(role: Role, a: int, minute: int) -> None:
    read_at_desk(
        account=account(role),
        event_id=uuid4(),
        sheet=world.sheet_of(VILLAGE).id,
        figures=world.figures(a=a, b=98 - a),
        at=world.moment(minute),
    )


def differing(_: pytest.MonkeyPatch) -> None:
    in_state(S.VOTING)
    read(Role.CLERK, 60, 1)
    read(Role.TEAM_LEADER, 59, 2)


def to_recount(monkeypatch: pytest.MonkeyPatch) -> None:
    differing(monkeypatch)
    read(Role.CLERK, 60, 3)
    read(Role.TEAM_LEADER, 59, 4)


def flagged(_: pytest.MonkeyPatch) -> None:
    """More ballots than were given out was told above; then two read it right."""
    in_state(S.VOTING)
    over = {key: str(value) for key, value in world.figures(a=60, b=39).items()}
    over |= {"issued": "97", "viec": "bao-len", "bao-len": "đếm ba lần vẫn thừa một phiếu"}
    client = Client()
    signed_in(client, account(Role.TEAM_LEADER))
    assert client.post(f"/lam-viec/thon/{VILLAGE}/phieu-dem/", over).status_code == 200
    read(Role.CLERK, 60, 1)
    read(Role.TEAM_LEADER, 60, 2)


def state(wanted: S) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda _: in_state(wanted)


def vacant(_: pytest.MonkeyPatch) -> None:
    """The head left: a paper says so."""
    in_state(S.ELECTED)
    Ruling.objects.create(
        election=Election.objects.get(),
        village_code=VILLAGE,
        number=1,
        kind=Ruling.Kind.LEFT,
        decided_on=date(2022, 7, 20),
        from_on=date(2022, 7, 18),
        ground=Ruling.Ground.DIED,
        recorded_by="thu",
        recorded_at=world.MORNING,
    )


def law_in_a_hole(_: pytest.MonkeyPatch) -> None:
    """One paper allows a rulebook where none is known."""
    in_state(S.NOT_STARTED)
    RulebookAllowance.objects.create(
        side="state",
        number=1,
        rulebook="VH-2025T",
        called_from=date(2026, 3, 1),
        called_to=date(2026, 12, 31),
        decision_number="12/UBND-PC",
        decided_on=date(2022, 6, 1),
        signed_by="Người Ký",
        recorded_by="thu",
        recorded_at=world.MORNING,
    )


def congress_called(_: pytest.MonkeyPatch) -> None:
    """The head is recognised, the congress not begun."""
    world.state_election()
    world.party_election()
    world.head_from_state()


def congress_open(monkeypatch: pytest.MonkeyPatch) -> None:
    congress_called(monkeypatch)
    Congress.objects.update(present=8, opened_at=world.CONGRESS_MORNING)
    Standing.objects.filter(election__side="party").update(state="in_congress")


def too_few_came(monkeypatch: pytest.MonkeyPatch) -> None:
    congress_open(monkeypatch)
    Congress.objects.update(present=5)


def nobody_above_half(monkeypatch: pytest.MonkeyPatch) -> None:
    congress_open(monkeypatch)
    sheet, given = world.sheet_of(world.CELL, post="secretary"), world.congress_figures(present=8, votes=4)
    for device in (world.Device("may-1", "an"), world.Device("may-2", "binh")):
        submit_reading(side=Side.PARTY, reading=device.read(sheet, given), at=world.CONGRESS_MORNING)
    declare(side=Side.PARTY, sheets=[sheet.id], actor="an", at=world.CONGRESS_MORNING)


def congress_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    congress_called(monkeypatch)
    at = world.CONGRESS_MORNING
    Congress.objects.update(present=8, opened_at=at, closed_at=at, signed_at=at)
    Standing.objects.filter(election__side="party").update(state="unified")
    for kind in ("complaint", "returned"):  # one for each of those who answer
        CongressRuling.objects.create(
            congress=Congress.objects.get(),
            number=CongressRuling.objects.count() + 1,
            kind=kind,
            about="minutes",
            decided_on=at.date(),
            recorded_by="thu",
            recorded_at=at,
        )


# How the village came to stand there, and whose forms are attacked then.
def two_cells_at_the_village(_: pytest.MonkeyPatch) -> None:
    """F-33: the committee above is asked which cell is the primary one."""
    congress_called(_)
    for role in ROLES:  # opened while the village had one cell
        account(role)
    cell = Cell.objects.create(code="CB2", name="Chi bộ 2", higher_committee="Đảng ủy xã Húc Động")
    CellVillage.objects.create(cell=cell, village_code=VILLAGE)


NOMINATED = ("register", "nominees", "particulars", "plan", "open_accounts", "import", "account", "wave", "paper")
SCENES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], set[str]]] = {
    "nominated": (
        nominated,
        {f"desk_{name}" for name in NOMINATED} | {"mfa_index"},
    ),
    "not started": (state(S.NOT_STARTED), {"desk_clusters", "desk_displays"}),
    "voting": (
        state(S.VOTING),
        {"desk_turnout", "desk_sheet", "desk_marks", "desk_duty", "desk_ruling_postponed", "desk_script"},
    ),
    "differing": (differing, {"desk_differing"}),
    "to recount": (to_recount, {"desk_recount"}),
    "flagged": (flagged, {"desk_confirm_flag"}),
    "rerun": (state(S.RERUN), {"desk_next_round", "desk_ruling_superseded", "desk_ruling_annulled"}),
    "elected": (
        state(S.ELECTED),
        {
            "desk_recognise",
            "desk_receipt",
            "desk_ruling_reelection",
            "desk_ruling_left",
            "desk_ruling_returned",
            "desk_ruling_answered",
        },
    ),
    "vacant": (vacant, {"desk_call_by_election"}),
    "interim": (state(S.INTERIM), {"desk_ruling_interim", "desk_ruling_complaint"}),
    "postponed": (state(S.POSTPONED), {"desk_ruling_day_set", "desk_ruling_extended"}),
    "congress": (congress_called, {"desk_cell", "desk_head_prospect", "desk_congress_board", "desk_cell_paper"}),
    "in the hall": (congress_called, {"desk_attendance", "desk_hands"}),
    "several cells": (two_cells_at_the_village, {"desk_primary_cell"}),
    "scheme": (congress_called, {"desk_scheme", "desk_cell_register", "desk_absences", "desk_congress_plan"}),
    "congress counts": (congress_open, {"desk_contest_sheet", "desk_congress_slate"}),
    "too few came": (too_few_came, {"desk_reconvene"}),
    "congress votes again": (nobody_above_half, {"desk_congress_round"}),
    "congress signed": (
        congress_signed,
        {
            "desk_endorse",
            "desk_congress_sent",
            "desk_congress_received",
            "desk_congress_returned",
            "desk_congress_complaint",
            "desk_congress_answered",
            "desk_congress_refused",
            "desk_congress_annulled",
            "desk_congress_appointed",
            "desk_congress_handed_over",
            "desk_congress_sealed",
        },
    ),
    "a hole in the law": (law_in_a_hole, {"desk_allow_rulebook", "desk_end_allowance"}),
}
NOTHING_TYPED = {  # a page to read, a button alone, or a file of somebody
    "desk_today", "desk_import_template", "desk_import_job", "desk_import_marked", "desk_village", "desk_events",
    "desk_open_poll", "desk_declare", "desk_ballots", "desk_accounts", "desk_accounts_template", "desk_reset",
    "desk_stand_in", "desk_law", "desk_record", "desk_heads", "desk_open_congress", "desk_close_congress",
    "desk_sign_congress", "desk_head_prospects", "desk_warnings", "desk_contest_declare", "desk_take_heads",
    "desk_congress_script", "desk_count_readers", "desk_entry_journal", "desk_contest_ballots", "desk_papers",
    "desk_cell_papers", "desk_paper_set", "desk_paper_set_file", "desk_blank_set", "desk_report",
    "desk_congress_report",
}  # fmt: skip


def test_every_address_where_something_is_typed_is_attacked():
    attacked = {name for _, names in SCENES.values() for name in names}
    assert {name for name, _, _ in ADDRESSES} == attacked | NOTHING_TYPED


def attacks(scene: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Client, Form]]:
    """Each form of the scene's addresses, once, with somebody to whom it is shown."""
    arrange, addresses = SCENES[scene]
    arrange(monkeypatch)
    met: set[object] = set()
    for role in ROLES:
        client = Client()
        signed_in(client, account(role))
        for name, path, act in ADDRESSES:
            if name in addresses and role in MAY[act].roles:
                page = path.format(code=VILLAGE, cell=world.CELL)
                if name != "desk_particulars":  # a number among the candidates; the others are of an account
                    page = page.replace("/1/", f"/{account(Role.TEAM_LEADER).pk}/")
                for form in forms_of(client, name, page):
                    if form.key not in met:
                        met.add(form.key)
                        yield client, form
    assert {key[0] for key in met} == addresses


def sent(client: Client, form: Form, **changed: str) -> tuple[int, str]:
    """What the desk answers; whatever it did is undone."""
    with transaction.atomic():
        answer = client.post(form.action, form.filled(**changed))
        transaction.set_rollback(True)
    return answer.status_code, answer.content.decode(errors="replace")  # a file is no text


@pytest.mark.parametrize("scene", SCENES)
def test_rubbish_is_told_in_words_and_too_much_is_kept_as_it_was_typed(scene, monkeypatch):
    wrong = []
    for client, form in attacks(scene, monkeypatch):
        for kind, rubbish in RUBBISH.items():
            status, page = sent(client, form, **dict.fromkeys(form.fields, rubbish))
            told = status == 422 and TOLD.search(page)
            if not told and not set(form.fields) <= FREE and (form.address, kind) not in EMPTY_IS_FOR_LATER:
                wrong.append((form.key, kind, status))
        for name, value in form.fields.items():
            status, page = sent(client, form, **{name: LONG})
            if name not in OPTIONAL and (status != 422 or (value == WORDS and LONG.strip() not in page)):
                wrong.append((form.key, name, status))
    assert wrong == []


def at_work(role: Role, place: str, login: str = "") -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=login or f"{role.value}.{place}"))
    return client


def test_a_clerk_notes_no_call_to_a_village_of_another_commune():
    in_state(S.VOTING)
    clerk = at_work(Role.CLERK, COMMUNE)
    noted = {"nghe": "Không nghe máy", "ghi-chu": ""}
    assert clerk.post("/lam-viec/truc/", noted | {"thon": OTHER}).status_code == 302
    Standing.objects.filter(village_code=OTHER).update(commune_code="99999")
    assert clerk.post("/lam-viec/truc/", noted | {"thon": OTHER}).status_code == 404
    assert Event.objects.filter(type="ballot.village_called").count() == 1
    auditor = at_work(Role.AUDITOR, "22")
    assert auditor.post("/lam-viec/truc/", noted | {"thon": VILLAGE}).status_code == 404


def test_hands_are_not_called_for_outside_a_meeting_and_nobody_stands_twice():
    in_state(S.RERUN)
    chair, here = at_work(Role.CHAIR, COMMUNE), f"/lam-viec/thon/{VILLAGE}/lan-bau-tiep/"
    given = {"ngay": "01/01/2030", "cach": "household_ballots", "hinh-thuc": "show_of_hands", "nguoi": ["c1", "c1"]}
    given["ly-do"] = "đơn xin rút số 4"
    refused = chair.post(here, given)
    assert refused.status_code == 422
    assert "Giơ tay biểu quyết chỉ làm được ở cuộc họp" in refused.content.decode()
    assert '<option value="show_of_hands" selected>' in refused.content.decode()
    chair.post(here, given | {"hinh-thuc": "secret_ballot"})
    assert Round.objects.get(number=2).slate == ["c1"]


def test_a_decision_of_today_is_of_today_before_seven_in_the_morning_too(monkeypatch):
    """The clock is kept in universal time; in Việt Nam the day began seven hours before."""
    in_state(S.ELECTED)
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 7, 17, 30, tzinfo=UTC))
    chair = at_work(Role.CHAIR, COMMUNE)
    returned = {"ngay": "08/6/2022", "ly-do": "thiếu chữ ký của thư ký"}
    assert chair.post(f"/lam-viec/thon/{VILLAGE}/tra-ho-so/", returned).status_code == 302
    answered = {"viec": "1", "ngay": "08/6/2022", "ly-do": "đã ký"}
    leader = at_work(Role.TEAM_LEADER, VILLAGE)
    assert leader.post(f"/lam-viec/thon/{VILLAGE}/tra-loi/", answered).status_code == 302
    chair.post("/lam-viec/cong-nhan/", {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"})
    assert Recognition.objects.get().decided_on == date(2022, 6, 8)


def test_a_day_without_its_number_is_not_dropped_in_silence():
    in_state(S.ELECTED)
    answer = at_work(Role.CHAIR, COMMUNE).post("/lam-viec/cong-nhan/", {f"ngay-{VILLAGE}": "08/6/2022"})
    assert answer.status_code == 422
    assert "Có ngày mà chưa có số quyết định" in answer.content.decode()


@pytest.mark.both_databases
def test_signs_that_nobody_types_reach_no_table():
    in_state(S.ELECTED)
    chair = at_work(Role.CHAIR, COMMUNE)
    paper = {"ngay": "08/6/2022", "ly-do": "thiếu\x00 chữ \u202eký", "so": ""}
    assert chair.post(f"/lam-viec/thon/{VILLAGE}/tra-ho-so/", paper).status_code == 302
    assert Ruling.objects.get().reason == "thiếu chữ ký"


def test_a_word_beside_the_figures_that_is_too_long_is_kept_as_it_was_typed():
    in_state(S.VOTING)
    leader, here = at_work(Role.TEAM_LEADER, VILLAGE), f"/lam-viec/thon/{VILLAGE}/phieu-dem/"
    figures = {key: str(value) for key, value in world.figures(a=60, b=38).items()}
    over = figures | {"issued": "97", "viec": "bao-len", "bao-len": LONG}
    lost = figures | {"collected": "97", "valid": "97", "votes.c2": "37", "ly-do-VH-COUNT-212": LONG}
    for given in (over, lost):
        answer = leader.post(here, given)
        assert answer.status_code == 422
        assert "dài 9999 chữ cái" in answer.content.decode()
        assert LONG.strip() in answer.content.decode()
