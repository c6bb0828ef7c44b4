"""Danh sách: ai được bầu trưởng thôn."""

from dantin.core.law import Judgement, met_if, rule
from dantin.core.register import Electorate

from .numbers import DECREE_59, RESOLUTION_09, cites


@rule(
    "VH-REGISTER-1",
    cites=cites(
        until_2023=RESOLUTION_09.at("Điều 6", "A22-05", mark="[S08, S09]"),
        since_2023=DECREE_59.at("khoản 2 Điều 3", "A23-02", mark="[S21, S33]"),
    ),
)
def electorate_is_lawful(electorate: Electorate, lawful: frozenset[Electorate]) -> Judgement:
    """Thành phần cử tri phải là thành phần mà văn bản cho phép.

    The regime of 2022 leaves the choice to the commune's chairman; since 15/8/2023 only household representatives vote.
    """
    return met_if(electorate in lawful, electorate=str(electorate))
