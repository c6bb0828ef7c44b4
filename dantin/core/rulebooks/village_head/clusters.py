"""Cụm dân cư: nơi trên 200 hộ hoặc ở rải rác thì họp theo cụm (A22-17); kết quả là tổng của các cụm (F-20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .numbers import CLUSTER_HOUSEHOLDS, VH_2008


@dataclass(frozen=True, slots=True)
class ClusterObjection:
    """Điều cản việc chia cụm, with the numbers that its sentence names."""

    code: str
    facts: Mapping[str, int | str]


def cluster_objection(rulebook: str, rolls: Sequence[int], *, of_households: bool) -> ClusterObjection | None:
    """Chia cụm như vậy có được không; None where nothing stands against it.

    Only the law of 2008 knows clusters; under a later one the product stops and asks. The size is in households, so
    it is judged where the list is of household representatives. Whether a village is scattered, people say.
    """
    if rulebook != VH_2008:
        return ClusterObjection("cluster_no_rule", {"rulebook": rulebook})
    if len(rolls) < 2:
        return ClusterObjection("cluster_alone", {})
    least, most = CLUSTER_HOUSEHOLDS
    wrong = next((roll for roll in rolls if not least <= roll <= most), None)
    if of_households and wrong is not None:
        return ClusterObjection("cluster_size", {"least": least, "most": most, "got": wrong})
    return None
