"""Giấy tờ sau một đại hội: what was recorded of a sitting, what waits for an answer, who was appointed secretary."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dantin.core import after_congress
from dantin.core.after_congress import CongressRulingKind
from dantin.store.models import CongressRuling, Member, Person

from . import plain


def rulings_of(congresses: Collection[int]) -> dict[int, list[CongressRuling]]:
    """{congress: its papers in order}, of those that have any."""
    found: dict[int, list[CongressRuling]] = defaultdict(list)
    if asked := [*congresses]:
        of = f"t.congress_id IN ({plain.marks(asked)}) ORDER BY t.congress_id, t.number"
        for row in plain.of(CongressRuling, of, asked):
            found[row.congress_id].append(row)
    return dict(found)


def as_values(rows: Sequence[CongressRuling]) -> list[after_congress.CongressRuling]:
    """Rows of one sitting, in order → the core's papers."""
    numbers = {row.id: row.number for row in rows}
    return [
        after_congress.CongressRuling(
            row.number,
            CongressRulingKind(row.kind),
            row.decided_on,
            None if row.answers_id is None else numbers[row.answers_id],
        )
        for row in rows
    ]


_APPOINTED = f"""
SELECT r.congress_id, p.id, p.name, p.born_in FROM {CongressRuling._meta.db_table} AS r
JOIN {Member._meta.db_table} AS m ON m.id = r.member_id JOIN {Person._meta.db_table} AS p ON p.id = m.person_id
WHERE r.kind = '{CongressRuling.Kind.APPOINTED}' AND r.congress_id IN """


def appointed_in(congresses: Iterable[int]) -> dict[int, tuple[int, str, int | None]]:
    """{congress: (person, name, year of birth)} of the secretary whom the committee above appointed (B-32)."""
    asked = [*congresses]
    if not asked:
        return {}
    return {
        congress: (person, name, born_in)
        for congress, person, name, born_in in plain.rows(f"{_APPOINTED}({plain.marks(asked)})", asked)
    }
