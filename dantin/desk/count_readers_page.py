"""Hai hay ba người cùng đọc phiếu đếm: chosen by the counting board or the committee above, before the first entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.count import THREE, TWO
from dantin.locale.words import day
from dantin.store.actions.reader_choice import choose_readers
from dantin.store.models import Account, Election
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cell_at_work, covers_cell, readers_chosen_for
from dantin.store.refusals import Refused

from .access import MAY, Act, allowed_in_cell
from .cell_page import cell_now
from .forms import in_words
from .frame import frame

_NUMBERS = {"2": TWO, "3": THREE}
_SAID = {TWO: "hai", THREE: "ba"}


@allowed_in_cell(Act.CHOOSE_READERS)
def choose(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """Two or three; how many here have an account with which a sheet can be entered is said beside it."""
    now, wrong = readers_chosen_for(work), ""
    if request.method == "POST":
        chosen = _NUMBERS.get(request.POST.get("so-nguoi", ""))
        if chosen is None:
            wrong = "Chọn hai người hoặc ba người."
        else:
            try:
                choose_readers(
                    congress=work.congress, readers=chosen, actor=request.user.get_username(), at=clock.now()
                )
            except Refused as refused:
                wrong = in_words(refused, work.code, work.name)
            else:
                done = f"Từ nay mỗi phiếu đếm có {_SAID[chosen]} người đọc, số phải khớp nhau."
                return cell_now(request, election, cell_at_work(election, work.code) or work, done=done)
    context = {
        **frame(request, "Số người đọc phiếu đếm"),
        "work": work,
        "held_on": day(work.held_on),
        "now": now,
        "readers": _who_may_enter(election, work),
        "wrong": wrong,
    }
    return render(request, "desk/so-nguoi-dem.html", context, status=422 if wrong else 200)


def _who_may_enter(election: Election, work: CellWork) -> list[tuple[str, str]]:
    """(name, role) of the accounts of this cell that enter sheets."""
    roles = MAY[Act.COUNT_CONTEST].roles
    found = Account.objects.filter(side="party", place_code=work.code, role__in=roles, is_active=True)
    if covers_cell(work.village_code, election, work):
        found |= Account.objects.filter(side="party", place_code=work.village_code, role__in=roles, is_active=True)
    return [(one.name, Role(one.role).label) for one in found.order_by("role", "name")]
