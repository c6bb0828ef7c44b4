"""Giám sát: what to look at first in a place, and the events that belong to no village's election."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from django.db.models import Exists, OuterRef, Q, QuerySet

from dantin.core.afterwards import FREEZES, SET_ASIDE_BY, RulingKind
from dantin.core.count import ReadingKind
from dantin.core.vietnamese import fold
from dantin.store.models import Account, Election, Event, Place, Reading, RollComplaint, Ruling, Standing, Stream

from .accounts import codes_in_care
from .by_elections import by_elections_in, going_on
from .duty import Why, calls_needed
from .periods import there_on, units_of


class Look(Enum):
    """Nên xem trước, the gravest first."""

    FLAG = "Số trên giấy không khớp, chờ cấp trên"
    WAITS = "Khiếu nại, hồ sơ trả lại chưa trả lời"
    OF_LIST = "Khiếu nại về danh sách chưa trả lời"
    FELL = "Kết quả bị huỷ, bị yêu cầu bầu lại"
    REPLACED = "Có biên bản thay thế"
    RECOUNT = "Phải đếm lại, hoặc đã đếm lại"
    DIFFER = "Hai người đọc khác nhau"
    LATE = "Chưa báo mốc giờ"


_OF_CALL = {Why.FLAG: Look.FLAG, Why.RECOUNT: Look.RECOUNT, Why.DIFFER: Look.DIFFER, Why.LATE: Look.LATE}


@dataclass(slots=True)
class Found:
    """Một thôn nên xem, in which election."""

    village: str
    election: str
    name: str = ""
    kind: str = ""


@dataclass(slots=True)
class Looks:
    """Các thôn nên xem of one reason; `shown` carries names."""

    why: Look
    count: int
    shown: list[Found] = field(default_factory=list)


def to_look_at(
    election: Election, place_code: str, *, at: datetime, due_mark: datetime | None, most: int
) -> list[Looks]:
    """What an auditor of this place looks at first, in its election and the by-elections going on."""
    found: dict[Look, dict[str, Found]] = defaultdict(dict)
    units: dict[str, Place] = {}
    for one in (election, *going_on(by_elections_in(place_code))):
        here = _here(one, place_code)
        for why, villages in _of_election(one, at=at, due_mark=due_mark).items():
            for code in villages:
                if here is None or code in here:
                    found[why].setdefault(code, Found(code, one.code))
        units |= units_of({code for those in found.values() for code in list(those)[:most]}, one.called_on)
    listed = []
    for why in Look:
        if those := list(found[why].values()):
            for each in those[:most]:
                if each.village in units:
                    each.name, each.kind = units[each.village].name, units[each.village].kind
            listed.append(Looks(why, len(those), those[:most]))
    return listed


def _of_election(one: Election, *, at: datetime, due_mark: datetime | None) -> dict[Look, list[str]]:
    found: dict[Look, list[str]] = defaultdict(list)
    for call in calls_needed(one, at=at, due_mark=due_mark):
        if call.why in _OF_CALL:
            found[_OF_CALL[call.why]].append(call.village)
    rulings = Ruling.objects.filter(election=one).order_by("recorded_at", "id")
    unanswered = ~Exists(Ruling.objects.filter(answers=OuterRef("pk")))
    found[Look.WAITS] = _villages(rulings.filter(unanswered, kind__in=FREEZES))
    of_list = RollComplaint.objects.filter(election=one, answer=None).order_by("recorded_at", "id")
    found[Look.OF_LIST] = _villages(of_list)
    found[Look.FELL] = _villages(rulings.filter(kind__in=SET_ASIDE_BY))
    found[Look.REPLACED] = _villages(rulings.filter(kind=RulingKind.SUPERSEDED))
    recounts = Reading.objects.filter(kind=ReadingKind.RECOUNT.value, sheet__round__contest__election=one)
    done = recounts.order_by("received_at").values_list("sheet__round__contest__village_code", flat=True)
    found[Look.RECOUNT] = list(dict.fromkeys([*found[Look.RECOUNT], *done]))
    return found


def _villages(rows: Iterable[Ruling | RollComplaint]) -> list[str]:
    return list(dict.fromkeys(row.village_code for row in rows))


def _here(one: Election, place_code: str) -> set[str] | None:
    """The villages of the place; None where it is the whole province."""
    if place_code == one.province.code:
        return None
    return set(_standings(one, place_code).values_list("village_code", flat=True))


def _standings(one: Election, place_code: str) -> QuerySet[Standing]:
    found = Standing.objects.filter(election=one)
    if place_code == one.province.code:
        return found
    return found.filter(Q(village_code=place_code) | Q(commune_code=place_code) | Q(district_code=place_code))


def villages_named(election: Election, place_code: str, words: str, *, most: int) -> list[Place]:
    """The villages of the place whose name holds each of the words, accents or none, or whose code is the word."""
    found = Place.objects.filter(
        there_on(election.called_on),
        level=Place.Level.VILLAGE,
        code__in=_standings(election, place_code).values("village_code"),
    )
    named = found
    for word in fold(words).split():
        named = named.filter(search_key__contains=word)
    either = found.filter(Q(code=words.strip()) | Q(pk__in=named.values("pk")))
    return list(either.select_related("parent").order_by("sort_key", "code")[:most])


def events_of_place(account: Account, *, before: int | None, kinds: Sequence[str], most: int) -> list[Event]:
    """Events of the place outside a village's own election, newest first: accounts, registers, calls, lists, steps.

    `kinds` are the beginnings of types; none means every one. `before` is the event below which to go on.
    """
    codes = codes_in_care(account)
    offices = Place.objects.filter(code__in=codes).exclude(level=Place.Level.VILLAGE).values("code")
    streams = Stream.objects.filter(
        Q(election=None) | Q(place_code__in=offices), side=account.side, place_code__in=codes
    )
    found = Event.objects.filter(stream__in=streams).select_related("stream__election").order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    of_kind = Q()
    for kind in kinds:
        of_kind |= Q(type__startswith=kind)
    return list(found.filter(of_kind)[:most])
