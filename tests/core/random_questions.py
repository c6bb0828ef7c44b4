"""Random questions of every kind (câu hỏi ngẫu nhiên) for the second opinion: most are nearly lawful, and near an edge.

Small numbers on purpose: halves, thirds, ties and surpluses meet often. Every question is one; what is not a question
is the matter of `test_hostile_questions`.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

Json = dict[str, Any]

EDGES = [
    date.fromisoformat(day)
    for day in (
        *("2008-05-01", "2014-06-09", "2023-07-01", "2023-08-15", "2024-10-10", "2025-07-01", "2026-02-01"),
        *("2022-05-10", "2024-09-30", "2024-12-01", "1999-01-01", "2027-06-01"),
    )
]
CODES = {"village_head": ["VH-2008", "VH-2023", "VH-2025T"], "party_cell": ["PC-2014", "PC-2024", "PC-2025"]}


def random_question(draw: Random) -> Json:
    """One question; the kinds of the two elections come most often."""
    ask = draw.choices([_village_head, _party_cell, _bridge, _report_audit, _totals], [40, 45, 5, 6, 4])[0]
    return ask(draw)


def _day(draw: Random) -> date:
    return draw.choice(EDGES) + timedelta(days=draw.choice([-1, 0, 0, 1, draw.randint(-40, 40)]))


def _near(draw: Random, number: int) -> int:
    """Mostly that number, sometimes beside it, seldom far from it; never negative."""
    return max(0, number + draw.choice([0, 0, 0, 0, 0, 0, 0, 0, -1, 1, draw.randint(-9, 9)]))


def _ballots(draw: Random, limit: int) -> Json:
    issued = _near(draw, limit)
    collected = _near(draw, issued - draw.choice([0, 0, 0, 1]))
    invalid = draw.randint(0, 2) if draw.random() < 0.4 else 0
    return {"issued": issued, "collected": collected, "valid": _near(draw, collected - invalid), "invalid": invalid}


def _names(draw: Random, how_many: int) -> list[Json]:
    """Some with ids, some of one name (then all with ids), one in the other normal form."""
    letters = list("ABCDEFGHIJKLMNOPQR"[:how_many])
    draw.shuffle(letters)
    fashion = draw.randint(0, 4)
    if fashion == 0:
        return [{"name": letter, "id": f"c{place}"} for place, letter in enumerate(letters)]
    if fashion == 1:
        return [{"name": "Bế Thị Hợi", "id": f"c{place}"} for place in range(how_many)]
    if fashion == 2:
        return [{"name": letter} | ({"id": f"c{place}"} if place % 2 else {}) for place, letter in enumerate(letters)]
    return [{"name": letter} for letter in letters]


def _head_votes(draw: Random, how_many: int, roll: int, valid: int) -> list[int]:
    """Split the valid ballots, or put one candidate near half of the roll."""
    votes, left = [], valid
    for _ in range(how_many):
        votes.append(draw.randint(0, max(0, left)))
        left -= votes[-1]
    if votes and draw.random() < 0.5:
        votes[0] = max(0, roll // 2 + draw.choice([-1, 0, 0, 1, 1, 2]))
        if draw.random() < 0.9:
            left = max(0, valid - votes[0])
            votes[1:] = [min(count, left // how_many) for count in votes[1:]]
    return votes


def _village_head(draw: Random) -> Json:
    procedure = draw.choices(["meeting", "separate_poll", "household_ballots"], [6, 3, 2])[0]
    by_hands = draw.random() < (0.3 if procedure == "meeting" else 0.05)
    roll = draw.choice([0, 1, 2, 3, draw.randint(4, 12), draw.randint(13, 400), draw.randint(13, 400)])
    attended = draw.choice([roll, roll, roll // 2, roll // 2 + 1, roll + 1, draw.randint(0, roll)])
    called_on = _day(draw)
    held_on = called_on + timedelta(days=draw.randint(-3, 60))
    given: Json = {
        "kind": "village_head",
        "called_on": called_on.isoformat(),
        "held_on": held_on.isoformat(),
        "procedure": procedure,
        "vote_form": "show_of_hands" if by_hands else "secret_ballot",
        "electorate": draw.choices(["household_representatives", "all_voters"], [5, 2])[0],
        "roll": roll,
    }
    if procedure != "household_ballots":
        given["attended"] = attended
    valid = attended
    if not by_hands:
        given["ballots"] = _ballots(draw, attended if procedure == "meeting" else draw.choice([attended, roll]))
        valid = given["ballots"]["valid"]
    names = _names(draw, draw.choices([0, 1, 2, 3, 5], [1, 6, 9, 3, 1])[0])
    votes = _head_votes(draw, len(names), roll, valid)
    given["candidates"] = [name | {"votes": count} for name, count in zip(names, votes, strict=True)]
    if draw.random() < 0.3:
        given["round"] = draw.choice([1, 2])
        if given["round"] == 2:
            given["first_held_on"] = (held_on - timedelta(days=draw.randint(-1, 20))).isoformat()
    if draw.random() < 0.6:
        anywhere = date(2007, 12, 20) + timedelta(days=draw.randint(0, 7400))
        given["received_on"] = draw.choice([held_on + timedelta(days=draw.randint(0, 9)), anywhere]).isoformat()
    return given | _pin(draw, "village_head")


def _pin(draw: Random, kind: str) -> Json:
    return {"rulebook": draw.choice(CODES[kind])} if draw.random() < 0.15 else {}


def _party_cell(draw: Random) -> Json:
    contest = draw.choice(["committee", "committee", "secretary", "deputy_secretary"])
    members = draw.choice([2, 3, 8, 9, 10, draw.randint(1, 30), draw.randint(9, 30), draw.randint(9, 30)])
    convened = _near(draw, members)
    deductions = (
        "temporarily_transferred",
        "exempt_absent",
        "suspended_or_detained",
        "excused_whole_congress",
    )
    less = {name: draw.choice([0, 1, 1, 2]) for name in deductions if draw.random() < 0.15}
    base = max(0, convened - sum(less.values()))
    present = _near(draw, draw.choice([base, base, base, -(-2 * convened // 3), draw.randint(0, base)]))
    seats = draw.choice([1, 2, 3, 3, 4, 5, 6, 7, 9, 10, 14]) if contest == "committee" else 1
    reballot = draw.random() < 0.2
    surplus = draw.choice([1, 1, 1, 2, 3]) if contest == "committee" else draw.choice([0, 0, 0, 1, 1, 2])
    if reballot:
        seats, surplus = min(seats, 3), draw.choice([1, 1, 2, 3])
    if draw.random() < 0.1:
        surplus = draw.randint(-1, 4)
    names = _names(draw, max(0, seats + surplus))
    ballots = _ballots(draw, present)
    if draw.random() < 0.1:
        ballots["not_issued"] = draw.randint(0, 2)
    half, room, candidates = base // 2, ballots["valid"] * seats, []
    for name in names:
        votes = draw.choice([half, half + 1, half + 1, half + 2, draw.randint(0, ballots["valid"])])
        if draw.random() < 0.97:
            votes = max(0, min(votes, room, ballots["valid"]))
        room -= votes
        candidates.append(name | {"votes": votes})
        if draw.random() < 0.03:
            candidates[-1]["standing"] = draw.choice(["official", "probationary", "other_cell"])
    draw.shuffle(candidates)
    called_on = _day(draw)
    given: Json = {
        "kind": "party_cell",
        "called_on": called_on.isoformat(),
        "held_on": (called_on + timedelta(days=draw.randint(-1, 60))).isoformat(),
        "contest": contest,
        "official_members": members,
        "convened": convened,
        "present": present,
        "seats": seats,
        "candidates": candidates,
        "ballots": ballots,
    }
    if less:
        given["less"] = less
    if contest != "committee" and members >= 9:
        sitting = [candidate.get("id", candidate["name"]) for candidate in candidates]
        seated = draw.choice([len(sitting), len(sitting), len(sitting), 1])
        given["committee"] = [*sitting[:seated], "Y", "Z"]
    if draw.random() < 0.1:
        given |= {"exempt": draw.choice([0, 1, 2, 2, 3]), "committee_declined": draw.choice([True, True, False])}
    if draw.random() < 0.5:
        given["round"] = draw.randint(1, 4)
    if reballot or draw.random() < 0.1:
        given["reballot_of_tie"] = reballot
    return given | _pin(draw, "party_cell")


def _bridge(draw: Random) -> Json:
    congress = date(2022, 7, 3)
    recognised = draw.choice([None, congress, congress - timedelta(days=20), congress + timedelta(days=1)])
    return {
        "kind": "bridge",
        "head": {
            "recognised_on": recognised and recognised.isoformat(),
            "party": draw.choice(["official", "official", "probationary", "none"]),
            "cell": draw.choice(["same", "same", "other"]),
        },
        "cell": {
            "official_members": draw.choice([0, 2, 3, 8, 9, 10, 40]),
            "congress_on": congress.isoformat(),
        },
    }


def _report_audit(draw: Random) -> Json:
    claims = []
    for _ in range(draw.randint(0, 3)):
        whole = draw.choice([1, 2, 3, 7, 8, 200, 2000, draw.randint(1, 400000)])
        part, decimals = draw.randint(0, whole), draw.choice([0, 1, 2, 2, 3])
        shown = part * 100 * 10**decimals // whole + draw.choice([0, 0, 0, 1, 1, -1])
        claims.append({"part": part, "whole": whole, "printed": _printed(draw, max(0, shown), decimals)})
    sums = []
    for _ in range(draw.randint(0, 2)):
        parts = [draw.randint(0, 900) for _ in range(draw.randint(0, 4))]
        total = max(0, sum(parts) + draw.choice([0, 0, 1, -1]))
        decimals = draw.choice([None, None, 0, 1, 2])
        if decimals is None:
            sums.append({"parts": parts, "printed_total": draw.choice([total, total, f"{total}%"])})
        else:
            printed = [_printed(draw, part, decimals) for part in parts]
            sums.append({"parts": printed, "printed_total": _printed(draw, total, decimals)})
    return {"kind": "report_audit", "claims": claims, "sums": sums}


def _printed(draw: Random, units: int, decimals: int) -> str:
    whole, rest = divmod(units, 10**decimals)
    text = f"{whole}{draw.choice(',.')}{rest:0{decimals}d}" if decimals else str(whole)
    return text + draw.choice(["%", " %", ""])


def _totals(draw: Random) -> Json:
    villages = []
    for _ in range(draw.randint(0, 6)):
        roll = draw.choice([0, 1, draw.randint(0, 400)])
        voted = draw.randint(0, roll)
        villages.append({"roll": roll, "voted": voted, "winner_votes": draw.choice([None, draw.randint(0, voted)])})
    return {"kind": "totals", "villages": villages}
