"""Cần gọi: what the duty room must know to pick up the telephone, beside the state of each village."""

from datetime import date, datetime

from django.db.models import Max

from dantin.store.models import Congress, Event, Round, Standing


def unfinished_rounds(election: int) -> dict[str, date]:
    """{village: the day of its next round}, where a further round is fixed and has no result yet."""
    rounds = Round.objects.filter(contest__election=election, number__gt=1, declarations=None).order_by("number")
    return dict(rounds.values_list("contest__village_code", "held_on"))


def changed_at(election: int, states: tuple[str, ...]) -> dict[str, datetime]:
    """{village: since when it has been in one of these states}."""
    rows = Standing.objects.filter(election=election, state__in=states)
    return dict(rows.values_list("village_code", "changed_at"))


def polls_last_heard(election: int) -> dict[str, datetime]:
    """{village: when it last told anything}, of the villages that are voting."""
    voting = Standing.objects.filter(election=election, state="voting").values("village_code")
    return _last_heard(election, voting)


def congresses_last_heard(election: int) -> dict[str, datetime]:
    """{village: when its cell last told anything}, of the congresses that are open."""
    going = Congress.objects.filter(election=election, current=True, opened_at__isnull=False, closed_at=None)
    village = dict(going.values_list("cell__code", "village_code"))
    if not village:
        return {}
    return {village[cell]: at for cell, at in _last_heard(election, going.values("cell__code")).items()}


def _last_heard(election: int, codes: object) -> dict[str, datetime]:
    told = Event.objects.filter(stream__election=election, stream__place_code__in=codes)
    return dict(told.values_list("stream__place_code").annotate(Max("at")))
