"""Kịch bản điều hành: the steps of the day in order with the words to say; what happens is written down beside them."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core import rulebooks
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.rulebooks.village_head.meeting import DayStep, votes_for_a_form
from dantin.core.vietnamese import number
from dantin.locale.words import LOCAL, day, full_name, head_title, hour_minute, kind_word
from dantin.store.actions import nominate
from dantin.store.actions.ballot import choose_form, close_polls
from dantin.store.actions.counting_board import choose_board
from dantin.store.models import Account, Candidacy, Election, Person
from dantin.store.readers import clock
from dantin.store.readers.polls import CountingBoard, PollFacts, boards_of, poll_of
from dantin.store.readers.work import Ballot, VillageWork, ballots_of, names_on_slate
from dantin.store.refusals import Refused
from dantin.store.script_words import Hall, script

from . import forms
from .access import Act, allowed_in_village, granted_here
from .frame import frame

_FORMS = {VoteForm.SECRET_BALLOT: "Bỏ phiếu kín", VoteForm.SHOW_OF_HANDS: "Giơ tay biểu quyết"}
_ORIGINS = {"stood": "tự ứng cử", "floor": "được đề cử tại cuộc họp"}


@allowed_in_village(Act.SEE_SCRIPT)
def script_of_the_day(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """One page to read aloud from; three short forms for what the meeting decides."""
    account = request.user
    assert isinstance(account, Account)
    ballots = ballots_of(election, work.code)
    page: dict[str, Any] = {
        **frame(request, "Kịch bản"),
        "work": work,
        "name": full_name(work.kind, work.name),
    }
    if not ballots or not work.roll:
        return render(request, "desk/kich-ban.html", page)
    runs = granted_here(account, Act.RUN_POLL, work)
    asked, wrong = request.POST.get("viec", ""), ""
    if request.method == "POST":
        try:
            _write(request, election, work, asked, runs=runs)
        except Refused as refused:
            wrong = forms.in_words(refused, work.code, full_name(work.kind, work.name))
        except forms.Typed as mistyped:
            wrong = str(mistyped)
        else:
            return HttpResponseRedirect(request.path)
    told, boards = poll_of(election, work.code), boards_of(election, work.code)
    hall = _hall(election, work, ballots[-1])
    steps = [{"spoken": spoken, "does": _does(spoken.step, account, work, runs=runs)} for spoken in script(hall)]
    page |= {
        # a form that this account, or this state, does not show cannot say its own error
        "said_above": bool(wrong) and asked not in {step["does"] for step in steps},
        "hall": hall,
        "held_on": day(hall.held_on),
        "steps": steps,
        "told": _told(told, boards.get(ballots[-1].round.number)),
        "form_needs_votes": votes_for_a_form(election.rulebook, 1) is not None,
        "forms": [(each.value, word) for each, word in _FORMS.items()],
        "origins": list(_ORIGINS.items()),
        "asked": asked,
        "wrong": wrong,
        "typed": {key.replace("-", "_"): value for key, value in request.POST.items()} if wrong else {},
        "now": hour_minute(clock.now()),
    }
    return render(request, "desk/kich-ban.html", page, status=422 if wrong else 200)


def _hall(election: Election, work: VillageWork, ballot: Ballot) -> Hall:
    rulebook = rulebooks.by_code(election.rulebook)
    assert isinstance(rulebook, HeadRulebook)
    names = names_on_slate(ballot.round.contest)
    return Hall(
        name=full_name(work.kind, work.name),
        unit=kind_word(work.kind),
        title=_lowered(head_title(work.kind)),
        roll=work.roll,
        electorate=election.electorate,
        people=tuple(names[key] for key in ballot.round.slate if key in names),
        held_on=ballot.round.held_on,
        term=f"{election.term_begins_in}–{election.term_ends_in}",
        decision=election.decision_number,
        rulebook=rulebook,
        procedure=Procedure(ballot.round.procedure),
        vote_form=VoteForm(ballot.round.vote_form),
        round_number=ballot.round.counted,
    )


def _does(step: DayStep, account: Account, work: VillageWork, *, runs: bool) -> str:
    """What is written down at this step: the name of a form, or of a page."""
    voting = runs and work.readers == []
    match step:
        case DayStep.ATTENDANCE if granted_here(account, Act.KEEP_REGISTER, work):
            return "danh-sach"
        case DayStep.OPENING if granted_here(account, Act.OPEN_POLL, work) and not work.lacks_a_day:
            return "khai-mac"
        case DayStep.INTRODUCE if voting:
            return "them-nguoi"
        case DayStep.FORM if voting:
            return "hinh-thuc"
        case DayStep.BOARD if voting:
            return "ban-kiem-phieu"
        case DayStep.CLOSING if runs:
            return "ket-thuc"
        case DayStep.COUNT if granted_here(account, Act.READ_SHEET, work):
            return "phieu-dem"
        case DayStep.MINUTES if granted_here(account, Act.DECLARE, work):
            return "ky-bien-ban"
    return ""


def _told(facts: PollFacts, board: CountingBoard | None) -> dict[str, str]:
    """What was written down already, by step."""
    found = {}
    if facts.opened_at is not None:
        found["opening"] = f"Đã khai mạc lúc {hour_minute(facts.opened_at)}, {facts.opened_by} ghi."
    if facts.vote_form:
        votes = f", {facts.in_favour} trên {facts.present} người dự tán thành" if facts.present is not None else ""
        found["form"] = f"Cuộc họp đã chọn: {_FORMS[VoteForm(facts.vote_form)].lower()}{votes}."
    if board is not None:
        named = (
            f"{', '.join(board.members)}; chứng kiến: {', '.join(board.witnesses)}" if board.members else "đã xoá tên"
        )
        votes = f"{number(board.in_favour)} trên {number(board.present)} người dự đồng ý"
        found["board"] = f"Ban kiểm phiếu: {named}. {votes}."
    if facts.closed_at is not None:
        found["closing"] = f"Đã kết thúc lúc {hour_minute(facts.closed_at)}, {facts.closed_by} ghi."
    return found


def _write(request: HttpRequest, election: Election, work: VillageWork, asked: str, *, runs: bool) -> None:
    at = clock.now()
    actor = request.user.get_username()
    match asked:
        case "hinh-thuc" if runs:
            chosen = next((each for each in VoteForm if each.value == request.POST.get("hinh-thuc")), None)
            if chosen is None:
                raise forms.Typed("Chọn giơ tay hay bỏ phiếu kín.")
            choose_form(
                election=election,
                village_code=work.code,
                vote_form=chosen,
                in_favour=forms.whole(request, "thuan", "Số tán thành"),
                present=forms.whole(request, "du", "Số người dự"),
                actor=actor,
                at=at,
            )
        case "them-nguoi" if runs:
            origin = request.POST.get("nguon", "")
            if origin not in _ORIGINS:
                raise forms.Typed("Chọn tự ứng cử hay được đề cử.")
            sex = request.POST.get("gioi", "")
            today = at.astimezone(LOCAL).date()
            nominate.name_at_meeting(
                filing=nominate.Filing(election=election, village_code=work.code, actor=actor, today=today, at=at),
                name=forms.text(request, "ten", 120),
                sex=sex if sex in Person.Sex.values else "",
                born_in=forms.year(request, "nam-sinh", today.year),
                origin=Candidacy.Origin(origin),
            )
        case "ban-kiem-phieu" if runs:
            choose_board(
                election=election,
                village_code=work.code,
                members=_names(request, "ban"),
                witnesses=_names(request, "chung-kien"),
                in_favour=forms.whole(request, "thuan-ban", "Số đồng ý") or 0,
                present=forms.whole(request, "du-ban", "Số người dự") or 0,
                actor=actor,
                at=at,
            )
        case "ket-thuc" if runs:
            close_polls(election=election, closings={work.code: _hour(request, at)}, actor=actor, at=at)
        case _:
            raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")


def _names(request: HttpRequest, field: str) -> list[str]:
    """One line a name."""
    lines = request.POST.get(field, "")[:4000].splitlines()
    return [name for line in lines if (name := " ".join(line.split()))]


def _hour(request: HttpRequest, at: datetime) -> datetime:
    """The moment of today that the field names."""
    typed = forms.text(request, "gio", 10).lower().replace(" giờ ", ":").replace("h", ":").replace(".", ":")
    hour, _, minute = typed.partition(":")
    try:
        told = time(int(hour), int(minute or 0))
    except ValueError:
        raise forms.Typed(f"Giờ kết thúc: “{typed}” chưa phải giờ. Ghi như 11:30.") from None
    return datetime.combine(at.astimezone(LOCAL).date(), told, LOCAL)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
