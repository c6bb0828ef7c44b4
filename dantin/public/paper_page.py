"""Kiểm một giấy tờ: whether the check value on a paper is that of the record it names; nothing of the paper is shown.

The address is what the QR code says. A paper that has its number is held against what was issued, any other against
the record as it is now; of the Party side too only whether it agrees is told.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dantin.core.record import Minutes
from dantin.locale import said
from dantin.locale.words import day
from dantin.papers.form import Form
from dantin.papers.registry import FORMS
from dantin.store.models import Election, IssuedPaper
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.paper_subjects import subjects, villages_in
from dantin.store.readers.papers import minutes_of
from dantin.store.readers.places import territory

from .answer import answer, frame

_DIGEST = re.compile(r"[0-9a-f]{64}$")


def ask(request: HttpRequest) -> HttpResponse:
    """`/giay-to/kiem/`: how a paper is checked, for who has no camera at hand."""
    at = moment()
    return answer(request, at, lambda: _page(request, at, "hoi"), page="public/kiem-giay-to.html", parts={})


def check(request: HttpRequest, form: str, digest: str) -> HttpResponse:
    """`/giay-to/kiem/<form>/<digest>?ho-so=<record>`"""
    at, record = moment(), request.GET.get("ho-so", "")
    return answer(
        request, at, lambda: _judged(request, at, form, digest, record), page="public/kiem-giay-to.html", parts={}
    )


def _judged(request: HttpRequest, at: Moment, code: str, digest: str, record: str) -> Mapping[str, Any]:
    form = FORMS.get(code)
    if form is None or form.ballot or not _DIGEST.match(digest) or len(record) > 80:
        return _page(request, at, "khong-doc-duoc")
    issued = IssuedPaper.objects.filter(form=code, record=record).first()
    if issued is not None:
        agrees = issued.digest == digest
        return _page(
            request, at, "khop" if agrees else "khac", form=form, record=record,
            issued=said("Đã ban hành ngày {on}.", on=day(issued.dated)) if agrees else "",
        )  # fmt: skip
    now = next((one for one in _now(form, record) if one.record == record), None)
    if now is None:
        return _page(request, at, "khong-co-ho-so", form=form, record=record)
    return _page(request, at, "khop" if now.digest() == digest else "khac", form=form, record=record)


def _now(form: Form, record: str) -> list[Minutes]:
    """The papers of that form of the village which the record names; a commune's stand for all of its villages."""
    code, _, rest = record.partition("/")
    election = Election.objects.filter(code=code, side=form.side.value).first()
    if election is None or settings.SIDE not in ("both", form.side.value):
        return []
    villages = villages_in(election, rest.partition("/")[0])[:1] if rest else []
    return [one for of in subjects(election, villages) for one in minutes_of(form, of)]


def _page(
    request: HttpRequest, at: Moment, outcome: str, *, form: Form | None = None, record: str = "", issued: str = ""
) -> Mapping[str, Any]:
    return {
        **frame(request, at, territory(), tab="", title=said("Kiểm giấy tờ")),
        "outcome": outcome,
        "form_title": form.title if form else "",
        "record": record,
        "issued": issued,
    }
