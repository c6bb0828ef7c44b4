"""Cụm trên các trang: where each cluster's pages are, how far it is, and what it adds to the village's sums."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from dantin.core import count
from dantin.core.count import SheetStatus
from dantin.core.vietnamese import number
from dantin.store.actions.count import form_fields
from dantin.store.readers.sheets import STATUS_WORDS
from dantin.store.readers.work import Ballot, VillageWork

from .count_words import labels_of


def address_in(name: str, work: VillageWork, cluster: int) -> str:
    """A page of one cluster."""
    return reverse(name, args=[work.code]) + (f"?cum={cluster}" if cluster else "")


def alone(readings: Sequence[count.Reading]) -> list[count.Reading]:
    """The readings of one cluster, judged by themselves."""
    return [replace(reading, cluster=0, clusters=0) for reading in readings]


def sums_by_cluster(work: VillageWork, ballot: Ballot) -> dict[str, Any] | None:
    """Each cluster, its figures once its two readers agree, and the sum; none before that, for readers are blind."""
    if not work.clusters:
        return None
    figures = {one.number: count.agreed_figures(alone(work.part(one.number))) for one in work.clusters}
    agreed = {n: found for n, found in figures.items() if found is not None and work.status_of(n) is SheetStatus.AGREED}
    fields = [name for name in form_fields(ballot.sheet) if agreed]  # a database may keep them in an order of its own
    labels = labels_of(fields, ballot)
    whole = len(agreed) == len(work.clusters)
    return {
        "heads": [labels[name][0] for name in fields],
        "rows": [
            {
                "name": one.name,
                "roll": number(one.roll),
                "status": STATUS_WORDS[work.status_of(one.number) or SheetStatus.EMPTY],
                "figures": [number(agreed[one.number][name]) for name in fields] if one.number in agreed else [],
            }
            for one in work.clusters
        ],
        "whole": [number(sum(found[name] for found in agreed.values())) for name in fields] if whole else [],
        "fields": len(fields),
    }
