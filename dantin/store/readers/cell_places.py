"""Nơi làm việc là một chi bộ, bên Đảng: a village with several cells (F-33) has accounts of each cell alone."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from dantin.store.models import Cell, CellVillage, PrimaryCell

from .places import codes_under


def cell_names(villages: Collection[str] | None = None) -> dict[str, str]:
    """{code: name} of the cells that lead one of these villages; of all cells where none are given."""
    if villages is None:
        return dict(Cell.objects.values_list("code", "name"))
    led = CellVillage.objects.values_list("cell__code", "cell__name", "village_code")
    return {code: name for code, name, village in led if village in villages}


def cells_leading(villages: Collection[str]) -> dict[str, list[str]]:
    """{village: codes of the cells that lead it}."""
    found: dict[str, list[str]] = defaultdict(list)
    led = CellVillage.objects.filter(village_code__in=villages).order_by("cell__code")
    for village, code in led.values_list("village_code", "cell__code"):
        found[village].append(code)
    return found


def cell_coded(code: str) -> Cell | None:
    """The cell of that code, as whose office it is."""
    return Cell.objects.filter(code=code).first()


def several_cells_under(place_code: str) -> dict[str, list[str]]:
    """The villages of the place, or itself, that have more than one cell (F-33)."""
    counted = CellVillage.objects.values("village_code").annotate(cells=Count("cell")).filter(cells__gt=1)
    villages = [*counted.values_list("village_code", flat=True)]
    return several_cells(codes_under(place_code).intersection(villages)) if villages else {}


def several_cells(villages: Collection[str]) -> dict[str, list[str]]:
    """Those of the villages that have more than one cell, with the codes of the cells (F-33)."""
    return {village: cells for village, cells in cells_leading(villages).items() if len(cells) > 1}


def primary_cells(villages: Collection[str]) -> dict[str, PrimaryCell]:
    """{village: the newest answer which of its cells is the primary one}; nothing where nobody answered."""
    answers = PrimaryCell.objects.filter(village_code__in=villages).order_by("number").select_related("cell")
    return {one.village_code: one for one in answers}
