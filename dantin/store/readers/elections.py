"""Cuộc bầu theo mã."""

from dantin.store.models import Election
from dantin.store.refusals import Refused


def named_election(code: str) -> Election:
    """The election of that code; refused with the codes there are."""
    found = Election.objects.select_related("province").filter(code=code).first()
    if found is None:
        known = ", ".join(Election.objects.order_by("code").values_list("code", flat=True)) or "chưa có mã nào"
        raise Refused("import.no_such_election", election=code, known=known)
    return found
