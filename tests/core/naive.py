"""A second opinion (ý kiến thứ hai): the answers of the case contract, written once more and as plainly as possible.

Written from the text of the contract and what `docs/finding-codes.md` settles, before `dantin.core` was read, and
sharing none of its code but the table of days off. It reads a question that is known to be one, works on plain
dictionaries, counts by subtraction and by hand, and gives only what the contract fixes. It is slow and repetitive on
purpose: it must be easy to compare with the text, sentence by sentence.
"""

from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from dantin.core.rulebooks.days_off import DAYS_OFF, FIRST_YEAR, LAST_YEAR, WORKING_SATURDAYS

Answer = dict[str, Any]

PERIODS = [
    ("village_head", "VH-2008", "2008-05-01", "2023-08-14"),
    ("village_head", "VH-2023", "2023-08-15", "2025-06-30"),
    ("village_head", "VH-2025T", "2025-07-01", "2026-01-31"),
    ("party_cell", "PC-2014", "2014-06-09", "2024-10-09"),
    ("party_cell", "PC-2024", "2024-10-10", "2025-06-30"),
    ("party_cell", "PC-2025", "2025-07-01", "2026-01-31"),
]


def second_opinion(given: Answer) -> Answer:
    """What the contract says of one question; `errors` are the fields of the broken lines, `warnings` named codes."""
    return {
        "village_head": village_head,
        "party_cell": party_cell,
        "bridge": bridge,
        "report_audit": report_audit,
        "totals": totals,
    }[given["kind"]](given)


def two_decimals(part: int, whole: int) -> str | None:
    """A percentage with two decimals, half up; null of a zero base."""
    if whole == 0:
        return None
    hundredths, rest = divmod(part * 10000, whole)
    if rest * 2 >= whole:
        hundredths += 1
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def rulebook_of(given: Answer) -> tuple[str | None, set[str]]:
    """The code that decides, or none, and what is warned of. ISO dates compare as text."""
    by_day = None
    for kind, code, first, last in PERIODS:
        if kind == given["kind"] and first <= given["called_on"] <= last:
            by_day = code
    warnings = set()
    code = given.get("rulebook", by_day)
    if "rulebook" in given and given["rulebook"] != by_day:
        warnings.add("rulebook_pinned")
    elif code == "VH-2008" and given["called_on"] >= "2023-07-01":
        warnings.add("transition")
    return code, warnings


def working_days_after(received: date, days: int) -> date | None:
    """Counted one day at a time; none once a day lies outside the table."""
    day, left = received, days
    if received.year < FIRST_YEAR:
        return None
    while left > 0:
        day = day + timedelta(days=1)
        if day.year > LAST_YEAR:
            return None
        on_a_weekday = day.weekday() in (0, 1, 2, 3, 4)
        if day in WORKING_SATURDAYS or (on_a_weekday and day not in DAYS_OFF):
            left -= 1
    return day


def key_of(candidate: Answer) -> str:
    return str(candidate["id"] if "id" in candidate else candidate["name"])


def shares_of(given: Answer, base: int) -> list[Answer]:
    shares = []
    for candidate in given["candidates"]:
        share = {"name": candidate["name"], "votes": candidate["votes"]}
        share["percent"] = two_decimals(candidate["votes"], base)
        if "id" in candidate:
            share["id"] = candidate["id"]
        shares.append(share)
    return shares


def step(name: str, by: str | None = None) -> Answer:
    return {"step": name, "by": by}


def broken_ballots(ballots: Answer, limit: int) -> list[str]:
    broken = []
    if ballots["issued"] > limit:
        broken.append("ballots.issued")
    if ballots["collected"] > ballots["issued"]:
        broken.append("ballots.collected")
    if ballots["valid"] + ballots["invalid"] != ballots["collected"]:
        broken.append("ballots.valid")
    return broken


def broken_votes(given: Answer, valid: int, seats: int) -> list[str]:
    broken = []
    for i, candidate in enumerate(given["candidates"]):
        if candidate["votes"] > valid:
            broken.append(f"candidates[{i}].votes")
    if sum(c["votes"] for c in given["candidates"]) > valid * seats:
        broken.append("candidates")
    return broken


def village_head(given: Answer) -> Answer:
    code, warnings = rulebook_of(given)
    answer: Answer = {"rulebook": code, "elected": [], "base": None, "shares": [], "errors": [], "warnings": warnings}

    def refused(what_next: str, errors: list[str]) -> Answer:
        return answer | {"outcome": "refused", "next": step(what_next), "errors": errors}

    if code is None:
        return answer | {"outcome": "no_rule_in_force", "next": step("ask_legal_officer")}

    # electorate, slate
    in_a_meeting = given["procedure"] == "meeting"
    by_hands = given["vote_form"] == "show_of_hands"
    errors = []
    if given["electorate"] == "all_voters" and code != "VH-2008":
        errors.append("electorate")
    if by_hands and not in_a_meeting:
        errors.append("vote_form")
    if errors:
        return refused("ask_legal_officer", errors)
    roll = given["roll"]
    base = {"name": "roll", "count": roll, "needed": roll // 2 + 1}
    if not given["candidates"]:
        nobody = {"outcome": "nobody_elected", "base": base, "next": step("appoint_interim")}
        return answer | nobody | {"errors": ["candidates"]}

    # roll and attendance
    if given["procedure"] != "household_ballots" and given["attended"] > roll:
        return refused("correct_figures", ["attended"])

    # quorum
    if in_a_meeting and not given["attended"] > roll - given["attended"]:
        return answer | {"outcome": "no_quorum", "base": base, "next": step("reconvene")}

    # ballots, votes
    if by_hands:
        valid = given["attended"]
    else:
        errors = broken_ballots(given["ballots"], given["attended"] if in_a_meeting else roll)
        if errors:
            return refused("correct_figures", errors)
        valid = given["ballots"]["valid"]
    errors = broken_votes(given, valid, 1)
    if errors:
        return refused("correct_figures", errors)

    # verdict
    answer["base"] = base
    answer["shares"] = shares_of(given, roll)
    for candidate in given["candidates"]:
        if candidate["votes"] > roll - candidate["votes"]:
            answer["elected"].append(key_of(candidate))
    if answer["elected"]:
        by = None
        if "received_on" in given:
            last = working_days_after(date.fromisoformat(given["received_on"]), 5)
            if last is None:
                warnings.add("calendar_ends")
            else:
                by = last.isoformat()
        return answer | {"outcome": "elected", "next": step("recognise", by)}
    if given.get("round", 1) == 2:
        return answer | {"outcome": "nobody_elected", "next": step("appoint_interim")}
    by = None
    if code == "VH-2008":
        try:
            by = (date.fromisoformat(given["held_on"]) + timedelta(days=15)).isoformat()
        except OverflowError:
            warnings.add("calendar_ends")
    return answer | {"outcome": "nobody_elected", "next": step("rerun", by)}


def party_cell(given: Answer) -> Answer:
    code, warnings = rulebook_of(given)
    seats, candidates = given["seats"], given["candidates"]
    answer: Answer = {"rulebook": code, "elected": [], "tied": [], "seats_left": seats, "base": None, "shares": []}
    answer |= {"errors": [], "warnings": warnings}

    def refused(what_next: str, errors: list[str]) -> Answer:
        return answer | {"outcome": "refused", "next": step(what_next), "errors": errors}

    if code is None:
        return answer | {"outcome": "no_rule_in_force", "next": step("ask_legal_officer")}

    # electorate
    members, contest = given["official_members"], given["contest"]
    errors = []
    if members < 3:
        errors.append("official_members")
    if contest == "committee" and members < 9:
        errors.append("contest")
    direct = given.get("committee_declined", False)
    if direct and (members, given.get("exempt", 0)) != (9, 2):
        errors.append("exempt")
    elif direct and contest == "committee":
        errors.append("contest")
    not_for_this_cell = bool(errors)

    # slate
    reballot, this_round = given.get("reballot_of_tie", False), given.get("round", 1)
    for i, candidate in enumerate(candidates):
        if candidate.get("standing", "official") != "official":
            errors.append(f"candidates[{i}].standing")
    surplus = len(candidates) - seats
    if reballot:
        lawful = surplus >= 1
    elif contest == "committee":
        most = max(1, seats * 3 // 10)
        lawful = (1 if this_round == 1 else 0) <= surplus <= most
    else:
        lawful = surplus in (0, 1)
    if not lawful:
        errors.append("candidates")
    if contest != "committee" and members >= 9 and not direct:
        for i, candidate in enumerate(candidates):
            if key_of(candidate) not in given["committee"] and candidate["name"] not in given["committee"]:
                errors.append(f"candidates[{i}].{'id' if 'id' in candidate else 'name'}")
    if errors:
        return refused("ask_legal_officer" if not_for_this_cell else "change_slate", errors)

    # roll and attendance
    deductions = sum(given.get("less", {}).values())
    convened, present = given["convened"], given["present"]
    if present > convened - deductions:
        errors.append("present")
    if deductions > convened:
        errors.append("less.temporarily_transferred")
    if convened > members:
        errors.append("convened")
    if errors:
        return refused("correct_figures", errors)
    adjusted = convened - deductions
    base = {"name": "adjusted_convened", "count": adjusted, "needed": None if reballot else adjusted // 2 + 1}

    # quorum: two thirds of those convened, without deductions
    if present * 3 < convened * 2:
        return answer | {"outcome": "no_quorum", "base": base, "next": step("reconvene")}

    # ballots, votes
    errors = broken_ballots(given["ballots"], present)
    if errors:
        return refused("correct_figures", errors)
    errors = broken_votes(given, given["ballots"]["valid"], seats)
    if errors:
        return refused("correct_figures", errors)

    # verdict
    answer |= {"base": base, "shares": shares_of(given, adjusted)}
    may_win = [c for c in candidates if reballot or c["votes"] > adjusted - c["votes"]]
    taken: list[Answer] = []
    tied: list[Answer] = []
    while may_win and len(taken) < seats and not tied:
        best = max(c["votes"] for c in may_win)
        level = [c for c in may_win if c["votes"] == best]
        may_win = [c for c in may_win if c["votes"] != best]
        if len(taken) + len(level) > seats:
            tied = level
        else:
            taken = taken + level
    answer["elected"] = [key_of(c) for c in taken]
    answer["tied"] = [key_of(c) for c in tied]
    answer["seats_left"] = seats - len(taken)
    if tied and reballot:
        return answer | {"outcome": "tie", "next": step("congress_decides_another_round")}
    if tied:
        return answer | {"outcome": "tie", "next": step("reballot_tied")}
    if len(taken) == seats:
        return answer | {"outcome": "elected", "next": step("approve")}
    if contest == "secretary" and this_round >= 3:
        return answer | {"outcome": "seats_left", "next": step("appoint_by_higher_committee")}
    return answer | {"outcome": "seats_left", "next": step("congress_decides_another_round")}


def bridge(given: Answer) -> Answer:
    head, cell = given["head"], given["cell"]
    reasons = []
    if cell["official_members"] < 3:
        reasons.append("no_own_cell")
    if head["party"] == "none":
        reasons.append("not_party_member")
    if head["recognised_on"] is None or head["recognised_on"] > cell["congress_on"]:
        reasons.append("not_recognised")
    if head["party"] != "none" and head["cell"] == "other":
        reasons.append("other_cell")
    if head["party"] == "probationary":
        reasons.append("probationary")
    if reasons:
        return {"outcome": "blocked", "reasons": sorted(reasons)}
    if cell["official_members"] >= 9:
        return {"outcome": "may_stand_after_committee_seat", "reasons": []}
    return {"outcome": "may_stand", "reasons": []}


def as_decimal(printed: str) -> Decimal:
    return Decimal(printed.replace("%", "").replace(",", ".").strip())


def report_audit(given: Answer) -> Answer:
    claims, percents, sums = [], [], []
    for claim in given["claims"]:
        printed = as_decimal(claim["printed"])
        one = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        with localcontext() as exact:
            # Enough digits for any question of this size: a quotient cut there cannot land on a half by accident.
            exact.prec = 80
            share = Decimal(claim["part"]) * 100 / Decimal(claim["whole"])
            if share.quantize(one, ROUND_HALF_UP) == printed:
                claims.append("agrees")
            elif share.quantize(one, ROUND_DOWN) == printed:
                claims.append("truncated")
            else:
                claims.append("disagrees")
        percents.append(two_decimals(claim["part"], claim["whole"]))
    for line in given["sums"]:
        figures = [*line["parts"], line["printed_total"]]
        if all(isinstance(figure, int) for figure in figures):
            agrees = sum(line["parts"]) == line["printed_total"]
        elif all(isinstance(figure, str) for figure in figures):
            agrees = sum(as_decimal(part) for part in line["parts"]) == as_decimal(line["printed_total"])
        else:
            agrees = False
        sums.append("agrees" if agrees else "disagrees")
    return {"claims": claims, "percents": percents, "sums": sums}


def totals(given: Answer) -> Answer:
    roll = sum(village["roll"] for village in given["villages"])
    voted = sum(village["voted"] for village in given["villages"])
    elected = len([village for village in given["villages"] if village["winner_votes"] is not None])
    answer = {"villages": len(given["villages"]), "roll": roll, "voted": voted}
    return answer | {"turnout": two_decimals(voted, roll), "elected": elected}
