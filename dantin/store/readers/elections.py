"""Cuộc bầu theo mã, và lựa chọn của từng cuộc bầu nơi luật để ngỏ."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from dantin.core.values import Side
from dantin.store.models import ByElection, Election, Round
from dantin.store.refusals import Refused


def named_election(code: str) -> Election:
    """The election of that code; refused with the codes there are."""
    found = Election.objects.select_related("province").filter(code=code).first()
    if found is None:
        known = ", ".join(Election.objects.order_by("code").values_list("code", flat=True)) or "chưa có mã nào"
        raise Refused("import.no_such_election", election=code, known=known)
    return found


def called_elections(side: Side) -> list[Election]:
    """The elections of a side, without those that fill one vacancy; the newest call first."""
    found = Election.objects.filter(side=side.value)
    if side is Side.STATE:
        found = found.exclude(id__in=ByElection.objects.values("election"))
    return list(found.select_related("allowance").order_by("-called_on", "-id"))


def forms_chosen(elections: Collection[Election]) -> dict[int, list[tuple[str, str, int]]]:
    """{election: [(procedure, form of vote, how many villages hold their first round so)]}, the most first."""
    rows = (
        Round.objects.filter(contest__election__in=elections, number=1)
        .values_list("contest__election_id", "procedure", "vote_form")
        .annotate(n=Count("id"))
        .order_by("-n", "procedure", "vote_form")
    )
    found: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for election, procedure, form, villages in rows:
        found[election].append((procedure, form, villages))
    return found
