"""Bảng trực: which villages need a call now, why, whom to call. Names and telephones are read only of those shown."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from dantin.core import count
from dantin.core.aggregate import HeadState
from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.locale.words import LOCAL
from dantin.store.models import (
    Account,
    Election,
    Event,
    Fact,
    Place,
    Reading,
    Round,
    Sheet,
    Standing,
    TurnoutSnapshot,
    Wave,
)
from dantin.store.models.accounts import Role

from . import plain
from .periods import units_of
from .remarks import open_flags_in
from .sheets import as_values


class Why(Enum):
    """Vì sao phải gọi, the most pressing first."""

    FLAG = "Số trên giấy không khớp, chờ cấp trên"
    RECOUNT = "Phải đếm lại trên giấy"
    DIFFER = "Hai người đọc khác nhau"
    NO_QUORUM = "Chưa đủ số dự, chưa định ngày họp lại"
    RERUN = "Chưa bầu được, chưa định ngày bầu lại"
    UNOPENED = "Tới ngày bầu mà chưa khai mạc"
    LATE = "Chưa báo mốc giờ"
    SECOND = "Chờ người thứ hai đọc"
    UNSIGNED = "Hai người đã khớp, chưa ký"


ORDER = {why: n for n, why in enumerate(Why)}
# What the ordinary course takes; only after that somebody picks up the telephone.
PATIENCE = {Why.SECOND: timedelta(minutes=20), Why.UNSIGNED: timedelta(minutes=30)}


@dataclass(slots=True)
class Call:
    """Một thôn cần gọi: since when, and (once looked up) its names, telephones and the last note."""

    village: str
    commune: str
    district: str
    why: Why
    since: datetime
    name: str = ""
    kind: str = ""
    commune_name: str = ""
    phones: tuple[tuple[str, str, str], ...] = ()
    note: str = ""
    noted_at: datetime | None = None


_OPEN = f"""
SELECT s.village_code, s.commune_code, s.district_code, s.state, s.changed_at,
       (SELECT max(t.mark_at) FROM {TurnoutSnapshot._meta.db_table} AS t
        WHERE t.election_id = s.election_id AND t.village_code = s.village_code)
FROM {Standing._meta.db_table} AS s
WHERE s.election_id = %s AND s.state IN ('voting', 'counted', 'rerun', 'no_quorum')"""
_UNOPENED = f"""
SELECT s.village_code, s.commune_code, s.district_code, w.begins_on
FROM {Wave._meta.db_table} AS w JOIN {Standing._meta.db_table} AS s ON s.wave_id = w.id
WHERE w.election_id = %s AND w.begins_on <= %s AND s.state = 'not_started'"""


def calls_needed(election: Election, *, at: datetime, due_mark: datetime | None) -> list[Call]:
    """Every village of the province that needs a call, the most pressing first, those that wait longest before others.

    `due_mark` is the newest time mark of the day that has passed: a village that votes and told nothing since is late,
    at any hour when it has voted since an earlier day, and one that has not opened by the first mark of its day is
    asked why: when a poll opens is the place's to say.
    """
    today = at.astimezone(LOCAL).date()
    last_day = today if due_mark is not None else today - timedelta(days=1)
    found = [
        Call(village, commune, district, Why.UNOPENED, _morning(plain.day(begins_on)))
        for village, commune, district, begins_on in plain.rows(_UNOPENED, [election.id, last_day])
    ]
    counted: dict[str, tuple[str, str, datetime]] = {}
    again: dict[str, tuple[str, str, str, datetime]] = {}
    for village, commune, district, state, changed_at, told in plain.rows(_OPEN, [election.id]):
        since = plain.moment(changed_at)
        match HeadState(state):
            case HeadState.VOTING:
                last = plain.moment(told)
                told_of_today = (last or since).astimezone(LOCAL).date() >= today
                if not told_of_today or (due_mark is not None and (last is None or last < due_mark)):
                    found.append(Call(village, commune, district, Why.LATE, last or since))
            case HeadState.COUNTED:
                counted[village] = (commune, district, since)
            case other:
                again[village] = (commune, district, other.value, since)
    flagged = {one.village: one for one in open_flags_in(election)}
    found += _of_the_sheets(election, {code: row for code, row in counted.items() if code not in flagged})
    if flagged:
        found = [call for call in found if call.village not in flagged]
        above = Standing.objects.filter(election=election, village_code__in=flagged)
        found += [
            Call(village, commune, district, Why.FLAG, flagged[village].since)
            for village, commune, district in above.values_list("village_code", "commune_code", "district_code")
        ]
    dated = _with_a_day(election) if again else {}
    for village, (commune, district, state, since) in again.items():
        if village in dated and dated[village] <= last_day:
            found.append(Call(village, commune, district, Why.UNOPENED, _morning(dated[village])))
        elif village not in dated:
            why = Why.NO_QUORUM if state == HeadState.NO_QUORUM.value else Why.RERUN
            found.append(Call(village, commune, district, why, since))
    found = [call for call in found if at - call.since >= PATIENCE.get(call.why, timedelta(0))]
    return sorted(found, key=lambda call: (ORDER[call.why], call.since, call.village))


def _of_the_sheets(election: Election, counted: dict[str, tuple[str, str, datetime]]) -> list[Call]:
    if not counted:
        return []
    sheets = dict(
        Sheet.objects.filter(
            side=Side.STATE.value,
            signed_at=None,
            round__contest__election=election,
            round__contest__village_code__in=list(counted),
        ).values_list("id", "round__contest__village_code")
    )
    read: dict[int, list[Reading]] = defaultdict(list)
    for row in Reading.objects.filter(sheet_id__in=list(sheets)).order_by("sheet_id", "position"):
        read[row.sheet_id].append(row)
    reasons = {
        SheetStatus.NEEDS_RECOUNT: Why.RECOUNT,
        SheetStatus.RECOUNTED: Why.RECOUNT,
        SheetStatus.READINGS_DIFFER: Why.DIFFER,
        SheetStatus.ONE_READING: Why.SECOND,
        SheetStatus.AGREED: Why.UNSIGNED,
    }
    found = []
    for sheet, rows in read.items():
        why = reasons.get(count.status(as_values(rows), signed=False))
        if why is not None:
            commune, district, _ = counted[sheets[sheet]]
            found.append(Call(sheets[sheet], commune, district, why, rows[-1].received_at))
    return found


def _morning(of: date) -> datetime:
    return datetime.combine(of, time(0), LOCAL)


def _with_a_day(election: Election) -> dict[str, date]:
    undeclared = Round.objects.filter(contest__election=election, number__gt=1, declarations=None)
    return dict(undeclared.order_by("number").values_list("contest__village_code", "held_on"))


_RESPONSIBLE = (Role.TEAM_LEADER, Role.CLERK)


def look_up(election: Election, calls: list[Call]) -> None:
    """Fill in names, the telephones of those responsible, and the last note, of the calls that are shown."""
    villages = [call.village for call in calls]
    units = units_of(villages, election.called_on)
    communes = dict(Place.objects.filter(id__in={unit.parent_id for unit in units.values()}).values_list("id", "name"))
    people: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    places = {*villages, *(call.commune for call in calls)}
    for account in Account.objects.filter(
        side=Side.STATE.value, place_code__in=places, role__in=_RESPONSIBLE, is_active=True
    ).order_by("role"):
        people[account.place_code].append((account.get_role_display(), account.name, account.phone))
    notes = _notes(election, villages)
    for call in calls:
        unit = units.get(call.village)
        if unit is not None:
            call.name, call.kind = unit.name, unit.kind
            call.commune_name = communes.get(unit.parent_id, "")
        call.phones = (*people[call.village], *people[call.commune])
        call.note, call.noted_at = notes.get(call.village, ("", None))


def _notes(election: Election, villages: list[str]) -> dict[str, tuple[str, datetime]]:
    events = Event.objects.filter(
        type="ballot.village_called", stream__election=election, stream__place_code__in=villages
    ).order_by("id")
    newest = {code: (number, at) for code, number, at in events.values_list("stream__place_code", "id", "at")}
    told = dict(
        Fact.objects.filter(event__in=[number for number, _ in newest.values()], name="note").values_list(
            "event_id", "value"
        )
    )
    return {code: (str(told.get(number) or ""), at) for code, (number, at) in newest.items()}
