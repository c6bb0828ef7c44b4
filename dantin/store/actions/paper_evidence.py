"""Bản đã ký của một văn bản: signed outside and brought back, or signed by hand and photographed. Append-only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from asn1crypto.x509 import Certificate

from dantin.core.record import Minutes
from dantin.papers.photos import read_photo
from dantin.papers.registry import form_of
from dantin.papers.signing import check_signed
from dantin.store.models import Election, PaperPhoto, SignedPaper
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side

MOST_PHOTOS = 12


@action
def take_signed(
    *, election: Election, minutes: Minutes, place_code: str, raw: bytes, original: bytes,
    roots: Sequence[Certificate], actor: str, at: datetime,
) -> SignedPaper:  # fmt: skip
    """Keep a paper that came back signed; what is not this paper, or was changed since, is refused.

    A chain that no root of this server bears out is kept and told: the root may come later.
    """
    require_side(minutes.side)
    refuse_too_long(SignedPaper, recorded_by=actor)
    last = check_signed(raw, original, roots, at)[-1]
    refuse_if(not last.record_unchanged, "papers.signed_another")
    refuse_if(not last.intact or not last.covers_all, "papers.signed_changed")
    of = {"election": election, "form": minutes.form, "record": minutes.record}
    digest = sha256(raw).hexdigest()
    same = SignedPaper.objects.filter(**of, file_digest=digest).first()
    if same is not None:  # the network broke and it was sent again
        return same
    row = SignedPaper.objects.create(
        side=minutes.side.value, number=SignedPaper.objects.filter(**of).count() + 1, digest=minutes.digest(),
        signer=last.signer[:120], signed_at=last.signed_at, trusted=last.trusted, file=raw, file_digest=digest,
        recorded_by=actor, recorded_at=at, **of,
    )  # fmt: skip
    body = {"form": minutes.form, "record": minutes.record, "digest": row.digest, "file_digest": digest}
    _tell("papers.signed", body, election, minutes, place_code, actor, at)
    return row


@action
def add_photo(
    *, election: Election, minutes: Minutes, place_code: str, raw: bytes, actor: str, at: datetime
) -> PaperPhoto:
    """Keep a photo of the paper signed by hand; one of another paper is refused by its QR."""
    require_side(minutes.side)
    refuse_too_long(PaperPhoto, recorded_by=actor)
    refuse_if(form_of(minutes.form).ballot, "papers.ballot_photo")
    photo = read_photo(raw)
    mine = (minutes.form, minutes.record)
    refuse_if(bool(photo.form) and (photo.form, photo.record) != mine, "papers.photo_of_another", record=photo.record)
    of = {"election": election, "form": minutes.form, "record": minutes.record}
    digest = sha256(photo.raw).hexdigest()
    there = PaperPhoto.objects.filter(**of)
    same = there.filter(file_digest=digest).first()
    if same is not None:
        return same
    refuse_if(there.count() >= MOST_PHOTOS, "papers.too_many_photos", most=str(MOST_PHOTOS))
    row = PaperPhoto.objects.create(
        side=minutes.side.value, number=there.count() + 1, matches=photo.digest == minutes.digest(), picture=photo.raw,
        file_digest=digest, recorded_by=actor, recorded_at=at, **of,
    )  # fmt: skip
    body = {"form": minutes.form, "record": minutes.record, "file_digest": digest, "matches": row.matches}
    _tell("papers.photo_added", body, election, minutes, place_code, actor, at)
    return row


def _tell(
    type_: str, body: Mapping[str, object], election: Election, minutes: Minutes, place: str, actor: str, at: datetime
) -> None:
    log(
        [Happened(type=type_, place_code=place, actor=actor, body=body)],
        side=minutes.side, election_id=election.id, election_code=election.code, at=at,
    )  # fmt: skip
