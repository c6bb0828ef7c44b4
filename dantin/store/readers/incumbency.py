"""Tái cử hay mới: computed from the earlier term of office, never typed; where its record is missing, "chưa nêu"."""

from collections.abc import Iterable
from enum import StrEnum

from dantin.store.models import Candidacy, Contest, Term


class Incumbency(StrEnum):
    """Người trúng cử so với nhiệm kỳ trước."""

    NEW = "new"
    REELECTED = "reelected"
    NOT_STATED = "not_stated"


def incumbency(winners: Iterable[tuple[Contest, str]], *, post: Term.Post) -> dict[int, str]:
    """{contest id: new, reelected or not stated} for (contest, key of the winner)."""
    winners = list(winners)
    if not winners:
        return {}
    contests = {contest.id: contest for contest, _ in winners}
    people = {
        (contest, key): person
        for contest, key, person in Candidacy.objects.filter(contest_id__in=contests).values_list(
            "contest_id", "key", "person_id"
        )
    }
    any_contest = winners[0][0]
    before = {
        (unit, ends): person
        for unit, ends, person in Term.objects.filter(
            side=any_contest.side, post=post, unit_code__in={c.unit_code for c in contests.values()}
        )
        .order_by("id")  # who took office at a by-election held the post last
        .values_list("unit_code", "ends_in", "person_id")
    }
    found = {}
    for contest, key in winners:
        holder = before.get((contest.unit_code, contest.election.term_begins_in))
        if holder is None:
            found[contest.id] = Incumbency.NOT_STATED.value
        else:
            same = holder == people[contest.id, key]
            found[contest.id] = (Incumbency.REELECTED if same else Incumbency.NEW).value
    return found


def head_incumbency(winners: Iterable[tuple[Contest, str]]) -> dict[int, str]:
    """For village heads (Trưởng thôn)."""
    return incumbency(winners, post=Term.Post.VILLAGE_HEAD)


def secretary_incumbency(winners: Iterable[tuple[Contest, str]]) -> dict[int, str]:
    """For secretaries (Bí thư chi bộ)."""
    return incumbency(winners, post=Term.Post.SECRETARY)
