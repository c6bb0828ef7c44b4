"""The table of `law/chi-bo/phieu-hop-le.md`: a single ballot, which the counting board judges and no minutes hold.

The case contract asks about a count, never about one ballot, so these rows ask the rule itself.
"""

from typing import Any

from dantin.core.ballot import BallotForm, Mark, MarkedBallot, Marking
from dantin.core.contract.answer import verdict_json
from dantin.core.rulebooks import RULES

from .columns import ASKED_DIRECTLY, NOTHING, Cells, Json, NotRead, table

RULE = "PC-BALLOT-1"
MARKS = {
    Marking.CROSS_OUT: {"để nguyên": Mark.FOR, "gạch": Mark.AGAINST},
    Marking.AGREE_OR_NOT: {
        "đồng ý": Mark.FOR,
        "không đồng ý": Mark.AGAINST,
        "cả hai ô": Mark.BOTH,
        "bỏ trống": Mark.NEITHER,
    },
}
WRONG = {
    "không do ban kiểm phiếu phát": "not_issued",
    "có tên người ngoài danh sách": "has_another_name",
    "có chữ ký hoặc dấu khác": "has_another_mark",
}


@table(RULE, hợp_lệ=({}, "met"), không_hợp_lệ=({}, "not_met"))
def one_ballot(cells: Cells) -> tuple[Json, Json]:
    """The names are A, B, C… in the order of the ballot, each with its mark."""
    seats, count = cells.number("Cần bầu"), len(cells.list("Dấu ở từng tên"))
    names = tuple(chr(ord("A") + at) for at in range(count))
    if not names or seats < 1 or cells.number("Số người trong danh sách") != count:
        raise NotRead("cột “Dấu ở từng tên”: mỗi người trong danh sách một dấu, và phải có ít nhất một người cần bầu")
    form = BallotForm(names, seats)
    marks = dict(zip(names, cells.each_of("Dấu ở từng tên", MARKS[form.marking]), strict=True))
    wrong = None if cells["Tờ phiếu"] == NOTHING else cells.one_of("Tờ phiếu", WRONG)
    ballot = MarkedBallot(
        marks,
        issued_by_the_board=wrong != "not_issued",
        has_another_name=wrong == "has_another_name",
        has_another_mark=wrong == "has_another_mark",
    )
    return {"kind": "one_ballot", "form": form, "ballot": ballot}, {"counted_for": cells.list("Tính cho")}


def judge(given: dict[str, Any], rulebook: str) -> Json:
    """The verdict, and for whom the ballot counts: an invalid one for nobody."""
    verdict = RULES[RULE](rulebook, given["form"], given["ballot"])
    votes = given["ballot"].votes(given["form"]) if verdict.outcome == "met" else ()
    return {"counted_for": list(votes), "findings": [], "verdicts": [verdict_json(verdict)]}


ASKED_DIRECTLY["one_ballot"] = judge
