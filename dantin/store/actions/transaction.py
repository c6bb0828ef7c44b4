"""One action is one transaction; who loses a race runs the whole action again, on what the winner wrote."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from dantin.core.values import Side
from dantin.store.refusals import refuse_if

P = ParamSpec("P")
R = TypeVar("R")

# Of N writers of one stream each round lets one through, so N rounds serve all. A hall has two, an office a few.
ROUNDS = 24
LONGEST_PAUSE = 0.02
UNIQUE, SERIALIZATION, DEADLOCK = "23505", "40001", "40P01"


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction; a race lost on a constraint (design §4.9) is run again (docs/decisions/0009).

    On PostgreSQL a transaction sees one moment (settings: REPEATABLE READ), so whatever it judged by is as old as the
    head of the stream it appends to: who judged on less than is written loses on unique(stream, seq), always.
    The same key refused twice is no race, since the second run saw it: a duplicate, and our bug.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:  # the outer action owns the transaction and its retry
            return function(*args, **kwargs)
        refused: set[str] = set()
        for turn in range(1, ROUNDS + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except (IntegrityError, OperationalError) as error:
                if turn == ROUNDS or not _lost_race(error) or str(error) in refused:
                    raise
                if isinstance(error, IntegrityError):
                    refused.add(str(error))
            if turn > 1:  # the losers woke together; apart from each other they meet no more
                time.sleep(random.uniform(0, LONGEST_PAUSE))
        raise AssertionError("the last round returns or raises")

    return run


def _lost_race(error: DatabaseError) -> bool:
    """Another transaction took the key, changed the row, or waited for us as we for it."""
    state = getattr(error.__cause__, "sqlstate", None)
    if state is None:  # SQLite takes its one writing lock before the first read, so only a duplicate gets here
        return str(error).startswith("UNIQUE constraint failed")
    return state in (UNIQUE, SERIALIZATION, DEADLOCK)


def require_side(side: Side) -> None:
    """A server started for one side never writes rows of the other."""
    refuse_if(settings.SIDE not in ("both", side.value), "side.not_here", side=side.value)
