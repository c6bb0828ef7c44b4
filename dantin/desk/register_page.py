"""Danh sách của một thôn: households and who represents them, posting, complaints and answers, the certified number."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.plan import PreparatoryStep
from dantin.core.register import Electorate
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, full_name
from dantin.store.actions.households import (
    answer_complaint,
    certify_village,
    post_register,
    receive_complaint,
    replace_representative,
)
from dantin.store.models import Account, Election, HouseholdRepresentative, Person, RegisterPosting, StepDone
from dantin.store.readers import clock
from dantin.store.readers.households import HouseholdRow, complaints_of, households_of, roll_of, village_then
from dantin.store.readers.nominees import team_of
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_village, granted_here
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

_ELECTORATES = {
    Electorate.ALL_VOTERS.value: "toàn thể cử tri",
    Electorate.HOUSEHOLD_REPRESENTATIVES.value: "cử tri đại diện hộ gia đình",
    "": "chưa định",
}


@allowed_in_village(Act.KEEP_REGISTER)
def register(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """One page of forms; what is refused is said above the form that asked for it, and stays as it was typed."""
    account = request.user
    assert isinstance(account, Account)
    certifies = granted_here(account, Act.CERTIFY_ROLL, work)
    asked, wrong = request.POST.get("viec", ""), ""
    if request.method == "POST":
        try:
            _write(request, election, work, asked, certifies=certifies)
        except (Refused, forms.Typed) as refused:
            wrong = str(refused)
        else:
            return HttpResponseRedirect(request.path)
    village = village_then(election, work.code)
    households = households_of(village) if village is not None else []
    if sheet_asked(request):
        return list_file(request, _sheet(households), place=work.code)
    roll = roll_of(election, work.code)
    complaints = complaints_of(election, work.code)
    team, _ = team_of(election, work.code)
    posted = StepDone.objects.filter(
        election=election, village_code=work.code, step=PreparatoryStep.PUBLISH.value
    ).exists()
    typed = request.POST if wrong else {"ho": request.GET.get("ho", "")[:6]}
    # a form that this account, or this state, does not show cannot say its own error
    shown = {"niem-yet"} | ({"dai-dien"} if households else set()) | (set() if roll else {"khieu-nai"})
    if certifies:
        shown |= {"tra-loi"} | (set() if roll else {"chot"})
    context = {
        "said_above": bool(wrong) and asked not in shown,
        **frame(request, "Danh sách"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "electorate": _ELECTORATES[election.electorate],
        "roll": roll,
        "certified_on": roll and day(roll.certified_on),
        "count": len(households),
        "households": [_household(row) for row in households],
        "files": list_files(request, "các hộ") if households else None,
        "postings": [
            {"on": day(row.posted_on), "at": row.posted_at}
            for row in RegisterPosting.objects.filter(election=election, village_code=work.code).order_by("posted_on")
        ],
        "complaints": [
            {
                "number": row.complaint.number,
                "received_on": day(row.complaint.received_on),
                "who": row.who,
                "what": row.what,
                "answer": row.answer,
                "answered": row.answered,
                "answered_on": row.answer and day(row.answer.answered_on),
            }
            for row in complaints
        ],
        "to_post": None if posted else team,
        "leaves_out": asked == "niem-yet" and bool(wrong) and "quyet-dinh" not in request.POST,
        "certifies": certifies,
        "authorities": HouseholdRepresentative.Authority.choices,
        "asked": asked,
        "wrong": wrong,
        "typed": typed,
        "number": request.POST.get("so-khieu-nai", ""),
        "said": request.POST.get("noi-dung", "") if wrong else "",
        "year": request.POST.get("nam-sinh", "") if wrong else "",
        "authority": request.POST.get("tu-cach", "nominated"),
        "total": request.POST.get("tong-so", "") if wrong else "",
        "represents_another": "F-17" in wrong,
    }
    return render(request, "desk/danh-sach.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, election: Election, work: VillageWork, asked: str, *, certifies: bool) -> None:
    today, at = clock.now().astimezone(LOCAL).date(), clock.now()
    who: dict[str, Any] = {
        "election": election,
        "village_code": work.code,
        "actor": request.user.get_username(),
        "at": at,
    }
    if asked == "dai-dien":
        authorities = HouseholdRepresentative.Authority
        authority = next((each for each in authorities if each.value == request.POST.get("tu-cach")), None)
        if authority is None:
            raise forms.Typed("Tư cách: chọn chủ hộ, được cử hay được ủy quyền.")
        sex = request.POST.get("gioi", "")
        replace_representative(
            **who,
            household=forms.whole(request, "ho", "Số hộ", most=32767) or 0,
            name=forms.text(request, "ten", 120),
            sex=sex if sex in Person.Sex.values else "",
            born_in=forms.year(request, "nam-sinh", today.year),
            authority=authority,
            paper=forms.text(request, "giay"),
            on=today,
            another_person_because=forms.text(request, "trung-ten"),
        )
    elif asked == "niem-yet":
        on = forms.day(request, "ngay", "Ngày niêm yết")
        posted_at, beside = forms.text(request, "noi", 160), request.POST.get("quyet-dinh") == "co"
        post_register(**who, posted_on=on, posted_at=posted_at, with_decision=beside, today=today)
    elif asked == "khieu-nai":
        on = forms.day(request, "ngay", "Ngày nhận")
        said = {"who": forms.text(request, "nguoi"), "what": forms.text(request, "noi-dung", 1000)}
        receive_complaint(**who, received_on=on, **said, today=today)
    elif asked == "tra-loi" and certifies:
        answer_complaint(
            **who,
            number=forms.whole(request, "so-khieu-nai", "Khiếu nại") or 0,
            answered_on=forms.day(request, "ngay", "Ngày trả lời"),
            decision_number=forms.text(request, "so", 60),
            upheld=request.POST.get("ket-qua") == "dung",
            answer=forms.text(request, "noi-dung", 1000),
            today=today,
        )
    elif asked == "chot" and certifies:
        certify_village(**who, count=forms.whole(request, "tong-so", "Tổng số"), on=today)
    else:
        raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")


def _sheet(households: list[HouseholdRow]) -> ListSheet:
    """Mỗi hộ một người đại diện, as the page has them."""
    rows = [
        (row.number, row.head_name, one.person.name, one.person.born_in, one.get_authority_display(), one.since)
        if (one := row.representative)
        else (row.number, row.head_name, None, None, None, None)
        for row in households
    ]
    return ListSheet("Danh sách hộ", ("Hộ", "Chủ hộ", "Đại diện", "Năm sinh", "Tư cách", "Từ ngày"), rows)


def _household(row: Any) -> dict[str, Any]:
    found = row.representative
    return {
        "number": row.number,
        "head": row.head_name,
        "representative": found and found.person.name,
        "born_in": found and found.person.born_in,
        "authority": found and found.get_authority_display(),
        "since": found and day(found.since),
    }
