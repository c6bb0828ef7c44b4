"""Văn bản của một thôn, của một đại hội: which may be made now, one of them to read, its number, its files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, full_name, of_kind
from dantin.papers.compose import BALLOT_LAYOUTS, compose, unnumbered
from dantin.papers.faults import PaperFault
from dantin.papers.files import ENDINGS, Order, made
from dantin.papers.form import Form
from dantin.papers.registry import FORMS, forms_of
from dantin.papers.web import fragment
from dantin.store.actions.papers import NumberIn, issue, note_print, use_own_sequence
from dantin.store.models import Account, Congress, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.paper_subjects import Subject, subjects, villages_in
from dantin.store.readers.papers import counts_by_itself, own_templates
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from . import forms, paper_evidence_page
from .access import Act, allowed_in_cell, allowed_in_village, granted_here
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .paper_evidence_page import PaperOffice
from .rulings_page import Field

_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
}
_WORDS = {".pdf": "PDF", ".docx": "Word", ".html": "HTML"}
_SIZES = {"a6": "A6, mỗi trang một phiếu", "a5": "A5, mỗi trang một phiếu", "a4": "A4, bốn phiếu A6 một trang"}


@allowed_in_village(Act.SEE_PAPERS)
def of_village(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Every form of the State, with the papers of it that this village's record can fill."""
    return _every(request, _village(request, election, work))


@allowed_in_village(Act.SEE_PAPERS)
def one_of_village(request: HttpRequest, election: Election, work: VillageWork, form: str) -> HttpResponse:
    """One paper to read; its number, its files."""
    return _one(request, _village(request, election, work), form)


@allowed_in_cell(Act.SEE_CONGRESS_PAPERS)
def of_cell(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """Every form of the Party, of the congress of this cell."""
    return _every(request, _cell(request, election, work))


@allowed_in_cell(Act.SEE_CONGRESS_PAPERS)
def one_of_cell(request: HttpRequest, election: Election, work: CellWork, form: str) -> HttpResponse:
    """One paper of the congress to read; its number, its files."""
    return _one(request, _cell(request, election, work), form)


def _subject(election: Election, village: str, *, declared: bool = False) -> Subject:
    units = [unit for unit in villages_in(election, village) if unit.code == village]
    if not units:
        raise Http404(village)
    return next(subjects(election, units, declared=declared))


def _village(request: HttpRequest, election: Election, work: VillageWork) -> PaperOffice:
    account = request.user
    assert isinstance(account, Account)
    subject = _subject(election, work.code, declared=granted_here(account, Act.SEE_PARTICULARS, work))
    return PaperOffice(
        election, subject, Side.STATE, work.code, full_name(work.kind, work.name),
        reverse("desk_papers", args=[work.code]), reverse("desk_village", args=[work.code]),
        granted_here(account, Act.NUMBER_PAPERS, work),
    )  # fmt: skip


def _cell(request: HttpRequest, election: Election, work: CellWork) -> PaperOffice:
    """The papers are of the congress that counts in the village (F-33), which must be this cell's."""
    account = request.user
    assert isinstance(account, Account)
    counted = Congress.objects.filter(election=election, village_code=work.village_code, current=True).order_by("id")
    if counted.values_list("id", flat=True).first() != work.congress:
        raise Http404(work.code)
    return PaperOffice(
        election, _subject(election, work.village_code), Side.PARTY, work.code, work.name,
        reverse("desk_cell_papers", args=[work.code]), reverse("desk_cell", args=[work.code]),
        granted_here(account, Act.NUMBER_CONGRESS_PAPERS, work),
    )  # fmt: skip


def _every(request: HttpRequest, office: PaperOffice) -> HttpResponse:
    if sheet_asked(request):
        return list_file(request, _sheet(office), place=office.subject.village.code)
    made_now, later = [], []
    for form in forms_of(office.side):
        found = office.papers(form)
        if found:
            made_now.append({**_words(office, form), "papers": [_line(office, form, one) for one in found]})
        else:
            later.append(_words(office, form))
    context = {
        **frame(request, "Văn bản"), "name": office.name, "back": office.back, "groups": made_now, "later": later,
        "files": list_files(request, "văn bản") if made_now else None,
    }  # fmt: skip
    return render(request, "desk/cac-van-ban.html", context)


def _sheet(office: PaperOffice) -> ListSheet:
    """Every paper that can be made now, with the number and day of the office's register."""
    rows = []
    for form in forms_of(office.side):
        for minutes in office.papers(form):
            number, dated = minutes.fields["number"], minutes.fields["dated"]
            of = (_words(office, form)["title"], _of(minutes), minutes.record)
            rows.append((*of, str(number or ""), date.fromisoformat(dated) if number and dated else None))
    return ListSheet("Văn bản", ("Mẫu", "Văn bản", "Mã hồ sơ", "Số", "Ngày"), rows)


def _words(office: PaperOffice, form: Form) -> dict[str, str]:
    """What a form is called and is for, in the word of this kind of unit."""
    kind = office.subject.village.kind
    return {"title": of_kind(form.title, kind), "about": of_kind(form.about, kind)}


def _line(office: PaperOffice, form: Form, minutes: Minutes) -> dict[str, Any]:
    number, dated = minutes.fields["number"], minutes.fields["dated"]
    return {
        "href": f"{office.address}{form.code}/?ho-so={minutes.record}",
        "of": _of(minutes),
        "number": f"Số {number}" + (f", ngày {day(date.fromisoformat(dated))}" if dated else "") if number else "",
        "waits": bool(form.number_kind) and not number,
    }


def _of(minutes: Minutes) -> str:
    """What tells this paper from the others of its form."""
    fields = minutes.fields
    said = [f"lần bầu {fields['round']}"] if fields.get("round") else []
    if fields.get("post"):
        said.insert(0, f"bầu {fields['post']}")
    if fields["record_on"]:
        said.append(f"hồ sơ ngày {day(date.fromisoformat(fields['record_on']))}")
    return ", ".join(said)


def _one(request: HttpRequest, office: PaperOffice, code: str) -> HttpResponse:
    form = FORMS.get(code)
    if form is None or form.side is not office.side:
        raise Http404(code)
    record = forms.words(request, "ho-so") or request.GET.get("ho-so", "")
    found = office.papers(form)
    minutes = next((one for one in found if one.record == record), None if record else (found or [None])[-1])
    if minutes is None:
        raise Http404(record)
    asked = forms.words(request, "viec") if request.method == "POST" else ""
    if asked == "lay-so":
        return _number(request, office, form, minutes)
    if asked in ("tu-dem", "theo-so"):
        return _counted(request, office, form, minutes, used=asked == "tu-dem")
    if asked in ("ky", "anh"):
        return paper_evidence_page.take(request, office, minutes, asked, _page)
    if asked == "ban-ky":
        return paper_evidence_page.to_sign(minutes)
    if request.GET.get("tep"):
        return paper_evidence_page.kept(office, minutes, request.GET["tep"])
    if asked:
        return _file(request, office, form, minutes, asked)
    return _page(request, office, form, minutes, _number_fields(office, form))


def _number_fields(office: PaperOffice, form: Form) -> list[Field]:
    hint = "Chỉ gõ số, như 12; phần chữ máy tự thêm."
    if bool(form.number_kind) and counts_by_itself(form.side, office.issuer(form), form.number_kind):
        hint += " Để trống thì phần mềm lấy số tiếp theo."
    return [
        Field("so", "Số trong sổ của cơ quan", hint, required=False, most=8),
        Field("ngay", "Ngày văn bản", "như 9/6/2022", is_day=True, most=20),
    ]


def _number(request: HttpRequest, office: PaperOffice, form: Form, minutes: Minutes) -> HttpResponse:
    if not office.may_number or not form.number_kind:
        raise Http404(form.code)
    typed, at = _number_fields(office, form), clock.now()
    for field in typed:
        field.take(request)
    number, dated = typed
    if any(field.wrong for field in typed) or dated.day is None:
        return _page(request, office, form, minutes, typed, status=422)
    try:
        issue(
            election=office.election, minutes=minutes, village_code=office.subject.village.code,
            place_code=office.place_code,
            given=NumberIn(issuer=office.issuer(form), number=number.typed, dated=dated.day),
            actor=request.user.get_username(), today=at.astimezone(LOCAL).date(), at=at,
        )  # fmt: skip
    except Refused as refused:
        number.wrong = str(refused)
        return _page(request, office, form, minutes, typed, status=422)
    return HttpResponseRedirect(f"{request.path}?ho-so={minutes.record}")


def _may_set(request: HttpRequest, office: PaperOffice, form: Form) -> bool:
    """How an office numbers its papers is for its own people."""
    account = request.user
    assert isinstance(account, Account)
    return office.may_number and bool(form.number_kind) and office.issuer(form) == account.place_code


def _counted(request: HttpRequest, office: PaperOffice, form: Form, minutes: Minutes, *, used: bool) -> HttpResponse:
    """An office without a register lets the program count, or no longer."""
    if not _may_set(request, office, form):
        raise Http404(form.code)
    use_own_sequence(
        side=form.side, issuer=office.issuer(form), kind=form.number_kind, used=used,
        actor=request.user.get_username(), at=clock.now(),
    )  # fmt: skip
    return HttpResponseRedirect(f"{request.path}?ho-so={minutes.record}")


def _file(request: HttpRequest, office: PaperOffice, form: Form, minutes: Minutes, ending: str) -> HttpResponse:
    """The file asked for; a paper printed again says so."""
    if ending not in ENDINGS:
        raise Http404(ending)
    layout = forms.words(request, "kho")
    marks: tuple[str, ...] = ()
    if ending == ".pdf" and not form.ballot:
        n = note_print(election=office.election, minutes=minutes, actor=request.user.get_username(), at=clock.now())
        marks = (f"BẢN IN LẠI, LẦN {n}",) if n > 1 else ()
    try:
        own = own_templates(form.side).get(form.code)
        raw = made(
            Order(minutes, settings.ADDRESS, marks, own, layout=layout if layout in BALLOT_LAYOUTS else ""), ending
        )
    except PaperFault as fault:
        return _page(request, office, form, minutes, _number_fields(office, form), said=str(fault), status=422)
    answer = HttpResponse(raw, content_type=_TYPES[ending])
    name = "-".join([form.code, *minutes.record.split("/")[1:]])
    answer["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    return answer


def _page(
    request: HttpRequest, office: PaperOffice, form: Form, minutes: Minutes, typed: Sequence[Field], *, said: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    try:
        # the renderer escapes every word it was given
        drawn = mark_safe(
            fragment(
                compose(minutes, address=settings.ADDRESS, template=own_templates(form.side).get(form.code)), form.side
            )
        )
    except PaperFault as fault:
        drawn, said = "", said or str(fault)
    heading = _words(office, form)["title"]
    context = {
        **frame(request, heading), "name": office.name, "back": office.address, "heading": heading, "minutes": minutes,
        "of": _of(minutes), "drawn": drawn, "said": said, "fields": typed,
        "numbers": office.may_number and bool(form.number_kind) and minutes.fields["number"] is None,
        "counting": counts_by_itself(form.side, office.issuer(form), form.number_kind)
        if _may_set(request, office, form) else None,
        "blank_number": unnumbered(form), "number_kind": form.number_kind, "endings": list(_WORDS.items()),
        "sizes": list(_SIZES.items()) if form.ballot else [],
        **paper_evidence_page.shown(office, minutes, ballot=form.ballot),
    }  # fmt: skip
    return render(request, "desk/mot-van-ban.html", context, status=status)
