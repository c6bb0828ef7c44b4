"""Khoá màn hình: is this the key of a screen, and which screens have one."""

from hashlib import sha256

from dantin.store.models import DisplayKey, Event


def digest_of(key: str) -> str:
    """What is kept of a key. Hyphens, spaces and small letters are forgiven: somebody may type it from paper."""
    return sha256("".join(key.upper().replace("-", "").split()).encode()).hexdigest()


def opens_the_wall(key: str) -> bool:
    """True for a key that was made here and not withdrawn."""
    return bool(key) and DisplayKey.objects.filter(digest=digest_of(key), withdrawn_at=None).exists()


def display_keys() -> list[DisplayKey]:
    """Mọi màn hình, the newest last."""
    return list(DisplayKey.objects.order_by("id"))


def who_kept() -> dict[tuple[int, str], str]:
    """{(screen, what was done with its key): who did it}."""
    events = Event.objects.filter(type__startswith="displays.", stream__election=None).order_by("id")
    return {(body["display"], what): actor for what, actor, body in events.values_list("type", "actor", "body")}
