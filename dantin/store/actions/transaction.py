"""One action is one transaction; who loses the race for a stream's next number tries once more."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from dantin.core.values import Side
from dantin.store.refusals import refuse_if

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction. A lost race on unique(stream, seq) shows as IntegrityError and is run again, once."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:  # the outer action owns the transaction and its retry
            return function(*args, **kwargs)
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except IntegrityError:
            with transaction.atomic():
                return function(*args, **kwargs)

    return run


def require_side(side: Side) -> None:
    """A server started for one side never writes rows of the other."""
    refuse_if(settings.SIDE not in ("both", side.value), "side.not_here", side=side.value)
