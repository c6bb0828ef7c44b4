"""Câu hỏi: từ JSON thành giá trị của lõi, hoặc mọi lỗi của nó."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from dantin.core import rulebooks
from dantin.core.count import Ballots
from dantin.core.decide import CongressQuestion, HeadQuestion
from dantin.core.law import Finding, Level
from dantin.core.nominate import BridgeQuestion, Candidate, OwnCell, PartyMembership, Standing
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.register import COMMITTEE_FROM_MEMBERS, Deductions, Electorate

from .reading import Fault, ObjectReader, fault_of_name

_NO_DAY = date.min  # stands for a day that was faulty: a faulty question is never asked
CONTESTS = (Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY)


@dataclass(frozen=True, slots=True)
class Asked:
    """Câu hỏi đã đọc: the question, the pinned rulebook, and warnings about keys that change nothing."""

    question: HeadQuestion | CongressQuestion
    pinned: str | None
    warnings: tuple[Finding, ...]


def read_head_question(reader: ObjectReader) -> Asked:
    """`kind` village_head."""
    pinned = _pinned(reader, "village_head")
    called_on, held_on = reader.day("called_on"), reader.day("held_on")
    procedure = reader.choice("procedure", Procedure)
    vote_form = reader.choice("vote_form", VoteForm)
    electorate = reader.choice("electorate", Electorate)
    roll = reader.number("roll")
    ignored: list[str] = []

    attended: int | None = None
    if procedure is not Procedure.HOUSEHOLD_BALLOTS or reader.has("attended"):
        attended = reader.number("attended")
    if procedure is Procedure.HOUSEHOLD_BALLOTS and attended is not None:
        ignored.append("attended")
        attended = None

    ballots = _ballots(reader)
    if vote_form is VoteForm.SHOW_OF_HANDS and ballots is not None:
        ignored.append("ballots")
        ballots = None

    candidates = reader.list("candidates", _head_candidate)
    _keys_are_unique(reader, candidates)
    round = reader.number("round", least=1, default=1)
    if round > 2:
        reader.fault("round", "phải là 1 hoặc 2")
    first_held_on = reader.day("first_held_on") if round >= 2 or reader.has("first_held_on") else None
    if round == 1 and first_held_on is not None:
        ignored.append("first_held_on")
        first_held_on = None
    received_on = reader.day("received_on") if reader.has("received_on") else None
    question = HeadQuestion(
        called_on=called_on,
        held_on=held_on,
        procedure=procedure,
        vote_form=vote_form,
        electorate=electorate,
        roll=roll,
        attended=attended,
        ballots=ballots,
        candidates=candidates,
        round=round,
        first_held_on=first_held_on,
        received_on=received_on,
    )
    warnings = tuple(Finding("ignored_key", Level.WARNING, key, None, None) for key in ignored)
    return Asked(question, pinned, warnings)


def read_congress_question(reader: ObjectReader) -> Asked:
    """`kind` party_cell."""
    pinned = _pinned(reader, "party_cell")
    called_on, held_on = reader.day("called_on"), reader.day("held_on")
    contest = reader.choice("contest", Post, among=CONTESTS)
    official_members, convened = reader.number("official_members"), reader.number("convened")
    less = _deductions(reader)
    present = reader.number("present")
    seats = reader.number("seats", least=1)
    if contest is not Post.COMMITTEE and seats > 1:
        reader.fault("seats", "phải là 1 khi bầu bí thư hoặc phó bí thư")
    declined = reader.flag("committee_declined", default=False)
    required = contest is not Post.COMMITTEE and official_members >= COMMITTEE_FROM_MEMBERS and not declined
    committee = reader.list("committee", _name, required=required)
    candidates = reader.list("candidates", _congress_candidate)
    _keys_are_unique(reader, candidates)
    question = CongressQuestion(
        called_on=called_on,
        held_on=held_on,
        contest=contest,
        official_members=official_members,
        convened=convened,
        less=less,
        present=present,
        seats=seats,
        committee=committee if required else (),
        candidates=candidates,
        ballots=_ballots(reader, with_not_issued=True),
        round=reader.number("round", least=1, default=1),
        reballot_of_tie=reader.flag("reballot_of_tie", default=False),
        exempt=reader.number("exempt", default=0),
        committee_declined=declined,
    )
    return Asked(question, pinned, ())


def read_bridge_question(reader: ObjectReader) -> BridgeQuestion:
    """`kind` bridge."""
    head, cell = reader.object("head"), reader.object("cell")
    recognised_on, party, own = None, PartyMembership.NONE, OwnCell.SAME
    if head is not None:
        recognised_on = None if head.is_null("recognised_on") else head.day("recognised_on")
        party, own = head.choice("party", PartyMembership), head.choice("cell", OwnCell)
        head.no_other_key()
    official_members, congress_on = -1, None
    if cell is not None:
        official_members, congress_on = cell.number("official_members"), cell.day("congress_on")
        cell.no_other_key()
    return BridgeQuestion(recognised_on, party, own, official_members, congress_on or _NO_DAY)


def _pinned(reader: ObjectReader, kind: str) -> str | None:
    if not reader.has("rulebook"):
        return None
    code = reader.raw("rulebook")
    known = [rulebook.code for rulebook in rulebooks.RULEBOOKS[kind]]
    if isinstance(code, str) and code in known:
        return code
    reader.fault("rulebook", "phải là một trong: " + ", ".join(known))
    return None


def _ballots(reader: ObjectReader, *, with_not_issued: bool = False) -> Ballots | None:
    inner = reader.object("ballots", required=False)
    if inner is None:
        return None
    ballots = Ballots(
        inner.number("issued"),
        inner.number("collected"),
        inner.number("valid"),
        inner.number("invalid"),
        inner.number("not_issued", default=0) if with_not_issued else 0,
    )
    inner.no_other_key()
    return ballots


def _deductions(reader: ObjectReader) -> Deductions:
    inner = reader.object("less", required=False)
    if inner is None:
        return Deductions()
    less = Deductions(
        inner.number("temporarily_transferred", default=0),
        inner.number("exempt_absent", default=0),
        inner.number("suspended_or_detained", default=0),
        inner.number("excused_whole_congress", default=0),
    )
    inner.no_other_key()
    return less


def _head_candidate(value: Any, path: str, faults: list[Fault]) -> Candidate:
    reader = ObjectReader(value, path, faults)
    return _candidate(reader, Standing.OFFICIAL)


def _congress_candidate(value: Any, path: str, faults: list[Fault]) -> Candidate:
    reader = ObjectReader(value, path, faults)
    return _candidate(reader, reader.choice("standing", Standing, default=Standing.OFFICIAL))


def _candidate(reader: ObjectReader, standing: Standing) -> Candidate:
    name, votes = reader.text("name"), reader.number("votes")
    id = reader.text("id") if reader.has("id") else None
    reader.no_other_key()
    return Candidate(name if id is None else id, name, votes, standing, id)


def _keys_are_unique(reader: ObjectReader, candidates: tuple[Candidate, ...]) -> None:
    """Two candidates of one name both need ids, and no key may stand for two."""
    names = [normalize("NFC", candidate.name) for candidate in candidates]
    keys = Counter(normalize("NFC", candidate.key) for candidate in candidates)
    bearers = Counter(names)
    for place, (candidate, name) in enumerate(zip(candidates, names, strict=True)):
        if not name:
            continue
        if bearers[name] > 1 and candidate.id is None:
            reader.fault(f"candidates[{place}].id", "hai người trùng tên thì mỗi người phải có id")
        elif candidate.key and keys[normalize("NFC", candidate.key)] > 1:
            reader.fault(f"candidates[{place}].id", "trùng với một người khác trong danh sách")


def _name(value: Any, path: str, faults: list[Fault]) -> str:
    fault = fault_of_name(value)
    if fault is not None:
        faults.append(Fault(path, fault))
        return ""
    return str(value)
