"""Kết quả một đại hội: who holds which post by its declarations, and which contests are still open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from dantin.core.plan import Post
from dantin.store.models import Candidacy, Congress, Contest, Declaration, Member

WORDS = {Post.COMMITTEE: "chi ủy", Post.SECRETARY: "bí thư", Post.DEPUTY_SECRETARY: "phó bí thư"}
FILLED = "approve"
# The congress has done with a post that is filled, and with a secretary whom it failed three times to elect (B-32).
ENDED = frozenset({FILLED, "appoint_by_higher_committee"})


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


def official_members(cells: Iterable[int]) -> dict[int, int]:
    """{cell id: how many official members are on its register}."""
    official = Member.objects.filter(cell__in=set(cells), status=Member.Status.OFFICIAL)
    return dict(official.values_list("cell").annotate(n=Count("id")).values_list("cell", "n"))


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
    declared = Declaration.objects.filter(round__contest__in=contests).order_by("round__number", "version")
    for contest_id, elected, answer in declared.values_list("round__contest_id", "elected", "answer"):
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
        if last.get(contest.id) not in ENDED:
            found[rows[contest.election_id, contest.unit_code]].unfinished.append(WORDS[Post(contest.post)])
    return found
