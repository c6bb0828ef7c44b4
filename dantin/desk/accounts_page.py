"""Tài khoản ở cấp dưới: find one, give back its way in, its telephone, unlock, close, lend; lists of new ones."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dantin.core.values import Side
from dantin.imports.account_list import ACCOUNTS
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.imports.faults import Fault, Unreadable
from dantin.imports.guards import refuse_large
from dantin.imports.list_sheet import ListSheet
from dantin.imports.reading import Reading, read_rows
from dantin.imports.sheets import Sheet, read_sheets
from dantin.imports.writing import write_marked, write_template
from dantin.locale.words import hour_minute
from dantin.store.actions.access_resets import ask_new_phone, ask_reset, carry_out_reset, confirm_reset
from dantin.store.actions.accounts import AccountIn, Slip, close_account, open_accounts, unlock
from dantin.store.actions.accounts_list import plan_accounts
from dantin.store.actions.delegations import delegate_role, end_delegation
from dantin.store.models import AccessReset, Account, Delegation
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.accounts import (
    CONFIRM_WITHIN,
    OPENS,
    codes_in_care,
    delegations,
    found_in_care,
    in_care,
    is_election_day,
    is_locked,
    may_stand_in,
    other_accounts,
    place_names,
    second_persons,
    waiting_for,
)
from dantin.store.refusals import Refused

from .access import Act, allowed
from .account_words import happened
from .forms import pointed_at, refuse_longer
from .forms import words as words_of
from .frame import frame
from .import_page import XLSX
from .list_files import list_file, list_files, sheet_asked

MOST_SHOWN = 60
MOST_AT_ONCE = 1_000  # accounts a page opens; a whole province is opened at the server
_SALT, _KEPT_FOR = "dantin.accounts.list", 3600
_MARKED, _MOST_MARKED = "dantin.accounts.marked", 1_000_000  # bytes of a copy that a page carries along


class FileForm(forms.Form):
    """Tệp danh sách tài khoản."""

    file = forms.FileField(
        label="Tệp .xlsx hoặc .csv", error_messages={"required": "Chưa chọn tệp.", "empty": "Tệp này trống."}
    )


@allowed(Act.CARE_FOR_ACCOUNTS)
def index(request: HttpRequest) -> HttpResponse:
    """Search in the accounts of the level below; above them what waits for a second person."""
    account = request.user
    assert isinstance(account, Account)
    words = " ".join(request.GET.get("tim", "").split())[:80]
    found = found_in_care(account, words)
    if sheet_asked(request):
        return list_file(request, _sheet(found), place=account.place_code)
    context = {
        **frame(request, "Tài khoản"),
        "words": words,
        "found": [_row(each) for each in found[:MOST_SHOWN]],
        "count": len(found),
        "files": list_files(request, "tài khoản ở cấp dưới") if found else None,
        "waiting": waiting_for(account, clock.now()),
    }
    return render(request, "desk/tai-khoan.html", context)


@allowed(Act.CARE_FOR_ACCOUNTS)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One account: whom to call back, and what can be done with it."""
    by = request.user
    assert isinstance(by, Account)
    account = _cared(by, number)
    said = ""
    if request.method == "POST":
        try:
            answer = _pressed(request, by, account)
        except Refused as refused:
            said = str(refused)
        else:
            return answer
    context = {
        **frame(request, "Tài khoản"),
        **_row(account),
        "one": account,
        "locked": is_locked(account.login),
        "election_day": is_election_day(account.place_code, timezone.localtime(clock.now()).date()),
        "second": second_persons(by, account),
        "colleagues": may_stand_in(account),
        "others": other_accounts(account),
        "lent": _lent(account),
        "done": happened(account),
        "typed": request.POST if said else {},
        "said": said,
    }
    return render(request, "desk/mot-tai-khoan.html", context, status=422 if said else 200)


@allowed(Act.CARE_FOR_ACCOUNTS)
def reset(request: HttpRequest, number: int) -> HttpResponse:
    """One reset: the second person confirms here; then who asked sees the slip, once."""
    by = request.user
    assert isinstance(by, Account)
    found = AccessReset.objects.select_related("account", "asked_by", "confirmed_by").filter(pk=number).first()
    if found is None or not in_care(by).filter(pk=found.account_id).exists():
        raise Http404
    mine, said = found.asked_by_id == by.pk, ""
    if request.method == "POST":
        try:
            if mine and found.kind == AccessReset.Kind.SLIP:
                return _slips(request, [carry_out_reset(reset=found, by=by, at=clock.now())])
            confirm_reset(reset=found, by=by, at=clock.now())
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            said = str(refused)
    context = {
        **frame(request, "Tài khoản"),
        **_row(found.account),
        "reset": found,
        "mine": mine,
        "asked_at": hour_minute(found.asked_at),
        "too_old": found.done_at is None and clock.now() - found.asked_at > CONFIRM_WITHIN,
        "second": second_persons(found.asked_by, found.account),
        "phone": found.kind == AccessReset.Kind.PHONE,
        "said": said,
    }
    return render(request, "desk/dat-lai.html", context, status=422 if said else 200)


@allowed(Act.CARE_FOR_ACCOUNTS)
def opening(request: HttpRequest) -> HttpResponse:
    """A list of new accounts: tried, every fault by its cell and in a copy; then opened whole, the slips shown once."""
    by = request.user
    assert isinstance(by, Account)
    form, said, sheets, accounts = FileForm(), "", list[Sheet](), list[AccountIn]()
    reading: Reading | None = None
    if request.method == "POST" and request.POST.keys() & {"danh-sach", "o-sai"}:
        try:
            if "o-sai" in request.POST:
                return _marked_copy(by, request.POST["o-sai"])
            return _slips(request, _open(by, request.POST["danh-sach"]))
        except (Refused, signing.BadSignature) as refused:
            said = str(refused) if isinstance(refused, Refused) else "Đã quá một giờ từ lúc đọc thử. Đưa tệp vào lại."
    elif request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                sheets, reading, accounts = _tried(by, form.cleaned_data["file"])
            except Unreadable as refused:
                form.add_error("file", f"{str(refused)[0].upper()}{str(refused)[1:]}.")
    faults = sorted(reading.faults, key=lambda each: (each.sheet, each.row, each.column or 0)) if reading else []
    names = place_names(by)
    context = {
        **frame(request, "Tài khoản"),
        "form": form,
        "said": said,
        "faults": faults[:MOST_SHOWN],
        "fault_count": len(faults),
        "not_shown": max(len(faults) - MOST_SHOWN, 0),
        "marked": _marked(by, sheets, faults) if faults else "",
        "accounts": [(each, names.get(each.place_code, each.place_code)) for each in accounts] if not faults else [],
        "kept": _kept(by, accounts) if accounts and not faults else "",
        "unused": reading.unused if reading else [],
    }
    return render(request, "desk/lap-tai-khoan.html", context, status=422 if form.errors or said else 200)


@allowed(Act.CARE_FOR_ACCOUNTS)
def template(request: HttpRequest) -> HttpResponse:
    """The file to fill in; with `?mau=1` with simulated samples."""
    return _attached(write_template(ACCOUNTS, filled=request.GET.get("mau") == "1"), "mau-tai-khoan.xlsx")


def _pressed(request: HttpRequest, by: Account, account: Account) -> HttpResponse:
    at, again = clock.now(), HttpResponseRedirect(request.path)
    words = refuse_longer(words_of(request, "loi"), 400)
    match request.POST.get("viec"):
        case "dat-lai":
            asked = ask_reset(account=account, by=by, said=words, at=at)
            if asked.needs_second:
                return HttpResponseRedirect(reverse("desk_reset", args=[asked.pk]))
            return _slips(request, [carry_out_reset(reset=asked, by=by, at=at)])
        case "doi-so":
            number = refuse_longer(words_of(request, "so"), 20)
            asked = ask_new_phone(account=account, by=by, phone=number, said=words, at=at)
            if asked.needs_second:
                return HttpResponseRedirect(reverse("desk_reset", args=[asked.pk]))
        case "mo-khoa":
            unlock(account=account, by=by, at=at)
        case "dong":
            close_account(account=account, by=by, why=words, at=at)
        case "giao":
            delegated(request, lender=account, by=by)
        case "thoi-giao":
            undelegated(request, lender=account, by=by)
    return again


def delegated(request: HttpRequest, *, lender: Account, by: Account) -> None:
    """The delegation that a form tells of, made."""
    chosen = pointed_at(request.POST.get("nguoi", ""))
    delegate = None if chosen is None else Account.objects.filter(pk=chosen).first()
    first, last = _day(request.POST.get("tu", "")), _day(request.POST.get("den", ""))
    if delegate is None:
        raise Refused("accounts.delegate_elsewhere")
    if first is None or last is None:
        raise Refused("accounts.days_unclear")
    delegate_role(lender=lender, delegate=delegate, first_on=first, last_on=last, by=by, at=clock.now())


def undelegated(request: HttpRequest, *, lender: Account, by: Account) -> None:
    """The delegation that a button names, ended."""
    number = pointed_at(request.POST.get("lan", ""))
    row = None if number is None else Delegation.objects.filter(pk=number, lender=lender.pk).first()
    if row is None:
        raise Http404
    end_delegation(delegation=row, by=by, at=clock.now())


def _lent(account: Account) -> list[Delegation]:
    today = timezone.localtime(clock.now()).date()
    return list(delegations().filter(lender=account.pk, last_on__gte=today).order_by("first_on"))


def _cared(by: Account, number: int) -> Account:
    found = in_care(by).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _tried(by: Account, given: Any) -> tuple[list[Sheet], Reading, list[AccountIn]]:
    refuse_large(given.size)
    sheets = read_sheets(given.read(), name=given.name)
    reading = read_rows(sheets, ACCOUNTS)
    if len(reading.rows) > MOST_AT_ONCE:
        raise Unreadable(f"tệp có {len(reading.rows)} dòng, trang này lập nhiều nhất {MOST_AT_ONCE}. Chia tệp theo xã")
    accounts = plan_accounts(reading, side=Side(by.side), roles=OPENS[Role(by.role)], within=codes_in_care(by))
    return sheets, reading, accounts


def _marked(by: Account, sheets: list[Sheet], faults: list[Fault]) -> str:
    """The file again, its faulty cells red, in the page itself as the list is: nothing of it stays on the server."""
    raw = write_marked(sheets, faults)
    if len(raw) > _MOST_MARKED:
        return ""
    return signing.dumps({"by": by.login, "file": b64encode(raw).decode("ascii")}, salt=_MARKED)


def _marked_copy(by: Account, kept: str) -> HttpResponse:
    tried = signing.loads(kept, salt=_MARKED, max_age=_KEPT_FOR)
    if tried["by"] != by.login:
        raise signing.BadSignature("of another account")
    return _attached(b64decode(tried["file"]), "o-sai-tai-khoan.xlsx")


def _attached(raw: bytes, name: str) -> HttpResponse:
    response = HttpResponse(raw, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(by: Account, accounts: list[AccountIn]) -> str:
    """The list as it was tried, in the page itself: signed, for this account, for an hour."""
    rows = [[each.login, each.name, each.role.value, each.place_code, each.phone] for each in accounts]
    return signing.dumps({"by": by.login, "rows": rows}, salt=_SALT, compress=True)


def _open(by: Account, kept: str) -> list[Slip]:
    tried = signing.loads(kept, salt=_SALT, max_age=_KEPT_FOR)
    accounts = [
        AccountIn(login=login, name=name, role=Role(role), place_code=place, phone=phone)
        for login, name, role, place, phone in tried["rows"]
    ]
    within = codes_in_care(by)
    for each in accounts:
        if tried["by"] != by.login or each.role not in OPENS[Role(by.role)] or each.place_code not in within:
            raise Refused("accounts.not_in_care", login=each.login)
    return open_accounts(side=Side(by.side), accounts=accounts, actor=by.login, at=clock.now())


def _slips(request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The one time the slips are seen: the answer itself, kept nowhere."""
    by = request.user
    assert isinstance(by, Account)
    names = place_names(by)
    return render(
        request,
        "desk/phieu-giao.html",
        {
            **frame(request, "Tài khoản"),
            "slips": [(slip, names.get(slip.place_code, slip.place_code)) for slip in slips],
            "address": request.build_absolute_uri(reverse("account_login")),
        },
    )


def _row(account: Account) -> dict[str, Any]:
    return {"cared": account, "place_name": place_names(account).get(account.place_code, account.place_code)}


def _sheet(found: Sequence[Account]) -> ListSheet:
    """Every account that was found, as the page shows the first of them."""
    names = place_names(found[0]) if found else {}
    rows = []
    for one in found:
        state = "đã đóng" if not one.is_active else "chưa vào lần nào từ lúc có phiếu" if one.must_change else ""
        place = names.get(one.place_code, one.place_code)
        rows.append((one.name, one.login, one.get_role_display(), place, one.phone, state))
    columns = ("Họ và tên", "Tên đăng nhập", "Vai", "Nơi làm việc", "Điện thoại", "Tình trạng")
    return ListSheet("Tài khoản ở cấp dưới", columns, rows)


def _day(text: str) -> date | None:
    try:
        found = reader(Column(name="ngay", title="Ngày", kind=Kind.DAY, required=False))(text.strip()[:20])
    except CellFault:
        return None
    return found if isinstance(found, date) else None
