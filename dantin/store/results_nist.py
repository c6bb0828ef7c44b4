"""Kết quả bầu trưởng thôn theo NIST SP 1500-100, bản 2 (Election Results Reporting), as a JSON ElectionReport.

How the law here meets that model is told in `docs/how-to/ket-qua-json.md`. The two that a reader would get wrong: a
later vote of a village is a contest of another Election of the report, because BallotCounts hang on an Election and its
`Round` means a round of ranked choice; and `majority` here is more than half of the whole roll.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any, NamedTuple

from dantin.core.aggregate import HeadState, total
from dantin.locale import plain
from dantin.locale.words import full_name, head_title, kind_word
from dantin.store.json_pieces import pieces
from dantin.store.readers.places import Unit
from dantin.store.readers.results import ElectionResults, VillageOutcome, ballots, voted
from dantin.store.readers.village import RoundFacts
from dantin.store.results_json import SIMULATED

Json = dict[str, Any]
_SETTLED = {HeadState.ELECTED, HeadState.ELECTED_IN_RERUN, HeadState.INTERIM}
_WITHDRAWN = {"annulled", "reelection"}
_INCUMBENT = {"reelected": True, "new": False}
_MAJORITY = (
    "Trúng cử khi được quá một nửa tổng số trong danh sách (VotersRegistered), không phải quá một nửa số phiếu. "
    "BallotsCast là số phiếu thu vào; BallotsRejected là phiếu không hợp lệ; Undervotes là phiếu hợp lệ không bầu ai."
)


class _Vote(NamedTuple):
    """Một lần bầu của một thôn, with the one after it; `each` is None where there is no round yet."""

    of: VillageOutcome
    each: RoundFacts | None
    then: RoundFacts | None

    @property
    def name(self) -> str:
        return f"{self.of.unit.code}-{self.each.number if self.each else 1}"


def results_nist(results: ElectionResults) -> Iterator[str]:
    """The report in pieces. Of the Party side nothing is in it: an endorsed post has no contest that may be told."""
    report: Json = {
        **_of("ElectionReport"),
        "Format": "precinct-level",
        "GeneratedDate": results.told_at,
        "Issuer": results.province.name,
        "IssuerAbbreviation": results.province.code,
        "IsTest": results.simulated,
        **({"TestType": "simulated"} if results.simulated else {}),
        "Notes": f"{SIMULATED} {_MAJORITY}" if results.simulated else _MAJORITY,
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": _status(results),
        "VendorApplicationId": f"dantin {version('dantin')}",
        "GpUnit": _units(results),
        "Office": (_office(one, results) for one in results.villages),
        "Person": _people(results.villages),
        "Election": _elections(results),
    }
    yield from pieces(report)
    yield "\n"


def _of(kind: str) -> Json:
    return {"@type": f"ElectionResults.{kind}"}


def _text(content: str) -> Json:
    """A name in the one language it has."""
    return _of("InternationalizedText") | {"Text": [_of("LanguageString") | {"Content": content, "Language": "vi"}]}


def _identifier(value: str, kind: str, **more: str) -> list[Json]:
    return [_of("ExternalIdentifier") | {"Type": kind, "Value": value, **more}]


def _status(results: ElectionResults) -> str:
    """Certified once every head elected is recognised: only from then is anybody in office."""
    states = {HeadState(one.row.state) for one in results.villages}
    if states <= {HeadState.NOT_STARTED}:
        return "pre-election"
    if not states <= _SETTLED:
        return "unofficial-partial"
    waiting = any(one.winner is not None and one.recognition is None for one in results.villages)
    return "unofficial-complete" if waiting else "certified"


def _units(results: ElectionResults) -> Iterator[Json]:
    """Province, districts where there were any, communes, villages; each above names those it is made of."""
    tree, province = results.tree, results.province
    there = [district for district in tree if district.level == "district"]
    below = there or [commune for communes in tree.values() for commune in communes]
    yield _unit(province, results.villages, below)
    for district in there:
        yield _unit(district, [one for some in tree[district].values() for one in some], list(tree[district]))
    for communes in tree.values():
        for commune, villages in communes.items():
            yield _unit(commune, villages, [one.unit for one in villages])
            for one in villages:
                yield _unit(one.unit, [one], [])


def _unit(unit: Unit, villages: Iterable[VillageOutcome], below: Iterable[Unit]) -> Json:
    villages = list(villages)
    totals = total(one.row for one in villages)
    of = _of("ReportingUnit") | {"@id": _unit_id(unit), **_kind_of_unit(unit)}
    of |= {
        "Name": _text(_called(unit) if unit.level == "village" else unit.name),
        "ExternalIdentifier": _identifier(unit.code, "local-level" if unit.level == "village" else "national-level"),
        "VotersRegistered": totals.roll,
        "VotersParticipated": totals.voted,
        "TotalSubUnits": len(villages),
        "SubUnitsReported": sum(bool(one.announced) for one in villages),
    }
    composing = [_unit_id(each) for each in below]
    return of | {"ComposingGpUnitIds": composing} if composing else of


def _called(unit: Unit) -> str:
    """The file has one language, whoever asks for it."""
    return plain(full_name(unit.kind, unit.name))


def _unit_id(unit: Unit) -> str:
    return f"{unit.level}-{unit.code}"


def _kind_of_unit(unit: Unit) -> Json:
    """The list of kinds is American; where it has no word for ours, ours is named."""
    match unit.level:
        case "commune":
            return {"Type": "municipality"}
        case "village" if kind_word(unit.kind) not in ("khu phố", "tổ dân phố"):
            return {"Type": "village"}
        case "village":
            return {"Type": "other", "OtherType": "residential-group"}
        case level:
            return {"Type": "other", "OtherType": level}


def _office(one: VillageOutcome, results: ElectionResults) -> Json:
    term = results.election
    return _of("Office") | {
        "@id": f"office-{one.unit.code}",
        "Name": _text(head_title(one.unit.kind)),
        "ElectionDistrictId": _unit_id(one.unit),
        "IsPartisan": False,
        "Term": _of("Term")
        | {
            "Type": "unexpired-term" if results.is_by_election else "full-term",
            "Label": f"{term.term_begins_in}–{term.term_ends_in}",
        },
    }


def _people(villages: Iterable[VillageOutcome]) -> Iterator[Json]:
    """Each once, by name and nothing else."""
    for one in villages:
        names = one.standing | {key: name for vote in _votes(one) for key, name in _names(vote).items()}
        for key, name in names.items():
            yield _of("Person") | {"@id": f"person-{one.unit.code}-{key}", "FullName": _text(name)}


def _names(vote: _Vote) -> Mapping[str, str]:
    """{key: name} of those who stood in this vote, in the order of the list."""
    if vote.each is None or (vote.each.number == 1 and not vote.each.question):
        return vote.of.standing
    if not vote.each.is_announced or vote.each.question is None:
        return {}
    return {str(who.get("id", who["name"])): who["name"] for who in vote.each.question["candidates"]}


def _votes(one: VillageOutcome) -> Iterator[_Vote]:
    """The votes of a village; one that was annulled or ordered anew is no result and is left out."""
    held = [each for each in one.rounds if each.fell not in _WITHDRAWN]
    if not one.rounds:
        yield _Vote(one, None, None)
    for at, each in enumerate(held):
        yield _Vote(one, each, held[at + 1] if at + 1 < len(held) else None)


def _elections(results: ElectionResults) -> Iterator[Json]:
    """The first votes, then every later vote that had to follow, apart by why it had to."""
    groups: dict[tuple[int, str], list[_Vote]] = {(1, "special" if results.is_by_election else "general"): []}
    for one in results.villages:
        for vote in _votes(one):
            groups.setdefault(_group(vote, results), []).append(vote)
    for (number, kind), votes in sorted(groups.items()):
        yield _election(number, kind, votes, results)


def _group(vote: _Vote, results: ElectionResults) -> tuple[int, str]:
    """A runoff decides a vote in which nobody had enough; without quorum, or after a paper, the vote is repeated."""
    if vote.each is None or vote.each.number == 1:
        return 1, "special" if results.is_by_election else "general"
    before = next((each for each in vote.of.rounds if each.number == vote.each.number - 1), None)
    undecided = before is not None and before.is_announced and (before.answer or {})["outcome"] == "nobody_elected"
    return vote.each.number, "runoff" if undecided else "other"


def _election(number: int, kind: str, votes: list[_Vote], results: ElectionResults) -> Json:
    election = results.election
    days = [vote.each.held_on for vote in votes if vote.each] or [election.held_on]
    name = election.title if number == 1 else f"{election.title}, lần {number}"
    return {
        **_of("Election"),
        "Type": kind,
        **({"OtherType": "repeated-vote"} if kind == "other" else {}),
        "Name": _text(name),
        "StartDate": min(days).isoformat(),
        "EndDate": max(days).isoformat(),
        "ElectionScopeId": _unit_id(results.villages[0].unit if results.is_by_election else results.province),
        "ExternalIdentifier": _identifier(election.code, "other", OtherType="dantin"),
        "Candidate": (candidate for vote in votes for candidate in _candidates(vote)),
        "Contest": (_contest(vote, kind) for vote in votes),
        "BallotCounts": (count for vote in votes for count in _ballot_counts(vote)),
    }


def _candidates(vote: _Vote) -> Iterator[Json]:
    got = {who.key: who.is_elected for who in (voted(vote.each) if vote.each else ())}
    for key, name in _names(vote).items():
        status = _status_after(vote, key, got)
        candidate = _of("Candidate") | {
            "@id": f"candidate-{vote.name}-{key}",
            "PersonId": f"person-{vote.of.unit.code}-{key}",
            "BallotName": _text(name),
            "PreElectionStatus": "qualified",
        }
        if status is not None:
            candidate["PostElectionStatus"] = status
        if status == "winner" and vote.of.row.incumbency in _INCUMBENT:
            candidate["IsIncumbent"] = _INCUMBENT[vote.of.row.incumbency]
        yield candidate


def _status_after(vote: _Vote, key: str, got: Mapping[str, bool]) -> str | None:
    """What became of a candidate; nothing is said before the vote, nor of one that must be followed and was not yet."""
    if key not in got:
        return None
    if any(got.values()):
        return "winner" if got[key] else "defeated"
    if vote.then is None or not vote.then.is_announced:
        return None
    return "advanced-to-runoff" if key in _names(vote._replace(each=vote.then)) else "defeated"


def _contest(vote: _Vote, kind: str) -> Json:
    unit, names = vote.of.unit, _names(vote)
    found = {who.key: who.votes for who in (voted(vote.each) if vote.each else ())}
    counted = ballots(vote.each) if vote.each else None
    place = f"{_called(unit)}, {vote.of.commune.name}"
    which = "" if vote.each is None or vote.each.number == 1 else f", lần {vote.each.number}"
    contest = _of("CandidateContest") | {
        "@id": f"contest-{vote.name}",
        "Name": f"{head_title(unit.kind)}, {place}{which}",
        "ElectionDistrictId": _unit_id(unit),
        "OfficeIds": [f"office-{unit.code}"],
        "VoteVariation": "majority",
        "VotesAllowed": 1,
        "NumberElected": 1,
        "CountStatus": [_of("CountStatus") | {"Type": "total", "Status": _count_status(vote, found)}],
        "ContestSelection": [_selection(vote, place_, key, found) for place_, key in enumerate(names, start=1)],
    }
    if kind == "runoff" and names:
        contest["NumberRunoff"] = len(names)
    if counted is not None:
        undervotes = counted["valid"] - sum(found.values())
        contest["OtherCounts"] = [_of("OtherCounts") | {"GpUnitId": _unit_id(unit), "Undervotes": undervotes}]
    return contest


def _count_status(vote: _Vote, found: Mapping[str, int]) -> str:
    if found:
        return "completed"
    being_counted = vote.each is not None and (
        vote.each.fell == "replaced" or (vote.then is None and vote.of.row.state == HeadState.COUNTED)
    )
    return "in-process" if being_counted else "not-processed"


def _selection(vote: _Vote, order: int, key: str, found: Mapping[str, int]) -> Json:
    selection = _of("CandidateSelection") | {
        "@id": f"selection-{vote.name}-{key}",
        "CandidateIds": [f"candidate-{vote.name}-{key}"],
        "SequenceOrder": order,
    }
    if key in found:
        counts = {"GpUnitId": _unit_id(vote.of.unit), "Type": "total", "Count": found[key]}
        selection["VoteCounts"] = [_of("VoteCounts") | counts]
    return selection


def _ballot_counts(vote: _Vote) -> Iterator[Json]:
    """Nothing where hands were shown; ballots issued have no place in the standard."""
    counted = ballots(vote.each) if vote.each else None
    if counted is not None:
        yield _of("BallotCounts") | {
            "GpUnitId": _unit_id(vote.of.unit),
            "Type": "total",
            "BallotsCast": counted["collected"],
            "BallotsRejected": counted["invalid"],
        }
