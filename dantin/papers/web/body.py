"""What stands between head and signature, on papers of either side, as a browser shows it."""

from collections.abc import Callable
from html import escape
from itertools import count
from typing import assert_never

import zxingcpp

from dantin.papers.blocks import Block, Head, Kind, Line, Look, PageBreak, Paper, Signatures, Stamp, Table, Text

_CLASSES = {
    Kind.SUBJECT: ' class="giua"', Kind.CENTRED: ' class="giua"', Kind.SPOKEN: ' class="loi"',
    Kind.PARAGRAPH: "", Kind.LINE: "", Kind.GROUND: "", Kind.NOTE: "",
}  # fmt: skip


def escaped(text: str) -> str:
    return escape(text, quote=True)


def written(text: Text) -> str:
    """The words with their look; a box says aloud whether it is ticked."""
    return "".join(map(_span, text))


def _span(span: object) -> str:
    look, text = span.look, escaped(span.text)  # type: ignore[attr-defined]
    match look:
        case Look.PLAIN:
            return text
        case Look.BOLD:
            return f"<strong>{text}</strong>"
        case Look.ITALIC:
            return f"<em>{text}</em>"
        case Look.BOX:
            return '<span role="img" aria-label="chưa đánh dấu">☐</span>'
        case _:
            return '<span role="img" aria-label="đã đánh dấu">☒</span>'


def article(paper: Paper, head: Callable[[Head], str], *, level: int) -> str:
    """The whole paper, its head drawn by the renderer of its side; `level` is that of its title among headings."""
    tables = count(1)  # each is a region of its own to a screen reader, so each has a name of its own
    drawn = [
        head(block)
        if isinstance(block, Head)
        else _table(block, next(tables))
        if isinstance(block, Table)
        else _block(block, level)
        for block in paper.blocks
    ]
    marks = paper.stamp.marks if paper.stamp else ()
    above = f'<p class="nhan">{escaped(" · ".join(marks))}</p>' if marks else ""
    code = f'<p class="c">{escaped(paper.ballot_code)}</p>' if paper.ballot_code else ""
    return f'<article class="van-ban">{above}{"".join(drawn)}{_stamp(paper.stamp)}{code}</article>'


def _block(block: Block, level: int) -> str:
    match block:
        case Line():
            return _line(block, level)
        case Signatures():
            return _signatures(block)
        case PageBreak():
            return '<div class="sang-trang"></div>'
        case Head() | Table():
            raise ValueError("a head is drawn by the renderer of its side, a table by its number")
        case _:
            assert_never(block)


def _line(line: Line, level: int) -> str:
    said = written(line.text)
    if line.kind is Kind.TITLE:
        return f'<h{level} class="giua">{said}</h{level}>'
    if line.kind is Kind.SECTION:
        return f"<h{level + 1}>{said}</h{level + 1}>"
    if line.kind is Kind.ITEM:
        return f"<p>- {said}</p>"
    if line.kind in (Kind.GROUND, Kind.NOTE):
        said = f"<em>{said}</em>"
    return f"<p{_CLASSES[line.kind]}>{said}</p>"


def _table(block: Table, number: int) -> str:
    head = "".join(f'<th scope="col">{written(cell)}</th>' for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(
            f'<td class="{column.align}">{written(cell)}</td>' for cell, column in zip(row, block.columns, strict=False)
        ) + "</tr>"
        for row in block.rows
    )  # fmt: skip
    wide = ' class="rong"' if len(block.columns) > 3 else ""
    region = f'<div class="cuon" tabindex="0" role="region" aria-label="Bảng {number}">'
    return f"{region}<table{wide}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _signatures(block: Signatures) -> str:
    drawn = []
    if block.recipients:
        to = "".join(f"<br>- {written(text)}" for text in block.recipients)
        drawn.append(f'<div class="noi-nhan"><strong><em>Nơi nhận:</em></strong>{to}</div>')
    for place in block.places:
        office = "<br>".join(f"<strong>{written(text)}</strong>" for text in place.office)
        note = f"<br><em>{written(place.note)}</em>" if place.note else ""
        drawn.append(f'<div>{office}{note}<p class="ten"><strong>{written(place.name)}</strong></p></div>')
    return f'<div class="ky">{"".join(drawn)}</div>'


def _stamp(stamp: Stamp | None) -> str:
    if stamp is None or not stamp.check:
        return ""
    code = zxingcpp.create_barcode(stamp.check, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    svg = str(code.to_svg(add_hrt=False, add_quiet_zones=True)).partition("<svg")[2]
    said = "<br>".join(map(escaped, stamp.code))
    return (
        f'<div class="ma"><svg role="img" aria-label="Mã QR: {escaped(stamp.check)}" viewBox="{_view(svg)}"{svg}'
        f"<p>{said}</p></div>"
    )


def _view(svg: str) -> str:
    size = svg.partition('width="')[2].partition('"')[0]
    return f"0 0 {size} {size}"
