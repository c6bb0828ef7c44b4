"""Nạp danh sách: hand in a file, see the dry run, point out columns where unsure, mend what is wrong, write."""

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.imports.faults import Unreadable
from dantin.imports.guards import refuse_large
from dantin.imports.headings import NOT_USED
from dantin.imports.legacy_text import Legacy
from dantin.imports.list_sheet import ListSheet
from dantin.imports.lists import LISTS
from dantin.imports.writing import write_template
from dantin.store.actions.importing import lists_of_side
from dantin.store.import_jobs import RUNNING, hand_in, marked_copy, progress, read_again, write_down
from dantin.store.models import Account, Election, ImportJob
from dantin.store.refusals import Refused

from .access import Act, allowed
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 20
_LEGACY = {Legacy.TCVN3: "TCVN3 (ABC, phông .VnTime)", Legacy.VNI: "VNI"}


class FileForm(forms.Form):
    """Tệp và loại danh sách."""

    list_name = forms.ChoiceField(label="Loại danh sách")
    file = forms.FileField(
        label="Tệp .xlsx hoặc .csv", error_messages={"required": "Chưa chọn tệp.", "empty": "Tệp này trống."}
    )
    election = forms.ModelChoiceField(
        Election.objects.none(), label="Cuộc bầu cử", required=False, empty_label="không thuộc cuộc bầu cử nào"
    )
    day = forms.CharField(label="Ngày dùng cho các dòng để trống ngày", required=False)
    legacy = forms.ChoiceField(
        label="Bảng mã chữ trong tệp",
        required=False,
        choices=[("", "Unicode (thường dùng)"), *((each.value, label) for each, label in _LEGACY.items())],
    )

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list_name"].choices = [(name, LISTS[name].title) for name in lists_of_side(account.side)]
        self.fields["election"].queryset = Election.objects.filter(side=account.side).order_by("-called_on", "code")

    def clean_file(self) -> object:
        given = self.cleaned_data["file"]
        try:
            refuse_large(given.size)
        except Unreadable as refused:
            raise forms.ValidationError(f"{str(refused)[0].upper()}{str(refused)[1:]}.") from None
        return given

    def clean_day(self) -> date | None:
        text = self.cleaned_data["day"].strip()
        if not text:
            return None
        try:
            day = reader(Column(name="day", title="Ngày", kind=Kind.DAY))(text)
        except CellFault as fault:
            raise forms.ValidationError(f"{str(fault)[0].upper()}{str(fault)[1:]}.") from None
        return day if isinstance(day, date) else None


@allowed(Act.IMPORT_LISTS)
def index(request: HttpRequest) -> HttpResponse:
    """The form, and what was handed in before."""
    account = request.user
    if sheet_asked(request):
        return list_file(request, _sheet(account), place=account.place_code)
    form = FileForm(account, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            job = hand_in(
                account=account,
                list_name=form.cleaned_data["list_name"],
                file_name=given.name[-120:],
                raw=given.read(),
                election=form.cleaned_data["election"],
                day=form.cleaned_data["day"],
                legacy=Legacy(form.cleaned_data["legacy"]) if form.cleaned_data["legacy"] else None,
                at=timezone.now(),
            )
        except Refused:
            form.add_error("election", "Danh sách này thuộc một cuộc bầu cử: chọn cuộc bầu cử.")
        else:
            return HttpResponseRedirect(reverse("desk_import_job", args=[job.pk]))
    context = {
        **frame(request, "Nạp danh sách"),
        "form": form,
        "lists": [LISTS[name] for name in lists_of_side(account.side)],
        "jobs": (jobs := [_row(each) for each in _jobs(account)[:RECENT]]),
        "files": list_files(request, "tệp đã nạp") if jobs else None,
    }
    return render(request, "desk/nap-danh-sach.html", context, status=422 if form.errors else 200)


@allowed(Act.IMPORT_LISTS)
def job(request: HttpRequest, number: int) -> HttpResponse:
    """One file: how far it is, what is asked, what is wrong, and the button that writes it."""
    found = _own(request, number)
    said = ""
    if request.method == "POST":
        try:
            _pressed(request, found)
        except Refused as refused:
            said = str(refused)
            found.refresh_from_db()
        else:
            return HttpResponseRedirect(request.path)
    kind = LISTS[found.list_name]
    done, of = progress(found) if found.state in RUNNING else (0, 0)
    context = {
        **frame(request, "Nạp danh sách"),
        "job": found,
        "row": _row(found),
        "kind": kind,
        "running": found.state in RUNNING,
        "done": done,
        "of": of,
        "per_cent": 100 * done // of if of else 0,
        "columns": [(NOT_USED, "không dùng cột này"), *((column.name, column.title) for column in kind.columns)],
        "not_shown": found.report.get("fault_count", 0) - len(found.report.get("faults", ())),
        "has_marked": found.state == ImportJob.State.FAULTY and marked_copy(found) is not None,
        "said": said,
    }
    part = request.headers.get("X-Manh") == "1"
    return render(request, "desk/_luot-nap.html" if part else "desk/luot-nap.html", context)


@allowed(Act.IMPORT_LISTS)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The empty template of a list, or with `?mau=1` the one with simulated samples."""
    if name not in lists_of_side(request.user.side):
        raise Http404
    raw = write_template(LISTS[name], filled=request.GET.get("mau") == "1")
    return _attached(raw, f"mau-{name}.xlsx")


@allowed(Act.IMPORT_LISTS)
def marked(request: HttpRequest, number: int) -> HttpResponse:
    """The file again, its faulty cells red."""
    found = _own(request, number)
    raw = marked_copy(found)
    if raw is None:
        raise Http404
    return _attached(raw, f"o-sai-{found.pk}.xlsx")


def _pressed(request: HttpRequest, found: ImportJob) -> None:
    if request.POST.get("viec") == "ghi":
        write_down(found)
        return
    kind = LISTS[found.list_name]
    known = {column.name for column in kind.columns} | {NOT_USED}
    asked = {heading for heading, _, _ in found.report.get("headings", ())}
    chosen = {
        heading: meant
        for heading, meant in zip(request.POST.getlist("tieu-de"), request.POST.getlist("cot"), strict=False)
        if heading in asked and meant in known
    }
    read_again(found, mapping=chosen)


def _own(request: HttpRequest, number: int) -> ImportJob:
    found = _jobs(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _jobs(account: Account) -> "forms.models.QuerySet[ImportJob]":
    return ImportJob.objects.filter(account=account, side=account.side).order_by("-handed_in_at")


def _sheet(account: Account) -> ListSheet:
    """Every file this account handed in, newest first."""
    rows = (
        (LISTS[each.list_name].title, each.file_name, at.date(), f"{at:%H:%M}", each.get_state_display())
        for each in _jobs(account).iterator()
        for at in [timezone.localtime(each.handed_in_at)]
    )
    return ListSheet("Tệp đã nạp", ("Danh sách", "Tệp", "Ngày", "Giờ", "Trạng thái"), rows)


def _row(found: ImportJob) -> dict[str, object]:
    return {"job": found, "title": LISTS[found.list_name].title, "at": timezone.localtime(found.handed_in_at)}


def _attached(raw: bytes, name: str) -> HttpResponse:
    response = HttpResponse(raw, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
