"""Mã QR: an address that a screen with a camera opens without typing, for the terminal, a page and as SVG."""

import io
import os
from pathlib import Path

import segno

_BORDER = 4  # what the standard asks for around the code
_BORDER_OF_A_TERMINAL = 2


def in_terminal(address: str) -> str:
    """Khối chữ của mã QR: two rows of the code in one line; light squares are drawn, so it is read on a dark ground."""
    drawn = io.StringIO()
    _code(address).terminal(drawn, border=_BORDER_OF_A_TERMINAL, compact=True)
    return drawn.getvalue().rstrip("\n")


def as_image(address: str) -> str:
    """The code as an address of its own picture, for a page; it is kept in no file."""
    return _code(address).svg_data_uri(scale=8, border=_BORDER, dark="#000", light="#fff")


def write_svg(path: Path, address: str, *, title: str) -> None:
    """Write a new file that only its owner reads, for the address may hold a key; raises `OSError`."""
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="svg", scale=8, border=_BORDER, dark="#000", light="#fff", title=title)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(drawn.getvalue())


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")
