"""Lý lịch người ứng cử khai: whose it may be, what each declared, and what is counted of those elected."""

from typing import NamedTuple

from dantin.core.values import Side
from dantin.store.models import Candidacy, Election, Nominee, Particulars, Person


class Counted(NamedTuple):
    """Phần được đếm theo nhóm in a report; what was not declared is empty."""

    ethnic_group: str
    education: str
    political_training: str
    party_member: bool | None


def candidates_of(election: Election, village_code: str) -> list[Person]:
    """Who stands there: of the list once there is one, else whoever was put forward and has not withdrawn."""
    of_village = {"contest__election": election, "contest__village_code": village_code, "contest__side": Side.STATE}
    listed = Candidacy.objects.filter(**of_village).select_related("person").order_by("position")
    if found := [one.person for one in listed]:
        return found
    put = Nominee.objects.filter(election=election, village_code=village_code, withdrawal=None)
    return [one.person for one in put.select_related("person").order_by("number")]


def declared_by(people: list[Person]) -> dict[int, Particulars]:
    """{person: what he or she declared}."""
    return {one.person_id: one for one in Particulars.objects.filter(person__in=people)}


def counted_of(election: Election) -> dict[int, Counted]:
    """{person: what is counted} of everybody who stands in that election and declared something."""
    rows = Particulars.objects.filter(person__candidacy__contest__election=election).values_list(
        "person_id", "ethnic_group", "education", "political_training", "party_member"
    )
    return {person: Counted(*row) for person, *row in rows}
