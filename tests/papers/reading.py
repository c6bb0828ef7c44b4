"""Chữ trong một tệp, as a reader that knows nothing of who wrote it finds it."""

import io
import re
from html import unescape

import pypdfium2
from docx import Document


def text_of_pdf(raw: bytes) -> str:
    return _one_line(" ".join(pages_of_pdf(raw)))


def pages_of_pdf(raw: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(raw)]


def text_of_docx(raw: bytes) -> str:
    document = Document(io.BytesIO(raw))
    words = (
        (node.text or "") if node.tag.endswith("}t") else " "
        for node in document.element.body.iter()
        if node.tag.endswith(("}t", "}p", "}tc"))
    )
    return _one_line("".join(words))


def text_of_html(raw: bytes) -> str:
    body = raw.decode().partition("<body>")[2]
    within = re.sub(r"<(?:/?(?:strong|em|span)(?: [^>]*)?)>", "", body)
    return _one_line(unescape(re.sub(r"<[^>]*>", " ", within)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
