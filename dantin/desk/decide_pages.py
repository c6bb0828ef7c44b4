"""Kết luận bằng lời, và lần bầu tiếp theo as the law asks for it after the last conclusion."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import rulebooks
from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import Electorate
from dantin.core.rulebooks.village_head.decide import HeadRulebook
from dantin.core.values import Side
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.locale.words import LOCAL, day, full_name
from dantin.store.actions.plan import ASKS_FOR_A_ROUND, RoundIn, open_rounds
from dantin.store.models import Election
from dantin.store.readers import clock
from dantin.store.readers.rulings import facts_of
from dantin.store.readers.work import VillageWork, ballots_of, names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .forms import in_words
from .frame import frame

_PROCEDURES = {
    Procedure.MEETING: "Họp bầu",
    Procedure.SEPARATE_POLL: "Bỏ phiếu riêng cả ngày",
    Procedure.HOUSEHOLD_BALLOTS: "Phát phiếu tới từng hộ",
}
MOST_WORDS = 300
_FORMS = {VoteForm.SECRET_BALLOT: "Bỏ phiếu kín", VoteForm.SHOW_OF_HANDS: "Giơ tay biểu quyết"}


@allowed_in_village(Act.CALL_ROUND)
def next_round(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Định ngày, cách bầu và danh sách của lần tiếp theo, as the law asks after the last conclusion."""
    ballots = ballots_of(election, work.code)
    ballot = ballots[-1] if ballots else None
    declared = ballot and ballot.declaration
    ordered = facts_of(election, [work.code])[work.code].set_aside_by is not None
    if ballot is None or declared is None or not (ordered or declared.answer["next"]["step"] in ASKS_FOR_A_ROUND):
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    people = names_on_slate(ballot.round.contest)
    by = None if ordered else declared.answer["next"].get("by")
    typed = {
        "ngay": request.POST.get("ngay", "").strip()[:20],
        "cach": request.POST.get("cach", ballot.round.procedure),
        "hinh-thuc": request.POST.get("hinh-thuc", ballot.round.vote_form),
    }
    slate = list(dict.fromkeys(request.POST.getlist("nguoi"))) if request.method == "POST" else list(ballot.round.slate)
    why = " ".join(request.POST.get("ly-do", "").split())
    wrong: dict[str, str] = {}
    if request.method == "POST":
        held_on = _day(typed["ngay"], wrong)
        if held_on is not None and held_on < clock.now().astimezone(LOCAL).date():
            wrong["ngay"] = "Ngày này đã qua. Chọn một ngày sắp tới."
        if typed["cach"] not in list(_PROCEDURES) or typed["hinh-thuc"] not in list(_FORMS):
            wrong["cach"] = "Chọn lại cách bầu và hình thức."
        elif _unlawful(election, typed["cach"], typed["hinh-thuc"]):
            wrong["cach"] = "Giơ tay biểu quyết chỉ làm được ở cuộc họp. Chọn họp bầu, hoặc bỏ phiếu kín."
        if not slate or not set(slate) <= set(people):
            wrong["nguoi"] = "Chọn ít nhất một người ứng cử."
        changed = set(slate) != set(ballot.round.slate)
        if changed and not why:
            wrong["lydo"] = "Danh sách khác lần trước: ghi vì sao, như số đơn xin rút hoặc biên bản họp."
        elif len(why) > MOST_WORDS:
            wrong["lydo"] = f"Lý do dài {len(why)} chữ cái, nhiều nhất là {MOST_WORDS}. Viết ngắn lại."
        if not wrong and held_on is not None:
            given = RoundIn(
                contest=ballot.round.contest_id,
                held_on=held_on,
                procedure=typed["cach"],
                vote_form=typed["hinh-thuc"],
                seats=ballot.round.seats,
                slate=slate,
                why=why if changed else "",
            )
            try:
                open_rounds(side=Side.STATE, rounds=[given], actor=request.user.login, at=clock.now())
            except Refused as refused:
                wrong["chung"] = in_words(refused, work.code, full_name(work.kind, work.name))
            else:
                return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    context = {
        **frame(request, "Lần bầu tiếp theo"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "by": day(date.fromisoformat(by)) if by else "",
        "typed": typed,
        "wrong": wrong,
        "procedures": [(each.value, word) for each, word in _PROCEDURES.items()],
        "forms": [(each.value, word) for each, word in _FORMS.items()],
        "form": typed["hinh-thuc"],
        "people": [(key, name, key in slate) for key, name in people.items()],
        "number": ballot.round.number + 1,
        "why": why,
    }
    return render(request, "desk/lan-bau-tiep.html", context, status=422 if wrong else 200)


def _unlawful(election: Election, procedure: str, vote_form: str) -> bool:
    rulebook = rulebooks.by_code(election.rulebook)
    if not isinstance(rulebook, HeadRulebook) or not election.electorate:
        return False
    chosen = (Electorate(election.electorate), Procedure(procedure), VoteForm(vote_form))
    return bool(rulebook.unlawful_choices(*chosen))


def outcome_words(answer: dict[str, Any], title: str, people: dict[str, str]) -> str:
    """The conclusion as one sentence."""
    base = answer.get("base") or {}
    match answer["outcome"]:
        case "elected":
            return f"{people.get(answer['elected'][0], answer['elected'][0])} trúng cử {title}."
        case "nobody_elected":
            return f"Chưa bầu được {title}: không ai đạt {base.get('needed', '')} phiếu."
        case "no_quorum":
            return f"Cuộc họp không đủ số dự nên chưa bầu {title}."
    return "Chưa kết luận được: phải hỏi cán bộ pháp chế."


def _day(text: str, wrong: dict[str, str]) -> date | None:
    try:
        found = reader(Column(name="ngay", title="Ngày bầu", kind=Kind.DAY))(text)
    except CellFault as fault:
        wrong["ngay"] = f"Ngày bầu: {fault}."
        return None
    return found if isinstance(found, date) else None
