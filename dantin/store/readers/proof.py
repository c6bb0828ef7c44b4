"""Soát toàn bộ: every proof this house has of a database, in one walk (`dantin verify-streams`, `verify-standings`)."""

from collections.abc import Iterator

from dantin.store.models import Election, Stream

from .standings import differences
from .streams import broken_links, broken_readings


def faults() -> Iterator[str]:
    """One sentence for each link, reading or standing that is not as the facts make it."""
    for stream in Stream.objects.select_related("election").order_by("id").iterator():
        yield from broken_links(stream)
    yield from broken_readings()
    for election in Election.objects.order_by("id"):
        yield from differences(election)
