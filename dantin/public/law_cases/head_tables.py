"""The tables of `law/truong-thon/`."""

from datetime import date
from typing import Any

from dantin.core import rulebooks
from dantin.core.contract.answer import verdict_json
from dantin.core.rulebooks.village_head import HeadRulebook

from .columns import (
    ASKED_DIRECTLY,
    ELECTED,
    ELECTORATES,
    NOBODY,
    PROCEDURES,
    VOTE_FORMS,
    Cells,
    Json,
    ballots,
    head,
    next_step,
    refused,
    slate,
    table,
)


@table(
    "VH-DECIDE-1",
    trúng_cử=({**ELECTED, "elected": ["A"], **next_step("recognise")}, "met"),
    chưa_bầu_được=({**NOBODY, **next_step("rerun")}, "not_met"),
)
def majority(cells: Cells) -> tuple[Json, Json]:
    roll, voted, valid = cells.number("Tổng số"), cells.number("Đã bầu"), cells.number("Hợp lệ")
    votes = cells.number("Phiếu cho A")
    paper = ballots(valid, invalid=voted - valid)
    given = head(roll=roll, attended=voted, votes=[votes, valid - votes], ballots=paper)
    return given, {"base": {"name": "roll", "count": roll, "needed": cells.number("Cần ít nhất")}}


@table(
    "VH-DECIDE-2",
    họp_được=(ELECTED, "met"),
    chưa_đủ_số=({"outcome": "no_quorum", "shares": [], **next_step("reconvene")}, "not_met"),
    không_xét=({**NOBODY, **next_step("rerun")}, None),
)
def quorum(cells: Cells) -> tuple[Json, Json]:
    roll, attended = cells.number("Tổng số"), cells.number("Có mặt")
    given = head(roll=roll, attended=attended, votes=[attended], procedure=cells.one_of("Cách bầu", PROCEDURES))
    return given, {"base": {"name": "roll", "count": roll, "needed": cells.number("Cần ít nhất")}}


@table(
    "VH-DECIDE-3",
    bầu_lại=({**NOBODY, **next_step("rerun")}, "met"),
    chỉ_định_lâm_thời=({**NOBODY, **next_step("appoint_interim")}, "not_met"),
)
def after_a_failure(cells: Cells) -> tuple[Json, Json]:
    given = head(
        roll=120,
        attended=110,
        votes=[60, 50],
        round=cells.number("Lần bầu"),
        held_on=cells.day("Ngày bầu"),
        first_held_on=cells.day("Ngày bầu lần đầu"),
    )
    return given, {"next": {"by": cells.day("Hạn")}}


@table("VH-PLAN-2", trong_hạn=(ELECTED, "met"), bị_muộn=(ELECTED, "not_met"))
def rerun_in_time(cells: Cells) -> tuple[Json, Json]:
    first, held = cells.day("Ngày bầu lần đầu"), cells.day("Ngày bầu")
    given = head(roll=120, attended=110, votes=[61, 49], round=2, first_held_on=first, held_on=held)
    return given, {}


@table("VH-RECORD-1", tính_được=(ELECTED, "met"), không_tính_được=(ELECTED, "not_met"))
def recognition(cells: Cells) -> tuple[Json, Json]:
    given = head(roll=120, attended=110, votes=[61, 49], received_on=cells.day("Ngày xã nhận"))
    return given, {"next": {"step": "recognise", "by": cells.day("Hạn công nhận")}}


@table("VH-REGISTER-1", được=(ELECTED, None), không_được=(refused("ask_legal_officer"), "not_met"))
def electorate(cells: Cells) -> tuple[Json, Json]:
    return head(roll=120, attended=110, votes=[61, 49], electorate=cells.one_of("Người bầu", ELECTORATES)), {}


@table("VH-BALLOT-1", được=(ELECTED, None), không_được=(refused("ask_legal_officer"), "not_met"))
def vote_form(cells: Cells) -> tuple[Json, Json]:
    procedure, form = cells.one_of("Cách bầu", PROCEDURES), cells.one_of("Hình thức", VOTE_FORMS)
    given = head(
        roll=120,
        attended=None if procedure == "household_ballots" else 110,
        votes=[61, 49],
        procedure=procedure,
        vote_form=form,
        ballots=ballots(110) if form == "secret_ballot" else None,
    )
    return given, {}


@table(
    "VH-NOMINATE-1",
    không_có_người_ứng_cử=({**NOBODY, **next_step("appoint_interim")}, "not_met"),
    có_người_ứng_cử=({**NOBODY, **next_step("rerun")}, None),
)
def somebody_stands(cells: Cells) -> tuple[Json, Json]:
    return head(roll=120, attended=110, votes=[0] * cells.number("Số người ứng cử")), {}


@table(
    "VH-COUNT-101",
    khớp=({}, None),
    không_khớp=(refused("correct_figures"), None),
)
def figures(cells: Cells) -> tuple[Json, Json]:
    votes = cells.numbers("Số phiếu từng người")
    given = head(
        roll=cells.number("Tổng số"),
        attended=cells.number("Có mặt"),
        votes=votes,
        procedure=cells.one_of("Cách bầu", PROCEDURES),
        candidates=slate(votes),
        ballots=ballots(
            cells.number("Hợp lệ"),
            invalid=cells.number("Không hợp lệ"),
            collected=cells.number("Thu vào"),
            issued=cells.number("Phát ra"),
        ),
    )
    return given, {"errors": cells.list("Dòng không khớp")}


@table("VH-RECORD-2", trong_hạn=({}, "met"), bị_muộn=({}, "not_met"))
def interim(cells: Cells) -> tuple[Json, Json]:
    return _afterwards("VH-RECORD-2", cells.day("Ngày quyết định"), cells.day("Giao đến ngày")), {}


@table("VH-RECORD-3", trong_hạn=({}, "met"), bị_muộn=({}, "not_met"))
def by_election(cells: Cells) -> tuple[Json, Json]:
    return _afterwards("VH-RECORD-3", cells.day("Ngày công nhận thôi làm"), cells.day("Ngày quyết định bầu")), {}


@table("VH-RECORD-4", trong_hạn=({}, "met"), bị_muộn=({}, "not_met"))
def answered(cells: Cells) -> tuple[Json, Json]:
    return _afterwards("VH-RECORD-4", cells.day("Ngày xã nhận"), cells.day("Ngày quyết định")), {}


@table("VH-RECORD-5", kéo_dài_được=({}, "met"), không_kéo_dài_gì=({}, "not_met"))
def extension(cells: Cells) -> tuple[Json, Json]:
    last_day = f"{cells.number('Năm cuối nhiệm kỳ')}-12-31"
    return _afterwards("VH-RECORD-5", last_day, cells.day("Kéo dài đến ngày")), {}


def _afterwards(rule: str, since: str | None, until: str | None) -> Json:
    return {"kind": "afterwards", "rule": rule, "since": since, "until": until}


def judge(given: dict[str, Any], rulebook: str) -> Json:
    """What comes after an election no question of the case contract asks: the rule itself is asked."""
    numbers, rule = _numbers(rulebook), rulebooks.RULES[given["rule"]]
    since, until = date.fromisoformat(given["since"]), date.fromisoformat(given["until"])
    match given["rule"]:
        case "VH-RECORD-2":
            verdict = rule(rulebook, since, until, numbers.interim_months)
        case "VH-RECORD-3":
            verdict = rule(rulebook, since, until, numbers.by_election_within_days)
        case "VH-RECORD-4":
            verdict = rulebooks.answered_in_time(rulebook, since, until)
            assert verdict is not None, "a case within the calendar"
        case "VH-RECORD-5":
            verdict = rule(rulebook, until, since.year)
    return {"findings": [], "verdicts": [verdict_json(verdict)]}


def _numbers(code: str) -> Any:
    found = rulebooks.by_code(code)
    assert isinstance(found, HeadRulebook)
    return found.numbers


ASKED_DIRECTLY["afterwards"] = judge
