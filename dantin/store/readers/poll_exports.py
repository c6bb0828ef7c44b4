"""Danh sách của một cuộc bầu để xuất, and the forms still to be filled in: what goes out comes in again unchanged."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dantin.core.count import ReadingKind
from dantin.core.values import Side
from dantin.imports.columns import Value
from dantin.imports.poll_lists import NO, PEOPLE, YES
from dantin.store.models import (
    ByElection,
    Candidacy,
    Congress,
    Declaration,
    Election,
    Place,
    Reading,
    Recognition,
    Round,
    Sheet,
    Standing,
    TurnoutSnapshot,
    Wave,
)

from .periods import units_of, villages_of
from .remarks import sentence
from .rulings import no_longer_standing

Row = tuple[Value, ...]


def calls(election: Election | None) -> Iterator[Row]:
    """Each election (of the sides this server holds) with its waves; the largest wave is that of all not named."""
    sides = [side.value for side in Side if settings.SIDE in ("both", side.value)]
    # a by-election hangs on a vacancy, so no list of calls could make it again: it has a list of its own
    general = Election.objects.exclude(id__in=ByElection.objects.values("election"))
    wanted = general.filter(side__in=sides).select_related("previous").order_by("held_on", "id")
    for one in wanted if election is None else [election]:
        kind = "village_head" if one.side == Side.STATE.value else "party_cell"
        of_wave = defaultdict(list)
        for wave_id, code in (
            Standing.objects.filter(election=one).order_by("village_code").values_list("wave_id", "village_code")
        ):
            of_wave[wave_id].append(code)
        waves = list(Wave.objects.filter(election=one).order_by("begins_on", "id"))
        whole = sum(map(len, of_wave.values())) == len(villages_of(one))
        largest = max(waves, key=lambda wave: len(of_wave[wave.id]), default=None)
        for wave in waves:
            yield (
                one.code,
                kind,
                one.title,
                one.decision_number,
                one.called_on,
                one.term_begins_in,
                one.term_ends_in,
                wave.name,
                YES if wave.is_pilot else NO,
                wave.begins_on,
                wave.ends_on if wave.ends_on != wave.begins_on else None,
                None if whole and wave is largest else "; ".join(of_wave[wave.id]),
                one.electorate or None,
                one.procedure or None,
                one.vote_form or None,
                one.previous.code if one.previous else None,
            )


def snapshots(election: Election) -> Iterator[Row]:
    """Each mark as it was last told; what the archive of an earlier term says is no mark."""
    last: dict[tuple[str, object], TurnoutSnapshot] = {}
    told = TurnoutSnapshot.objects.filter(election=election).exclude(source=TurnoutSnapshot.Source.ARCHIVE)
    for one in told.order_by("id"):
        last[one.village_code, one.mark_at] = one
    for one in sorted(last.values(), key=lambda one: (one.village_code, one.mark_at)):
        mark = timezone.localtime(one.mark_at)
        yield one.village_code, mark.date(), f"{mark:%H:%M}", one.voted, one.source


def readings(election: Election, reader: str | None) -> Iterator[Row]:
    """What one person read last of each sheet; of everybody, only the sheets that are signed."""
    rows = Reading.objects.filter(
        sheet__round__contest__election=election,
        kind=ReadingKind.READING.value,
    )
    rows = rows.filter(actor=reader) if reader is not None else rows.exclude(sheet__signed_at=None)
    replaced = Sheet.objects.filter(round=OuterRef("sheet__round"), number__gt=OuterRef("sheet__number"))
    newest = {(one.sheet_id, one.cluster): one for one in rows.exclude(Exists(replaced)).order_by("position")}
    ids = {sheet for sheet, _ in newest}
    yield from _sheet_rows(election, ids, {paper: one.figures for paper, one in newest.items()})


def readings_form(election: Election) -> Iterator[Row]:
    """A line for each sheet not yet signed, with the names of its slate and no figure."""
    waiting = Sheet.objects.filter(round__contest__election=election, signed_at=None).values_list("id", flat=True)
    yield from _sheet_rows(election, list(waiting), {})


def _sheet_rows(
    election: Election, ids: Collection[int], figures: Mapping[tuple[int, int | None], dict[str, int]]
) -> Iterator[Row]:
    """A line a sheet, or a line a cluster; of a cluster nobody read only where no figure is asked for."""
    names = {
        (contest, key): name
        for contest, key, name in Candidacy.objects.filter(contest__election=election).values_list(
            "contest_id", "key", "person__name"
        )
    }
    sheets = Sheet.objects.filter(id__in=ids).select_related("round__contest")
    for sheet in sheets.order_by("round__contest__unit_code", "round__contest_id", "round__number"):
        round_, contest = sheet.round, sheet.round.contest
        for cluster in range(1, len(round_.clusters) + 1) if round_.clusters else [None]:
            if figures and (sheet.id, cluster) not in figures:
                continue
            read = figures.get((sheet.id, cluster), {})
            people: list[Value] = []
            for key in round_.slate[:PEOPLE]:
                people += [names[contest.id, key], read.get(f"votes.{key}")]
            people += [None] * (2 * PEOPLE - len(people))
            attended = read.get("attended", read.get("present"))
            counted = [read.get(name) for name in ("issued", "collected", "valid", "invalid")]
            yield contest.unit_code, contest.post, round_.number, cluster, None, attended, *counted, *people


def rounds(election: Election) -> Iterator[Row]:
    """The rounds after the first that were opened."""
    listed = {
        (contest, key): position
        for contest, key, position in Candidacy.objects.filter(contest__election=election).values_list(
            "contest_id", "key", "position"
        )
    }
    opened = Round.objects.filter(contest__election=election, number__gt=1, declarations=None)
    for one in opened.select_related("contest").order_by("contest__unit_code", "contest_id", "number"):
        slate = "; ".join(str(position) for position in sorted(listed[one.contest_id, key] for key in one.slate))
        yield one.contest.unit_code, one.contest.post, one.held_on, one.procedure, one.vote_form, slate


def recognitions(election: Election) -> Iterator[Row]:
    """The decisions that recognise."""
    rows = Recognition.objects.filter(declaration__round__contest__election=election).order_by("village_code")
    yield from rows.values_list("village_code", "name", "decision_number", "decided_on")


def by_elections(election: Election) -> Iterator[Row]:
    """The decisions that fill the vacancies of this election."""
    rows = ByElection.objects.filter(vacancy__election=election).select_related("election", "vacancy")
    for row in rows.order_by("vacancy__village_code", "id"):
        one = row.election
        choices = one.electorate or None, one.procedure, one.vote_form
        yield row.vacancy.village_code, one.decision_number, one.called_on, one.held_on, *choices


def congresses(election: Election) -> Iterator[Row]:
    """The congresses convened."""
    rows = Congress.objects.filter(election=election, current=True).order_by("cell__code")
    yield from rows.values_list("cell__code", "village_code", "held_on")


def recognitions_form(election: Election) -> Iterator[Row]:
    """A line for each head elected and not yet recognised."""
    people = {
        (contest, key): name
        for contest, key, name in Candidacy.objects.filter(contest__election=election).values_list(
            "contest_id", "key", "person__name"
        )
    }
    elected = Declaration.objects.filter(
        round__contest__election=election, side=Side.STATE.value, outcome="elected", recognition=None
    ).select_related("round__contest")
    elected = elected.order_by("round__contest__village_code")
    fallen = no_longer_standing(elected)
    for one in elected:
        if one.id in fallen:
            continue
        contest = one.round.contest
        yield contest.village_code, people[contest.id, one.elected[0]], None, None


def warnings(election: Election, *, within: str = "") -> Iterator[Row]:
    """Cảnh báo đã chấp nhận: each reason typed for a warning of a signed conclusion, replaced ones too.

    `within` is the unit whose villages are wanted; none means all.
    """
    rows = Declaration.objects.filter(
        round__contest__election=election, side=Side.STATE.value, warnings__isnull=False
    ).select_related("round__contest")
    if within not in ("", election.province.code):
        here = Q(village_code=within) | Q(commune_code=within) | Q(district_code=within)
        there = Standing.objects.filter(here, election=election)
        rows = rows.filter(round__contest__village_code__in=there.values("village_code"))
    newer = Declaration.objects.filter(round=OuterRef("round"), version__gt=OuterRef("version"))
    rows = rows.annotate(replaced=Exists(newer)).order_by("round__contest__village_code", "round__number", "version")
    signed = list(rows)
    villages = {one.round.contest.village_code for one in signed}
    units = units_of(villages, election.called_on)
    communes = dict(Place.objects.filter(children__in=units.values()).values_list("id", "name"))
    for one in signed:
        code = one.round.contest.village_code
        unit = units.get(code)
        for warned in one.warnings or ():
            at = timezone.localtime(datetime.fromisoformat(warned["recorded_at"]))
            yield (
                code,
                unit.name if unit else None,
                communes.get(unit.parent_id) if unit else None,
                one.round.number,
                one.version,
                YES if one.replaced else NO,
                warned["code"],
                sentence(warned["code"], warned["expected"], warned["got"]),
                warned["reason"],
                warned["actor"],
                at.date(),
                f"{at:%H:%M}",
            )


# The lists of which a form can be begun for whoever fills it in.
FORMS: Mapping[str, Callable[[Election], Iterator[Row]]] = {
    "readings": readings_form,
    "recognitions": recognitions_form,
}
