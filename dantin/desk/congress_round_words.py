"""Lời của luật trước lần bầu tiếp theo: what the conclusion found, and what follows from it (B-32, B-51, B-52)."""

from dantin.core.plan import Post
from dantin.core.rulebooks import explain_kept
from dantin.core.rulebooks.party_cell.numbers import SECRETARY_ROUNDS
from dantin.core.vietnamese import number
from dantin.store.readers.cells import ContestWork

TIES, THIRD = "/luat/chi-bo/bang-phieu/", "/luat/chi-bo/lan-ba/"
_PAGES = {"PC-DECIDE-3": TIES, "PC-DECIDE-4": TIES, "PC-DECIDE-5": THIRD}


def law_of_next(one: ContestWork) -> tuple[list[tuple[str, str]], list[str]]:
    """((sentence of the conclusion, its law page), what the law says of the next round)."""
    declared, round_ = one.ballot.declaration, one.ballot.round
    assert declared is not None, "a next round comes of a conclusion"
    found = [
        (explain_kept(verdict), _PAGES[verdict["rule"]])
        for verdict in declared.answer["verdicts"]
        if verdict["rule"] in _PAGES
    ]
    follows = []
    if declared.answer["outcome"] == "tie" and not round_.reballot_of_tie:
        follows.append(
            "Chỉ bầu lại giữa những người bằng phiếu: ai nhiều phiếu hơn thì trúng cử, không cần quá nửa. "
            "Vẫn bằng phiếu thì đại hội quyết định có bầu tiếp hay không."
        )
    elif declared.answer["outcome"] == "seats_left" and one.post is not Post.SECRETARY:
        follows.append(
            "Lần thứ nhất chưa đủ thì bầu lần thứ hai cho số còn thiếu; lần thứ hai vẫn chưa đủ thì có bầu tiếp hay "
            "không do đại hội quyết định. Chưa đọc được nguyên văn, nên lần nào máy cũng hỏi đại hội."
        )
    if one.post is Post.SECRETARY and round_.counted < SECRETARY_ROUNDS:
        follows.append(
            f"Lần tới là lần thứ {number(round_.counted + 1)} bầu bí thư. "
            f"Bầu đến lần thứ ba vẫn không được thì cấp ủy cấp trên chỉ định."
        )
    return found, follows
