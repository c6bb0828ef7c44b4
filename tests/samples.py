"""Mẫu để xếp đặt một thử nghiệm: each test then shows only what matters to it."""

from datetime import date
from typing import Any

from dantin.core.count import Ballots
from dantin.core.decide import CongressQuestion, HeadQuestion
from dantin.core.nominate import Candidate
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.register import Deductions, Electorate


def candidates(*votes: int) -> tuple[Candidate, ...]:
    """A, B, C … with these votes."""
    return tuple(Candidate(letter, letter, count) for letter, count in zip("ABCDEFGHIJKL", votes, strict=False))


def ballots(valid: int, invalid: int = 0) -> Ballots:
    """A box in which everything issued came back."""
    return Ballots(valid + invalid, valid + invalid, valid, invalid)


def head_question(*votes: int, roll: int = 100, **changed: Any) -> HeadQuestion:
    """A meeting of 5/6/2022 attended by the whole roll; all votes are on valid ballots."""
    given: dict[str, Any] = {
        "called_on": date(2022, 5, 10),
        "held_on": date(2022, 6, 5),
        "procedure": Procedure.MEETING,
        "vote_form": VoteForm.SECRET_BALLOT,
        "electorate": Electorate.HOUSEHOLD_REPRESENTATIVES,
        "roll": roll,
        "attended": roll,
        "ballots": ballots(roll),
        "candidates": candidates(*votes),
    }
    return HeadQuestion(**(given | changed))


def congress_question(*votes: int, convened: int = 8, **changed: Any) -> CongressQuestion:
    """The election of a secretary on 3/7/2022 with everybody convened present."""
    given: dict[str, Any] = {
        "called_on": date(2022, 5, 25),
        "held_on": date(2022, 7, 3),
        "contest": Post.SECRETARY,
        "official_members": convened,
        "convened": convened,
        "less": Deductions(),
        "present": convened,
        "seats": 1,
        "committee": ("A", "B", "C"),
        "candidates": candidates(*votes),
        "ballots": ballots(convened),
    }
    return CongressQuestion(**(given | changed))


def head_json(**changed: Any) -> dict[str, Any]:
    """The same meeting as the case contract writes it."""
    return {
        "kind": "village_head",
        "called_on": "2022-05-10",
        "held_on": "2022-06-05",
        "procedure": "meeting",
        "vote_form": "secret_ballot",
        "electorate": "household_representatives",
        "roll": 120,
        "attended": 110,
        "ballots": {"issued": 110, "collected": 110, "valid": 110, "invalid": 0},
        "candidates": [{"name": "A", "votes": 61}, {"name": "B", "votes": 49}],
    } | changed


def congress_json(**changed: Any) -> dict[str, Any]:
    """The same congress as the case contract writes it."""
    return {
        "kind": "party_cell",
        "called_on": "2022-05-25",
        "held_on": "2022-07-03",
        "contest": "secretary",
        "official_members": 8,
        "convened": 8,
        "present": 8,
        "seats": 1,
        "ballots": {"issued": 8, "collected": 8, "valid": 8, "invalid": 0},
        "candidates": [{"name": "A", "votes": 8}],
    } | changed
