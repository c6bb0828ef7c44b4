"""Văn bản quanh cuộc bầu của một thôn: what was ruled, what waits for an answer, and which result still stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from dantin.core import afterwards
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.plan import Post
from dantin.store.models import Contest, Declaration, Election, Event, Recognition, Round, Ruling, Sheet, Standing


@dataclass(slots=True)
class VillageFacts:
    """Một thôn trong cuộc bầu, with its newest round, sheet and declaration, and every ruling in order."""

    standing: Standing
    contest: Contest | None = None
    round: Round | None = None
    sheet: Sheet | None = None
    declaration: Declaration | None = None
    recognition: Recognition | None = None
    rulings: list[Ruling] = field(default_factory=list)

    @property
    def values(self) -> list[afterwards.Ruling]:
        """The rulings as the core knows them."""
        return as_values(self.rulings)

    @property
    def set_aside_by(self) -> Ruling | None:
        """The paper because of which the newest round no longer stands; None where it does."""
        if self.round is None:
            return next((row for row in reversed(self.rulings) if row.kind in afterwards.SET_ASIDE_BY), None)
        of_round = [row for row in self.rulings if row.round_id == self.round.id]
        return next((row for row in reversed(of_round) if row.kind in afterwards.SET_ASIDE_BY), None)

    @property
    def result(self) -> Declaration | None:
        """The declaration that stands: of the newest round, by its newest sheet, not set aside."""
        declared, sheet = self.declaration, self.sheet
        if declared is None or sheet is None or declared.version != sheet.number or self.set_aside_by is not None:
            return None
        return declared

    def named(self, number: int | None) -> Ruling | None:
        """The ruling of that number."""
        return next((row for row in self.rulings if row.number == number), None)


def as_values(rows: Sequence[Ruling]) -> list[afterwards.Ruling]:
    """Rows of one village, in order → the core's rulings."""
    numbers = {row.id: row.number for row in rows}
    return [
        afterwards.Ruling(
            number=row.number,
            kind=RulingKind(row.kind),
            decided_on=row.decided_on,
            answers=None if row.answers is None else numbers[row.answers.id],
            from_on=row.from_on,
            until_on=row.until_on,
        )
        for row in rows
    ]


def rulings_of(election: Election, villages: Collection[str]) -> dict[str, list[Ruling]]:
    """{village: its rulings in order}, of the villages that have any."""
    rows = Ruling.objects.filter(election=election).select_related("answers", "person", "round").order_by("number")
    if len(villages) < 100:
        rows = rows.filter(village_code__in=list(villages))
    found: dict[str, list[Ruling]] = {}
    for row in rows:
        found.setdefault(row.village_code, []).append(row)
    return found


def facts_of(election: Election, villages: Collection[str]) -> dict[str, VillageFacts]:
    """{village: its facts}, of those the election reaches, in a fixed number of queries."""
    here = {"election": election, "village_code__in": list(villages)}
    found = {row.village_code: VillageFacts(row) for row in Standing.objects.filter(**here)}
    for contest in Contest.objects.filter(**here, post=Post.VILLAGE_HEAD):
        contest.election = election
        found[contest.village_code].contest = contest
    by_contest = {facts.contest.id: facts for facts in found.values() if facts.contest is not None}
    for round_ in Round.objects.filter(contest__in=by_contest).order_by("number"):
        by_contest[round_.contest_id].round = round_
    by_round = {facts.round.id: facts for facts in found.values() if facts.round is not None}
    for sheet in Sheet.objects.filter(round__in=by_round).order_by("number"):
        by_round[sheet.round_id].sheet = sheet
    for row in Declaration.objects.filter(round__in=by_round).order_by("version"):
        by_round[row.round_id].declaration = row
    declared = {facts.declaration.id: facts for facts in found.values() if facts.declaration is not None}
    for recognition in Recognition.objects.filter(declaration__in=declared):
        declared[recognition.declaration_id].recognition = recognition
    for village, rulings in rulings_of(election, found).items():
        if village in found:
            found[village].rulings = rulings
    return found


def set_aside_rounds(election: int) -> set[int]:
    """Rounds whose result was annulled, or not recognised and ordered to be voted on again."""
    rows = Ruling.objects.filter(election=election, kind__in=afterwards.SET_ASIDE_BY).exclude(round=None)
    return set(rows.values_list("round_id", flat=True))


def no_longer_standing(declarations: Iterable[Declaration]) -> set[int]:
    """Those of these declarations that were set aside or whose sheet was opened again (ids)."""
    rows = {row.id: row for row in declarations}
    rounds = {row.round_id for row in rows.values()}
    aside = set(
        Ruling.objects.filter(round__in=rounds, kind__in=afterwards.SET_ASIDE_BY).values_list("round_id", flat=True)
    )
    newest = dict(Sheet.objects.filter(round__in=rounds).order_by("number").values_list("round_id", "number"))
    return {id_ for id_, row in rows.items() if row.round_id in aside or newest[row.round_id] != row.version}


def withheld_by(election: int, villages: Collection[str]) -> dict[str, Ruling]:
    """{village: the newest complaint or returned file that nobody answered yet}."""
    open_ = Ruling.objects.filter(
        election=election, village_code__in=list(villages), kind__in=afterwards.FREEZES, answered_by=None
    )
    return {row.village_code: row for row in open_.order_by("number")}


def unset_days(election: int, villages: Collection[str]) -> set[str]:
    """Villages postponed without a new day: their poll cannot open before one is set."""
    days = (RulingKind.POSTPONED, RulingKind.DAY_SET)
    rows = Ruling.objects.filter(election=election, village_code__in=list(villages), kind__in=days).order_by("number")
    newest = {row.village_code: row for row in rows}
    return {village for village, row in newest.items() if row.from_on is None}


_MOVES = (
    "plan.round_opened",
    "ballot.poll_opened",
    "count.reading_submitted",
    "decide.declared",
)


def ruled_states(
    election: int, *, before: datetime | None = None, villages: QuerySet[Standing, dict[str, Any]] | None = None
) -> dict[str, HeadState]:
    """{village: the state its newest ruling led to}, where no round, poll or declaration came after it.

    The rulings say what was decided; the stream of the village says in which order things came.
    """
    rows = Ruling.objects.filter(election=election)
    if villages is not None:
        rows = rows.filter(village_code__in=villages)
    rulings: dict[tuple[str, int], tuple[str, int, bool]] = {
        (village, number): (kind, round_ or 0, vacancy is not None)
        for village, number, kind, round_, vacancy in rows.values_list(
            "village_code", "number", "kind", "round__number", "answers"
        )
    }
    if not rulings:
        return {}
    events = Event.objects.filter(stream__election=election, stream__place_code__in={v for v, _ in rulings})
    if before is not None:
        events = events.filter(at__lt=before)
    found: dict[str, HeadState] = {}
    told = events.annotate(village=F("stream__place_code")).order_by("stream", "seq")
    for village, type_, number in told.values_list("village", "type", "body__ruling"):
        if number is not None:
            kind, round_number, fills = rulings[village, number]
            state = afterwards.leads_to(RulingKind(kind), round_number=round_number, fills_vacancy=fills)
            if kind == RulingKind.DAY_SET:
                found.pop(village, None)
            elif state is not None:
                found[village] = state
        elif type_ in _MOVES and (type_ != "count.reading_submitted" or found.get(village) is HeadState.POSTPONED):
            found.pop(village, None)
    return found
