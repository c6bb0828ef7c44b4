"""Bầu bổ sung: which elections fill a vacancy of one village, and where one is going on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from dantin.core.afterwards import RulingKind
from dantin.store.models import ByElection, Election, Recognition, Round, Ruling, Standing

from . import plain


def last_year_of_term(election: Election, rulings: Iterable[Ruling]) -> int:
    """Năm cuối của nhiệm kỳ ở một thôn, with the papers that extended it (A25-03)."""
    extended = [row.until_on.year for row in rulings if row.kind == RulingKind.EXTENDED and row.until_on is not None]
    return max([election.term_ends_in, *extended])


def by_elections_in(place_code: str) -> list[Election]:
    """The newest by-election of each village of the place, ended or not, in the order in which they were called."""
    there = Standing.objects.filter(
        Q(village_code=place_code)
        | Q(commune_code=place_code)
        | Q(district_code=place_code)
        | Q(election__province__code=place_code),
        election__in=ByElection.objects.values("election"),
    )
    newest = dict(there.order_by("election__called_on", "election_id").values_list("village_code", "election_id"))
    if not newest:
        return []
    found = Election.objects.filter(id__in=newest.values()).select_related("province", "by_election")
    return list(found.order_by("called_on", "id"))


def elections_before(election: Election, village_code: str) -> list[Election]:
    """The State elections in which the village took part before this one, the newest first."""
    # plain SQL: nearly every village has one, and each of its pages asks
    known = plain.rows(f"SELECT election_id FROM {Standing._meta.db_table} WHERE village_code = %s", [village_code])
    there = {id_ for (id_,) in known} - {election.id}
    if not there:
        return []
    earlier = Election.objects.filter(id__in=there, side=election.side, called_on__lte=election.called_on)
    return list(earlier.exclude(id=election.id).filter(id__lt=election.id).order_by("-called_on", "-id"))


def going_on(elections: Iterable[Election]) -> list[Election]:
    """Of these by-elections those whose head is not yet recognised."""
    elections = list(elections)
    rounds = Round.objects.filter(contest__election__in=elections)
    fallen = Ruling.objects.filter(election__in=elections, kind=RulingKind.ANNULLED).values("round")
    ended = set(
        Recognition.objects.filter(declaration__round__in=rounds)
        .exclude(declaration__round__in=fallen)
        .values_list("declaration__round__contest__election", flat=True)
    )
    return [one for one in elections if one.id not in ended]


@dataclass(frozen=True, slots=True)
class Told:
    """Bầu bổ sung trong một nhiệm kỳ: how many were called, and in how many the new head took office."""

    called: int
    took_office: int


def by_elections_of_term(begins_in: int, ends_in: int) -> Told:
    """Those of one term of the whole province."""
    called = Election.objects.filter(
        id__in=ByElection.objects.values("election"), term_begins_in=begins_in, term_ends_in=ends_in
    )
    return Told(len(called), len(called) - len(going_on(called)))
