"""Ghi ngày xã nhận báo cáo của Tổ bầu cử: from it the limit of recognition runs (VH-RECORD-1)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.rulebooks.village_head.numbers import RECOGNITION_WORKING_DAYS
from dantin.locale.words import day, full_name
from dantin.store.actions.record import receive_report
from dantin.store.models import Account, Election
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village, granted_here
from .forms import in_words
from .frame import frame
from .rulings_page import Field


@allowed_in_village(Act.TAKE_REPORT)
def receipt(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The number and the day of receipt; what was noted before stays on record, the newest counts."""
    number = Field("so", "Số báo cáo", "Không có thì để trống.", required=False)
    on = Field("ngay", "Ngày xã nhận", "như 06/6/2022", is_day=True, most=20)
    said, name = "", full_name(work.kind, work.name)
    if request.method == "POST":
        for each in (number, on):
            each.take(request)
        received_on = on.day
        if received_on is not None and not number.wrong and not on.wrong:
            try:
                receive_report(
                    election=election,
                    village_code=work.code,
                    report_number=number.typed,
                    received_on=received_on,
                    actor=request.user.get_username(),
                    at=clock.now(),
                )
                back = "desk_recognise" if granted_here(request.user, Act.RECOGNISE, work) else "desk_village"  # type: ignore[arg-type]
                return HttpResponseRedirect(reverse(back, args=[] if back == "desk_recognise" else [work.code]))
            except Refused as refused:
                said = in_words(refused, work.code, name)
    context = {
        **frame(request, "Ngày nhận báo cáo"),
        "work": work,
        "name": name,
        "heading": "Ngày nhận báo cáo",
        "what": f"Từ ngày này tính {RECOGNITION_WORKING_DAYS} ngày làm việc để công nhận hoặc yêu cầu bầu lại."
        + (f" Đã ghi {day(work.received_on)}; ghi lại thì ngày mới được tính." if work.received_on else ""),
        "fields": [number, on],
        "said": said,
        "button": "Ghi ngày nhận",
    }
    return render(request, "desk/van-ban.html", context, status=422 if request.method == "POST" else 200)


def to_note(account: Account, work: VillageWork) -> bool:
    """Whether this account is the one to note the receipt now: the clerk's work, until the head is recognised."""
    waits = not work.recognised and work.received_on is None and not work.earlier
    return waits and account.role == Role.CLERK and granted_here(account, Act.TAKE_REPORT, work)
