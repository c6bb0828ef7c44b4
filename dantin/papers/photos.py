"""Ảnh chụp giấy ký tay: drawn anew so that nothing but the picture is kept, and matched by its QR code."""

import io
import re
import warnings
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from .faults import PaperFault

MOST_BYTES = 25_000_000
MOST_DOTS = 80_000_000
LONGEST_SIDE = 2_200
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_TOO_MANY = "Ảnh có quá nhiều điểm. Chụp lại ở cỡ nhỏ hơn"
_CHECK = re.compile(r"/giay-to/kiem/([a-z0-9-]+)/([0-9a-f]{64})\?ho-so=([^\s&]+)$")


@dataclass(frozen=True, slots=True)
class Photo:
    """Ảnh đã vẽ lại: JPEG, without place, time or telephone; `form`, `digest` and `record` as its QR says, or empty."""

    raw: bytes
    form: str
    digest: str
    record: str


def read_photo(raw: bytes) -> Photo:
    """The picture drawn anew; raises `PaperFault` of what is no picture, or too large a one."""
    if len(raw) > MOST_BYTES:
        raise PaperFault(f"Ảnh lớn quá {MOST_BYTES // 1_000_000} MB. Chụp lại ở cỡ nhỏ hơn")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > MOST_DOTS:
                raise PaperFault(_TOO_MANY)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError:
        raise PaperFault(_TOO_MANY) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise PaperFault("Tệp này không phải ảnh JPEG, PNG hay WebP. Ảnh HEIC: lưu lại dạng JPEG rồi tải lên") from None
    found = _code(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = found or _code(picture)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, optimize=True)  # a new file: no EXIF goes with it
    return Photo(out.getvalue(), *(found or ("", "", "")))


def _code(picture: Image.Image) -> tuple[str, str, str] | None:
    """What the QR of one of our papers says, whichever way the paper lies."""
    for code in zxingcpp.read_barcodes(picture.convert("L"), formats=_QR):
        match = _CHECK.search(code.text)
        if match is not None:
            return match[1], match[2], match[3]
    return None
