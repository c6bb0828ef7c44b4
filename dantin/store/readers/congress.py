"""Kết quả một đại hội: who holds which post by its declarations, and which contests are still open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from dantin.core.aggregate import CellState
from dantin.core.plan import Post
from dantin.store.models import Candidacy, Congress, Contest, Declaration, HandVote, HeadFromState, Member, Round

from . import plain
from .congress_rulings import appointed_in

WORDS = {Post.COMMITTEE: "chi ủy", Post.SECRETARY: "bí thư", Post.DEPUTY_SECRETARY: "phó bí thư"}
FILLED = "approve"
# The congress has done with a post that is filled, and with a secretary whom it failed three times to elect (B-32).
ENDED = frozenset({FILLED, "appoint_by_higher_committee"})
_AGAIN = f"""
SELECT v.congress_id, v.post, v.round, v.carried FROM {HandVote._meta.db_table} v
WHERE v.kind = '{HandVote.Kind.AGAIN}' AND v.congress_id IN """


def not_voted_again(congresses: Iterable[int]) -> set[tuple[int, str, int]]:
    """{(congress, post, round)} after which the congress decided not to vote once more, by its newest vote on it."""
    wanted = list(congresses)
    if not wanted:
        return set()
    marks = ", ".join(["%s"] * len(wanted))
    decided = {
        (congress, post, round_): bool(carried)
        for congress, post, round_, carried in plain.rows(f"{_AGAIN}({marks}) ORDER BY v.number", wanted)
    }
    return {at for at, carried in decided.items() if not carried}


@dataclass(slots=True)
class Outcome:
    """Kết quả của các lần bầu trong một đại hội."""

    unfinished: list[str] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    secretary: tuple[str, int | None] | None = None
    secretary_contest: Contest | None = None
    secretary_key: str | None = None
    secretary_votes: int | None = None
    secretary_base: int | None = None
    appointed: int | None = None
    """The person whom the committee above appointed secretary (B-32); `secretary` is then that person."""
    failed_three_times: bool = False
    """Bầu bí thư đến lần thứ ba không được."""


def needs_an_appointment(outcome: Outcome) -> bool:
    """Whether the congress ended with the third failure of its secretary, and nobody is appointed yet (B-32)."""
    return outcome.failed_three_times and outcome.secretary is None


def official_members(cells: Iterable[int]) -> dict[int, int]:
    """{cell id: how many official members are on its register}."""
    official = Member.objects.filter(cell__in=set(cells), status=Member.Status.OFFICIAL)
    return dict(official.values_list("cell").annotate(n=Count("id")).values_list("cell", "n"))


def heads_of(congresses: Iterable[Congress]) -> dict[tuple[int, str], HeadFromState]:
    """{(election, village): the recognised head that the State named}."""
    asked = {(one.election_id, one.village_code) for one in congresses}
    rows = HeadFromState.objects.filter(
        election__in={election for election, _ in asked}, village_code__in={village for _, village in asked}
    )
    return {(row.election_id, row.village_code): row for row in rows}


def compared(result: Outcome, head: HeadFromState | None) -> CellState:
    """Of signed minutes: whether the secretary is the head, by name and year of birth."""
    same = head is not None and result.secretary == (head.name, head.born_in)
    return CellState.UNIFIED if same else CellState.NOT_UNIFIED


def outcomes(congresses: Iterable[Congress]) -> dict[int, Outcome]:
    """{congress id: Outcome}, in a fixed number of queries."""
    congresses = list(congresses)
    rows = {(c.election_id, c.cell.code): c.id for c in congresses}
    elections = {c.election_id: c.election for c in congresses}
    found: dict[int, Outcome] = {congress: Outcome() for congress in rows.values()}
    contests = {
        c.id: c
        for c in Contest.objects.filter(
            election__in={election for election, _ in rows}, unit_code__in={unit for _, unit in rows}
        )
    }
    for contest in contests.values():
        contest.election = elections[contest.election_id]
    people = {
        (contest, key): (person, name, born_in)
        for contest, key, person, name, born_in in Candidacy.objects.filter(contest__in=contests).values_list(
            "contest_id", "key", "person_id", "person__name", "person__born_in"
        )
    }
    last: dict[int, str] = {}
    numbers: dict[int, int] = {}
    declined = not_voted_again(rows.values())
    first = dict(Round.objects.filter(contest__in=contests).order_by("number").values_list("contest", "first_number"))
    declared = Declaration.objects.filter(round__contest__in=contests).order_by("round__number", "version")
    for contest_id, number, elected, answer in declared.values_list(
        "round__contest_id", "round__number", "elected", "answer"
    ):
        if number < first[contest_id]:
            continue  # of a sitting that was set aside
        numbers[contest_id] = number
        contest = contests[contest_id]
        outcome = found[rows[contest.election_id, contest.unit_code]]
        last[contest_id] = answer["next"]["step"]
        for key in elected:
            person, name, born_in = people[contest_id, key]
            outcome.holders[contest.post].append(person)
            if contest.post == Post.SECRETARY:
                outcome.secretary, outcome.secretary_key = (name, born_in), key
                outcome.secretary_contest = contest
                outcome.secretary_votes = next(s["votes"] for s in answer["shares"] if s["id"] == key)
                outcome.secretary_base = answer["base"]["count"]
    for contest in contests.values():
        congress = rows[contest.election_id, contest.unit_code]
        if contest.post == Post.SECRETARY:
            found[congress].failed_three_times = last.get(contest.id) == "appoint_by_higher_committee"
        over = last.get(contest.id) in ENDED or (congress, contest.post, numbers.get(contest.id, 0)) in declined
        if not over:
            found[congress].unfinished.append(WORDS[Post(contest.post)])
    contested = {(c.election_id, c.unit_code) for c in contests.values() if c.post == Post.SECRETARY}
    for place, congress in rows.items():
        if place not in contested:  # its list is not there yet
            found[congress].unfinished.append(WORDS[Post.SECRETARY])
    with_committee = {rows[c.election_id, c.unit_code] for c in contests.values() if c.post == Post.COMMITTEE}
    for congress in with_committee:
        outcome = found[congress]
        if WORDS[Post.COMMITTEE] not in outcome.unfinished and not outcome.holders[Post.COMMITTEE]:
            outcome.unfinished = []  # without a committee nobody may stand for the other posts (B-03)
    signed = [c.id for c in congresses if c.signed_at is not None]
    for congress, (person, name, born_in) in appointed_in(signed).items():
        found[congress].secretary, found[congress].appointed = (name, born_in), person
    return found
