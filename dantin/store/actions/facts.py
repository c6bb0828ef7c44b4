"""Xoá dữ kiện cá nhân: the fact goes together with its salt; the chain of events stays valid."""

from datetime import datetime

from dantin.store.models import Fact

from .transaction import action


@action
def erase_fact(*, fact: Fact, at: datetime) -> None:
    """Forget one personal fact. The commitment in the event stays and, without the salt, tells nothing."""
    fact.value, fact.salt, fact.erased_at = None, "", at
    fact.save(update_fields=["value", "salt", "erased_at"])
