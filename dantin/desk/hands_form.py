"""Ô ghi một lần biểu quyết giơ thẻ: present, for, against, and what the presidium declared."""

from dataclasses import dataclass

from django.http import HttpRequest

from dantin.core.vietnamese import number
from dantin.store.actions.hand_votes import HandVoteIn
from dantin.store.models import HandVote
from dantin.store.readers.cells import CellWork
from dantin.store.readers.hall import HallRow, arrivals_kept, present_now

from . import forms

_CARRIED = {"co": True, "khong": False}


@dataclass(frozen=True, slots=True)
class HandsForm:
    """What a form of hands shows: typed figures, and how many are in the hall where arrivals are kept."""

    present: str = ""
    in_favour: str = ""
    against: str = ""
    carried: str = ""
    counted_here: str = ""
    """Bao nhiêu người đang có mặt theo điểm danh; empty where nobody called the roll here."""


def shown(request: HttpRequest, work: CellWork, hall: list[HallRow]) -> HandsForm:
    """The form as it was typed, or with the number present already in it."""
    kept = arrivals_kept(hall)
    present = str(present_now(hall)) if kept else "" if work.present is None else str(work.present)
    typed = request.POST
    return HandsForm(
        present=typed.get("du", present)[:12],
        in_favour=typed.get("thuan", "")[:12],
        against=typed.get("chong", "0")[:12],
        carried=typed.get("ket-qua", "")[:5],
        counted_here=number(present_now(hall)) if kept else "",
    )


def hand_vote(
    request: HttpRequest,
    work: CellWork,
    kind: HandVote.Kind,
    *,
    post: str = "",
    round_: int | None = None,
    member: int | None = None,
    seats: int | None = None,
) -> HandVoteIn:
    """The vote that was typed; `Typed` says which field is not right."""
    present = forms.whole(request, "du", "Số có mặt", most=9999)
    in_favour = forms.whole(request, "thuan", "Số tán thành", most=9999)
    against = forms.whole(request, "chong", "Số không tán thành", most=9999)
    if present is None or in_favour is None or against is None:
        lacks = next(
            name
            for name, value in (("có mặt", present), ("tán thành", in_favour), ("không tán thành", against))
            if value is None
        )
        raise forms.Typed(f"Ghi số {lacks}; không có ai thì ghi 0.")
    carried = _CARRIED.get(request.POST.get("ket-qua", ""))
    if carried is None:
        raise forms.Typed("Chọn đại hội thông qua hay không thông qua.")
    return HandVoteIn(
        congress=work.congress,
        kind=kind,
        present=present,
        in_favour=in_favour,
        against=against,
        carried=carried,
        post=post,
        round=round_,
        member=member,
        seats=seats,
        words=forms.text(request, "noi-dung", 400),
    )
