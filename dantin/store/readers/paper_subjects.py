"""Văn bản của nơi nào: the election and the place that a paper is of, and what every paper says of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from dantin.core.record import Minutes
from dantin.core.register import Electorate
from dantin.core.values import Side
from dantin.core.vietnamese import fold
from dantin.locale.words import LOCAL, day, full_name, head_title, kind_word, of_kind, short_name
from dantin.papers.form import Form
from dantin.store.models import Declaration, Election, Installation
from dantin.store.refusals import Refused

from .places import Territory, Unit, chronicle
from .remarks import sentence
from .sheets import NEXT_STEPS

VOTERS = {
    Electorate.HOUSEHOLD_REPRESENTATIVES.value: "cử tri đại diện hộ gia đình",
    Electorate.ALL_VOTERS.value: "cử tri",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Một thôn trong một cuộc bầu, by the units of the day on which it was called (decision 0017).

    `declared`: whether who asks may see what the candidates declared (design §4.10).

    Of the Party side the election is that of the congresses, and the village is the one that the cell leads.
    """

    election: Election
    village: Unit
    above: tuple[Unit, ...]
    simulated: bool
    declared: bool = False

    @property
    def commune(self) -> Unit:
        return self.above[0]

    @property
    def unit(self) -> str:
        """Bản Nà Ếch."""
        return full_name(self.village.kind, self.village.name)

    @property
    def term(self) -> str:
        """2022–2025."""
        return f"{self.election.term_begins_in}–{self.election.term_ends_in}"

    def record(self, *parts: object) -> str:
        """Of what a paper is: the election, the village and what in them, such as the number of the round."""
        return "/".join(map(str, (self.election.code, self.village.code, *parts)))

    def place_fields(self) -> dict[str, Any]:
        """What a paper of either side says of where it was made."""
        district = next((unit.name for unit in self.above if unit.level == "district"), None)
        return {
            "province": self.above[-1].name,
            "district": district,
            "commune": self.commune.name,
            "place": _own(self.commune),
            "unit": self.unit,
            "unit_kind": kind_word(self.village.kind),
            "head_title": head_title(self.village.kind),
            # the kind is said once: Trưởng bản Nà Ếch, Tổ trưởng tổ dân phố 5
            "head_of_unit": f"{head_title(self.village.kind)} {_own(self.village)}",
            "election": self.election.title,
            "term": self.term,
            "rulebook": self.election.rulebook,
            "calling_number": self.election.decision_number or None,
            "calling_on": self.election.called_on.isoformat(),
            "number": None,
            "dated": None,
            "simulated": self.simulated,
        }

    def minutes(self, form: Form, record: str, **fields: Any) -> Minutes:
        """The minutes of that form; what the form does not have is left out, what nobody knows is a blank."""
        known = self.place_fields() | fields
        blank: dict[str, Any] = {field.name: [] if field.of_row else None for field in form.fields}
        return Minutes(form.code, record, form.side, blank | {k: v for k, v in known.items() if k in blank})


def subjects(election: Election, villages: Iterable[Unit], *, declared: bool = False) -> Iterator[Subject]:
    """Those villages in that election."""
    simulated = bool(Installation.objects.order_by("-id").values_list("simulated", flat=True).first())
    places = chronicle()
    for village in villages:
        yield Subject(election, village, tuple(places.where(village)), simulated, declared)


def villages_in(election: Election, place_code: str = "") -> list[Unit]:
    """The villages of the election in the order of their names, commune by commune; all of them without a place."""
    places = chronicle().on(election.called_on)
    found = [village for villages in places.villages.values() for village in villages]
    return [each for each in found if place_code in ("", each.code) or _is_in(places, each.code, place_code)]


def named_village(election: Election, said: str) -> Unit:
    """The village of that code or of that name; refused where there is none or more than one, with their codes."""
    every = villages_in(election)
    asked = fold(said)
    found = [unit for unit in every if unit.code == said.strip()]
    found = found or [unit for unit in every if asked in map(fold, (full_name(unit.kind, unit.name), _own(unit)))]
    if not found:
        raise Refused("papers.no_such_village", said=said)
    if len(found) > 1:
        above = chronicle()
        where = "; ".join(f"{unit.code} ({above.where(unit)[0].name})" for unit in found[:12])
        raise Refused("papers.several_villages", said=said, codes=where)
    return found[0]


def as_kept(values: dict[str, Any]) -> dict[str, Any]:
    """Days and moments as minutes keep them, the moments on the clock of the country."""
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(LOCAL).replace(tzinfo=None).isoformat("T", "minutes")
    return value.isoformat() if isinstance(value, date) else value


def next_words(answer: dict[str, Any], kind: str) -> str | None:
    """Việc phải làm tiếp, and by when, as the answer of the law says."""
    step = answer["next"]
    if step is None:
        return None
    by = f", chậm nhất ngày {day(date.fromisoformat(step['by']))}" if step["by"] else ""
    return f"Việc tiếp theo: {of_kind(NEXT_STEPS[step['step']], kind)}{by}."


def warnings_of(declared: Declaration, kind: str) -> list[dict[str, str]]:
    """Cảnh báo đã chấp nhận, with the reasons that were typed (design §4.7)."""
    return [
        {"words": of_kind(sentence(one["code"], one["expected"], one["got"]), kind), "reason": one["reason"]}
        for one in declared.warnings or []
    ]


class Spoken(Protocol):
    """Một bước của kịch bản, of either side."""

    heading: str
    who: str
    say: list[str]
    mind: list[str]

    @property
    def law(self) -> str: ...

    @property
    def sourced(self) -> bool: ...


def script_lines(spoken: Spoken) -> Iterator[dict[str, str]]:
    """Các dòng của một bước, as a booklet prints them."""
    yield {"kind": "step", "words": spoken.heading}
    yield {"kind": "who", "words": spoken.who}
    yield from ({"kind": "say", "words": words} for words in spoken.say)
    yield from ({"kind": "mind", "words": words} for words in spoken.mind)
    if spoken.law:
        yield {"kind": "law", "words": f"Căn cứ: {spoken.law}" + ("" if spoken.sourced else " (chưa đối chiếu)")}


def side_of(election: Election) -> Side:
    return Side(election.side)


def _is_in(places: Territory, code: str, place: str) -> bool:
    while code in places.above:
        code = places.above[code]
        if code == place:
            return True
    return False


def _own(unit: Unit) -> str:
    """ "Xã Húc Động" → "Húc Động", "Thôn Nà Ếch" → "Nà Ếch": the name without its kind."""
    kind = kind_word(unit.kind)
    own = short_name(unit.name)
    return own[len(kind) + 1 :] if fold(own).startswith(f"{fold(kind)} ") else own
