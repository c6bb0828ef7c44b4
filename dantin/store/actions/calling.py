"""Gọi bầu cử, triệu tập đại hội: the decision that calls an election pins its law, its waves and its open choices."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from dantin.core import rulebooks
from dantin.core.aggregate import CellState, HeadState
from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import Electorate
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.values import Side
from dantin.store.models import Congress, Contest, Election, Place, Roll, Standing, TurnoutSnapshot, Wave
from dantin.store.readers.periods import VillageThen, place_on, villages_on
from dantin.store.refusals import refuse_if

from .allowances import Resolved, resolve_rulebook
from .register import BATCH, list_loaded
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveIn:
    """Một đợt: its villages by code."""

    name: str
    is_pilot: bool
    begins_on: date
    ends_on: date
    villages: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionIn:
    """Quyết định gọi bầu cử (hoặc triệu tập đại hội) of one side, in waves.

    `electorate`, `procedure`, `vote_form`: what it chooses where the law leaves a choice (`open_choices`).
    """

    side: Side
    code: str
    title: str
    province_code: str
    called_on: date
    decision_number: str
    held_on: date
    term_begins_in: int
    term_ends_in: int
    waves: Sequence[WaveIn]
    previous: str = ""
    electorate: str = ""
    procedure: str = ""
    vote_form: str = ""


@action
def call_election(*, election: ElectionIn, actor: str, at: datetime, instead_of: Election | None = None) -> Election:
    """Record the call; the rulebook in force on that day, or allowed for it, is pinned and never resolved again.

    `instead_of` is a call that was recorded wrongly and on which nothing rests yet: it becomes this one.
    """
    refuse_if(instead_of is not None and rests_on(instead_of), "plan.call_in_use", election=election.code)
    of_that_code = Election.objects.filter(code=election.code).values_list("id", flat=True)
    taken = any(id_ != (instead_of and instead_of.id) for id_ in of_that_code)
    refuse_if(taken, "plan.code_taken", election=election.code)
    law = check_call(election)
    row = instead_of or Election()
    row.side, row.code, row.title = election.side.value, election.code, election.title
    province = place_on(election.province_code, election.called_on, level=Place.Level.PROVINCE)
    assert province is not None, "checked above"
    row.province = province
    row.called_on, row.decision_number, row.held_on = election.called_on, election.decision_number, election.held_on
    row.rulebook, row.allowance = law.rulebook, law.allowance
    row.term_begins_in, row.term_ends_in = election.term_begins_in, election.term_ends_in
    row.previous = Election.objects.get(code=election.previous) if election.previous else None
    row.electorate = election.electorate or _only_electorate(law.rulebook)
    row.procedure, row.vote_form = election.procedure, election.vote_form
    row.save()
    Standing.objects.filter(election=row).delete()
    Wave.objects.filter(election=row).delete()
    _open_waves(row, election.waves, villages_on(election.called_on), at=at)
    called = sum(len(wave.villages) for wave in election.waves)
    more = {"rulebook": law.rulebook} | law.allowed_by()
    type_ = "plan.election_called" if instead_of is None else "plan.call_corrected"
    list_loaded(row, type_, asdict(election), rows=called, actor=actor, at=at, more=more)
    return row


def _open_waves(row: Election, waves: Sequence[WaveIn], villages: dict[str, VillageThen], *, at: datetime) -> None:
    begins_as = HeadState.NOT_STARTED if row.side == Side.STATE.value else CellState.NOT_STARTED
    for wave in waves:
        opened = Wave.objects.create(
            election=row, name=wave.name, is_pilot=wave.is_pilot, begins_on=wave.begins_on, ends_on=wave.ends_on
        )
        Standing.objects.bulk_create(
            [
                Standing(
                    side=row.side,
                    election=row,
                    village_code=code,
                    commune_code=villages[code].commune_code,
                    district_code=villages[code].district_code,
                    wave=opened,
                    is_pilot=wave.is_pilot,
                    state=begins_as.value,
                    changed_at=at,
                )
                for code in wave.villages
            ],
            batch_size=BATCH,
        )


def check_call(election: ElectionIn) -> Resolved:
    """The law of the call; refuses what cannot be called, before anything is written."""
    require_side(election.side)
    law = resolve_rulebook(election.side, election.called_on)
    day = _day(election.called_on)
    province = place_on(election.province_code, election.called_on, level=Place.Level.PROVINCE)
    refuse_if(province is None, "plan.no_such_province", place=election.province_code, day=day)
    listed = Counter(code for wave in election.waves for code in wave.villages)
    unknown = sorted(listed.keys() - villages_on(election.called_on).keys()) if listed else []
    refuse_if(unknown, "plan.no_such_village", place=", ".join(unknown[:5]), day=day)
    twice = sorted(code for code, n in listed.items() if n > 1)
    refuse_if(twice, "plan.village_in_two_waves", place=", ".join(twice[:5]))
    for wave in election.waves:
        held = _day(wave.begins_on)
        refuse_if(wave.begins_on < election.called_on, "plan.held_before_called", held=held, called=day)
        refuse_if(wave.ends_on < wave.begins_on, "plan.wave_ends_too_soon", wave=wave.name)
    refuse_if(election.term_ends_in <= election.term_begins_in, "plan.term_ends_too_soon")
    missing = election.previous and not Election.objects.filter(code=election.previous, side=election.side.value)
    refuse_if(missing, "plan.no_such_previous", election=election.previous)
    _refuse_unlawful(election, law.rulebook)
    return law


def open_choices(election: ElectionIn, rulebook: str) -> list[str]:
    """What the law leaves open and the call does not say: whoever calls is asked, nothing is chosen for them."""
    if not isinstance(rulebooks.by_code(rulebook), HeadRulebook):
        return []
    asked = [] if election.electorate or _only_electorate(rulebook) else ["electorate"]
    return asked + [name for name in ("procedure", "vote_form") if not getattr(election, name)]


def rests_on(election: Election) -> bool:
    """Whether a list of the election was loaded: from then on its call stands as it is."""
    kinds = (Roll, Contest, Congress, TurnoutSnapshot)
    return any(kind._default_manager.filter(election=election).exists() for kind in kinds)


def _refuse_unlawful(election: ElectionIn, code: str) -> None:
    rulebook = rulebooks.by_code(code)
    if not isinstance(rulebook, HeadRulebook):
        return
    electorate = election.electorate or _only_electorate(code)
    if not electorate:
        return
    broken = rulebook.unlawful_choices(
        Electorate(electorate),
        Procedure(election.procedure or Procedure.MEETING),
        VoteForm(election.vote_form or VoteForm.SECRET_BALLOT),
    )
    what = " ".join(rulebooks.explain(verdict) for verdict, _, _ in broken)
    refuse_if(broken, "plan.unlawful_choice", what=what)


def _only_electorate(code: str) -> str:
    """Who votes where the law leaves no choice; empty where it does."""
    rulebook = rulebooks.by_code(code)
    lawful = rulebook.numbers.electorates if isinstance(rulebook, HeadRulebook) else frozenset()
    return next(iter(lawful)).value if len(lawful) == 1 else ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
