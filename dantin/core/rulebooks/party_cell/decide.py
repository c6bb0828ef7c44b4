"""Ai trúng cử ở đại hội chi bộ, hoặc việc gì phải làm tiếp."""

from collections.abc import Sequence
from dataclasses import dataclass

from dantin.core.count import Check, broken_checks
from dantin.core.decide import (
    AnyDeclaration,
    CongressQuestion,
    Elected,
    Missing,
    Next,
    NoQuorum,
    Refused,
    SeatsLeft,
    ShareOf,
    Step,
    Tie,
)
from dantin.core.law import Finding, Instrument, Interval, Judgement, Level, Outcome, Verdict, met_if, rule
from dantin.core.nominate import (
    CHARTER,
    Candidate,
    belongs_to_the_cell,
    congress_chooses_a_committee,
    elects_a_committee,
    has_enough_members,
    is_an_official_member,
    was_recognised_by_the_congress,
)
from dantin.core.plan import Post
from dantin.core.register import (
    COMMITTEE_FROM_MEMBERS,
    EXEMPT_THAT_LEAVE_A_CHOICE,
    LEAST_OFFICIAL_MEMBERS,
    Base,
    CellRegister,
)
from dantin.core.values import percent

from . import ballot, count, floor, nominate, plan
from .numbers import (
    DECISION_190,
    DECISION_244,
    MAJORITY,
    PC_2014,
    PC_2024,
    PC_2025,
    QUORUM,
    REGULATION_24,
    REGULATION_294,
    SECRETARY_ROUNDS,
    cites,
)
from .register import base_is_the_adjusted_convened

KIND = "party_cell"


@rule(
    "PC-DECIDE-1",
    cites=cites(
        until_2024=DECISION_244.at("Điều 32", "B-50", mark="[P12, P13]"),
        since_2024=DECISION_190.at("Điều 30", "B-50", mark="[P19]"),
    ),
)
def won_a_majority(candidate: str, votes: int, base: int, needed: int) -> Judgement:
    """Trúng cử phải được trên một nửa cơ số: số đảng viên chính thức được triệu tập, trừ bốn trường hợp.

    Neither those present nor the valid ballots are the base; exactly half is not enough.
    """
    return met_if(votes >= needed, candidate=candidate, votes=votes, base=base, needed=needed)


@rule("PC-DECIDE-2", cites=CHARTER.at("Điều 11", "B-06", mark="unsourced: high; khoản: medium"))
def enough_are_present(present: int, convened: int) -> Judgement:
    """Đại hội hợp lệ khi có ít nhất hai phần ba số đảng viên chính thức được triệu tập.

    Of those convened, without deductions: whether the deducted also leave this base is a GAP that was settled so.
    """
    needed = QUORUM.least_reaching(convened)
    return met_if(present >= needed, present=present, base=convened, needed=needed)


_TIES = cites(
    until_2024=DECISION_244.at("Điều 33", "B-51", "F-42", mark="unsourced: high; điều: medium"),
    since_2024=DECISION_190.at("Điều 31", "B-51", "F-42", mark="unsourced: high; điều: medium"),
)


@rule("PC-DECIDE-3", cites=_TIES)
def last_seat_is_clear(seats: int, last: int, following: int) -> Judgement:
    """Quá nửa nhiều hơn số cần bầu thì lấy người cao phiếu hơn; bằng phiếu ở suất cuối thì bầu lại giữa họ.

    Age does not break the tie: that is a rule of deputies' elections.
    """
    return met_if(last > following, seats=seats, last=last, following=following)


@rule("PC-DECIDE-4", cites=_TIES)
def reballot_is_clear(seats: int, last: int, following: int) -> Judgement:
    """Bầu lại giữa những người bằng phiếu: nhiều phiếu hơn là trúng, không cần quá nửa.

    Equal again: the congress decides whether to vote another time.
    """
    return met_if(last > following, seats=seats, last=last, following=following)


@rule(
    "PC-DECIDE-5",
    cites={
        PC_2014: REGULATION_24.at("", "B-32", mark="[P30]"),
        PC_2024: REGULATION_24.at("", "B-32", mark="[P30]"),
        PC_2025: REGULATION_294.at("", "B-32", mark="[P26]"),
    },
)
def congress_may_vote_again(contest: str, round: int) -> Judgement:
    """Bầu bí thư đến lần thứ ba không được thì cấp ủy cấp trên chỉ định.

    Only the secretary: for the committee and the deputy the congress always decides whether to go on.
    """
    return met_if(contest != "secretary" or round < SECRETARY_ROUNDS, contest=contest, round=round)


RULES = (
    has_enough_members,
    base_is_the_adjusted_convened,
    elects_a_committee,
    congress_chooses_a_committee,
    is_an_official_member,
    belongs_to_the_cell,
    ballot.ballot_is_valid,
    ballot.may_count,
    nominate.surplus_is_lawful,
    nominate.sits_in_the_committee,
    floor.has_support_on_the_floor,
    floor.keeps_to_the_prepared_list,
    was_recognised_by_the_congress,
    won_a_majority,
    enough_are_present,
    last_seat_is_clear,
    reballot_is_clear,
    congress_may_vote_again,
)


@dataclass(frozen=True, slots=True)
class CongressRulebook:
    """Bộ quy định bầu cử ở đại hội chi bộ của một thời kỳ."""

    code: str
    called_on: Interval
    instruments: tuple[Instrument, ...]
    kind: str = KIND

    def decide(self, question: CongressQuestion, /) -> AnyDeclaration:
        """Theo thứ tự: chi bộ và danh sách, số được triệu tập, đủ số dự, phiếu, số phiếu từng người, kết luận."""
        warnings = plan.plan_warnings(question)
        refused = self._unlawful(question, warnings)
        if refused is not None:
            return refused
        less = question.less
        figures = {
            "official_members": question.official_members,
            "convened": question.convened,
            "temporarily_transferred": less.temporarily_transferred,
            "exempt_absent": less.exempt_absent,
            "suspended_or_detained": less.suspended_or_detained,
            "excused_whole_congress": less.excused_whole_congress,
            "present": question.present,
            "seats": question.seats,
        }
        refused = self._incorrect(question, figures, count.ATTENDANCE, warnings)
        if refused is not None:
            return refused
        register = CellRegister(question.official_members, question.convened, less)
        counted = register.adjusted_convened
        needed = None if question.reballot_of_tie else MAJORITY.least_above(counted)
        base = Base("adjusted_convened", counted, needed)
        quorum = enough_are_present(self.code, question.present, question.convened)
        verdicts = [base_is_the_adjusted_convened(self.code, register), quorum]
        if question.committee_declined:
            verdicts.append(congress_chooses_a_committee(self.code, question.official_members, question.exempt))
        if quorum.outcome is Outcome.NOT_MET:
            step = Next(Step.RECONVENE)
            return NoQuorum((), (), question.seats, base, (), step, warnings, tuple(verdicts), self.code, KIND)

        ballots = question.ballots
        if ballots is None:
            raise Missing("ballots")
        figures["issued"] = ballots.issued
        figures["collected"] = ballots.collected
        figures["valid"] = ballots.valid
        figures["invalid"] = ballots.invalid
        refused = self._incorrect(question, figures, count.BALLOTS, warnings)
        if refused is not None:
            return refused
        for candidate in question.candidates:
            figures["votes." + candidate.key] = candidate.votes
        refused = self._incorrect(question, figures, count.VOTES, warnings)
        if refused is not None:
            return refused
        return self._declare(question, base, verdicts, warnings)

    def _declare(
        self, question: CongressQuestion, base: Base, verdicts: list[Verdict], warnings: tuple[Finding, ...]
    ) -> AnyDeclaration:
        seats, needed = question.seats, base.needed
        shares = tuple(
            ShareOf(candidate.name, candidate.id, candidate.votes, percent(candidate.votes, base.count))
            for candidate in question.candidates
        )
        above = list(question.candidates)
        if needed is not None:
            for candidate in above:
                verdicts.append(won_a_majority(self.code, candidate.name, candidate.votes, base.count, needed))
            above = [candidate for candidate in above if candidate.votes >= needed]
        # A stable sort: equal votes stay in the order of the slate.
        above.sort(key=_fewer_votes)
        won, tied = above[:seats], []
        if len(above) > seats:
            last, following = above[seats - 1].votes, above[seats].votes
            clear = reballot_is_clear if question.reballot_of_tie else last_seat_is_clear
            verdicts.append(clear(self.code, seats, last, following))
            if last == following:
                won = [candidate for candidate in above if candidate.votes > last]
                tied = [candidate for candidate in above if candidate.votes == last]
        elected = tuple(candidate.key for candidate in won)
        left = seats - len(elected)
        if tied:
            again = question.reballot_of_tie
            step = Next(Step.CONGRESS_DECIDES_ANOTHER_ROUND if again else Step.REBALLOT_TIED)
            keys = tuple(candidate.key for candidate in tied)
            return Tie(elected, keys, left, base, shares, step, warnings, tuple(verdicts), self.code, KIND)
        if left:
            another = congress_may_vote_again(self.code, str(question.contest), question.round)
            verdicts.append(another)
            step = Next(
                Step.CONGRESS_DECIDES_ANOTHER_ROUND
                if another.outcome is Outcome.MET
                else Step.APPOINT_BY_HIGHER_COMMITTEE
            )
            return SeatsLeft(elected, (), left, base, shares, step, warnings, tuple(verdicts), self.code, KIND)
        step = Next(Step.APPROVE)
        return Elected(elected, (), 0, base, shares, step, warnings, tuple(verdicts), self.code, KIND)

    def _unlawful(self, question: CongressQuestion, warnings: tuple[Finding, ...]) -> Refused | None:
        members = question.official_members
        errors: list[Finding] = []
        verdicts: list[Verdict] = []
        if members < LEAST_OFFICIAL_MEMBERS:
            verdicts.append(has_enough_members(self.code, members))
            least = LEAST_OFFICIAL_MEMBERS
            errors.append(Finding(verdicts[-1].rule, Level.ERROR, "official_members", least, members))
        if question.contest is Post.COMMITTEE and members < COMMITTEE_FROM_MEMBERS:
            verdicts.append(elects_a_committee(self.code, members))
            errors.append(Finding(verdicts[-1].rule, Level.ERROR, "contest", str(Post.SECRETARY), str(Post.COMMITTEE)))
        if question.committee_declined:
            choice = congress_chooses_a_committee(self.code, members, question.exempt)
            verdicts.append(choice)
            if choice.outcome is Outcome.NOT_MET:
                asked = EXEMPT_THAT_LEAVE_A_CHOICE
                errors.append(Finding(choice.rule, Level.ERROR, "exempt", asked, question.exempt))
            elif question.contest is Post.COMMITTEE:
                errors.append(Finding(choice.rule, Level.ERROR, "contest", str(Post.SECRETARY), str(Post.COMMITTEE)))
        step = Step.ASK_LEGAL_OFFICER if errors else Step.CHANGE_SLATE
        slate_errors, slate_verdicts = nominate.unlawful_slate(question, self.code)
        errors += slate_errors
        verdicts += slate_verdicts
        return self._refuse(question, step, errors, warnings, verdicts) if errors else None

    def _incorrect(
        self,
        question: CongressQuestion,
        figures: dict[str, int],
        checks: tuple[Check, ...],
        warnings: tuple[Finding, ...],
    ) -> Refused | None:
        broken = broken_checks(figures, checks)
        return self._refuse(question, Step.CORRECT_FIGURES, broken, warnings, ()) if broken else None

    def _refuse(
        self,
        question: CongressQuestion,
        step: Step,
        errors: Sequence[Finding],
        warnings: tuple[Finding, ...],
        verdicts: Sequence[Verdict],
    ) -> Refused:
        found = (*errors, *warnings)
        return Refused((), (), question.seats, None, (), Next(step), found, tuple(verdicts), self.code, KIND)


def _fewer_votes(candidate: Candidate) -> int:
    return -candidate.votes
