"""Gọi bầu bổ sung: the commune's decision that fills a vacancy (F-26), and the way to the by-elections of a place."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import afterwards
from dantin.locale.words import HEAD_STATES, day, full_name, head_title
from dantin.store.actions.by_election import ByElectionIn, call_by_election
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.by_elections import by_elections_in, going_on
from dantin.store.readers.work import VillageWork, villages_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village, granted_here
from .forms import in_words
from .frame import frame
from .rulings_page import Field

_ELECTORATES = [("household_representatives", "đại diện hộ gia đình"), ("all_voters", "toàn thể cử tri")]
_PROCEDURES = [
    ("meeting", "cuộc họp"),
    ("separate_poll", "bỏ phiếu riêng cả ngày"),
    ("household_ballots", "phát phiếu từng hộ"),
]
_FORMS = [("secret_ballot", "bỏ phiếu kín"), ("show_of_hands", "giơ tay biểu quyết")]


@allowed_in_village(Act.CALL_BY_ELECTION)
def call(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The number and the day of the decision, the day of the vote, and what the law leaves open."""
    left = afterwards.vacancy(work.rulings)
    fields, said = _fields(), ""
    if left is None:
        said = f"Chưa ghi {head_title(work.kind).lower()} thôi làm, nên không có chỗ khuyết để bầu bổ sung."
    elif request.method == "POST":
        said = _called(request, election, work, fields)
        if not said and not any(each.wrong for each in fields):
            return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    context = {
        **frame(request, "Bầu bổ sung"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "heading": f"Bầu bổ sung {head_title(work.kind).lower()}",
        "what": "Một cuộc bầu riêng: danh sách, kế hoạch, ứng cử, ngày bầu, kiểm phiếu, công nhận như mọi cuộc bầu. "
        "Nhiệm kỳ của người mới hết cùng nhiệm kỳ đang chạy.",
        "fields": fields if left is not None else [],
        "said": said,
        "button": "Gọi bầu bổ sung",
    }
    return render(request, "desk/van-ban.html", context, status=422 if request.method == "POST" else 200)


def _fields() -> list[Field]:
    return [
        Field("so", "Số quyết định"),
        Field("ngay", "Ngày quyết định", "Luật của ngày này áp dụng cho cuộc bầu.", is_day=True, most=20),
        Field("ngay-bau", "Ngày bầu", "Công bố trước ngày bầu ít nhất 20 ngày.", is_day=True, most=20),
        Field("ai-bau", "Ai đi bầu", choices=_ELECTORATES),
        Field("cach", "Cách tổ chức", choices=_PROCEDURES),
        Field("hinh-thuc", "Hình thức bầu", choices=_FORMS),
    ]


def _called(request: HttpRequest, election: Election, work: VillageWork, fields: list[Field]) -> str:
    """Why nothing was called; what is wrong with one field stands at that field."""
    by_name = {each.name: each for each in fields}
    for each in fields:
        each.take(request)
    called_on, held_on = by_name["ngay"].day, by_name["ngay-bau"].day
    if any(each.wrong for each in fields) or called_on is None or held_on is None:
        return ""
    given = ByElectionIn(
        village_code=work.code,
        decision_number=by_name["so"].typed,
        called_on=called_on,
        held_on=held_on,
        electorate=by_name["ai-bau"].typed,
        procedure=by_name["cach"].typed,
        vote_form=by_name["hinh-thuc"].typed,
    )
    try:
        call_by_election(before=election, call=given, actor=request.user.get_username(), at=clock.now())
    except Refused as refused:
        return in_words(refused, work.code, full_name(work.kind, work.name))
    return ""


def may_call(account: Account, work: VillageWork) -> bool:
    """Whether this account may call a by-election here now: the post is vacant, and none was called since."""
    vacant = not work.earlier and afterwards.vacancy(work.rulings) is not None
    return vacant and granted_here(account, Act.CALL_BY_ELECTION, work)


def ways_to(account: Account, address: str, shown: Election | None) -> list[dict[str, Any]]:
    """The by-elections going on in the place of the account, each with its page of this kind; and the way back."""
    found: list[dict[str, Any]] = []
    for one in going_on(by_elections_in(account.place_code)):
        for work in villages_at_work(one, account.place_code):
            state = HEAD_STATES[work.state.value]
            found.append(
                {
                    "what": one.title,
                    "held_on": day(one.held_on),
                    "href": reverse(address, args=[work.code])
                    if address == "desk_village"
                    else f"{reverse(address)}?bau={one.code}",
                    "symbol": state.symbol,
                    "word": state.word,
                    "current": shown is not None and shown.id == one.id,
                }
            )
    if any(each["current"] for each in found) and address != "desk_village":
        found.append({"what": "Cuộc bầu chung", "href": reverse(address), "current": False})
    return found
