"""Kết quả bầu trưởng thôn thành JSON của dự án: `schemas/election-results-1.json` says what each key means.

The sums of a commune, a district and the province are the same fold of the same villages, and agree in any grouping.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from dantin.core.aggregate import total
from dantin.locale.words import head_title, kind_word
from dantin.store.json_pieces import pieces
from dantin.store.readers.places import Unit
from dantin.store.readers.results import ElectionResults, VillageOutcome, ballots, voted
from dantin.store.readers.village import RoundFacts

SCHEMA_FILE = "election-results-1.json"
SIMULATED = "Số liệu mô phỏng, không phải kết quả thật."
_BALLOTS = ("issued", "collected", "valid", "invalid")


def schema_text() -> bytes:
    """The JSON Schema (2020-12) of these files, as it is handed out."""
    return (files("dantin.store") / "schemas" / SCHEMA_FILE).read_bytes()


def results_json(results: ElectionResults) -> Iterator[str]:
    """The document in pieces: the election, the sums of the province, then district by district its communes."""
    election, province = results.election, results.province
    document: dict[str, Any] = {
        "schema": json.loads(schema_text())["$id"],
        "simulated": results.simulated,
        "notice": SIMULATED if results.simulated else None,
        "made_at": results.told_at,
        "election": {
            "code": election.code,
            "title": election.title,
            "by_election": results.is_by_election,
            "called_on": election.called_on.isoformat(),
            "decision_number": election.decision_number or None,
            "held_on": election.held_on.isoformat(),
            "rulebook": election.rulebook,
            "term": {"from": election.term_begins_in, "to": election.term_ends_in},
        },
        "province": _unit(province) | {"sums": _sums(results.villages)},
        "districts": (
            _unit(unit) | {"sums": _sums([one for some in communes.values() for one in some])}
            for unit, communes in results.tree.items()
            if unit.level == "district"
        ),
        "communes": (
            _unit(unit)
            | {
                "district": district.code if district.level == "district" else None,
                "sums": _sums(villages),
                "villages": [_village(one) for one in villages],
            }
            for district, communes in results.tree.items()
            for unit, villages in communes.items()
        ),
    }
    yield from pieces(document)
    yield "\n"


def _unit(unit: Unit) -> dict[str, Any]:
    return {"code": unit.code, "name": unit.name, "kind": kind_word(unit.kind)}


def _sums(villages: Iterable[VillageOutcome]) -> dict[str, Any]:
    villages = list(villages)
    totals = total(one.row for one in villages)
    last = max((each.number for one in villages for each in one.announced), default=0)
    return {
        "villages": totals.villages,
        "announced": sum(bool(one.announced) for one in villages),
        "elected": sum(one.winner is not None for one in villages),
        "recognised": sum(one.recognition is not None for one in villages),
        "roll": totals.roll,
        "voted": totals.voted,
        "turnout": totals.turnout,
        "rounds": [_round_sums(number, villages) for number in range(1, last + 1)],
    }


def _round_sums(number: int, villages: Iterable[VillageOutcome]) -> dict[str, Any]:
    """Of the rounds of this number that were announced: how many, and the ballots where ballots were cast."""
    announced = [each for one in villages for each in one.announced if each.number == number]
    counted = [found for each in announced if (found := ballots(each)) is not None]
    return {
        "number": number,
        "announced": len(announced),
        "by_ballot": len(counted),
        "votes": sum(one.votes for each in announced for one in voted(each)),
        "ballots": {name: sum(found[name] for found in counted) for name in _BALLOTS},
    }


def _village(one: VillageOutcome) -> dict[str, Any]:
    winner = one.winner
    return _unit(one.unit) | {
        "title": head_title(one.unit.kind),
        "state": one.row.state,
        "roll": one.row.roll,
        "voted": one.row.voted,
        "winner": winner
        and {
            "name": winner.name,
            "votes": winner.votes,
            "percent": winner.percent,
            "incumbency": one.row.incumbency or "not_stated",
        },
        "recognition": one.recognition
        and {
            "decision_number": one.recognition.decision_number,
            "decided_on": one.recognition.decided_on.isoformat(),
        },
        "standing": list(one.standing.values()),
        "rounds": [_round(each) for each in one.rounds],
    }


def _round(each: RoundFacts) -> dict[str, Any]:
    """A round; only one that was announced, and stands, has more than its day and its form."""
    told = {
        "number": each.number,
        "held_on": each.held_on.isoformat(),
        "procedure": each.procedure,
        "vote_form": each.vote_form,
        "status": each.fell or ("announced" if each.is_announced else "waiting"),
    }
    if not each.is_announced or each.answer is None or each.question is None:
        return told
    answer, counted = each.answer, ballots(each)
    base = answer.get("base")
    return told | {
        "outcome": answer["outcome"],
        "rulebook": answer["rulebook"],
        "electorate": each.question["electorate"],
        "roll": each.question["roll"],
        "attended": each.question.get("attended"),
        "base": base and {"count": base["count"], "needed": base["needed"]},
        "ballots": counted and {name: counted[name] for name in _BALLOTS},
        "candidates": [
            {"name": who.name, "votes": who.votes, "percent": who.percent, "elected": who.is_elected}
            for who in voted(each)
        ],
        "next": answer["next"]["step"],
    }
