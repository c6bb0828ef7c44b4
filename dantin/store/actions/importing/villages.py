"""Thôn theo mã: the village that a code means on a day, for codes come back in later periods."""

from datetime import date

from django.db.models import Q

from dantin.store.models import Place


def village_ids(on: date | None) -> dict[str, int]:
    """{code: id} of the villages there are on that day; without a day, the newest of each code."""
    rows = Place.objects.filter(level=Place.Level.VILLAGE)
    if on is not None:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))
    found = sorted(rows.values_list("valid_from", "code", "id"), key=lambda row: row[0] or date.min)
    return {code: id_ for _, code, id_ in found}
