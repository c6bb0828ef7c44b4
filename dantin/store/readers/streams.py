"""Soát chuỗi nhật ký: recomputes every hash of a stream and every commitment whose fact is still kept."""

from collections.abc import Iterator

from dantin.store.canonical import NO_PREDECESSOR, commitment, event_hash
from dantin.store.models import Stream


def broken_links(stream: Stream) -> Iterator[str]:
    """One sentence for each event that does not fit; nothing when the stream is whole."""
    prev = NO_PREDECESSOR
    events = stream.events.order_by("seq").prefetch_related("facts")
    for expected, event in enumerate(events, start=1):
        if event.seq != expected or event.prev_hash != prev:
            yield f"{stream} #{event.seq}: không nối tiếp sự kiện trước"
        election = stream.election.code
        if event.hash != event_hash(side=stream.side, place_code=stream.place_code, election=election, event=event):
            yield f"{stream} #{event.seq}: nội dung không khớp mã băm"
        for fact in event.facts.all():
            kept = event.body.get("commitments", {}).get(fact.name)
            if fact.erased_at is None and commitment(fact.salt, fact.value) != kept:
                yield f"{stream} #{event.seq}: dữ kiện {fact.name} không khớp cam kết"
        prev = event.hash
