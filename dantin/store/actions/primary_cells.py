"""Ghi chi bộ chính của một thôn có nhiều chi bộ (F-33): the law does not say which, so the committee above answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dantin.core.values import Side
from dantin.store.models import Cell, Congress, PrimaryCell
from dantin.store.readers.cell_places import cell_names, cells_leading, primary_cells, several_cells
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryCellIn:
    """Văn bản xác định chi bộ chính của thôn."""

    village_code: str
    cell_code: str
    decision_number: str
    decided_on: date


@action
def name_primary_cell(*, given: PrimaryCellIn, actor: str, today: date, at: datetime) -> PrimaryCell:
    """Ghi lại thì câu trả lời mới được tính, until a congress of the village has opened."""
    require_side(Side.PARTY)
    village = given.village_code
    there = cells_leading([village]).get(village, [])
    refuse_if(len(there) < 2, "primary_cell.one_cell", place=village)
    refuse_if(given.cell_code not in there, "primary_cell.not_of_the_village", place=village, cells=", ".join(there))
    refuse_if(not given.decision_number.strip(), "primary_cell.without_paper", place=village)
    refuse_if(given.decided_on > today, "primary_cell.paper_to_come", place=village)
    refuse_too_long(PrimaryCell, decision_number=given.decision_number)
    held = Congress.objects.filter(village_code=village, current=True, opened_at__isnull=False)
    holding = held.exclude(cell__code=given.cell_code).select_related("cell").first()
    refuse_if(holding is not None, "primary_cell.another_is_in_congress", place=holding.cell.name if holding else "")
    before = primary_cells([village]).get(village)
    row = PrimaryCell.objects.create(
        village_code=village,
        number=1 if before is None else before.number + 1,
        cell=Cell.objects.get(code=given.cell_code),
        decision_number=given.decision_number,
        decided_on=given.decided_on,
        recorded_by=actor,
        recorded_at=at,
    )
    body = {"cell": given.cell_code, "decision_number": given.decision_number, "decided_on": given.decided_on}
    happened = Happened(type="register.primary_cell_named", place_code=village, actor=actor, body=body)
    log([happened], side=Side.PARTY, election_id=None, election_code="", at=at)
    return row


def not_primary(congresses: Iterable[tuple[str, str, str]], *, unanswered_stops: bool = True) -> dict[str, Refused]:
    """{cell: why the verdict on its secretary stops}, of (village, code of the cell, its name): nobody answered, or the
    answer is another cell.
    """
    asked = list(congresses)
    several = several_cells({village for village, _, _ in asked})
    answers, names = (primary_cells(several), cell_names(several)) if several else ({}, {})
    found = {}
    for village, code, name in asked:
        if village not in several:
            continue
        answer = answers.get(village)
        if answer is None and not unanswered_stops:
            continue
        if answer is None:
            listed = ", ".join(names[one] for one in several[village])
            found[code] = Refused("primary_cell.not_answered", place=name, cells=listed)
        elif answer.cell.code != code:
            found[code] = Refused("primary_cell.is_another", place=name, primary=answer.cell.name)
    return found
