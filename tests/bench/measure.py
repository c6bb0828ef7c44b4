"""Đo: CPU seconds of this process, the best of several runs, and the rows of the table."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `limit_ratio` is value ÷ target; calibration rows have neither target nor verdict."""

    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def met(self) -> bool | None:
        return None if self.target is None else self.value <= self.target

    @property
    def limit_ratio(self) -> float | None:
        return None if self.target is None else round(self.value / self.target, 4)

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"met": self.met, "limit_ratio": self.limit_ratio}


def cpu(work: Callable[[], object], *, times: int = 1, best_of: int = 5) -> float:
    """CPU seconds of one call, the best of `best_of` runs of `times` calls each."""
    best = float("inf")
    for _ in range(best_of):
        began = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - began) / times)
    return best


def fixed_loop() -> int:
    """The calibration loop: a million steps of whole-number arithmetic; never change it."""
    total = 0
    for n in range(1_000_000):
        total = (total * 31 + n) % 1_000_003
    return total


def fdatasync_ms(times: int = 50) -> float:
    """Milliseconds of wall time for one 4 KiB write made durable."""
    with tempfile.NamedTemporaryFile(dir=os.environ.get("TMPDIR")) as file:
        began = time.perf_counter()
        for _ in range(times):
            os.pwrite(file.fileno(), b"\0" * 4096, 0)
            os.fdatasync(file.fileno())
        return (time.perf_counter() - began) / times * 1000
