"""Văn bản quanh cuộc bầu ở một thôn: one page a kind, a few fields, and what the paper does said before it is saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import afterwards, rulebooks
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.law import NoRule
from dantin.core.rulebooks.village_head.decide import HeadRulebook
from dantin.core.rulebooks.village_head.record import by_election_is_called_in_time, lasts_beyond_the_term
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.locale.words import day, full_name, head_title, of_kind
from dantin.store.actions.rulings import RulingIn, record_rulings
from dantin.store.models import Account, ByElection, Election, ReportReceipt, Ruling
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.rulings import as_values
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village, granted_here
from .forms import in_words, pointed_at
from .frame import frame
from .receipt_words import LATE, answered_late

SLUGS = {
    RulingKind.POSTPONED: "hoan",
    RulingKind.DAY_SET: "dinh-lai-ngay",
    RulingKind.INTERIM: "lam-thoi",
    RulingKind.REELECTION: "yeu-cau-bau-lai",
    RulingKind.RETURNED: "tra-ho-so",
    RulingKind.SUPERSEDED: "thay-bien-ban",
    RulingKind.COMPLAINT: "khieu-nai",
    RulingKind.ANSWERED: "tra-loi",
    RulingKind.ANNULLED: "huy-ket-qua",
    RulingKind.LEFT: "thoi-lam",
    RulingKind.EXTENDED: "keo-dai",
}
ACTS = {
    RulingKind.POSTPONED: Act.POSTPONE,
    RulingKind.DAY_SET: Act.SET_DAY,
    RulingKind.INTERIM: Act.APPOINT_INTERIM,
    RulingKind.REELECTION: Act.ORDER_REELECTION,
    RulingKind.RETURNED: Act.RETURN_FILE,
    RulingKind.SUPERSEDED: Act.REPLACE_SHEET,
    RulingKind.COMPLAINT: Act.TAKE_COMPLAINT,
    RulingKind.ANSWERED: Act.ANSWER,
    RulingKind.ANNULLED: Act.ANNUL,
    RulingKind.LEFT: Act.RECORD_LEAVING,
    RulingKind.EXTENDED: Act.EXTEND_TERM,
}
# The heading, and what the paper does.
WORDS = {
    RulingKind.POSTPONED: ("Hoãn ngày bầu", "Chưa tới ngày mới thì chưa khai mạc. Số của tỉnh vẫn giữ thôn này."),
    RulingKind.DAY_SET: ("Định lại ngày bầu", "Từ ngày ấy thôn khai mạc được."),
    RulingKind.INTERIM: ("Chỉ định lâm thời", "Chủ tịch Ủy ban nhân dân xã chỉ định, có ngày hết."),
    RulingKind.REELECTION: ("Yêu cầu bầu lại", "Thay cho quyết định công nhận. Kết quả cũ vẫn giữ trong hồ sơ."),
    RulingKind.RETURNED: ("Trả hồ sơ về tổ bầu cử", "Nêu một việc cần bổ sung. Chưa trả lời thì chưa công nhận."),
    RulingKind.SUPERSEDED: (
        "Lập biên bản thay thế",
        "Mở một phiếu đếm mới cho lần bầu này; hai người đọc lại từ đầu. Biên bản cũ và kết luận cũ vẫn giữ.",
    ),
    RulingKind.COMPLAINT: ("Nhận khiếu nại", "Chưa trả lời thì chưa công nhận và chưa mở lần bầu tiếp theo."),
    RulingKind.ANSWERED: ("Trả lời", "Trả lời xong thì bước tiếp theo làm được."),
    RulingKind.ANNULLED: ("Huỷ kết quả", "Kết quả bị huỷ vẫn giữ trong hồ sơ; thôn phải bầu lại."),
    RulingKind.LEFT: ("Trưởng thôn thôi làm", "Chức danh khuyết từ ngày ấy. Kết quả của cuộc bầu này không đổi."),
    RulingKind.EXTENDED: ("Kéo dài nhiệm kỳ", "Trưởng thôn đang làm tiếp tục tới ngày ấy."),
}
# The law page that says why a paper has its limit.
LAW = {
    RulingKind.INTERIM: "/luat/truong-thon/lam-thoi/",
    RulingKind.LEFT: "/luat/truong-thon/khuyet/",
    RulingKind.REELECTION: LATE,
    RulingKind.EXTENDED: "/luat/truong-thon/keo-dai/",
}
_NO_NAMES = "Một hai câu, không ghi tên người."


@dataclass(slots=True)
class Field:
    """Một ô của trang; what was typed stays, also when it is refused."""

    name: str
    label: str
    hint: str = ""
    is_day: bool = False
    required: bool = True
    most: int = 60
    choices: Sequence[tuple[str, str]] = ()
    typed: str = ""
    wrong: str = ""

    def take(self, request: HttpRequest) -> None:
        """What was typed into it, and what is wrong with that as it stands."""
        self.typed = " ".join(request.POST.get(self.name, "").split())
        if self.required and not self.typed:
            self.wrong = f"{self.label} còn trống."
        elif len(self.typed) > self.most:
            self.wrong = f"{self.label} dài {len(self.typed)} chữ cái, nhiều nhất là {self.most}. Viết ngắn lại."
        elif self.choices and self.typed and self.typed not in dict(self.choices):
            self.wrong = f"{self.label}: chọn lại."

    @property
    def day(self) -> date | None:
        """The day that was typed; says what is wrong with it."""
        column = Column(name=self.name, title=self.label, kind=Kind.DAY, required=False)
        try:
            found = reader(column)(self.typed)
        except CellFault as fault:
            self.wrong = f"{self.label}: {fault}."
            return None
        return found if isinstance(found, date) else None


def page(kind: RulingKind) -> Callable[..., HttpResponse]:
    """The page of one kind of paper."""

    @allowed_in_village(ACTS[kind])
    def shown(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
        return _page(request, election, work, kind)

    return shown


def _page(request: HttpRequest, election: Election, work: VillageWork, kind: RulingKind) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    fields, said = _fields(kind, account, work), ""
    if request.method == "POST":
        for each in fields:
            each.take(request)
        given = _given(kind, work, {each.name: each for each in fields})
        if not any(each.wrong for each in fields):
            answers = record_rulings(election=election, rulings=[given], actor=request.user.login, at=clock.now())
            if not isinstance(answers[0], Refused):
                return HttpResponseRedirect(_here("desk_village", work))
            said = in_words(answers[0], work.code, full_name(work.kind, work.name))
    heading, what = WORDS[kind]
    context = {
        **frame(request, heading),
        "work": work,
        "name": full_name(work.kind, work.name),
        "heading": of_kind(heading, work.kind),
        "what": of_kind(what, work.kind),
        "fields": fields,
        "said": said,
        "button": f"Ghi: {of_kind(heading, work.kind).lower()}",
    }
    return render(request, "desk/van-ban.html", context, status=422 if request.method == "POST" else 200)


def _fields(kind: RulingKind, account: Account, work: VillageWork) -> list[Field]:
    number = Field("so", "Số quyết định")
    on = Field("ngay", "Ngày quyết định", "như 08/6/2022", is_day=True, most=20)
    reason = Field("ly-do", "Lý do", _NO_NAMES, most=400)
    which = Field(
        "tinh-la",
        "Quyết định tính lần bầu này là",
        "Luật không nói; quyết định phải nói rõ.",
        choices=[("lan-dau", "lần đầu"), ("bau-lai", "lần bầu lại")],
    )
    match kind:
        case RulingKind.POSTPONED:
            new_day = Field("tu-ngay", "Ngày bầu mới", "Chưa định thì để trống.", is_day=True, required=False, most=20)
            return [number, on, reason, new_day]
        case RulingKind.DAY_SET:
            return [number, on, Field("tu-ngay", "Ngày bầu mới", is_day=True, most=20)]
        case RulingKind.INTERIM:
            why = "Luật không nói có giao lần nữa không: hỏi cán bộ pháp chế rồi ghi, không ghi tên người."
            again = [Field("ly-do", "Vì sao giao lần nữa", why, most=400)]
            return [
                *(again if afterwards.interim_before(work.rulings) else []),
                number,
                on,
                Field("ho-ten", "Họ và tên người được giao", most=120),
                Field("nam-sinh", "Năm sinh", required=False, most=4),
                Field("tu-ngay", "Từ ngày", is_day=True, most=20),
                Field("den-ngay", "Đến ngày", "Không quá sáu tháng kể từ quyết định.", is_day=True, most=20),
            ]
        case RulingKind.REELECTION | RulingKind.ANNULLED:
            return [number, on, reason, which]
        case RulingKind.RETURNED:
            what = Field("ly-do", "Việc cần bổ sung", _NO_NAMES, most=400)
            return [Field("ngay", "Ngày trả", is_day=True, most=20), what]
        case RulingKind.SUPERSEDED:
            on.label = "Ngày yêu cầu"
            return [on, Field("so", "Số văn bản yêu cầu", "Không có thì để trống.", required=False), reason]
        case RulingKind.COMPLAINT:
            return [
                Field("ngay", "Ngày đơn", is_day=True, most=20),
                Field("so", "Số đơn đến", "Không có thì để trống.", required=False),
                Field("ly-do", "Khiếu nại về việc gì", _NO_NAMES, most=400),
            ]
        case RulingKind.ANSWERED:
            asked = [(str(r.number), _waits(r)) for r in _mine(account, work)]
            return [
                Field("viec", "Trả lời việc nào", choices=asked, typed=asked[0][0] if len(asked) == 1 else ""),
                Field("ngay", "Ngày trả lời", is_day=True, most=20),
                Field("so", "Số văn bản", "Không có thì để trống.", required=False),
                Field("ly-do", "Trả lời", _NO_NAMES, most=400),
            ]
        case RulingKind.LEFT:
            grounds = [(value, label) for value, label in Ruling.Ground.choices]
            on.label, on.hint = "Ngày công nhận cho thôi", "Từ ngày này tính hạn bầu người mới."
            return [
                number,
                on,
                Field("vi-sao", "Vì sao", choices=grounds),
                Field("tu-ngay", "Khuyết từ ngày", is_day=True, most=20),
            ]
        case RulingKind.EXTENDED:
            return [number, on, Field("den-ngay", "Đến ngày", is_day=True, most=20)]


def _given(kind: RulingKind, work: VillageWork, fields: dict[str, Field]) -> RulingIn:
    def typed(name: str) -> str:
        return fields[name].typed if name in fields else ""

    def on(name: str) -> date | None:
        return fields[name].day if name in fields else None

    born, born_in = typed("nam-sinh"), pointed_at(typed("nam-sinh"))
    if born and (born_in is None or len(born) > 4):
        fields["nam-sinh"].wrong = f"Năm sinh ghi “{born[:20]}”, cần bốn chữ số."
    which = typed("tinh-la")
    return RulingIn(
        village_code=work.code,
        kind=kind,
        decided_on=on("ngay") or date.min,
        decision_number=typed("so"),
        reason=typed("ly-do"),
        from_on=on("tu-ngay"),
        until_on=on("den-ngay"),
        answers=pointed_at(typed("viec")),
        name=typed("ho-ten"),
        born_in=born_in,
        ground=typed("vi-sao"),
        counts_as_first=None if not which else which == "lan-dau",
    )


def _mine(account: Account, work: VillageWork) -> list[afterwards.Ruling]:
    """What waits for an answer of this account: a returned file is the team's, a complaint the commune's."""
    team = account.role == Role.TEAM_LEADER
    return [one for one in work.waiting if (one.kind is RulingKind.RETURNED) is team]


def _waits(one: afterwards.Ruling) -> str:
    what = "hồ sơ trả lại" if one.kind is RulingKind.RETURNED else "khiếu nại"
    return f"{what}, ngày {day(one.decided_on)}"


def pressing(account: Account, work: VillageWork, today: date) -> list[dict[str, str]]:
    """Văn bản tới lượt tài khoản này: what holds the village back until somebody writes it."""
    found: list[dict[str, str]] = []

    def offer(kind: RulingKind, what: str, why: str) -> None:
        if granted_here(account, ACTS[kind], work):
            found.append({"what": what, "why": why, "href": _address(kind, work)})

    head = head_title(work.kind).lower()
    if mine := _mine(account, work):
        offer(RulingKind.ANSWERED, "Trả lời", f"Còn {_waits(mine[0])} chưa trả lời.")
    serves = _serves(work, today)
    if work.state is HeadState.INTERIM and not serves:
        offer(RulingKind.INTERIM, "Chỉ định lâm thời", f"Chưa bầu được {head}.")
    left = afterwards.vacancy(work.rulings)
    if left is not None and not serves and (left.from_on is None or left.from_on <= today):
        offer(RulingKind.INTERIM, "Chỉ định lâm thời", f"Đang khuyết {head}.")
    if work.lacks_a_day:
        offer(RulingKind.DAY_SET, "Định lại ngày bầu", "Đã hoãn, chưa có ngày mới.")
    return found


def offered(account: Account, work: VillageWork, today: date) -> list[dict[str, str]]:
    """Văn bản có thể ghi ở thôn này bây giờ, none of them pressing."""
    pressed = {one["href"] for one in pressing(account, work, today)}
    able = [kind for kind in SLUGS if kind is not RulingKind.ANSWERED and granted_here(account, ACTS[kind], work)]
    reaches = _within_reach(work, today) - {kind for kind in SLUGS if _address(kind, work) in pressed}
    return [
        {"what": of_kind(WORDS[kind][0], work.kind), "href": _address(kind, work)} for kind in able if kind in reaches
    ]


def _serves(work: VillageWork, today: date) -> bool:
    """Whether an interim head is in office on that day: appointed, not gone, the last day not over."""
    appointed = afterwards.interim(work.rulings)
    return appointed is not None and (appointed.until_on is None or today <= appointed.until_on)


def _address(kind: RulingKind, work: VillageWork) -> str:
    return _here(f"desk_ruling_{kind}", work)


def _here(name: str, work: VillageWork) -> str:
    """The address of a page of this village, at the election it is the work of."""
    return reverse(name, args=[work.code]) + (f"?bau={work.earlier}" if work.earlier else "")


def _within_reach(work: VillageWork, today: date) -> set[RulingKind]:
    """Kinds that are not refused at once for what the list of villages already knows."""
    out: set[RulingKind] = set()
    if work.recognised:
        out |= {RulingKind.REELECTION, RulingKind.RETURNED, RulingKind.SUPERSEDED}
    elif afterwards.interim(work.rulings) is None:
        out |= {RulingKind.LEFT}
    if work.declaration is None or not work.signed:
        out |= {RulingKind.SUPERSEDED, RulingKind.ANNULLED}
    if work.state is HeadState.RERUN and work.declaration is not None:
        out |= {RulingKind.POSTPONED}
    if work.by_election and not work.recognised:  # the post is vacant: there is no term to extend
        out |= {RulingKind.EXTENDED}
    if afterwards.vacancy(work.rulings):
        out |= {RulingKind.EXTENDED} | (set() if afterwards.interim(work.rulings) else {RulingKind.LEFT})
    elif work.state in (HeadState.ELECTED, HeadState.ELECTED_IN_RERUN):
        out |= {RulingKind.INTERIM}
    if _serves(work, today):
        out |= {RulingKind.INTERIM}
    return set(RulingKind) - out


def papers(rulings: Sequence[Ruling], today: date, kind: str) -> list[dict[str, Any]]:
    """Các văn bản đã ghi, newest first, with what is still to run."""
    values = as_values(rulings)
    waiting = {one.number for one in afterwards.unanswered(values)}
    of_interims = afterwards.interims_left(values)
    return [
        {
            "number": row.number,
            "kind": "lâm thời thôi làm" if row.number in of_interims else of_kind(row.get_kind_display(), kind),
            "paper": " ".join(part for part in (row.decision_number, f"ngày {day(row.decided_on)}") if part),
            "reason": row.reason,
            "more": " ".join(_more(row, today, of_interim=row.number in of_interims)),
            "law": "" if row.number in of_interims else LAW.get(RulingKind(row.kind), ""),
            "waits": row.number in waiting,
        }
        for row in reversed(rulings)
    ]


def _more(row: Ruling, today: date, *, of_interim: bool) -> list[str]:
    match RulingKind(row.kind):
        case RulingKind.POSTPONED | RulingKind.DAY_SET:
            return [f"Ngày bầu mới {day(row.from_on)}." if row.from_on else "Chưa có ngày mới."]
        case RulingKind.INTERIM:
            assert row.person is not None
            assert row.from_on is not None
            assert row.until_on is not None
            who = f"{row.person.name}, từ {day(row.from_on)} đến {day(row.until_on)}."
            return [who, _left_to(row.until_on, today)]
        case RulingKind.REELECTION | RulingKind.ANNULLED:
            which = "Lần bầu sau tính là lần đầu." if row.counts_as_first else "Lần bầu sau tính là lần bầu lại."
            return [which, _answered_late(row) if row.kind == RulingKind.REELECTION else ""]
        case RulingKind.ANSWERED:
            return [f"Cho văn bản số {row.answers.number} ở đây." if row.answers else ""]
        case RulingKind.LEFT:
            assert row.from_on is not None
            if of_interim:  # no vacancy of its own, so no limit for a by-election
                return [f"{row.get_ground_display().capitalize()}, từ {day(row.from_on)}."]
            return [f"{row.get_ground_display().capitalize()}, khuyết từ {day(row.from_on)}.", _by_election(row, today)]
        case RulingKind.EXTENDED:
            assert row.until_on is not None
            return [_extension(row, row.until_on), _left_to(row.until_on, today)]
        case RulingKind.RETURNED | RulingKind.SUPERSEDED | RulingKind.COMPLAINT:
            return []


def _answered_late(row: Ruling) -> str:
    """An ordered re-election has the limit of recognition (F-25), where the receipt of its report was noted."""
    of_round = ReportReceipt.objects.filter(declaration__round=row.round, recorded_at__lte=row.recorded_at)
    received = of_round.order_by("-id").first()
    return answered_late(row.election.rulebook, received and received.received_on, row.decided_on)


def _left_to(until: date, today: date) -> str:
    days = (until - today).days
    return f"Còn {days} ngày." if days >= 0 else f"Đã hết hạn {-days} ngày."


def _extension(row: Ruling, until_on: date) -> str:
    """What the law of the day of the paper says of it (VH-RECORD-5)."""
    rulebook = rulebooks.in_force("village_head", row.decided_on)
    return rulebooks.explain(lasts_beyond_the_term(rulebook.code, until_on, row.election.term_ends_in))


def _by_election(row: Ruling, today: date) -> str:
    """Hạn quyết định bầu người mới, by the law of the day of leaving; where none is known, nobody guesses."""
    try:
        rulebook = rulebooks.in_force("village_head", row.decided_on)
    except NoRule:
        return "Chưa có quy định cho ngày ấy: hỏi cán bộ pháp chế về hạn bầu người mới."
    assert isinstance(rulebook, HeadRulebook)
    within = rulebook.numbers.by_election_within_days
    filled = ByElection.objects.filter(vacancy=row).select_related("election").first()
    if filled is not None and within is not None:
        called_on = filled.election.called_on
        return rulebooks.explain(by_election_is_called_in_time(rulebook.code, row.decided_on, called_on, within))
    if filled is not None:
        return f"Đã quyết định bầu người mới ngày {day(filled.election.called_on)}."
    by = afterwards.by_election_due(row.decided_on, within)
    if by is None:
        return "Quy định của ngày ấy không đặt hạn bầu người mới."
    return f"Quyết định bầu người mới chậm nhất {day(by)}. {_left_to(by, today)}"
