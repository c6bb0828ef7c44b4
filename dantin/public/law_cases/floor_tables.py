"""The tables of who is put forward in the hall of a congress: no question of the case contract asks about them."""

from typing import Any

from dantin.core.contract.answer import verdict_json
from dantin.core.rulebooks import RULES

from .columns import ASKED_DIRECTLY, Cells, Json, table

YES_NO = {"có": "yes", "không": "no"}


@table("PC-NOMINATE-6", vào_danh_sách=({}, "met"), không_vào_danh_sách=({}, "not_met"))
def floor(cells: Cells) -> tuple[Json, Json]:
    given = {"candidate": "A", "in_favour": cells.number("Số đồng ý"), "present": cells.number("Số người dự")}
    return {"kind": "floor", "rule": "PC-NOMINATE-6", "given": given}, {}


@table("PC-NOMINATE-7", được=({}, "met"), không_được=({}, "not_met"))
def outgoing(cells: Cells) -> tuple[Json, Json]:
    given = {
        "candidate": "A",
        "is_prepared": cells.one_of("Có trong danh sách chuẩn bị", YES_NO) == "yes",
        "of_the_outgoing_committee": cells.one_of("Cấp ủy viên đương nhiệm", YES_NO) == "yes",
    }
    return {"kind": "floor", "rule": "PC-NOMINATE-7", "given": given}, {}


@table("PC-BALLOT-2", được=({}, "met"), không_được=({}, "not_met"))
def counting_board(cells: Cells) -> tuple[Json, Json]:
    given = {
        "candidate": "A",
        "standing": cells.one_of("Đảng viên", {"chính thức": "official", "dự bị": "probationary"}),
        "on_a_list": cells.one_of("Có tên trong danh sách bầu", YES_NO) == "yes",
    }
    return {"kind": "floor", "rule": "PC-BALLOT-2", "given": given}, {}


def judge(given: dict[str, Any], rulebook: str) -> Json:
    verdict = RULES[given["rule"]](rulebook, **given["given"])
    return {"findings": [], "verdicts": [verdict_json(verdict)]}


ASKED_DIRECTLY["floor"] = judge
