"""Văn bản lập được của một nơi: every paper of a form that the record of a village can fill, the newest last."""

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.papers.form import Form
from dantin.papers.registry import forms_of
from dantin.store.models import Election

from . import congress_papers, head_papers
from .paper_subjects import Subject

_READERS = {Side.STATE: head_papers.READERS, Side.PARTY: congress_papers.READERS}


def minutes_of(form: Form, of: Subject) -> list[Minutes]:
    """Each paper of that form there is to make: one a round, a ruling, a congress; none before there is a record."""
    return list(_READERS[form.side][form.code](form, of))


def forms_for(election: Election) -> tuple[Form, ...]:
    """The forms of that election's side."""
    return forms_of(Side(election.side))
