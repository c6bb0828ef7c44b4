"""What stands between head and signature, on papers of either side, as a browser shows it."""

from collections.abc import Callable
from html import escape
from typing import assert_never

import zxingcpp

from dantin.papers.blocks import Block, Head, Kind, Line, Look, PageBreak, Paper, Signatures, Stamp, Table, Text

STYLE = """
body{margin:0;background:#fff;color:#000}
main{max-width:165mm;margin:0 auto;padding:16px}
.van-ban{font:1.0625rem/1.45 "Times New Roman","Liberation Serif",Tinos,serif}
.van-ban h1,.van-ban h2{font-size:1em;margin:.8em 0 .3em}
.van-ban h1,.van-ban .giua{text-align:center;font-weight:bold}
.van-ban p{margin:.4em 0}
.van-ban .dau{display:flex;flex-wrap:wrap;gap:8px 16px;justify-content:space-between;text-align:center}
.van-ban .dau>div{flex:1 1 12em}
.van-ban .dau p{margin:0}
.van-ban .ke{display:inline-block;border-bottom:1px solid}
.van-ban .loi{border-left:3px solid #999;padding-left:12px}
.van-ban .cuon{overflow-x:auto}
.van-ban table{border-collapse:collapse;width:100%;font-size:.94em}
.van-ban th,.van-ban td{border:1px solid;padding:3px 6px}
.van-ban .r{text-align:right}.van-ban .c{text-align:center}
.van-ban .ky{display:flex;flex-wrap:wrap;gap:16px;margin-top:1em}
.van-ban .ky>div{flex:1 1 10em;text-align:center}
.van-ban .ky .noi-nhan{text-align:left;font-size:.85em}
.van-ban .ky .ten{margin-top:3.5em;min-height:1.4em}
.van-ban .ma{display:flex;gap:12px;align-items:center;border-top:1px solid #777;margin-top:2em;font-size:.75em}
.van-ban .ma svg{width:22mm;flex:none}.van-ban .ma p{overflow-wrap:anywhere}
.van-ban .nhan{text-align:center;font-weight:bold;font-size:.8em}
@media print{.sang-trang{break-before:page}}
"""
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


def article(paper: Paper, head: Callable[[Head], str]) -> str:
    """The whole paper, its head drawn by the renderer of its side."""
    drawn = [head(block) if isinstance(block, Head) else _block(block) for block in paper.blocks]
    marks = paper.stamp.marks if paper.stamp else ()
    above = f'<p class="nhan">{escaped(" · ".join(marks))}</p>' if marks else ""
    code = f'<p class="c">{escaped(paper.ballot_code)}</p>' if paper.ballot_code else ""
    return f'<article class="van-ban">{above}{"".join(drawn)}{_stamp(paper.stamp)}{code}</article>'


def _block(block: Block) -> str:
    match block:
        case Line():
            return _line(block)
        case Table():
            return _table(block)
        case Signatures():
            return _signatures(block)
        case PageBreak():
            return '<div class="sang-trang"></div>'
        case Head():
            raise ValueError("a head is drawn by the renderer of its side")
        case _:
            assert_never(block)


def _line(line: Line) -> str:
    said = written(line.text)
    if line.kind is Kind.TITLE:
        return f"<h1>{said}</h1>"
    if line.kind is Kind.SECTION:
        return f"<h2>{said}</h2>"
    if line.kind is Kind.ITEM:
        return f"<p>- {said}</p>"
    if line.kind in (Kind.GROUND, Kind.NOTE):
        said = f"<em>{said}</em>"
    return f"<p{_CLASSES[line.kind]}>{said}</p>"


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{written(cell)}</th>' for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(
            f'<td class="{column.align}">{written(cell)}</td>' for cell, column in zip(row, block.columns, strict=False)
        ) + "</tr>"
        for row in block.rows
    )  # fmt: skip
    return (
        f'<div class="cuon" tabindex="0" role="region" aria-label="Bảng"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


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
    if stamp is None:
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
