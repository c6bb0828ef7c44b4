"""Bí thư không đồng thời là trưởng thôn: each cell whose minutes are signed and where the two are apart, and why.

Derived from the registers and the declarations as they are now; nothing of it is kept or written into an event.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dantin.core.aggregate import CellState
from dantin.core.nominate import CellWithoutItsHead, NotTheHead, why_not_the_head
from dantin.core.plan import Post
from dantin.store.models import Candidacy, Cell, CellVillage, Contest, Election, HeadFromState, Round

from . import plain
from .cells import CellWork, cells_in_state
from .congress_rulings import appointed_in
from .head_prospects import HeadWork, heads_at_work


@dataclass(frozen=True, slots=True)
class Apart:
    """Một chi bộ mà bí thư không phải là trưởng thôn; the first reason is the main one."""

    work: CellWork
    reasons: tuple[NotTheHead, ...]


def apart_in(election: Election, place_code: str) -> list[Apart]:
    """Every one of the place, in a fixed number of statements."""
    return apart_of(election, cells_in_state(election, place_code, CellState.NOT_UNIFIED))


def apart_of(election: Election, works: Sequence[CellWork]) -> list[Apart]:
    """The same of these cells, whose minutes are signed and where the two are apart."""
    if not works:
        return []
    heads = heads_at_work(works, election.held_on)
    appointed = appointed_in(work.congress for work in works)
    listed = _on_the_list(election, heads)
    elsewhere = _heads_of_the_other_village(election, works)
    found = []
    for one in heads:
        secretary = one.secretary
        cell = CellWithoutItsHead(
            head_named=one.head is not None,
            answer=one.answer,
            secretary=secretary is not None,
            in_committee=one.in_committee,
            on_the_list=one.member is not None and (one.work.code, one.member.person) in listed,
            appointed=one.work.congress in appointed,
            heads_other_village=secretary is not None and secretary[1:] in elsewhere[one.work.code],
        )
        found.append(Apart(one.work, why_not_the_head(cell)))
    return found


_LISTED = f"""
SELECT k.unit_code, y.person_id, y.key, r.slate FROM {Contest._meta.db_table} AS k
JOIN {Candidacy._meta.db_table} AS y ON y.contest_id = k.id JOIN {Round._meta.db_table} AS r ON r.contest_id = k.id
WHERE k.election_id = %s AND k.post = '{Post.SECRETARY}'
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = k.id)
    AND k.unit_code IN """


def _on_the_list(election: Election, heads: Sequence[HeadWork]) -> set[tuple[str, int]]:
    """{(cell, person)} of the heads whose name stood on a list for secretary at the newest sitting."""
    persons = {one.work.code: one.member.person for one in heads if one.member is not None}
    if not persons:
        return set()
    asked = sorted(set(persons.values()))
    sql = f"{_LISTED}({plain.marks(persons)}) AND y.person_id IN ({plain.marks(asked)})"
    rows = plain.rows(sql, [election.id, *persons, *asked])
    return {(cell, person) for cell, person, key, slate in rows if key in plain.loaded(slate)}


_OTHERS = f"""
SELECT c.code, h.name, h.born_in, h.village_code FROM {CellVillage._meta.db_table} AS v
JOIN {Cell._meta.db_table} AS c ON c.id = v.cell_id
JOIN {HeadFromState._meta.db_table} AS h ON h.village_code = v.village_code
WHERE h.election_id = %s AND c.code IN """


def _heads_of_the_other_village(
    election: Election, works: Sequence[CellWork]
) -> dict[str, set[tuple[str, int | None]]]:
    """{cell: name and year of birth of the heads of its other villages} (F-32)."""
    own = {one.code: one.village_code for one in works}
    found: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
    for cell, name, born_in, village in plain.rows(f"{_OTHERS}({plain.marks(own)})", [election.id, *own]):
        if village != own[cell]:
            found[cell].add((name, born_in))
    return found
