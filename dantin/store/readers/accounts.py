"""Ai lo tài khoản của ai: the level above, by place; what was done with an account; who stands in for whom."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dantin.core.values import Side
from dantin.core.vietnamese import fold
from dantin.store.models import AccessReset, Account, Delegation, Event, Fact, Place, Round
from dantin.store.models.accounts import CELL_ROLES, COMMUNE_ROLES, SHARED_ROLES, VILLAGE_ROLES, Role

from . import places
from .cell_places import cell_names

Level = Place.Level
# Who answers for whose account: the level above, and nobody further up, so that whoever calls back knows the voice.
CARE: dict[Role, frozenset[Role]] = {
    Role.PROVINCE: COMMUNE_ROLES | {Role.DISTRICT, *SHARED_ROLES},
    Role.DISTRICT: COMMUNE_ROLES,
    Role.CHAIR: VILLAGE_ROLES,
    Role.CLERK: VILLAGE_ROLES,
    Role.COMMISSION: frozenset({Role.HIGHER_COMMITTEE, *SHARED_ROLES}),
    Role.HIGHER_COMMITTEE: CELL_ROLES,
}
# A province opens a whole list at once, the teams of its villages and its cells too; its own accounts are opened at the
# server.
_AND_BELOW = {Role.PROVINCE: VILLAGE_ROLES, Role.COMMISSION: CELL_ROLES}
OPENS: dict[Role, frozenset[Role]] = {role: cared | _AND_BELOW.get(role, frozenset()) for role, cared in CARE.items()}
WORKS_AT: dict[Role, Level] = {
    **dict.fromkeys(VILLAGE_ROLES, Level.VILLAGE),
    **dict.fromkeys(COMMUNE_ROLES, Level.COMMUNE),
    Role.DISTRICT: Level.DISTRICT,
    Role.PROVINCE: Level.PROVINCE,
    Role.COMMISSION: Level.PROVINCE,
    Role.HIGHER_COMMITTEE: Level.COMMUNE,
    **dict.fromkeys(CELL_ROLES, Level.VILLAGE),
}
CONFIRM_WITHIN = timedelta(minutes=30)


def codes_in_care(of: Account) -> set[str]:
    """The place of an account and all that belongs to it; on the Party side the cells of those villages too (F-33)."""
    codes = places.codes_under(of.place_code)
    return codes | set(cell_names(codes)) if of.side == Side.PARTY.value else codes


def in_care(of: Account) -> QuerySet[Account]:
    """The accounts this one answers for."""
    roles = CARE.get(Role(of.role), frozenset())
    found = Account.objects.filter(side=of.side, role__in=roles).exclude(pk=of.pk)
    return found.filter(place_code__in=codes_in_care(of)).order_by("place_code", "role", "login")


def place_names(of: Account) -> dict[str, str]:
    """{code: name} of every place where somebody works on the side of this account."""
    names = {unit.code: unit.name for unit in places.chronicle().units.values()}
    return cell_names() | names if of.side == Side.PARTY.value else names


def found_in_care(of: Account, words: str) -> list[Account]:
    """Those whose login, name, place or telephone holds each of the words, accents or none."""
    names = place_names(of)
    asked = fold(words).split()
    return [
        account
        for account in in_care(of)
        if all(
            word in fold(f"{account.login} {account.name} {names.get(account.place_code, '')} {account.phone}")
            for word in asked
        )
    ]


def is_same_person(one: Account, other: Account) -> bool:
    """One person with two accounts is one person: the same name and the same telephone (F-21)."""
    same = fold(one.name) == fold(other.name) and dialled(one.phone) == dialled(other.phone)
    return one.pk == other.pk or same


def dialled(phone: str) -> str:
    """The digits of a number as they are dialled within the country, however it was typed."""
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 9 else digits


def other_accounts(of: Account) -> list[Account]:
    """The other accounts of the same person, in use; of whom no number is known, none."""
    if not (number := dialled(of.phone)):
        return []
    found = Account.objects.filter(side=of.side, is_active=True, phone__endswith=number[-1]).exclude(pk=of.pk)
    return [other for other in found.order_by("login") if is_same_person(of, other)]


def opens_too(by: Account, account: Account) -> bool:
    """Whether this one may open such an account: those in its care, and those further below."""
    return Role(account.role) in OPENS[Role(by.role)] and account.place_code in codes_in_care(by)


def second_persons(by: Account, account: Account) -> list[Account]:
    """Who of the level above may confirm what `by` asks for this account: others, at work, not its owner."""
    level = [role for role, cared in CARE.items() if account.role in cared]
    found = Account.objects.filter(side=account.side, role__in=level, is_active=True).order_by("name")
    return [
        other
        for other in found
        if not is_same_person(other, by)
        and not is_same_person(other, account)
        and account.place_code in codes_in_care(other)
    ]


def waiting_for(account: Account, at: datetime) -> list[AccessReset]:
    """Resets that wait for this account to confirm them."""
    found = AccessReset.objects.filter(
        needs_second=True, confirmed_at=None, done_at=None, asked_at__gt=at - CONFIRM_WITHIN
    ).exclude(asked_by=account.pk)
    asked = list(found.select_related("account", "asked_by").order_by("asked_at"))
    if not asked:  # nearly always: the first page of an office asks this each time
        return []
    cared = set(in_care(account).filter(pk__in={row.account_id for row in asked}).values_list("pk", flat=True))
    return [row for row in asked if row.account_id in cared and not is_same_person(row.asked_by, account)]


def is_election_day(place_code: str, day: date) -> bool:
    """Whether a round is held that day in the place or under it."""
    codes = places.codes_under(place_code)
    there = Q(contest__village_code__in=codes) | Q(contest__unit_code=place_code)  # a cell may be whose office it is
    return Round.objects.filter(there, held_on=day).exists()


def is_locked(login: str) -> bool:
    """Whether wrong passwords have shut the account, from any address."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    return AccessAttempt.objects.filter(
        username=login, failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    ).exists()


@dataclass(frozen=True, slots=True)
class Done:
    """Việc đã làm với một tài khoản: an event of the registers, and what was said on the telephone."""

    type: str
    actor: str
    at: datetime
    body: dict[str, Any]
    said: str
    phone: str


def done_with(account: Account) -> list[Done]:
    """What was done with the account, newest first."""
    events = list(
        Event.objects.filter(
            Q(body__account=account.login) | Q(body__delegate=account.login),
            stream__side=account.side,
            stream__election=None,
            stream__place_code=account.place_code,
            type__startswith="accounts.",
        ).order_by("-id")
    )
    rows = Fact.objects.filter(event__in=events, name__in=("said", "phone")).values_list("event_id", "name", "value")
    facts = {(event, name): value or "" for event, name, value in rows}
    return [
        Done(row.type, row.actor, row.at, row.body, facts.get((row.pk, "said"), ""), facts.get((row.pk, "phone"), ""))
        for row in events
    ]


# As `may_stand_in` says of two accounts; what was made under another rule, or before one of them moved, is over.
_OF_COLLEAGUES = Q(delegate__side=F("lender__side"), delegate__place_code=F("lender__place_code")) & (
    Q(delegate__role=F("lender__role")) | ~Q(lender__role__in=SHARED_ROLES) & ~Q(delegate__role__in=SHARED_ROLES)
)


def delegations() -> QuerySet[Delegation]:
    """Mọi lần giao việc that nobody ended, between accounts that may stand in for each other now."""
    return Delegation.objects.filter(_OF_COLLEAGUES, ended_at=None).select_related("lender", "delegate")


def in_force(day: date) -> QuerySet[Delegation]:
    """Delegations of that day between accounts in use."""
    return delegations().filter(first_on__lte=day, last_on__gte=day, lender__is_active=True, delegate__is_active=True)


def lent_to(account: Account, day: date) -> list[Delegation]:
    """For whom the account may stand in that day."""
    return list(in_force(day).filter(delegate=account.pk).order_by("lender__name"))


def may_stand_in(lender: Account) -> QuerySet[Account]:
    """Who may stand in for an account: its colleagues at the place.

    Who oversees is stood in for by the same role alone and stands in for no other: in a lent role somebody who reads a
    sheet would see what was recorded of it, and the second reader is blind.
    """
    found = Account.objects.filter(side=lender.side, place_code=lender.place_code, is_active=True)
    found = found.exclude(pk=lender.pk).order_by("name")
    return found.filter(role=lender.role) if lender.role in SHARED_ROLES else found.exclude(role__in=SHARED_ROLES)


def names_of(logins: Collection[str]) -> dict[str, str]:
    """{login: how screens name the account}."""
    return {row.login: row.called for row in Account.objects.filter(login__in=logins)}


def place_codes() -> dict[str, str]:
    """{code: level} of every place, in its newest period."""
    rows = Place.objects.order_by("valid_from").values_list("code", "level")
    return dict(rows)
