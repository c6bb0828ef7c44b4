"""Nhập số đọc từ biên bản: the one protocol of double entry (design §4.5), for desk, phone, import and rehearsal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from dantin.core import contract, count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks import CHECKS
from dantin.core.rulebooks.village_head import checks_of_form
from dantin.core.values import Side
from dantin.store.canonical import NO_PREDECESSOR, reading_hash
from dantin.store.models import Reading, Sheet
from dantin.store.readers.questions import Asker
from dantin.store.readers.sheets import (
    alone,
    as_values,
    newest_of_devices,
    readers_chosen,
    readings_of,
    sheets_by_id,
)
from dantin.store.readers.unlawful_lists import why_unlawful
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .standing import mark_counted
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingIn:
    """Phong bì của một lần đọc as a device sends it (design §4.5)."""

    event_id: UUID
    sheet: int
    kind: ReadingKind = ReadingKind.READING
    figures: Mapping[str, int]
    names: Sequence[str] = ()
    cluster: int = 0
    clusters: int = 0
    actor: str
    device: str
    seq: int
    prev_hash: str = NO_PREDECESSOR
    read_at: datetime
    sig: bytes | None = None


def seal(reading: ReadingIn) -> str:
    """The hash by which the device's next reading names this one."""
    return reading_hash(reading, reading.sheet)


@action
def submit_readings(*, side: Side, readings: Sequence[ReadingIn], at: datetime) -> list[SheetStatus | Refused]:
    """Append readings; never overwrite another's. One answer for each: the sheet's status after it, or why not.

    A reading already acknowledged answers the same again. What is refused leaves no trace on its sheet, and the rest
    of the batch goes on.
    """
    require_side(side)
    batch = _Batch(side=side, readings=readings, at=at)
    answers = [batch.take(reading) for reading in readings]
    batch.keep()
    return answers


@action
def try_readings(*, side: Side, readings: Sequence[ReadingIn], at: datetime) -> list[SheetStatus | Refused]:
    """What `submit_readings` would answer; nothing is kept."""
    require_side(side)
    batch = _Batch(side=side, readings=readings, at=at)
    return [batch.take(reading) for reading in readings]


class Taken(NamedTuple):
    """Một lần đọc vừa nhận: the sheet's status after it, and what it was judged against."""

    status: SheetStatus
    sheet: Sheet
    asker: Asker


@action
def take_reading(*, side: Side, reading: ReadingIn, at: datetime) -> Taken:
    """One reading; raises `Refused` where the batch would answer it."""
    require_side(side)
    batch = _Batch(side=side, readings=[reading], at=at)
    answer = batch.take(reading)
    if isinstance(answer, Refused):
        raise answer
    batch.keep()
    return Taken(answer, batch.sheets[reading.sheet], batch.asker)


def submit_reading(*, side: Side, reading: ReadingIn, at: datetime) -> SheetStatus:
    """One reading and where the sheet stands after it; raises `Refused`."""
    return take_reading(side=side, reading=reading, at=at).status


def status_of(sheet: int, *, side: Side) -> SheetStatus:
    """Where the sheet stands by what was read so far."""
    rows = sheets_by_id([sheet], side=side)
    refuse_if(sheet not in rows, "count.no_such_sheet", sheet=sheet)
    return count.status(as_values(readings_of(rows)[sheet]), signed=rows[sheet].signed_at is not None)


class _Batch:
    """What a batch of readings is judged against, read once, and what it adds."""

    def __init__(self, *, side: Side, readings: Sequence[ReadingIn], at: datetime) -> None:
        self._side, self._at = side, at
        self.sheets = sheets_by_id((r.sheet for r in readings), side=side)
        self._readings: dict[int, list[Reading]] = defaultdict(list)
        self._known: dict[UUID, Reading] = {}
        these = Q(sheet__in=self.sheets) | Q(event_id__in={r.event_id for r in readings})
        for row in Reading.objects.filter(these).order_by("sheet_id", "position"):
            self._readings[row.sheet_id].append(row)
            self._known[row.event_id] = row
        # PostgreSQL cannot even be asked for a name with a zero in it; such a reading is refused by itself, in words
        unread = [sheet for sheet in self.sheets if sheet not in self._readings] if side is Side.PARTY else []
        self._chosen = readers_chosen(unread)
        self._devices = newest_of_devices({r.device for r in readings if "\x00" not in r.device})
        self.asker = Asker(self.sheets.values())
        self._added: list[Reading] = []

    def take(self, given: ReadingIn) -> SheetStatus | Refused:
        try:
            return self._judge(given)
        except Refused as refusal:
            return refusal

    def _judge(self, given: ReadingIn) -> SheetStatus:
        sheet = self.sheets.get(given.sheet)
        if sheet is None:
            raise Refused("count.no_such_sheet", sheet=given.sheet)
        refuse_too_long(Reading, actor=given.actor, device=given.device)
        row = Reading(
            event_id=given.event_id,
            sheet_id=sheet.id,
            position=len(self._readings[sheet.id]) + 1,
            kind=given.kind.value,
            figures=dict(given.figures),
            names=list(given.names),
            cluster=given.cluster or None,
            clusters=given.clusters or None,
            readers=self._readers(sheet.id),
            actor=given.actor,
            device=given.device,
            seq=given.seq,
            prev_hash=given.prev_hash,
            hash=seal(given),
            read_at=given.read_at,
            received_at=self._at,
            sig=given.sig,
        )
        known = self._known.get(given.event_id)
        if known is not None:
            refuse_if(known.hash != row.hash, "count.event_id_reused", event_id=str(given.event_id))
            return self._status(sheet)
        place = sheet.round.contest.unit_code
        refuse_if(sheet.signed_at, "count.already_signed", place=place)
        clusters = len(sheet.round.clusters or ())
        named = given.clusters == clusters and (1 <= given.cluster <= clusters if clusters else given.cluster == 0)
        refuse_if(not named, "count.which_cluster", place=place, clusters=clusters)
        self._refuse_out_of_order(given)
        self._refuse_bad_figures(sheet, given, place)
        self._refuse_out_of_turn(sheet, given, place)
        self._known[row.event_id] = row
        self._devices[row.device] = (row.seq, row.hash)
        self._readings[sheet.id].append(row)
        self._added.append(row)
        return self._status(sheet)

    def _readers(self, sheet: int) -> int | None:
        """As the first reading of the sheet says; what is chosen later is of the sheets nobody read yet."""
        read = self._readings[sheet]
        return read[0].readers if read else self._chosen.get(sheet)

    def _status(self, sheet: Sheet) -> SheetStatus:
        return count.status(as_values(self._readings[sheet.id]), signed=sheet.signed_at is not None)

    def _refuse_out_of_order(self, given: ReadingIn) -> None:
        seq, hash_ = self._devices.get(given.device, (0, NO_PREDECESSOR))
        refuse_if(
            given.seq != seq + 1, "count.device_out_of_order", device=given.device, got=given.seq, expected=seq + 1
        )
        refuse_if(given.prev_hash != hash_, "count.device_chain_broken", device=given.device, seq=given.seq)

    def _refuse_bad_figures(self, sheet: Sheet, given: ReadingIn, place: str) -> None:
        expected = form_fields(sheet)
        for name, got in given.figures.items():
            refuse_if(name not in expected, "count.unknown_field", field=name, place=place)
            whole = isinstance(got, int) and not isinstance(got, bool) and got >= 0
            refuse_if(not whole, "count.not_a_count", field=name, place=place, got=got)
        for name in expected:
            missing = name not in given.figures and name not in MAY_BE_LEFT_OUT
            refuse_if(missing, "count.missing_field", field=name, place=place)
        if given.cluster:
            self._refuse_bad_cluster(sheet, given, place)
            return
        if any(kept.figures == given.figures for kept in self._readings[sheet.id]):
            return  # the same figures were judged when the first reader gave them
        answer = contract.answer(self.asker.question(sheet.round, given.figures))
        if answer["next"]["step"] == "correct_figures":
            what = " ".join(_sentence(found) for found in answer["findings"] if found["level"] == "error")
            raise Refused("count.does_not_add_up", place=place, what=what)
        unlawful = why_unlawful(answer) if self._side is Side.PARTY else ""
        refuse_if(unlawful, "count.list_unlawful", place=place, sentence=unlawful)

    def _refuse_bad_cluster(self, sheet: Sheet, given: ReadingIn, place: str) -> None:
        """One cluster has no quorum and elects nobody; its figures must add up within its own list."""
        round_ = sheet.round
        name, roll = (round_.clusters or [])[given.cluster - 1]
        known = {"roll": roll, "seats": round_.seats, **given.figures}
        if round_.vote_form == VoteForm.SHOW_OF_HANDS:
            known["valid"] = known["attended"]
        found = count.broken_checks(known, checks_of_form(Procedure(round_.procedure), VoteForm(round_.vote_form)))
        if found:
            what = " ".join(_SENTENCES[one.code].format(got=one.got, expected=one.expected) for one in found)
            raise Refused("count.does_not_add_up", place=f"{place}, {name}", what=what)

    def _refuse_out_of_turn(self, sheet: Sheet, given: ReadingIn, place: str) -> None:
        rows = [row for row in self._readings[sheet.id] if (row.cluster or 0) == given.cluster]
        status = count.status(alone(rows), signed=False)
        readers = list(dict.fromkeys(r.actor for r in rows if r.kind == ReadingKind.READING))
        wanted = count.readers_of(alone(rows))
        match given.kind:
            case ReadingKind.READING:
                over = len(readers) >= wanted and given.actor not in readers[:wanted]
                refuse_if(over and wanted == count.TWO, "count.two_readers_already", place=place)
                refuse_if(over, "count.three_readers_already", place=place)
            case ReadingKind.RECOUNT:
                # until it is confirmed the board may correct its own recount by one more
                asked = status in (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED)
                refuse_if(not asked, "count.recount_not_asked", place=place)
                both = count.readings_to_recount(alone(rows))
                refuse_if(set(given.names) != both, "count.recount_names_both", place=place)
            case ReadingKind.CONFIRMATION:
                refuse_if(status is not SheetStatus.RECOUNTED, "count.confirmation_without_recount", place=place)
                recount = [r for r in rows if r.kind == ReadingKind.RECOUNT][-1]
                named = list(given.names) == [str(recount.event_id)]
                refuse_if(not named, "count.confirmation_without_recount", place=place)
                refuse_if(recount.actor == given.actor, "count.nobody_confirms_own_recount", place=place)

    def keep(self) -> None:
        Reading.objects.bulk_create(self._added)
        contests = {row.sheet_id: self.sheets[row.sheet_id].round.contest for row in self._added}
        log_each(
            (
                (
                    contests[row.sheet_id],
                    Happened(
                        type="count.reading_submitted",
                        place_code=contests[row.sheet_id].unit_code,
                        actor=row.actor,
                        body={"reading": str(row.event_id), "kind": row.kind, "hash": row.hash},
                    ),
                )
                for row in self._added
            ),
            side=self._side,
            at=self._at,
        )
        if self._side is Side.STATE:
            mark_counted(((c.election_id, c.village_code) for c in contests.values()), at=self._at)


_SENTENCES = {check.code: check.sentence for checks in CHECKS.values() for check in checks}


def _sentence(found: Mapping[str, Any]) -> str:
    return _SENTENCES[found["code"]].format(got=found["got"], expected=found["expected"])


# Left out is none: the papers of another's, which hardly any count finds (B-45, F-07).
MAY_BE_LEFT_OUT = frozenset({count.NOT_ISSUED})


def form_fields(sheet: Sheet) -> tuple[str, ...]:
    """Các ô của biên bản, in the order of the paper."""
    round_ = sheet.round
    attended: tuple[str, ...] = ("attended",) if sheet.side == Side.STATE else ("present",)
    if round_.procedure == "household_ballots":
        attended = ()
    ballots = () if round_.vote_form == "show_of_hands" else ("issued", "collected", "valid", "invalid")
    if sheet.side == Side.PARTY:
        ballots = (*ballots, count.NOT_ISSUED)
    return (*attended, *ballots, *(f"votes.{key}" for key in round_.slate))
