"""Văn bản lập được của một nơi: every paper of a form that the record of a village can fill, the newest last."""

from dataclasses import replace

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.papers.form import Form
from dantin.papers.registry import forms_of
from dantin.store.models import Election, IssuedPaper, NumberSequence, PaperTemplate

from . import congress_papers, head_papers
from .paper_subjects import Subject

_READERS = {Side.STATE: head_papers.READERS, Side.PARTY: congress_papers.READERS}


def minutes_of(form: Form, of: Subject) -> list[Minutes]:
    """Each paper of that form there is to make: one a round, a ruling, a congress; none before there is a record."""
    return as_issued(of.election, list(_READERS[form.side][form.code](form, of)))


def as_issued(election: Election, found: list[Minutes]) -> list[Minutes]:
    """Each as it was issued, where it has its number: what was recorded later changes no paper that is out."""
    if not found:
        return []
    rows = IssuedPaper.objects.filter(election=election, form=found[0].form, record__in=[one.record for one in found])
    issued = {row.record: row.minutes for row in rows}
    return [replace(one, fields=issued[one.record]) if one.record in issued else one for one in found]


def counts_by_itself(side: Side, issuer: str, kind: str) -> bool:
    """Whether that office, without a register of its own, lets the program count the numbers of that kind of paper."""
    rows = NumberSequence.objects.filter(side=side.value, issuer=issuer, kind=kind).order_by("version")
    return bool(rows.values_list("used", flat=True).last())


def own_templates(side: Side) -> dict[str, str]:
    """{form: the template that the province put in place of the software's}."""
    newest = PaperTemplate.objects.filter(side=side.value).order_by("version").values_list("form", "source")
    return {form: source for form, source in dict(newest).items() if source}


def forms_for(election: Election) -> tuple[Form, ...]:
    """The forms of that election's side."""
    return forms_of(Side(election.side))
