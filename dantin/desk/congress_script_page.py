"""Điều hành đại hội: the steps in order with the words to say, where each stands, and the page where it is done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.plan import Post
from dantin.core.rulebooks.party_cell.meeting import CongressStep
from dantin.core.vietnamese import number
from dantin.locale.words import hour_minute
from dantin.store.congress_script_words import Ballot, Hall, Spoken, script
from dantin.store.models import Account, CongressOfficer, Election, HandVote
from dantin.store.readers.cells import CellWork, ContestWork, contest_at_work, contests_of
from dantin.store.readers.congress import WORDS
from dantin.store.readers.congress_plan import lessons_for, official_of
from dantin.store.readers.congress_slate import list_at_hand, post_to_list, slate_at_work
from dantin.store.readers.hall import arrivals_kept, hall_of, hand_votes_of, officers_of, present_now
from dantin.store.readers.questions import cell_numbers
from dantin.store.readers.sheets import NEXT_STEPS
from dantin.store.readers.work import names_on_slate

from .access import Act, allowed_in_cell, granted_here
from .cell_page import IN_THE_HALL, SLUGS
from .frame import frame
from .hand_matters import SLUG_OF

Body = CongressOfficer.Body
_VOTES = {
    CongressStep.PRESIDIUM: HandVote.Kind.PRESIDIUM,
    CongressStep.CLERK: HandVote.Kind.CLERK,
    CongressStep.PROGRAMME: HandVote.Kind.PROGRAMME,
    CongressStep.BOARD: HandVote.Kind.COUNTING_BOARD,
    CongressStep.RESOLUTION: HandVote.Kind.RESOLUTION,
}


@allowed_in_cell(Act.SEE_CONGRESS_SCRIPT)
def script_of_the_congress(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """One page to read aloud from; what is already on record is said at its step."""
    return script_now(request, election, work)


def script_now(request: HttpRequest, election: Election, work: CellWork, *, done: str = "") -> HttpResponse:
    """The same page as the answer to a step just done, so that whoever is led by it goes on from there."""
    account = request.user
    assert isinstance(account, Account)
    contests, rows = contests_of(election, work), hall_of(work.congress)
    listed = list_at_hand(election, work, contests) if work.opened_at else post_to_list(election, work, contests)
    missing = listed is not None and all(one.post is not listed for one in contests)
    votes, officers = hand_votes_of(work.congress), officers_of(work.congress)
    numbers = cell_numbers({work.code}, {election.id})[election.id, work.code]
    present = present_now(rows) if arrivals_kept(rows) else work.present

    def named(body: CongressOfficer.Body) -> tuple[str, ...]:
        return tuple(one.member.person.name for one in officers if one.body == body)

    hall = Hall(
        cell=work.name,
        term=f"{election.term_begins_in}–{election.term_ends_in}",
        held_on=work.held_on,
        rulebook=election.rulebook,
        convened=numbers.official_members,
        base=numbers.official_members - numbers.less.total,
        present=present,
        presidium=named(Body.PRESIDIUM),
        clerks=named(Body.CLERK),
        board=named(Body.COUNTING_BOARD),
        ballots=(
            *(_ballot(one) for one in contests),
            *([_prepared(election, work, listed)] if listed is not None and missing else []),
        ),
    )
    at_hand = contest_at_work(contests)
    steps = []
    for spoken in script(hall):
        of = next((one for one in contests if one.post is spoken.stage.post), None)
        told = _told(spoken, work, of, votes, present)
        href, label = _does(spoken, account, work, of, at_hand, listed)
        steps.append({"spoken": spoken, "told": told, "href": href, "label": label})
    now = next((one for one in steps if not one["told"]), None)
    context: dict[str, Any] = {
        **frame(request, "Điều hành"),
        "work": work,
        "sitting": work.congress,
        "done": done,
        "steps": steps,
        "lessons": lessons_for(election, work),
        "official": official_of(work),
        "now": now,
        "at": next((n for n, one in enumerate(steps, start=1) if one is now), len(steps)),
    }
    return render(request, "desk/dieu-hanh.html", context)


def _prepared(election: Election, work: CellWork, post: Post) -> Ballot:
    """An election whose list the congress has not made yet: as the committee prepared it."""
    slate = slate_at_work(election, work, post)
    people = tuple(one.row.name for one in slate.standing)
    return Ballot(post, slate.seats, people, round_number=1, reballot_of_tie=False, results=(), elected=())


def _ballot(one: ContestWork) -> Ballot:
    round_, declared = one.ballot.round, one.ballot.declaration
    people = names_on_slate(round_.contest)
    shares = declared.answer.get("shares", []) if declared else []
    return Ballot(
        post=one.post,
        seats=round_.seats,
        people=tuple(people[key] for key in round_.slate if key in people),
        round_number=round_.counted,
        reballot_of_tie=round_.reballot_of_tie,
        results=tuple((people.get(share.get("id", ""), share["name"]), share["votes"]) for share in shares),
        elected=tuple(people.get(key, key) for key in declared.elected) if declared else (),
    )


def _told(spoken: Spoken, work: CellWork, of: ContestWork | None, votes: list[HandVote], present: int | None) -> str:
    """What is on record of this step; empty while it is still to be done, or where nothing is kept of it."""
    step = spoken.stage.step
    if step in _VOTES:
        return _voted([vote for vote in votes if vote.kind == _VOTES[step] and vote.carried])
    match step:
        case CongressStep.ROLL if present is not None:
            return f"Có mặt {number(present)} đảng viên chính thức."
        case CongressStep.OPENING if work.opened_at:
            return f"Đã khai mạc lúc {hour_minute(work.opened_at)}."
        case CongressStep.REPORT if of_later(votes):
            return "Đã qua."
        case CongressStep.CLOSING if work.closed_at:
            return f"Đã bế mạc lúc {hour_minute(work.closed_at)}."
    return "" if of is None else _told_of(step, of, votes)


def of_later(votes: list[HandVote]) -> bool:
    """Whether the congress has come to its elections: reports leave no record of their own."""
    early = {HandVote.Kind.PRESIDIUM, HandVote.Kind.CLERK, HandVote.Kind.PROGRAMME}
    return any(vote.kind not in early for vote in votes)


def _voted(votes: list[HandVote]) -> str:
    if not votes:
        return ""
    last = votes[-1]
    return f"Đã biểu quyết: {number(last.in_favour)} trên {number(last.present)} tán thành."


def _told_of(step: CongressStep, one: ContestWork, votes: list[HandVote]) -> str:
    """Of one election, at its newest round."""
    begun = bool(one.readings) or bool(one.step)
    if step is CongressStep.SLATE:
        own = [vote for vote in votes if vote.kind == HandVote.Kind.SLATE and vote.post == one.post and vote.carried]
        return _voted(own) or ("Đã có danh sách." if begun else "")
    if step is CongressStep.BALLOT:
        return "Đã bỏ phiếu xong." if begun else ""
    if step is CongressStep.COUNT:
        return f"{one.says.capitalize()}." if one.step else ""
    if one.declined:
        return "Đại hội quyết định không bầu thêm lần nữa."
    if one.is_over:
        return "Đã ký biên bản kiểm phiếu."
    return ""


def _does(
    spoken: Spoken,
    account: Account,
    work: CellWork,
    of: ContestWork | None,
    at_hand: ContestWork | None,
    listed: Post | None,
) -> tuple[str, str]:
    """(address, what its button says) of the page where this step is done by this account now."""
    step = spoken.stage.step

    def page(act: Act, label: str, name: str, *parts: str) -> tuple[str, str]:
        return (reverse(name, args=[work.code, *parts]), label) if granted_here(account, act, work) else ("", "")

    if step in _VOTES:
        return page(Act.VOTE_BY_HANDS, "Ghi biểu quyết", "desk_hands", SLUG_OF[_VOTES[step]])
    if step is CongressStep.ROLL:
        return page(Act.CALL_THE_ROLL, "Điểm danh", "desk_attendance")
    if step is CongressStep.OPENING:
        return page(Act.OPEN_CONGRESS, "Khai mạc", "desk_cell")
    if step is CongressStep.CLOSING:
        act = Act.SIGN_CONGRESS if work.closed_at else Act.CLOSE_CONGRESS
        return page(act, "Ký biên bản đại hội" if work.closed_at else "Bế mạc", "desk_cell")
    if step is CongressStep.SLATE and spoken.stage.post is listed and listed is not None:
        return page(Act.NOMINATE_IN_CONGRESS, f"Danh sách bầu {WORDS[listed]}", "desk_congress_slate", SLUGS[listed])
    if of is None or of is not at_hand:
        return "", ""
    if step is CongressStep.COUNT and not of.step:
        return page(Act.COUNT_CONTEST, "Nhập phiếu đếm", "desk_contest_sheet", SLUGS[of.post])
    if step is CongressStep.ANNOUNCE and of.step in IN_THE_HALL:
        label = NEXT_STEPS[of.step].capitalize()
        return page(Act.CALL_CONGRESS_ROUND, label, "desk_congress_round", SLUGS[of.post])
    if step is CongressStep.ANNOUNCE and not of.step:
        return page(Act.DECLARE_CONTEST, "Ký kiểm phiếu", "desk_contest_declare", SLUGS[of.post])
    return "", ""
