"""The tables of `law/chi-bo/` and `law/cau-noi/`."""

from .columns import (
    BLOCKERS,
    ELECTED,
    POSTS,
    SEATS_LEFT,
    STANDINGS,
    Cells,
    Json,
    ballots,
    congress,
    next_step,
    refused,
    slate,
    table,
)

ANOTHER_ROUND = next_step("congress_decides_another_round")


def committee(*, members: int, seats: int, votes: list[int], **more: object) -> Json:
    everybody = {"convened": members, "present": members, "official_members": members}
    return congress(**everybody, votes=votes, contest="committee", seats=seats, **more)


def votes_of(cells: Cells) -> list[int]:
    return cells.numbers("Số phiếu từng người")


def won_and_left(cells: Cells) -> Json:
    return {"elected": cells.list("Trúng cử"), "seats_left": cells.number("Còn thiếu")}


@table(
    "PC-REGISTER-2",
    trúng_cử=({**ELECTED, "elected": ["A"], **next_step("approve")}, None),
    chưa_trúng_cử=({**SEATS_LEFT, "elected": [], **ANOTHER_ROUND}, None),
)
def base(cells: Cells) -> tuple[Json, Json]:
    less = {
        "temporarily_transferred": cells.number("Chuyển tạm thời"),
        "exempt_absent": cells.number("Miễn, không dự"),
        "suspended_or_detained": cells.number("Đình chỉ, tạm giam"),
        "excused_whole_congress": cells.number("Vắng có lý do"),
    }
    votes = [cells.number("Phiếu cho A")]
    given = congress(convened=cells.number("Triệu tập"), present=cells.number("Có mặt"), votes=votes, less=less)
    counted, needed = cells.number("Cơ số"), cells.number("Cần ít nhất")
    return given, {
        "base": {"name": "adjusted_convened", "count": counted, "needed": needed},
        "facts": {"base": counted},
    }


@table(
    "PC-DECIDE-2",
    họp_được=(ELECTED, "met"),
    chưa_đủ_số=({"outcome": "no_quorum", "shares": [], **next_step("reconvene")}, "not_met"),
)
def quorum(cells: Cells) -> tuple[Json, Json]:
    convened, present = cells.number("Triệu tập"), cells.number("Có mặt")
    less = {"excused_whole_congress": cells.number("Vắng có lý do")}
    given = congress(convened=convened, present=present, votes=[present], less=less)
    return given, {"facts": {"base": convened, "needed": cells.number("Cần ít nhất")}}


@table(
    "PC-DECIDE-1",
    trúng_cử_đủ=({**ELECTED, **next_step("approve")}, None),
    còn_thiếu=({**SEATS_LEFT, **ANOTHER_ROUND}, None),
)
def majority(cells: Cells) -> tuple[Json, Json]:
    counted, needed = cells.number("Cơ số"), cells.number("Cần ít nhất")
    given = committee(members=counted, seats=cells.number("Cần bầu"), votes=votes_of(cells))
    return given, won_and_left(cells) | {
        "base": {"count": counted, "needed": needed},
        "facts": {"base": counted, "needed": needed},
    }


@table(
    "PC-DECIDE-3",
    phải_bầu_lại=({"outcome": "tie", **next_step("reballot_tied")}, "not_met"),
    không_bằng_phiếu=({"tied": []}, None),
)
def tie(cells: Cells) -> tuple[Json, Json]:
    given = committee(members=cells.number("Cơ số"), seats=cells.number("Cần bầu"), votes=votes_of(cells))
    return given, won_and_left(cells) | {"tied": cells.list("Bằng phiếu")}


@table(
    "PC-DECIDE-4",
    trúng_cử=({**ELECTED, **next_step("approve")}, "met"),
    phải_hỏi_đại_hội=({"outcome": "tie", **ANOTHER_ROUND}, "not_met"),
)
def reballot(cells: Cells) -> tuple[Json, Json]:
    counted = cells.number("Cơ số")
    seats, votes = cells.number("Cần bầu"), votes_of(cells)
    given = committee(members=counted, seats=seats, votes=votes, round=2, reballot_of_tie=True)
    numbers = {"tied": cells.list("Bằng phiếu"), "base": {"count": counted, "needed": None}}
    return given, won_and_left(cells) | numbers


@table(
    "PC-NOMINATE-3",
    đúng_quy_định=(SEATS_LEFT, None),
    không_đúng=(refused("change_slate"), "not_met"),
)
def surplus(cells: Cells) -> tuple[Json, Json]:
    votes = [0] * cells.number("Số người trong danh sách")
    given = congress(
        convened=20,
        present=20,
        votes=votes,
        contest=cells.one_of("Chức danh", POSTS),
        seats=cells.number("Cần bầu"),
        round=cells.number("Lần bầu"),
    )
    return given, {}


@table(
    "PC-DECIDE-5",
    phải_hỏi_đại_hội=({**SEATS_LEFT, **ANOTHER_ROUND}, "met"),
    chỉ_định=({**SEATS_LEFT, **next_step("appoint_by_higher_committee")}, "not_met"),
)
def third_failure(cells: Cells) -> tuple[Json, Json]:
    post, number = cells.one_of("Chức danh", POSTS), cells.number("Lần bầu")
    return congress(convened=8, present=8, votes=[4], contest=post, round=number), {}


@table(
    "PC-REGISTER-1",
    có_đại_hội_riêng=(ELECTED, None),
    chưa_đủ_lập_chi_bộ=(refused("ask_legal_officer"), "not_met"),
)
def enough_members(cells: Cells) -> tuple[Json, Json]:
    members = cells.number("Đảng viên chính thức")
    return congress(convened=members, present=members, votes=[members], official_members=members), {}


@table("PC-PLAN-1", bầu_chi_ủy=(ELECTED, None), không_bầu_chi_ủy=(refused("ask_legal_officer"), "not_met"))
def committee_contest(cells: Cells) -> tuple[Json, Json]:
    members = cells.number("Đảng viên chính thức")
    return committee(members=members, seats=3, votes=[members, members, members, 0]), {}


@table("PC-PLAN-2", bầu_thẳng_bí_thư=(ELECTED, "met"), phải_bầu_chi_ủy=(refused("ask_legal_officer"), "not_met"))
def committee_declined(cells: Cells) -> tuple[Json, Json]:
    members, exempt = cells.number("Đảng viên chính thức"), cells.number("Được miễn sinh hoạt")
    direct = {"official_members": members, "exempt": exempt, "committee_declined": True}
    return congress(convened=members, present=members, votes=[members], **direct), {}


@table("PC-NOMINATE-1", "PC-NOMINATE-2", được=(ELECTED, None), không_được=(refused("change_slate"), "not_met"))
def standing(cells: Cells) -> tuple[Json, Json]:
    candidate = {"name": "A", "votes": 8, "standing": cells.one_of("Người A", STANDINGS)}
    return congress(convened=8, present=8, votes=[8], candidates=[candidate]), {}


@table("PC-NOMINATE-4", được=(ELECTED, None), không_được=(refused("change_slate"), "not_met"))
def committee_member(cells: Cells) -> tuple[Json, Json]:
    members = cells.number("Đảng viên chính thức")
    candidate = {"name": cells["Người ứng cử"], "votes": members}
    return congress(
        convened=members,
        present=members,
        votes=[],
        candidates=[candidate],
        committee=["B", "C", "D"],
    ), {}


@table(
    "PC-COUNT-101",
    khớp=({}, None),
    không_khớp=(refused("correct_figures"), None),
)
def figures(cells: Cells) -> tuple[Json, Json]:
    given = congress(
        official_members=20,
        convened=cells.number("Triệu tập"),
        present=cells.number("Có mặt"),
        votes=[],
        contest="committee",
        seats=3,
        candidates=slate(votes_of(cells)),
        less={"excused_whole_congress": cells.number("Vắng có lý do")},
        ballots=ballots(
            cells.number("Hợp lệ"),
            invalid=cells.number("Không hợp lệ"),
            collected=cells.number("Thu vào"),
            issued=cells.number("Phát ra"),
        ),
    )
    return given, {"errors": cells.list("Dòng không khớp")}


@table(
    "PC-NOMINATE-5",
    được_ứng_cử=({"outcome": "may_stand"}, None),
    trúng_chi_ủy_trước=({"outcome": "may_stand_after_committee_seat"}, None),
    chưa_được=({"outcome": "blocked"}, None),
)
def bridge(cells: Cells) -> tuple[Json, Json]:
    party = cells.one_of("Người trúng cử", {"chính thức": "official", "dự bị": "probationary", "ngoài Đảng": "none"})
    given = {
        "kind": "bridge",
        "head": {
            "recognised_on": cells.day("Công nhận ngày"),
            "party": party,
            "cell": cells.one_of("Sinh hoạt ở", {"chi bộ này": "same", "chi bộ khác": "other"}),
        },
        "cell": {
            "official_members": cells.number("Đảng viên chính thức"),
            "congress_on": cells.day("Ngày đại hội"),
        },
    }
    return given, {"reasons": sorted(cells.each_of("Lý do", BLOCKERS))}
