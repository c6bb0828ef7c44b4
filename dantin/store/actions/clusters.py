"""Chia cụm kiểm phiếu (A22-17, F-20): set before the poll, each cluster with its own list and its own count sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dantin.core.aggregate import HeadState
from dantin.core.register import Electorate
from dantin.core.rulebooks.village_head import cluster_objection
from dantin.core.values import Side
from dantin.store.models import Election, Reading, Roll, Round, Standing
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log
from .transaction import action, require_side

BEFORE_THE_POLL = frozenset({HeadState.NOT_STARTED, HeadState.RERUN, HeadState.NO_QUORUM, HeadState.POSTPONED})
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterIn:
    """Một cụm: its name, and the number on its list."""

    name: str
    roll: int


@action
def set_clusters(*, election: Election, village: str, clusters: Sequence[ClusterIn], actor: str, at: datetime) -> None:
    """Định các cụm của lần bầu đang chờ; an empty list lets the village count in one place again."""
    require_side(Side.STATE)
    standing = Standing.objects.filter(election=election, village_code=village).first()
    round_ = Round.objects.filter(contest__election=election, contest__village_code=village).order_by("-number").first()
    if standing is None or round_ is None:
        raise Refused("plan.clusters_before_slate", place=village)
    waiting = HeadState(standing.state) in BEFORE_THE_POLL and not round_.declarations.exists()
    began = not waiting or Reading.objects.filter(sheet__round=round_).exists()
    refuse_if(began, "plan.clusters_too_late", place=village)
    roll = Roll.objects.filter(election=election, village__code=village).first()
    refuse_if(clusters and roll is None, "plan.clusters_before_roll", place=village)
    names = [cluster.name.strip() for cluster in clusters]
    refuse_if(len({*names}) != len(names) or not all(names), "plan.cluster_names", place=village)
    for name in names:
        over = len(name) > LONGEST_NAME or "\x00" in name
        refuse_if(over, "text.too_long", what="Tên cụm", begins=name[:24], got=len(name), most=LONGEST_NAME)
    if clusters:
        assert roll is not None
        rolls = [cluster.roll for cluster in clusters]
        objection = cluster_objection(
            election.rulebook, rolls, of_households=roll.electorate == Electorate.HOUSEHOLD_REPRESENTATIVES
        )
        if objection is not None:
            raise Refused(f"plan.{objection.code}", place=village, **objection.facts)
        refuse_if(sum(rolls) != roll.count, "plan.cluster_sum", place=village, got=sum(rolls), roll=roll.count)
    listed = [[name, cluster.roll] for name, cluster in zip(names, clusters, strict=True)]
    Round.objects.filter(id=round_.id).update(clusters=listed or None)
    happened = Happened(
        type="plan.clusters_set", place_code=village, actor=actor, body={"round": round_.number, "clusters": listed}
    )
    log([happened], side=Side.STATE, election_id=election.id, election_code=election.code, at=at)
