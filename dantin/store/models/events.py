"""Nhật ký: append-only events in hash-chained streams, one per (side, place, election) (design §4.9)."""

from django.db import models
from django.db.models import Q

from .plan import Election
from .sides import side_field


class Stream(models.Model):
    """Dòng sự kiện của một nơi trong một cuộc bầu cử, of one side.

    Without an election it is the stream of the registers: places, households, cells and members, which outlive any.
    """

    side = side_field()
    place_code = models.CharField(max_length=16)
    election = models.ForeignKey(Election, models.PROTECT, null=True, related_name="streams")

    class Meta:
        constraints = [
            models.UniqueConstraint("side", "place_code", "election", name="stream_once"),
            models.UniqueConstraint("side", "place_code", condition=Q(election=None), name="register_stream_once"),
        ]

    def __str__(self) -> str:
        return f"{self.side}/{self.place_code}/{self.election_id}"


class Event(models.Model):
    """Một sự kiện. `body` holds ids, figures and commitments; personal facts lie in `Fact` with their salts."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    type = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint("stream", "seq", name="event_seq_once"),
            models.UniqueConstraint("stream", "prev_hash", name="event_no_fork"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_seq_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} #{self.seq} {self.type}"


class Fact(models.Model):
    """Dữ kiện cá nhân của một sự kiện. Erased together with its salt, it leaves the chain valid and says nothing."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    salt = models.CharField(max_length=32, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("event", "name", name="fact_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.name}"
