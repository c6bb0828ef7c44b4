"""Mọi trang của bàn làm việc, as a village goes its whole way: what each role is shown, gathered page by page.

A client, no browser: the pages are as the server writes them. `guide_world` arranges, the roles press.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from html import unescape
from uuid import uuid4

from django.test import Client
from django.urls import get_resolver

from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.desk.access import MAY, Act
from dantin.desk.rulings_page import SLUGS
from dantin.store.models import Account, Candidacy, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.desk.people import signed_in
from tests.store import world

from . import guide_world
from .guide_world import PEOPLE, VILLAGE

HERE = f"/lam-viec/thon/{VILLAGE}/"
NOT_READ = re.compile(r"(?s)<script.*?</script>|<svg.*?</svg>|<title>.*?</title>")
TAG = re.compile(r"<[^>]+>")
AT_WORK = (Role.CLERK, Role.CHAIR, Role.TEAM_LEADER, Role.COUNTER)
LOOKS = 30
SOME_LOOKS = 8  # of who does nothing, but is told what to look at
# What somebody has at hand only while doing it: a file handed in, an account asked for.
OF_SOMEBODY = {"desk_import_job", "desk_import_marked", "desk_account", "desk_reset", "desk_import_template"}
OF_SOMEBODY |= {"desk_accounts_template"}


def read(html: str) -> str:
    """What a person reads on the page, in one line."""
    return " ".join(unescape(TAG.sub(" ", NOT_READ.sub(" ", html))).replace("\u00a0", " ").split())


PAPER = "quyet-dinh-ngay-bau-cu"


def addresses() -> list[tuple[str, str, Act]]:
    desk = next(one for one in get_resolver().url_patterns if str(one.pattern) == "lam-viec/")
    return [
        (
            one.name,
            "/lam-viec/" + str(one.pattern).replace("<str:code>", VILLAGE).replace("<slug:form>", PAPER),
            one.callback.act,
        )
        for one in desk.url_patterns
        if hasattr(one.callback, "act") and one.name not in OF_SOMEBODY and "<int:" not in str(one.pattern)
    ]


class EveryPage:
    """{role: {address: what was read there, in each step}}."""

    def __init__(self, monkeypatch, *, kind: str = "thon", roles: Collection[Role] = tuple(PEOPLE)) -> None:
        self._patch, self.roles = monkeypatch, roles
        self.seen: dict[Role, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.at(2022, 5, 22, 9)
        guide_world.build(kind)
        guide_world.open_all(at=clock.now())
        self.clients = {role: self._at_work(login) for role, (login, _, _) in PEOPLE.items()}

    @staticmethod
    def _at_work(login: str) -> Client:
        client = Client()
        signed_in(client, Account.objects.get(login=login))
        return client

    def at(self, *moment: int) -> None:
        self._patch.setattr(clock, "now", lambda: datetime(*moment, tzinfo=world.VIETNAM))

    def keep(self, role: Role, address: str, answer: object) -> None:
        if answer.status_code in (200, 422) and "html" in answer.headers["Content-Type"]:
            self.seen[role][address].append(read(answer.content.decode()))

    def look(self) -> None:
        """Each role opens its first page and the village's, and whatever else it may open and has not seen enough."""
        newest = Standing.objects.filter(village_code=VILLAGE).order_by("-election_id")[0]
        state = HeadState(newest.state)
        for role in self.roles:
            for _, address, act in addresses():
                grant = MAY[act]
                may = role in grant.roles and (VILLAGE not in address or state in grant.states)
                often = address in ("/lam-viec/", HERE, f"{HERE}kich-ban/")
                enough = LOOKS if role in AT_WORK and often else SOME_LOOKS if role is Role.AUDITOR and often else 1
                if may and len(self.seen[role][address]) < enough:
                    self.keep(role, address, self.clients[role].get(address))

    def press(self, role: Role, address: str, **given: object) -> None:
        """A form sent in; whatever the answer says is read too, a refusal as well."""
        data = {name.replace("_", "-"): value for name, value in given.items()}
        self.keep(role, address, self.clients[role].post(address, data, follow=True))

    # the way of one village

    def prepare(self) -> None:
        nominees, register = f"{HERE}ung-cu/", f"{HERE}danh-sach/"
        front, commune, clerk, leader = Role.FRONT_VILLAGE, Role.FRONT, Role.CLERK, Role.TEAM_LEADER
        self.look()
        self.press(commune, nominees, viec="chot", so="4/BB", ngay="22/5/2022")
        for name in ("Lý Văn An", "Lý Thị Bình"):
            given = {"ten": name, "nam_sinh": "1980", "nguon": Candidacy.Origin.INTRODUCED.value, "ngay": "20/5/2022"}
            self.press(front, nominees, viec="gioi-thieu", **given)
            self.press(front, nominees, viec="gioi-thieu", **given)  # twice: refused
        self.look()
        votes = {"thuan-1": "9", "thuan-2": "9"}
        self.press(front, nominees, viec="hoi-nghi", loai="front", du="9", so="3/BB", ngay="20/5/2022", **votes)
        for number in ("1", "2"):
            self.press(front, nominees, viec="thong-nhat", nguoi=number, so="7-CV", ngay="21/5/2022")
        self.press(clerk, f"{HERE}ly-lich/1/", dan_toc="Tày", dang_vien="co", ngay_vao_dang="19/5/2010")
        self.press(clerk, f"{HERE}ly-lich/1/", ngay_vao_dang="19/5/2090")  # refused
        self.press(clerk, register, viec="thieu")
        self.press(leader, register, viec="khieu-nai", nguoi="Lý Văn Hộ", ngay="20/5/2022", noi_dung="thiếu một hộ")
        self.press(clerk, register, viec="chot", tong_so="12")  # a complaint is open: refused
        self.look()
        given = {"so": "9/TB", "ngay": "21/5/2022", "ket_qua": "sai", "noi_dung": "đã đủ"}
        self.press(clerk, register, viec="tra-loi", so_khieu_nai="1", **given)
        self.press(leader, register, viec="niem-yet", noi="", ngay="20/5/2022")
        self.press(leader, register, viec="dai-dien", ho="99", ten="A", tu_cach="nominated", giay="1")
        self.press(clerk, register, viec="chot", tong_so=str(guide_world.HOUSEHOLDS))
        self.press(clerk, register, viec="chot", tong_so=str(guide_world.HOUSEHOLDS))
        team = "Trần Thị Tổ; 1970; tổ trưởng; Mặt trận\nLê Văn Thư; 1980; thư ký; Hội Nông dân"
        self.press(clerk, nominees, viec="to", so="30/QĐ", ngay="18/5/2022", nguoi_to=team)
        given = {"so": "4/BB", "ngay": "22/5/2022", "cach": "meeting", "hinh-thuc": "secret_ballot"}
        self.press(commune, nominees, viec="chot", ly_do="giấy tờ lưu ở xã", **given)
        self.look()

    def accounts(self) -> None:
        """Somebody of the hall lost the way in on the day of the election; the chairman lends his work."""
        leader = Account.objects.get(login=PEOPLE[Role.TEAM_LEADER][0])
        one = f"/lam-viec/tai-khoan/{leader.pk}/"
        self.keep(Role.CLERK, one, self.clients[Role.CLERK].get(one))
        self.press(Role.CLERK, one, viec="dat-lai", loi="gọi 0900, nói rơi máy")
        reset = f"/lam-viec/tai-khoan/dat-lai/{leader.resets.get().pk}/"
        for role, address in ((Role.CHAIR, "/lam-viec/tai-khoan/"), (Role.CHAIR, reset)):
            self.keep(role, address, self.clients[role].get(address))
        self.press(Role.CHAIR, reset)
        self.keep(Role.CLERK, reset, self.clients[Role.CLERK].get(reset))
        self.keep(Role.CLERK, one, self.clients[Role.CLERK].get(one))
        own, clerk = "/lam-viec/tai-khoan-cua-toi/", Account.objects.get(login=PEOPLE[Role.CLERK][0])
        self.press(Role.CHAIR, own, viec="giao", nguoi=str(clerk.pk), tu="05/6/2022", den="06/6/2022")
        self.keep(Role.CLERK, own, self.clients[Role.CLERK].get(own))

    def postpone(self) -> None:
        self.ruling(Role.CLERK, RulingKind.POSTPONED)
        self.look()
        self.ruling(Role.CLERK, RulingKind.DAY_SET, tu_ngay="12/6/2022")

    def vote(self) -> None:
        self.press(Role.TEAM_LEADER, f"{HERE}khai-mac/")
        self.press(Role.TEAM_LEADER, f"{HERE}bao-so/", voted="99")
        day = ((Role.PROVINCE, "truc"), (Role.DISTRICT, "truc"), (Role.CLERK, "moc-gio"))  # as they are that day alone
        for role, page in day:
            self.keep(role, f"/lam-viec/{page}/", self.clients[role].get(f"/lam-viec/{page}/"))
        self.look()

    def count(self, a: int, b: int, *, differ: bool = False) -> None:
        sheet, total = f"{HERE}phieu-dem/", a + b
        for role, shift in ((Role.COUNTER, 0), (Role.CLERK, 1 if differ else 0)):
            self.press(role, sheet, **self._figures(total, a - shift, b + shift))
        self.look()
        if not differ:
            return
        for role, shift in ((Role.CLERK, 1), (Role.COUNTER, 0)):
            self.press(role, f"{HERE}phieu-khac/", **self._votes(a - shift, b + shift))
        self.look()
        for role in (Role.TEAM_LEADER, Role.COUNTER):
            self.press(role, f"{HERE}dem-lai/", **self._figures(total, a, b))
            self.look()

    def tell_above(self) -> None:
        """The paper itself does not add up: told to the level above, which confirms what was counted again."""
        given = self._figures(11, 7, 4) | {"valid": "10"}
        self.press(Role.COUNTER, f"{HERE}phieu-dem/", **given)
        self.press(Role.COUNTER, f"{HERE}phieu-dem/", viec="bao-len", bao_len="đếm lại vẫn vậy", **given)

    def confirm(self) -> None:
        page = f"{HERE}xac-nhan-so/"
        for role in (Role.CHAIR, Role.PROVINCE, Role.TEAM_LEADER, Role.CLERK):
            for address in (HERE, page, f"{HERE}ky-bien-ban/"):
                self.keep(role, address, self.clients[role].get(address))
        self.press(Role.CHAIR, page, da_kiem_tra="đã xem giấy")

    def sign(self) -> None:
        self.press(Role.TEAM_LEADER, f"{HERE}ky-bien-ban/")
        self.look()

    def next_round(self, day: str) -> None:
        address = f"{HERE}lan-bau-tiep/"
        self.press(Role.CLERK, address, ngay="", cach="meeting")
        given = {"ngay": day, "cach": "meeting", "hinh-thuc": "secret_ballot", "nguoi": ["c1", "c2"]}
        self.press(Role.CLERK, address, **given)
        self.look()

    def ruling(self, role: Role, kind: RulingKind, **more: object) -> None:
        """First an empty form, which says what is missing; then the paper."""
        address = f"{HERE}{SLUGS[kind]}/"
        self.press(role, address)
        self.press(role, address, **{"so": "88/QĐ-UBND", "ngay": "5/6/2022", "ly_do": "theo hồ sơ số 7"} | more)

    def recognise(self, day: str) -> None:
        given = {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": day}
        self.press(Role.CHAIR, "/lam-viec/cong-nhan/", **given)
        self.look()

    @staticmethod
    def _votes(a: int, b: int) -> dict[str, str]:
        return {"votes.c1": str(a), "votes.c2": str(b), "lan-doc": str(uuid4())}

    def _figures(self, total: int, a: int, b: int) -> dict[str, str]:
        same = dict.fromkeys(("attended", "issued", "collected", "valid"), str(total))
        return same | {"invalid": "0"} | self._votes(a, b)


def whole_way(pages: EveryPage) -> EveryPage:
    """Prepared, postponed, nobody above half, elected in a recount, returned, recognised, left, an interim head."""
    pages.prepare()
    pages.at(2022, 6, 5, 8)
    pages.accounts()
    pages.postpone()
    pages.at(2022, 6, 12, 9, 30)
    pages.vote()
    pages.count(6, 5)
    pages.sign()
    pages.next_round("19/6/2022")
    pages.at(2022, 6, 19, 17)
    pages.vote()
    pages.tell_above()
    pages.count(8, 3, differ=True)
    pages.confirm()
    pages.sign()
    pages.at(2022, 6, 22, 9)
    pages.ruling(Role.CHAIR, RulingKind.RETURNED, ngay="20/6/2022")
    pages.ruling(Role.FRONT, RulingKind.COMPLAINT, ngay="20/6/2022")
    pages.recognise("21/6/2022")
    pages.ruling(Role.TEAM_LEADER, RulingKind.ANSWERED, ngay="21/6/2022", viec="3")
    pages.ruling(Role.CLERK, RulingKind.ANSWERED, ngay="21/6/2022", viec="4")
    for kind in (RulingKind.REELECTION, RulingKind.ANNULLED, RulingKind.SUPERSEDED, RulingKind.EXTENDED):
        pages.press(Role.CHAIR, f"{HERE}{SLUGS[kind]}/")
    pages.recognise("22/6/2022")
    pages.ruling(Role.CHAIR, RulingKind.INTERIM, tu_ngay="22/6/2022", den_ngay="1/12/2022")  # nobody left: refused
    given = {"vi_sao": "resigned", "tu_ngay": "22/6/2022", "ngay": "22/6/2022"}
    pages.ruling(Role.CHAIR, RulingKind.LEFT, **given)
    pages.look()
    given = {"ho_ten": "Lương Văn Thử", "tu_ngay": "22/6/2022", "den_ngay": "1/12/2022", "ngay": "22/6/2022"}
    pages.ruling(Role.CHAIR, RulingKind.INTERIM, **given)
    pages.look()
    filled, given = f"{HERE}bau-bo-sung/", {"so": "90/QĐ-UBND", "ngay": "22/6/2022", "ngay_bau": "24/7/2022"}
    pages.press(Role.CHAIR, filled)
    choices = {"ai_bau": "household_representatives", "cach": "meeting", "hinh_thuc": "secret_ballot"}
    pages.press(Role.CHAIR, filled, **given, **choices)
    pages.look()
    return pages
