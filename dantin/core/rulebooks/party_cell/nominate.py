"""Danh sách bầu cử ở đại hội chi bộ: số dư, và chi ủy viên."""

from collections import Counter
from collections.abc import Sequence
from unicodedata import normalize

from dantin.core.decide import CongressQuestion
from dantin.core.law import Finding, Judgement, Level, Outcome, Verdict, met_if, rule
from dantin.core.nominate import (
    CHARTER,
    Candidate,
    Standing,
    belongs_to_the_cell,
    is_an_official_member,
)
from dantin.core.plan import Post
from dantin.core.register import COMMITTEE_FROM_MEMBERS

from .numbers import (
    DECISION_190,
    DECISION_244,
    SURPLUS_ALWAYS_ALLOWED,
    SURPLUS_AT_MOST,
    SURPLUS_OF_A_SINGLE_POST,
    cites,
)


@rule(
    "PC-NOMINATE-3",
    cites=cites(
        until_2024=DECISION_244.at("", "B-20", "B-22", "B-23", mark="[P40, P24]; 3–5 người: unsourced: medium"),
        since_2024=DECISION_190.at("Điều 14", "B-20", "B-22", "B-23", mark="[P16, P24]"),
    ),
)
def surplus_is_lawful(candidates: int, seats: int, least: int, most: int | None) -> Judgement:
    """Danh sách bầu nhiều người phải có số dư, không quá 30%; danh sách 3 đến 5 người dư tối đa 1.

    The surplus is counted over the seats, not over the slate, and is rounded down. A single post may have no surplus.
    """
    surplus = candidates - seats
    lawful = surplus >= least and (most is None or surplus <= most)
    return met_if(lawful, candidates=candidates, seats=seats, surplus=surplus, least=least, most=most)


@rule("PC-NOMINATE-4", cites=CHARTER.at("Điều 24", "B-03", "F-36", mark="[P01, P32]"))
def sits_in_the_committee(candidate: str, is_in: bool) -> Judgement:
    """Ở chi bộ từ 9 đảng viên chính thức, bí thư và phó bí thư được bầu trong số chi ủy viên.

    Winning the head's election, or the highest vote for the committee, gives no right past this.
    """
    return met_if(is_in, candidate=candidate)


def lawful_surplus(question: CongressQuestion) -> tuple[int, int | None]:
    """Số dư ít nhất và nhiều nhất của danh sách này; a re-ballot of a tie has no upper limit."""
    if question.reballot_of_tie:
        return 1, None
    return surplus_of_a_slate(question.contest, question.seats, first=question.round == 1)


def surplus_of_a_slate(contest: Post, seats: int, *, first: bool) -> tuple[int, int]:
    """Số dư ít nhất và nhiều nhất của danh sách bầu chức danh này (B-20, B-22, B-23), before anybody is on it."""
    if contest is not Post.COMMITTEE:
        return 0, SURPLUS_OF_A_SINGLE_POST
    share = seats * SURPLUS_AT_MOST.numerator // SURPLUS_AT_MOST.denominator
    return (1 if first else 0), max(SURPLUS_ALWAYS_ALLOWED, share)


def unlawful_slate(question: CongressQuestion, under: str) -> tuple[list[Finding], list[Verdict]]:
    """Mọi chỗ danh sách không đúng: each broken rule as a finding with its verdict."""
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    candidates = question.candidates
    for candidate in candidates:
        standing = candidate.standing
        if standing is Standing.OFFICIAL:
            continue
        judge = is_an_official_member if standing is Standing.PROBATIONARY else belongs_to_the_cell
        verdicts.append(judge(under, candidate.name, str(standing)))
        field = f"standing.{candidate.key}"
        findings.append(Finding(verdicts[-1].rule, Level.ERROR, field, str(Standing.OFFICIAL), str(standing)))
    from_the_committee = question.official_members >= COMMITTEE_FROM_MEMBERS and not question.committee_declined
    if question.contest is not Post.COMMITTEE and from_the_committee:
        for candidate in outside_the_committee(candidates, question.committee):
            verdict = sits_in_the_committee(under, candidate.name, False)
            verdicts.append(verdict)
            field = f"candidate.{candidate.key}"
            findings.append(Finding(verdict.rule, Level.ERROR, field, "committee", candidate.key))
    least, most = lawful_surplus(question)
    surplus = len(candidates) - question.seats
    if surplus < least or (most is not None and surplus > most):
        verdict = surplus_is_lawful(under, len(candidates), question.seats, least, most)
        assert verdict.outcome is Outcome.NOT_MET
        verdicts.append(verdict)
        limit = least if surplus < least or most is None else most
        expected, got = question.seats + limit, len(candidates)
        findings.append(Finding(verdict.rule, Level.ERROR, "candidates", expected, got))
    return findings, verdicts


def outside_the_committee(candidates: Sequence[Candidate], committee: Sequence[str]) -> list[Candidate]:
    """Người không phải chi ủy viên: matched by id, or by name when only one on the slate bears it."""
    members = {normalize("NFC", member) for member in committee}
    names = [normalize("NFC", candidate.name) for candidate in candidates]
    bearers = Counter(names)
    return [
        candidate
        for candidate, name in zip(candidates, names, strict=True)
        if not (
            (candidate.id is not None and normalize("NFC", candidate.id) in members)
            or (name in members and bearers[name] == 1)
        )
    ]
