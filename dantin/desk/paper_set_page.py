"""Cả bộ văn bản của một xã, của cả tỉnh: asked for, made by a process of its own, taken as one ZIP."""

import io
import zipfile
from datetime import UTC, datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.papers.blank import blank_set
from dantin.papers.files import Order, made
from dantin.store.models import Account
from dantin.store.paper_batches import DeskBatch
from dantin.store.readers.papers import own_templates
from dantin.store.readers.work import election_at_work

from . import forms
from .access import Act, allowed
from .frame import frame


def _batch(request: HttpRequest) -> DeskBatch | None:
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side(account.side), account.place_code)
    return None if election is None else DeskBatch(election, account.place_code)


@allowed(Act.MAKE_PAPER_SETS)
def paper_set(request: HttpRequest) -> HttpResponse:
    """How far the set is, a button to make it, the ZIP when it is whole."""
    batch = _batch(request)
    if request.method == "POST":
        if batch is not None and forms.words(request, "viec") == "lap" and batch.progress is None:
            batch.start()
        return HttpResponseRedirect(request.path)
    context = {**frame(request, "Bộ văn bản"), "election": batch.election if batch else None}
    if batch is not None:
        progress = batch.progress
        context |= {"running": progress is not None}
        if progress is not None:
            done, of = progress
            context |= {"done": number(done), "of": number(of) if of else "", "per_cent": done * 100 // of if of else 0}
        elif batch.zip.exists():
            found = batch.zip.stat()
            at = datetime.fromtimestamp(found.st_mtime, UTC).astimezone(LOCAL)
            context |= {
                "ready": f"{hour_minute(at)} ngày {day(at.date())}",
                "size": number(max(1, found.st_size // 1_000_000)),
            }
    return render(request, "desk/bo-van-ban.html", context)


@allowed(Act.MAKE_PAPER_SETS)
def blank_set_file(request: HttpRequest) -> HttpResponse:
    """Every form of one's side with nothing in it, for a hall without power."""
    account = request.user
    assert isinstance(account, Account)
    side, out = Side(account.side), io.BytesIO()
    own = own_templates(side)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for form, minutes in blank_set(side):
            entry = zipfile.ZipInfo(f"{form.code}.pdf", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, made(Order(minutes, template=own.get(form.code)), ".pdf"))
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="mau-trong.zip"'
    return answer


@allowed(Act.MAKE_PAPER_SETS)
def paper_set_file(request: HttpRequest) -> HttpResponseBase:
    """The ZIP that was made last."""
    batch = _batch(request)
    if batch is None or not batch.zip.exists():
        raise Http404
    return FileResponse(
        batch.zip.open("rb"), as_attachment=True, filename=batch.zip.name, content_type="application/zip"
    )
