"""Nạp quyết định công nhận trưởng thôn. A decision is written once; another needs another paper, not a file."""

from dantin.core.plan import Post
from dantin.core.vietnamese import name_sort_key
from dantin.imports.reading import Reading
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Candidacy, Declaration, Recognition
from dantin.store.refusals import Refused, refuse_if

from .plan import Plan, Source


def plan(reading: Reading, source: Source) -> Plan:
    """The heads not yet recognised; a decision already written as the row says stays."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Quyết định công nhận")
    assert election is not None
    codes = {row.village_code for row in reading.rows}
    of_villages = {"round__contest__election": election, "round__contest__post": Post.VILLAGE_HEAD.value}
    declared = {
        row.round.contest.village_code: row
        for row in Declaration.objects.filter(round__contest__village_code__in=codes, **of_villages)
        .select_related("round__contest")
        .order_by("round__number", "version")
    }
    done = {r.declaration_id: r for r in Recognition.objects.filter(declaration__in=declared.values())}
    people = {
        (c.contest_id, c.key): c.person
        for c in Candidacy.objects.filter(contest__in=[d.round.contest_id for d in declared.values()]).select_related(
            "person"
        )
    }
    given: list[RecognitionIn] = []
    for row in reading.rows:
        declaration = declared.get(row.village_code)
        if declaration is None:
            reading.fault(row.at, "village_code", f"thôn mã {row.village_code} chưa có kết luận trong cuộc bầu này")
            continue
        if declaration.outcome != "elected":
            reading.fault(row.at, "village_code", str(Refused("record.nobody_elected", place=row.village_code)))
            continue
        head = people[declaration.round.contest_id, declaration.elected[0]]
        before = len(reading.faults)
        if row.name is not None and name_sort_key(row.name) != head.sort_key:
            reading.fault(row.at, "name", f"người trúng cử là {head.name}")
        if head.born_in is None:
            reading.fault(row.at, "village_code", str(Refused("record.birth_year_missing", place=row.village_code)))
        if row.decided_on < declaration.round.held_on:
            held = f"{declaration.round.held_on:%d/%m/%Y}"
            reading.fault(row.at, "decided_on", f"đứng trước ngày bầu {held}")
        kept = done.get(declaration.id)
        if kept is not None and (kept.decision_number, kept.decided_on) != (row.decision_number, row.decided_on):
            written = f"{kept.decision_number} ngày {kept.decided_on:%d/%m/%Y}"
            reading.fault(row.at, "decision_number", f"đã ghi quyết định {written}, không ghi đè")
        if kept is None and len(reading.faults) == before:
            given.append(
                RecognitionIn(
                    declaration=declaration.id, decision_number=row.decision_number, decided_on=row.decided_on
                )
            )

    def write() -> None:
        for answer in recognise(decisions=given, actor=source.actor, at=source.at):
            if isinstance(answer, Refused):
                raise answer

    return Plan(write=write, new=len(given), same=len(reading.rows) - len(given))
