"""Ghi lý lịch người ứng cử khai: for commune and above; its event says that it was written, and no word of it."""

from dataclasses import dataclass
from datetime import date, datetime

from dantin.core.values import Side
from dantin.store.models import Election, Particulars, Person
from dantin.store.readers.households import day_words
from dantin.store.readers.particulars import candidates_of
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Lý lịch như người ấy khai; an empty one was not declared."""

    ethnic_group: str = ""
    education: str = ""
    political_training: str = ""
    party_member: bool | None = None
    joined_party_on: date | None = None
    occupation: str = ""
    post: str = ""
    residence: str = ""


@action
def declare_particulars(
    *, election: Election, village_code: str, person: int, declared: Declared, actor: str, today: date, at: datetime
) -> None:
    """Ghi lý lịch, over what was written before; with nothing in it what was written is erased."""
    require_side(Side.STATE)
    found: Person | None = next((one for one in candidates_of(election, village_code) if one.id == person), None)
    if found is None:
        refuse_if(True, "nominate.no_such_nominee")
        return
    given = {name: getattr(declared, name) for name in declared.__slots__}
    refuse_too_long(Particulars, **{name: value for name, value in given.items() if isinstance(value, str)})
    joined = declared.joined_party_on
    if joined is not None:
        refuse_if(declared.party_member is not True, "nominate.joined_but_no_member", name=found.name)
        refuse_if(joined > today, "nominate.joined_later", day=day_words(joined))
        early = found.born_in is not None and joined.year <= found.born_in
        refuse_if(early, "nominate.joined_before_born", day=day_words(joined), year=str(found.born_in))
    empty = declared == Declared()
    if empty:
        erased, _ = Particulars.objects.filter(person=found).delete()
        if not erased:
            return
    else:
        Particulars.objects.update_or_create(person=found, defaults={**given, "recorded_at": at})
    type_ = "nominate.particulars_erased" if empty else "nominate.particulars_declared"
    log(
        [Happened(type=type_, place_code=village_code, actor=actor, body={}, facts={"name": found.name})],
        side=Side.STATE, election_id=election.id, election_code=election.code, at=at,
    )  # fmt: skip
