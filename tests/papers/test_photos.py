"""Ảnh giấy ký tay: drawn anew without what the telephone wrote into it, matched by its QR whichever way it lies."""

import io

import pypdfium2
import pytest
from PIL import Image

from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.photos import LONGEST_SIDE, MOST_BYTES, read_photo

from . import samples


def photo(*, turned: int = 0, exif: bool = False, scale: float = 3, kind: str = "JPEG") -> bytes:
    """A page of counting minutes as a telephone takes it."""
    raw = made(Order(samples.first("bien-ban-kiem-phieu"), "https://bau.example.vn"), ".pdf")
    document = pypdfium2.PdfDocument(raw)
    picture = document[len(document) - 1].render(scale=scale).to_pil().rotate(turned, expand=True, fillcolor="gray")
    out, told = io.BytesIO(), Image.Exif()
    if exif:
        told[0x010F] = "DienThoaiMau"
        told[0x8825] = {1: "N", 2: (21.0, 30.0, 0.0)}
    picture.save(out, kind, exif=told)
    return out.getvalue()


@pytest.mark.parametrize("turned", [0, 90, 180, 7])
def test_the_qr_of_a_photo_names_its_paper(turned):
    minutes = samples.first("bien-ban-kiem-phieu")
    found = read_photo(photo(turned=turned))
    assert (found.form, found.digest, found.record) == (minutes.form, minutes.digest(), minutes.record)


def test_nothing_of_the_telephone_is_kept():
    raw = photo(exif=True)
    assert b"DienThoaiMau" in raw
    kept = read_photo(raw).raw
    assert b"DienThoaiMau" not in kept
    assert not dict(Image.open(io.BytesIO(kept)).getexif())


def test_a_large_photo_is_made_small():
    kept = read_photo(photo(scale=6)).raw
    assert max(Image.open(io.BytesIO(kept)).size) == LONGEST_SIDE
    assert len(kept) < 2_000_000


def test_a_photo_without_a_code_is_kept_and_names_nothing():
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(out, "PNG")
    assert read_photo(out.getvalue()).form == ""


@pytest.mark.parametrize(("raw", "said"), [
    (b"", "không phải ảnh"), (b"\xff\xd8\xff\xe0hong", "không phải ảnh"), (b"GIF89a" + b"\0" * 40, "không phải ảnh"),
    (b"\0" * (MOST_BYTES + 1), "lớn quá"),
], ids=["trống", "hỏng", "GIF", "quá lớn"])  # fmt: skip
def test_what_is_no_photo_is_refused_in_a_sentence(raw, said):
    with pytest.raises(PaperFault, match=said):
        read_photo(raw)


def test_a_picture_of_too_many_dots_is_not_unpacked():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(PaperFault, match="quá nhiều điểm"):
        read_photo(out.getvalue())
