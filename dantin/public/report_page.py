"""Soát báo cáo: paste a text or a table, see which of its figures disagree. Nothing is stored."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from dantin.core.aggregate import Agreement
from dantin.core.report import (
    ABOUT,
    SENTENCE,
    VERDICTS,
    Recalculation,
    Report,
    TooMuch,
    against_record,
    audit_table,
    audit_text,
    read_table,
)
from dantin.locale import number, said
from dantin.store.readers.clock import moment
from dantin.store.readers.places import territory
from dantin.store.readers.term_record import record_of_term, terms

from .answer import frame
from .languages import shown

URL = "/soat-bao-cao/"
MOST_LETTERS = 20_000
# The press report of 3/7/2022 (E-02), as printed.
EXAMPLE = "27% bí thư chi bộ được bầu mới, 63% bí thư chi bộ tái cử"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """`/soat-bao-cao/`"""
    years = terms()
    context: dict[str, Any] = {"written": EXAMPLE, "terms": years, "term": None, "most": number(MOST_LETTERS)}
    if request.method == "POST":
        written = request.POST.get("bai", "").replace("\r\n", "\n").replace("\x00", "")
        asked = request.POST.get("ky", "")
        term = next((year for year in years if str(year) == asked), None)
        context |= {"written": written[:MOST_LETTERS], "term": term} | _audited(written, term)
    title = said("Soát con số của báo cáo")
    response = shown(
        request, "public/soat-bao-cao.html", frame(request, moment(), territory(), tab="", title=title) | context
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _audited(written: str, term: int | None) -> dict[str, Any]:
    if not written.strip():
        return {"refused": said("Chưa có bài nào. Dán bài viết hoặc bảng số liệu vào ô rồi bấm Soát.")}
    if len(written) > MOST_LETTERS:
        return {"refused": said("Bài dài quá {n} chữ cái. Cắt ra từng phần rồi soát từng phần.", n=MOST_LETTERS)}
    table = read_table(written)
    try:
        report = audit_text(written) if table is None else audit_table(table)
    except TooMuch:
        return {"refused": said("Bài có quá nhiều con số. Cắt ra từng phần rồi soát từng phần.")}
    if term is not None:
        report = against_record(report, record_of_term(term))
    return {"result": _shown(report)}


def _shown(report: Report) -> dict[str, Any]:
    wrong = report.disagreements
    right = [check for check in report.checks if check.agreement is Agreement.AGREES]
    return {
        "pieces": _pieces(report),
        "wrong": [_sentence(check) for check in wrong],
        "right": [_sentence(check) for check in right],
        "unpaired": [f"{one.figure.text}: {said(one.why)}" for one in report.unpaired],
        "headline": _headline(report),
    }


def _sentence(check: Recalculation) -> str:
    """One line of the check. Its figures stay written as the Vietnamese text writes them."""
    remark, left, label = check.remark
    return said(
        SENTENCE,
        verdict=said(VERDICTS[check.agreement]),
        printed=", ".join(figure.text for figure in check.figures),
        arithmetic=said(remark, calculation=check.calculation, left=left, label=said(label) if label else ""),
        about=said(ABOUT[check.kind]),
    )


def _headline(report: Report) -> str:
    if not report.figures:
        return said("Không thấy con số nào so được trong bài")
    if not report.checks:
        return said("Có {n} con số, chưa ghép được số nào với số nào", n=len(report.figures))
    if report.disagreements:
        return said("{n} chỗ không khớp trong {whole} phép soát", n=len(report.disagreements), whole=len(report.checks))
    return said("Cả {n} phép soát đều khớp", n=len(report.checks))


def _pieces(report: Report) -> list[dict[str, Any]]:
    """The text cut at its figures; the worst that is known of a figure is its mark."""
    marks = dict.fromkeys(report.figures, "")
    for one in report.unpaired:
        marks[one.figure] = "chua"
    for check in sorted(report.checks, key=lambda check: check.agreement is not Agreement.AGREES):
        for figure in check.figures:
            marks[figure] = "dung" if check.agreement is Agreement.AGREES else "sai"
    pieces, at = [], 0
    for figure in report.figures:
        pieces += [{"text": report.text[at : figure.start]}, {"text": figure.text, "mark": marks[figure]}]
        at = figure.end
    return [*pieces, {"text": report.text[at:]}]
