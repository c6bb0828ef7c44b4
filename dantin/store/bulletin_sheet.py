"""Bản tin thành bảng tính: the bulletin of a mark as XLSX, figures as numbers, the same bytes whenever it is asked."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from dantin.locale import msg, plain, said
from dantin.store import bulletin_words

_DISTRICT_HEADS = (
    (msg("Huyện, thị xã, thành phố"), "name"),
    (msg("Số thôn"), "villages"),
    (msg("Cử tri trong danh sách"), "roll"),
    (msg("Đã đi bầu"), "voted"),
    (msg("Tỷ lệ đi bầu (%)"), "turnout"),
    (msg("Thôn đã có người trúng cử"), "elected"),
    (msg("Số chi bộ"), "congresses"),
    (msg("Chi bộ đã xong đại hội"), "congresses_done"),
)
_AUTHOR = "Dân Tin"


def workbook(bulletin: Mapping[str, Any]) -> bytes:
    """Two sheets: the bulletin in words and figures, and its districts."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime.fromisoformat(bulletin["mark"]).replace(tzinfo=None), "author": _AUTHOR})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    share = book.add_format({"num_format": "0.00"})
    count = book.add_format({"num_format": "#,##0"})
    report = book.add_worksheet(plain(said("Bản tin")))
    report.set_column(0, 0, 100)
    for row, line in enumerate(bulletin_words.at_a_mark(bulletin).split("\n")):
        report.write_string(row, 0, line, bold if row == 0 else wrapped)
    table = book.add_worksheet(plain(said("Theo huyện")))
    table.set_column(0, 0, 30)
    table.set_column(1, len(_DISTRICT_HEADS) - 1, 16)
    table.freeze_panes(1, 1)
    for column, (head, _) in enumerate(_DISTRICT_HEADS):
        table.write_string(0, column, plain(said(head)), bold)
    for row, district in enumerate(bulletin["districts"], start=1):
        for column, (_, key) in enumerate(_DISTRICT_HEADS):
            value = district[key]
            if value is None:
                continue
            if key == "name":
                table.write_string(row, column, value)
            elif key == "turnout":  # text in the answer; a spreadsheet wants a number to sort by
                table.write_number(row, column, float(value), share)
            else:
                table.write_number(row, column, value, count)
    book.close()
    return out.getvalue()
