"""Người đã biết ở một thôn hay một chi bộ: who a row means, so that a holder of a term and a candidate are one person.

Names are compared as people read them (`name_sort_key`: Thuỷ is Thủy, Ð is Đ). Where only the accents differ and just
one person fits, it is that person, typed more carefully. A year of birth that one row lacks does not make two people.
"""

from collections import defaultdict
from collections.abc import Iterable

from dantin.core.values import Side
from dantin.core.vietnamese import fold, name_sort_key
from dantin.store.actions.territory import new_person
from dantin.store.models import Candidacy, Member, Person, Term

BATCH = 500


class KnownPeople:
    """Những người của một bên, by the unit (village or cell) where they are known."""

    def __init__(self, side: Side, units: Iterable[str]) -> None:
        self.side = side
        self.new: list[Person] = []
        self.changed: dict[int, Person] = {}
        self._by_id: dict[int, Person] = {}
        self._of_unit: dict[str, dict[int, Person]] = defaultdict(dict)
        self._new_of_unit: dict[str, list[Person]] = defaultdict(list)
        units = set(units)
        of_side = Term.objects.filter(side=side.value, unit_code__in=units).select_related("person")
        for term in of_side:
            self._know(term.unit_code, term.person)
        listed = Candidacy.objects.filter(contest__side=side.value, contest__unit_code__in=units)
        for candidacy in listed.select_related("person", "contest"):
            self._know(candidacy.contest.unit_code, candidacy.person)
        if side is Side.PARTY:
            for member in Member.objects.filter(cell__code__in=units).select_related("person", "cell"):
                self._know(member.cell.code, member.person)

    def _know(self, unit: str, person: Person) -> None:
        # One row of the store is one object here, so a correction of it is seen wherever the person is known.
        self._of_unit[unit][person.id] = self._by_id.setdefault(person.id, person)

    def same(self, person: Person) -> Person:
        """The object by which a row of the store is known here."""
        return self._by_id.get(person.id, person)

    def find(self, unit: str, name: str, born_in: int | None) -> Person | None:
        """The one person of the unit that is meant; None when nobody, or more than one, fits."""
        known = [*self._of_unit[unit].values(), *self._new_of_unit[unit]]
        of_year = [p for p in known if born_in is None or p.born_in is None or p.born_in == born_in]
        key, folded = name_sort_key(name), fold(name)
        for fits in ([p for p in of_year if p.sort_key == key], [p for p in of_year if fold(p.name) == folded]):
            exact = [p for p in fits if p.born_in == born_in]
            if len(exact) == 1 or len(fits) == 1:
                return (exact or fits)[0]
            if fits:
                return None
        return None

    def find_or_add(self, unit: str, *, name: str, sex: str, born_in: int | None) -> Person:
        """That person, with what the row says; somebody new when nobody fits."""
        person = self.find(unit, name, born_in)
        if person is None:
            person = new_person(self.side, name=name, sex=sex, born_in=born_in)
            self.new.append(person)
            self._new_of_unit[unit].append(person)
        else:
            self.correct(person, name=name, sex=sex, born_in=born_in)
        return person

    def correct(self, person: Person, *, name: str, sex: str, born_in: int | None) -> bool:
        """Write what the row says over what is known; an empty cell says nothing. Answers whether anything changed."""
        facts = (name, sex or person.sex, person.born_in if born_in is None else born_in)
        if (person.name, person.sex, person.born_in) == facts:
            return False
        person.name, person.sex, person.born_in = facts
        person.sort_key = name_sort_key(name)
        if person.id is not None:
            self.changed[person.id] = person
        return True

    def save(self) -> None:
        """New rows first: others will point at them."""
        Person.objects.bulk_create(self.new, batch_size=BATCH)
        Person.objects.bulk_update(
            list(self.changed.values()), ["name", "sex", "born_in", "sort_key"], batch_size=BATCH
        )
