"""Soát chuỗi nhật ký: recomputes every hash of a stream and every commitment whose fact is still kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from dantin.store.canonical import NO_PREDECESSOR, commitment, event_hash, reading_hash
from dantin.store.models import Event, Reading, Stream


def broken_links(stream: Stream) -> Iterator[str]:
    """One sentence for each event that does not fit; nothing when the stream is whole."""
    yield from _unfitting(stream, stream.events.order_by("seq").prefetch_related("facts"))


def broken_among(streams: Collection[int]) -> Iterator[str]:
    """As `broken_links` for several streams at once, in a number of statements that does not grow with them."""
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(stream__in=streams).order_by("stream", "seq").prefetch_related("facts"):
        events[event.stream_id].append(event)
    for stream in Stream.objects.filter(id__in=streams).select_related("election").order_by("id"):
        yield from _unfitting(stream, events[stream.id])


def _unfitting(stream: Stream, events: Iterable[Event]) -> Iterator[str]:
    prev = NO_PREDECESSOR
    for expected, event in enumerate(events, start=1):
        if event.seq != expected or event.prev_hash != prev:
            yield f"{stream} #{event.seq}: không nối tiếp sự kiện trước"
        election = stream.election.code if stream.election else ""
        if event.hash != event_hash(side=stream.side, place_code=stream.place_code, election=election, event=event):
            yield f"{stream} #{event.seq}: nội dung không khớp mã băm"
        for fact in event.facts.all():
            kept = event.body.get("commitments", {}).get(fact.name)
            if fact.erased_at is None and commitment(fact.salt, fact.value) != kept:
                yield f"{stream} #{event.seq}: dữ kiện {fact.name} không khớp cam kết"
        prev = event.hash


def altered_readings(readings: Iterable[Reading], events: Iterable[Event]) -> Iterator[str]:
    """Lần đọc của một thôn bị sửa, bị bỏ, hoặc không có trong nhật ký: one sentence for each."""
    rows = {str(row.event_id): row for row in readings}
    logged = {event.body["reading"]: event.body["hash"] for event in events if event.type == "count.reading_submitted"}
    for id_, row in rows.items():
        if row.hash != reading_hash(row, row.sheet_id) or logged.get(id_) != row.hash:
            yield f"lần đọc {id_}: không còn như nhật ký ghi"
    for id_ in logged.keys() - rows.keys():
        yield f"lần đọc {id_}: nhật ký có, kho không còn"


def broken_readings() -> Iterator[str]:
    """Lần đọc bị sửa, bị xoá, bị đảo thứ tự hoặc không có trong nhật ký: one sentence for each."""
    logged: dict[int, list[tuple[str, str]]] = defaultdict(list)
    events = Event.objects.filter(type="count.reading_submitted").order_by("stream", "seq")
    for stream, body in events.values_list("stream_id", "body").iterator():
        logged[stream].append((body["reading"], body["hash"]))
    named = {(stream, reading) for stream, pairs in logged.items() for reading, _ in pairs}
    of_stream = {(s.side, s.place_code, s.election_id): s.id for s in Stream.objects.all()}
    kept: dict[str, tuple[str, int, int]] = {}
    rows = Reading.objects.select_related("sheet__round__contest").order_by("sheet_id", "position")
    for row in rows.iterator():
        contest = row.sheet.round.contest
        stream = of_stream.get((row.sheet.side, contest.unit_code, contest.election_id), 0)
        kept[str(row.event_id)] = (row.hash, row.sheet_id, row.position)
        if row.hash != reading_hash(row, row.sheet_id):
            yield f"{contest.unit_code}, lần đọc {row.event_id}: nội dung không khớp mã băm"
        if (stream, str(row.event_id)) not in named:
            yield f"{contest.unit_code}, lần đọc {row.event_id}: không có trong nhật ký"
    for pairs in logged.values():
        before: dict[int, int] = {}
        for reading, hash_ in pairs:
            found = kept.get(reading)
            if found is None or found[0] != hash_:
                yield f"lần đọc {reading}: nhật ký có, kho không còn đúng bản ấy"
                continue
            _, sheet, position = found
            if position != before.get(sheet, 0) + 1:
                yield f"lần đọc {reading}: thứ tự trên biên bản không như nhật ký"
            before[sheet] = position
