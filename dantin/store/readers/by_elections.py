"""Bầu bổ sung: which elections fill a vacancy of one village, and where one is going on."""

from collections.abc import Iterable
from dataclasses import dataclass

from dantin.core.afterwards import RulingKind
from dantin.core.plan import LAST_DAY_OF_DISTRICTS
from dantin.store.models import ByElection, Election, Place, Recognition, Round, Ruling, Standing

from . import plain

_BEFORE = f"""
SELECT {plain.columns(Election, "e")} FROM {Election._meta.db_table} AS e
JOIN {Standing._meta.db_table} AS s ON s.election_id = e.id AND s.village_code = %s
WHERE e.side = %s AND e.called_on <= %s AND e.id < %s ORDER BY e.called_on DESC, e.id DESC"""  # every page of a village

_OF_PLACE = f"""
SELECT s.village_code, e.id FROM {ByElection._meta.db_table} AS b
JOIN {Election._meta.db_table} AS e ON e.id = b.election_id
JOIN {Place._meta.db_table} AS p ON p.id = e.province_id
JOIN {Standing._meta.db_table} AS s ON s.election_id = e.id
WHERE %s IN (s.village_code, s.commune_code, p.code)
    OR s.district_code = %s AND e.called_on <= '{LAST_DAY_OF_DISTRICTS}'
ORDER BY e.called_on, e.id"""


def last_year_of_term(election: Election, rulings: Iterable[Ruling]) -> int:
    """Năm cuối của nhiệm kỳ ở một thôn, with the papers that extended it (A25-03)."""
    extended = [row.until_on.year for row in rulings if row.kind == RulingKind.EXTENDED and row.until_on is not None]
    return max([election.term_ends_in, *extended])


def by_elections_in(place_code: str) -> list[Election]:
    """The newest by-election of each village of the place, ended or not, in the order in which they were called."""
    newest = dict(plain.rows(_OF_PLACE, [place_code, place_code]))
    if not newest:
        return []
    found = Election.objects.filter(id__in=newest.values()).select_related("province", "by_election")
    return list(found.order_by("called_on", "id"))


def elections_before(election: Election, village_code: str) -> list[Election]:
    """The State elections in which the village took part before this one, the newest first."""
    asked = [village_code, election.side, election.called_on, election.id]
    return [earlier for (earlier,) in plain.instances(_BEFORE, asked, Election)]


def going_on(elections: Iterable[Election]) -> list[Election]:
    """Of these by-elections those whose head is not yet recognised."""
    elections = list(elections)
    if not elections:
        return []
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
