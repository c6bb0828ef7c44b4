"""Lõi và lệnh: what needs no database."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dantin.core import contract, rulebooks
from dantin.core.contract.question import read_head_question
from dantin.core.contract.reading import ObjectReader

from .measure import Row, cpu, fdatasync_ms, fixed_loop

DECIDE_US, START_S = 60, 0.2
QUESTION = {
    "kind": "village_head",
    "called_on": date(2022, 5, 10).isoformat(),
    "held_on": date(2022, 6, 5).isoformat(),
    "procedure": "meeting",
    "vote_form": "secret_ballot",
    "electorate": "household_representatives",
    "roll": 241,
    "attended": 236,
    "ballots": {"issued": 236, "collected": 236, "valid": 233, "invalid": 3},
    "candidates": [
        {"id": "c1", "name": "Nguyễn Văn Thử", "votes": 178},
        {"id": "c2", "name": "Trần Thị Mẫu", "votes": 55},
    ],
}


def calibration() -> Iterator[Row]:
    """How fast this machine is, so that two machines can be compared."""
    yield Row("calibration: a million steps of pure Python", cpu(fixed_loop) * 1000, "ms CPU")
    yield Row("calibration: 4 KiB made durable (fdatasync)", fdatasync_ms(), "ms wall")


def decide_us() -> float:
    """Microseconds to decide one village by the law, from its figures to its declaration with every verdict."""
    asked = read_head_question(ObjectReader(dict(QUESTION), "", []))
    assert rulebooks.decide(asked.question, asked.pinned).outcome == "elected"
    return cpu(lambda: rulebooks.decide(asked.question, asked.pinned), times=2000) * 1e6


def answer_us() -> float:
    """The same question put as JSON keys and answered as the contract says, sentences and citations included."""
    return cpu(lambda: contract.answer(dict(QUESTION)), times=1000) * 1e6


def decide_rows(folder: Path) -> Iterator[Row]:
    yield Row("decide one village", decide_us(), "µs CPU", DECIDE_US)
    yield Row("the same through the case contract (not limited)", answer_us(), "µs CPU")
    yield Row("start of `dantin decide`, with its answer", _start_s(folder), "s wall", START_S)


def _start_s(folder: Path) -> float:
    file = folder / "question.json"
    file.write_text(json.dumps(QUESTION), encoding="utf-8")
    script = Path(sys.executable).with_name("dantin")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "dantin"]
    best = float("inf")
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([*command, "decide", str(file)], check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - began)
    return best
