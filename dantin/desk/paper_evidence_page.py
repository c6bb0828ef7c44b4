"""Bản ký của một văn bản: to sign outside and bring back, photos of what was signed by hand, beside the record."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.form import Form
from dantin.papers.photos import MOST_BYTES
from dantin.papers.registry import form_of
from dantin.papers.signing import read_roots, signable
from dantin.store.actions.paper_evidence import add_photo, take_signed
from dantin.store.models import Election, PaperPhoto, SignedPaper
from dantin.store.readers import clock
from dantin.store.readers.paper_subjects import Subject
from dantin.store.readers.papers import minutes_of, own_templates
from dantin.store.refusals import Refused, refuse_if


@dataclass(frozen=True, slots=True)
class PaperOffice:
    """Nơi đang xem: whose papers, and the addresses that lead back."""

    election: Election
    subject: Subject
    side: Side
    place_code: str
    name: str
    address: str
    back: str
    may_number: bool

    def papers(self, form: Form) -> list[Minutes]:
        return minutes_of(form, self.subject)

    def issuer(self, form: Form) -> str:
        """Whose register the number comes from: the commune or its committee, or who stands below it."""
        return self.subject.commune.code if form.number_kind.startswith("QĐ") else self.place_code


Page = Callable[..., HttpResponse]


def to_sign(minutes: Minutes) -> HttpResponse:
    """The paper as it was issued, with an empty field to sign in."""
    if minutes.fields["number"] is None:
        raise Http404
    answer = HttpResponse(signable(_original(minutes)), content_type="application/pdf")
    name = "-".join([minutes.form, *minutes.record.split("/")[1:]])
    answer["Content-Disposition"] = f'attachment; filename="{name}-cho-ky.pdf"'
    return answer


def take(request: HttpRequest, office: PaperOffice, minutes: Minutes, asked: str, page: Page) -> HttpResponse:
    """What was uploaded, or the page again with what is wrong with it."""
    form = form_of(minutes.form)
    if not office.may_number or form.ballot or (asked == "ky" and minutes.fields["number"] is None):
        raise Http404
    given, at, actor = request.FILES.get("tep"), clock.now(), request.user.get_username()
    of: dict[str, Any] = {
        "election": office.election, "minutes": minutes, "place_code": office.place_code, "actor": actor, "at": at,
    }  # fmt: skip
    try:
        refuse_if(given is None, "papers.no_file")
        assert given is not None
        raw = given.read(MOST_BYTES + 1)
        if asked == "ky":
            take_signed(raw=raw, original=_original(minutes), roots=_roots(), **of)
        else:
            add_photo(raw=raw, **of)
    except (Refused, PaperFault) as fault:
        return page(request, office, form, minutes, [], said=str(fault), status=422)
    return HttpResponseRedirect(f"{request.path}?ho-so={minutes.record}")


def _original(minutes: Minutes) -> bytes:
    own = own_templates(minutes.side).get(minutes.form)
    return made(Order(minutes, settings.ADDRESS, template=own), ".pdf")


def _roots() -> list[Certificate]:
    folder = Path(settings.SIGN_ROOTS_DIR)
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in (".pem", ".crt", ".cer"))
    return read_roots([path.read_bytes() for path in files])


def kept(office: PaperOffice, minutes: Minutes, named: str) -> HttpResponse:
    """A signed file or a photo that is kept: "ky-1", "anh-2"."""
    kind, _, number = named.partition("-")
    of = {"election": office.election, "form": minutes.form, "record": minutes.record}
    if not number.isdigit() or len(number) > 4:
        raise Http404
    if kind == "anh":
        photo = PaperPhoto.objects.filter(**of, number=int(number)).first()
        if photo is not None:
            return HttpResponse(bytes(photo.picture), content_type="image/jpeg")
    if kind == "ky":
        signed = SignedPaper.objects.filter(**of, number=int(number)).first()
        if signed is not None:
            answer = HttpResponse(bytes(signed.file), content_type="application/pdf")
            answer["Content-Disposition"] = f'attachment; filename="{minutes.form}-da-ky-{number}.pdf"'
            return answer
    raise Http404


def shown(office: PaperOffice, minutes: Minutes, *, ballot: bool) -> dict[str, Any]:
    """What the page of a paper says of its signed copies."""
    of = {"election": office.election, "form": minutes.form, "record": minutes.record}
    signed = SignedPaper.objects.filter(**of).defer("file").order_by("number")
    photos = PaperPhoto.objects.filter(**of).defer("picture").order_by("number")
    return {
        "may_attach": office.may_number and not ballot,
        "may_sign": minutes.fields["number"] is not None and not ballot,
        "signed": [
            {
                "number": row.number,
                "signer": row.signer,
                "when": _moment(row.signed_at) if row.signed_at else "",
                "trusted": row.trusted,
                "same": row.digest == minutes.digest(),
            }
            for row in signed
        ],
        "photos": [{"number": row.number, "matches": row.matches, "when": _moment(row.recorded_at)} for row in photos],
    }


def _moment(at: Any) -> str:
    local = at.astimezone(LOCAL)
    return f"{hour_minute(local)} ngày {day(local.date())}"
