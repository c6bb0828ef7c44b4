"""Danh sách không đúng luật: why nobody may be elected from the list of a congress, asked before anybody votes."""

from collections.abc import Mapping
from typing import Any

from dantin.core import contract
from dantin.core.decide import Step
from dantin.core.law import Outcome
from dantin.core.rulebooks import explain_kept
from dantin.store.models import Sheet

from .questions import Asker

_STEPS = (Step.CHANGE_SLATE, Step.ASK_LEGAL_OFFICER)


def unlawful_list(sheet: Sheet) -> str:
    """What makes the list of this sheet unlawful (B-01, B-03, B-10, B-20 to B-23); empty where nothing does."""
    # nobody is present yet: a lawful list gets no further than its quorum
    nothing = dict.fromkeys(("present", *(f"votes.{key}" for key in sheet.round.slate)), 0)
    return why_unlawful(contract.answer(Asker([sheet]).question(sheet.round, nothing)))


def why_unlawful(answer: Mapping[str, Any]) -> str:
    """What the answer finds against the list itself, in sentences; empty where nothing, or no rulebook is in force."""
    if answer["next"]["step"] not in _STEPS:
        return ""
    broken = {found["code"] for found in answer["findings"] if found["level"] == "error"}
    against = (each for each in answer["verdicts"] if each["rule"] in broken and each["outcome"] == Outcome.NOT_MET)
    return " ".join(explain_kept(each) for each in against)
