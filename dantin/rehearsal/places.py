"""Tỉnh Quảng Ninh 2022: 13 districts and 177 communes as they were, 1,452 villages with simulated names.

The number of villages of each commune was not published and is simulated; their sum was (C-02).
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from .province import Unit

# District → villages, simulated; the order is part of the drawing of the tile map.
_DISTRICTS = (
    ("205", 174), ("196", 97), ("206", 176), ("193", 241), ("195", 175), ("202", 65), ("203", 74), ("199", 90),
    ("198", 83), ("200", 67), ("201", 95), ("194", 104), ("207", 11),
)  # fmt: skip
_SIZES = {"Phường Mạo Khê": 30, "Xã Húc Động": 12}
# Fixed for every seed: which villages exist is not a matter of the simulated day.
_GEOGRAPHY = 2022

_KINDS = {
    "Tỉnh": "tinh", "Thành phố": "thanh_pho", "Thị xã": "thi_xa", "Huyện": "huyen", "Phường": "phuong",
    "Thị trấn": "thi_tran", "Xã": "xa",
}  # fmt: skip
_WITH_BAN = frozenset({
    "Xã Đồng Văn", "Xã Hà Lâu", "Xã Đại Dực", "Xã Quảng Sơn", "Xã Quảng Đức", "Xã Hải Sơn", "Xã Quảng An",
    "Xã Quảng Lâm", "Xã Đồn Đạc", "Xã Thanh Lâm", "Xã Đạp Thanh",
})  # fmt: skip
_UPLAND, _ISLANDS = frozenset({"198", "199", "200", "202"}), frozenset({"203", "207"})
HUC_DONG, NA_ECH, MAU_3 = "Xã Húc Động", "Thôn Nà Ếch", "Thôn Mẫu 3"


@dataclass(frozen=True, slots=True)
class Site:
    """Một thôn trên bản đồ: what is known of it before anything is counted."""

    code: str
    name: str
    kind: str
    commune: Unit
    district_code: str

    @property
    def is_urban(self) -> bool:
        return self.commune.kind != "xa"

    @property
    def is_upland(self) -> bool:
        return self.district_code in _UPLAND and not self.is_urban

    @property
    def is_on_an_island(self) -> bool:
        return self.district_code in _ISLANDS and not self.is_urban


def units() -> tuple[Unit, ...]:
    """Tỉnh, huyện, xã của năm 2022, from the committed table."""
    text = (files("data") / "quang-ninh-units-2022.csv").read_text(encoding="utf-8")
    return tuple(
        Unit(row["level"], _kind(row["name"]), row["code"], row["name"], row["parent_code"])
        for row in csv.DictReader(text.splitlines())
    )


def sites(units: tuple[Unit, ...]) -> tuple[Site, ...]:
    """1.452 thôn, in the order of their codes: the code of the commune and two digits."""
    rng, found = Random(_GEOGRAPHY), []
    for district, villages in _DISTRICTS:
        communes = [u for u in units if u.parent_code == district]
        for commune, size in zip(communes, _split(rng, villages, communes), strict=True):
            for n in range(1, size + 1):
                kind, name = _village(commune, n)
                found.append(Site(f"{commune.code}{n:02d}", name, kind, commune, district))
    return tuple(sorted(found, key=lambda site: site.code))


def _split(rng: Random, villages: int, communes: list[Unit]) -> list[int]:
    """The same division as the reference tile map, so that its pages and ours show the same tiles."""
    weight = [rng.uniform(0.6, 1.4) * (1.25 if c.kind == "phuong" else 1) for c in communes]
    size = [_SIZES.get(c.name, 0) for c in communes]
    rest = villages - sum(size)
    open_ = [n for n, fixed in enumerate(size) if not fixed]
    whole = sum(weight[n] for n in open_)
    for n in open_:
        size[n] = max(2, int(rest * weight[n] / whole))
    turn = 0
    while sum(size) != villages:
        size[open_[turn % len(open_)]] += 1 if sum(size) < villages else -1
        turn += 1
    return size


def _village(commune: Unit, n: int) -> tuple[str, str]:
    """Kind and name. Only Nà Ếch is named after a real village; the others of Húc Động say that they are samples."""
    if commune.name == HUC_DONG:
        return "thon", NA_ECH if n == 1 else f"Thôn Mẫu {n - 1}"
    if commune.kind != "xa":
        return "khu_pho", f"Khu {n}"
    # Where a commune has both, its bản come after its thôn and the numbers run on.
    if commune.name in _WITH_BAN and n > 3:
        return "ban", f"Bản {n}"
    return "thon", f"Thôn {n}"


def _kind(name: str) -> str:
    return next(kind for prefix, kind in _KINDS.items() if name.startswith(f"{prefix} "))
