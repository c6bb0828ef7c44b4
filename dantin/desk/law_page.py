"""Pháp chế: the rulebook of each day of calling, the allowances, what was chosen, what the law leaves open."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import rulebooks
from dantin.core.law import Interval, NoRule
from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import Electorate
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.locale.words import LOCAL, day
from dantin.store.actions.allowances import AllowanceIn, EndingIn, allow_rulebook, end_allowance
from dantin.store.models import Account, Election, Place
from dantin.store.readers import clock
from dantin.store.readers.allowances import KINDS, Allowed, allowance_on, allowances_of
from dantin.store.readers.elections import called_elections, forms_chosen
from dantin.store.readers.periods import newest
from dantin.store.refusals import Refused

from .access import Act, allowed, granted
from .frame import frame
from .law_words import OPEN_QUESTIONS
from .rulings_page import Field

# Writes what was typed: its words, its days, and when.
Write = Callable[[dict[str, str], dict[str, date], datetime], object]

_ELECTORATES = {
    Electorate.ALL_VOTERS: "toàn thể cử tri",
    Electorate.HOUSEHOLD_REPRESENTATIVES: "đại diện hộ gia đình",
}
_PROCEDURES = {
    Procedure.MEETING: "cuộc họp",
    Procedure.SEPARATE_POLL: "bỏ phiếu riêng cả ngày",
    Procedure.HOUSEHOLD_BALLOTS: "phát phiếu từng hộ",
}
_FORMS = {VoteForm.SECRET_BALLOT: "bỏ phiếu kín", VoteForm.SHOW_OF_HANDS: "giơ tay biểu quyết"}


@allowed(Act.SEE_LAW)
def law(request: HttpRequest) -> HttpResponse:
    """The law of one side as this server knows it."""
    account = request.user
    assert isinstance(account, Account)
    side, today = Side(account.side), clock.now().astimezone(LOCAL).date()
    elections = called_elections(side)
    chosen = forms_chosen(elections) if side is Side.STATE else {}
    allowances = allowances_of(side)
    context = {
        **frame(request, "Pháp chế"),
        "today": day(today),
        "now": _now(side, today),
        "periods": _periods(KINDS[side], today),
        "allowances": [_allowance(each, elections) for each in allowances],
        "may_allow": _may_allow(account),
        "may_end": any(each.last is not None for each in allowances),
        "elections": [_election(one, chosen.get(one.id, [])) for one in elections],
        "open": OPEN_QUESTIONS[side],
    }
    return render(request, "desk/phap-che.html", context)


@allowed(Act.ALLOW_RULEBOOK)
def allow(request: HttpRequest) -> HttpResponse:
    """A signed paper that allows a rulebook for days of calling that lie in a hole."""
    account = request.user
    assert isinstance(account, Account)
    if not _may_allow(account):
        raise Http404
    side = Side(account.side)
    books = [(one.code, f"{one.code}, {_days(one.called_on)}") for one in rulebooks.RULEBOOKS[KINDS[side]]]
    fields = [
        Field("bo", "Bộ quy định được áp dụng", choices=books, most=12),
        Field("tu", "Cho cuộc bầu gọi từ ngày", "như 01/3/2026, trong một khoảng trống", is_day=True, most=20),
        Field("den", "Đến hết ngày", is_day=True, most=20),
        *_paper(),
    ]

    def write(typed: dict[str, str], days: dict[str, date], at: datetime) -> None:
        given = AllowanceIn(
            side=side,
            rulebook=typed["bo"],
            called_from=days["tu"],
            called_to=days["den"],
            decision_number=typed["so"],
            decided_on=days["ngay"],
            signed_by=typed["ky"],
        )
        allow_rulebook(allowance=given, actor=account.login, at=at)

    what = (
        "Chỉ cho những ngày chưa có quy định nào. Cuộc bầu gọi trong những ngày ấy giữ bộ quy định này tới cùng; "
        "cuộc bầu gọi trước đó không đổi."
    )
    return _form(request, "Ghi văn bản cho phép", what, fields, write)


@allowed(Act.ALLOW_RULEBOOK)
def end(request: HttpRequest) -> HttpResponse:
    """A later paper that withdraws an allowance or ends it sooner."""
    account = request.user
    assert isinstance(account, Account)
    if not _may_allow(account):
        raise Http404
    side = Side(account.side)
    held = [each for each in allowances_of(side) if each.last is not None]
    numbers = {each.row.decision_number: f"{each.row.decision_number}, {_called(each)}" for each in held}
    fields = [
        Field("cho-phep", "Văn bản cho phép nào", choices=list(numbers.items())),
        Field("con-den", "Còn đến hết ngày", "Để trống là thu hồi cả.", is_day=True, required=False, most=20),
        *_paper(),
    ]

    def write(typed: dict[str, str], days: dict[str, date], at: datetime) -> None:
        given = EndingIn(
            side=side,
            allowance=typed["cho-phep"],
            called_to=days.get("con-den"),
            decision_number=typed["so"],
            decided_on=days["ngay"],
            signed_by=typed["ky"],
        )
        end_allowance(ending=given, actor=account.login, at=at)

    what = "Văn bản cho phép vẫn giữ trong hồ sơ. Cuộc bầu đã gọi theo nó giữ nguyên bộ quy định."
    if not held:
        fields, what = [], "Không có cho phép nào đang còn hiệu lực để thu hồi."
    return _form(request, "Thu hồi, rút ngắn cho phép", what, fields, write)


def _paper() -> list[Field]:
    return [
        Field("so", "Số văn bản"),
        Field("ngay", "Ngày văn bản", is_day=True, most=20),
        Field("ky", "Người ký", "họ và tên, chức vụ", most=120),
    ]


def _form(request: HttpRequest, heading: str, what: str, fields: list[Field], write: Write) -> HttpResponse:
    """Shows the fields, or writes what was typed and goes back to the page of the law."""
    said = ""
    if request.method == "POST" and fields:
        at = clock.now()
        for each in fields:
            each.take(request)
        days = {each.name: found for each in fields if each.is_day and (found := each.day)}
        paper = next(each for each in fields if each.name == "ngay")
        if not paper.wrong and days["ngay"] > at.astimezone(LOCAL).date():
            paper.wrong = f"{paper.label} {paper.typed} chưa tới. Kiểm tra lại ngày."
        if not any(each.wrong for each in fields):
            try:
                write({each.name: each.typed for each in fields}, days, at)
            except Refused as refused:
                said = str(refused)
            else:
                return HttpResponseRedirect(reverse("desk_law"))
    context = {
        **frame(request, heading),
        "heading": heading,
        "what": what,
        "fields": fields,
        "said": said,
        "button": heading,
    }
    return render(request, "desk/phap-che-ghi.html", context, status=422 if request.method == "POST" else 200)


def _may_allow(account: Account) -> bool:
    """An allowance is for a whole province: only its own legal officer writes one."""
    place = newest(account.place_code)
    return granted(account, Act.ALLOW_RULEBOOK) and place is not None and place.level == Place.Level.PROVINCE


def _now(side: Side, today: date) -> dict[str, str]:
    """What an election called today would have."""
    try:
        return {"rulebook": rulebooks.in_force(KINDS[side], today).code, "by": ""}
    except NoRule:
        allowance = allowance_on(side, today)
        return {"rulebook": allowance.rulebook, "by": allowance.decision_number} if allowance else {}


def _periods(kind: str, today: date) -> list[dict[str, Any]]:
    """Rulebooks and holes in the order of their days."""
    rows = [
        {
            "code": one.code,
            "days": _days(one.called_on),
            "first": one.called_on.first or date.min,
            "now": today in one.called_on,
            "why": "",
            "instruments": [{"title": each.title, "href": f"/luat/van-ban/{each.code}/"} for each in one.instruments],
        }
        for one in rulebooks.RULEBOOKS[kind]
    ] + [
        {
            "code": "",
            "days": _days(hole.called_on),
            "first": hole.called_on.first or date.min,
            "now": today in hole.called_on,
            "why": hole.why,
            "instruments": [],
        }
        for hole in rulebooks.HOLES[kind]
    ]
    return sorted(rows, key=lambda row: row["first"])


def _days(called_on: Interval) -> str:
    first, last = called_on.first, called_on.last
    return " ".join(filter(None, [f"từ {day(first)}" if first else "", f"đến {day(last)}" if last else ""]))


def _called(each: Allowed) -> str:
    return f"{each.row.rulebook} từ {day(each.row.called_from)} đến {day(each.last or each.row.called_to)}"


def _allowance(each: Allowed, elections: list[Election]) -> dict[str, Any]:
    row = each.row
    under = [one.title for one in elections if one.allowance_id == row.pk]
    return {
        "rulebook": row.rulebook,
        "days": f"từ {day(row.called_from)} đến {day(row.called_to)}",
        "number": row.decision_number,
        "decided_on": day(row.decided_on),
        "signed_by": row.signed_by,
        "holds": each.last is not None,
        "endings": [
            {
                "what": f"Chỉ còn đến {day(one.called_to)}" if one.called_to else "Đã thu hồi",
                "number": one.decision_number,
                "decided_on": day(one.decided_on),
                "signed_by": one.signed_by,
            }
            for one in each.endings
        ],
        "elections": under,
    }


def _election(one: Election, chosen: list[tuple[str, str, int]]) -> dict[str, Any]:
    rulebook = rulebooks.by_code(one.rulebook)
    choices: list[dict[str, Any]] = []
    if isinstance(rulebook, HeadRulebook):
        alone = len(rulebook.numbers.electorates) == 1
        who = _ELECTORATES[Electorate(one.electorate)] if one.electorate else ""
        choices = [
            {"what": "Ai đi bầu", "chosen": f"{who} (luật chỉ cho một cách)" if who and alone else who},
            {"what": "Cách tổ chức", "chosen": _PROCEDURES[Procedure(one.procedure)] if one.procedure else ""},
            {"what": "Hình thức bầu", "chosen": _FORMS[VoteForm(one.vote_form)] if one.vote_form else ""},
        ]
        choices[0] |= {"asked": "chưa chọn; chưa chốt được danh sách", "stops": True}
        choices[1]["asked"] = choices[2]["asked"] = "chưa chọn; hỏi từng nơi khi chốt danh sách bầu cử"
    return {
        "title": one.title,
        "number": one.decision_number,
        "called_on": day(one.called_on),
        "rulebook": one.rulebook,
        "allowed_by": one.allowance.decision_number if one.allowance else "",
        "choices": choices,
        "in_use": [
            {"what": f"{_PROCEDURES[Procedure(procedure)]}, {_FORMS[VoteForm(form)]}", "villages": number(villages)}
            for procedure, form, villages in chosen
        ],
    }
