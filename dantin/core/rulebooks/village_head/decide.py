"""Ai trúng cử trưởng thôn, hoặc việc gì phải làm tiếp."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dantin.core.count import Check, broken_checks
from dantin.core.decide import (
    AnyDeclaration,
    Elected,
    HeadQuestion,
    Missing,
    Next,
    NobodyElected,
    NoQuorum,
    Refused,
    ShareOf,
    Step,
)
from dantin.core.law import Finding, Instrument, Interval, Judgement, Level, Outcome, Verdict, met_if, rule
from dantin.core.plan import Deadline, Procedure, VoteForm
from dantin.core.record import Calendar, recognition_deadline
from dantin.core.register import Base, Electorate
from dantin.core.values import percent

from . import ballot, count, nominate, plan, record, register
from .numbers import (
    CIRCULAR_04,
    DECREE_59,
    LAST_ROUND,
    LAW_10,
    MAJORITY,
    QUORUM,
    RECOGNITION_WORKING_DAYS,
    RESOLUTION_09,
    HeadNumbers,
    cites,
)

KIND = "village_head"


@rule(
    "VH-DECIDE-1",
    cites=cites(
        until_2023=RESOLUTION_09.at("Điều 8", "A22-12", mark="[S07, S10]"),
        since_2023=DECREE_59.at("", "A23-12", mark="unsourced: high"),
    ),
)
def won_a_majority(candidate: str, votes: int, base: int, needed: int) -> Judgement:
    """Trúng cử là người được trên 50% tổng số cử tri hoặc đại diện hộ gia đình của thôn.

    The base is the whole roll, not those present and not the valid ballots: who stayed away, and an invalid ballot,
    count against every candidate.
    """
    return met_if(votes >= needed, candidate=candidate, votes=votes, base=base, needed=needed)


@rule(
    "VH-DECIDE-2",
    cites=cites(
        until_2023=RESOLUTION_09.at("Điều 8", "A22-08", mark="[S10, S11]"),
        since_2023=LAW_10.at("", "A23-09", mark="[S39, S40]; điều khoản: unsourced: medium"),
    ),
)
def enough_attended(attended: int, roll: int) -> Judgement:
    """Cuộc họp được tiến hành khi có trên 50% cử tri hoặc đại diện hộ gia đình của thôn dự.

    Exactly half is not enough. Only a meeting has a quorum: in a poll or with household ballots too few voters
    simply elect nobody.
    """
    needed = QUORUM.least_above(roll)
    return met_if(attended >= needed, attended=attended, base=roll, needed=needed)


@rule(
    "VH-DECIDE-3",
    cites=cites(
        until_2023=CIRCULAR_04.at("điều về nhiệm kỳ", "A22-14", mark="[S16]"),
        since_2023=CIRCULAR_04.at("điều về nhiệm kỳ", "A23-15", mark="[S39, S16]"),
    ),
)
def another_round_is_left(round: int) -> Judgement:
    """Bầu lại vẫn không được thì Chủ tịch Ủy ban nhân dân xã chỉ định trưởng thôn lâm thời.

    There is one re-run, not two; the interim head serves six months at most.
    """
    return met_if(round < LAST_ROUND, round=round, last_round=LAST_ROUND)


RULES = (
    register.electorate_is_lawful,
    ballot.hands_are_shown_in_a_meeting,
    nominate.somebody_stands,
    plan.rerun_is_in_time,
    enough_attended,
    won_a_majority,
    another_round_is_left,
    record.deadline_is_known,
    record.interim_ends_in_time,
    record.by_election_is_called_in_time,
    record.is_answered_in_time,
    record.lasts_beyond_the_term,
)


@dataclass(frozen=True, slots=True)
class HeadRulebook:
    """Bộ quy định bầu trưởng thôn của một thời kỳ."""

    code: str
    called_on: Interval
    instruments: tuple[Instrument, ...]
    numbers: HeadNumbers
    calendar: Calendar
    kind: str = KIND

    def deadlines(self, held_on: date) -> tuple[Deadline, ...]:
        """Các việc phải xong trước ngày bầu, and by when."""
        return plan.deadlines(self.code, held_on)

    def slate_objections(
        self, nominees: Sequence[nominate.HeadNominee], team: Sequence[tuple[str, int | None]], held_on: date
    ) -> tuple[nominate.SlateObjection, ...]:
        """Điều còn cản việc chốt danh sách bầu."""
        return nominate.slate_objections(self.code, nominees, team, held_on)

    def decide(self, question: HeadQuestion, /) -> AnyDeclaration:
        """Theo thứ tự: thành phần và danh sách, số dự, đủ số dự, phiếu, số phiếu từng người, kết luận."""
        warnings = plan.date_warnings(question, self.numbers.rerun_within_days)
        refusal = self._unlawful_plan(question)
        if refusal:
            return self._refuse(Step.ASK_LEGAL_OFFICER, [_error_of(*pair) for pair in refusal], warnings, refusal)
        roll = question.roll
        base = Base("roll", roll, MAJORITY.least_above(roll))
        if not question.candidates:
            verdict = nominate.somebody_stands(self.code, 0)
            found = (Finding(verdict.rule, Level.ERROR, "candidates", 1, 0), *warnings)
            step = Next(Step.APPOINT_INTERIM)
            return NobodyElected((), (), 1, base, (), step, found, (verdict,), self.code, KIND)

        figures = {"roll": roll, "seats": 1}
        in_meeting = question.procedure is Procedure.MEETING
        verdicts: list[Verdict] = []
        if question.procedure is not Procedure.HOUSEHOLD_BALLOTS:
            if question.attended is None:
                raise Missing("attended")
            figures["attended"] = question.attended
            if question.attended > roll:
                return self._incorrect(figures, count.ATTENDANCE, warnings)
            if in_meeting:
                verdict = enough_attended(self.code, question.attended, roll)
                verdicts.append(verdict)
                if verdict.outcome is Outcome.NOT_MET:
                    step = Next(Step.RECONVENE)
                    return NoQuorum((), (), 1, base, (), step, warnings, tuple(verdicts), self.code, KIND)

        if question.vote_form is VoteForm.SHOW_OF_HANDS:
            figures["valid"] = figures["attended"]
        else:
            ballots = question.ballots
            if ballots is None:
                raise Missing("ballots")
            figures["issued"] = ballots.issued
            figures["collected"] = ballots.collected
            figures["valid"] = ballots.valid
            figures["invalid"] = ballots.invalid
            checks = count.BALLOTS_IN_A_MEETING if in_meeting else count.BALLOTS_ELSEWHERE
            broken = broken_checks(figures, checks)
            if broken:
                return self._refuse(Step.CORRECT_FIGURES, broken, warnings, ())
        for candidate in question.candidates:
            figures["votes." + candidate.key] = candidate.votes
        broken = broken_checks(figures, count.VOTES)
        if broken:
            return self._refuse(Step.CORRECT_FIGURES, broken, warnings, ())
        return self._declare(question, base, verdicts, warnings)

    def _declare(
        self, question: HeadQuestion, base: Base, verdicts: list[Verdict], warnings: tuple[Finding, ...]
    ) -> AnyDeclaration:
        needed = base.needed or 0
        roll, winners, shares = base.count, [], []
        for candidate in question.candidates:
            votes = candidate.votes
            shares.append(ShareOf(candidate.name, candidate.id, votes, percent(votes, roll)))
            verdicts.append(won_a_majority(self.code, candidate.name, votes, roll, needed))
            if votes >= needed:
                winners.append(candidate.key)
        within, first = self.numbers.rerun_within_days, question.first_held_on
        if question.round > 1 and within is not None and first is not None:
            verdicts.append(plan.rerun_is_in_time(self.code, first, question.held_on, within))
        if winners:
            step, late = self._recognise(question, verdicts)
            found = warnings + late
            return Elected(tuple(winners), (), 0, base, tuple(shares), step, found, tuple(verdicts), self.code, KIND)
        step, late = self._after_failure(question, verdicts)
        found = warnings + late
        return NobodyElected((), (), 1, base, tuple(shares), step, found, tuple(verdicts), self.code, KIND)

    def _recognise(self, question: HeadQuestion, verdicts: list[Verdict]) -> tuple[Next, tuple[Finding, ...]]:
        received = question.received_on
        if received is None:
            return Next(Step.RECOGNISE), ()
        by = recognition_deadline(received, working_days=RECOGNITION_WORKING_DAYS, calendar=self.calendar)
        verdicts.append(record.deadline_is_known(self.code, received, RECOGNITION_WORKING_DAYS, by))
        late = () if by else (Finding("calendar_ends", Level.WARNING, "received_on", None, received.isoformat()),)
        return Next(Step.RECOGNISE, by), late

    def _after_failure(self, question: HeadQuestion, verdicts: list[Verdict]) -> tuple[Next, tuple[Finding, ...]]:
        another = another_round_is_left(self.code, question.round)
        verdicts.append(another)
        if another.outcome is Outcome.NOT_MET:
            return Next(Step.APPOINT_INTERIM), ()
        if self.numbers.rerun_within_days is None:
            return Next(Step.RERUN), ()
        try:
            return Next(Step.RERUN, question.held_on + timedelta(days=self.numbers.rerun_within_days)), ()
        except OverflowError:
            held = question.held_on.isoformat()
            return Next(Step.RERUN), (Finding("calendar_ends", Level.WARNING, "held_on", None, held),)

    def _unlawful_plan(self, question: HeadQuestion) -> list[tuple[Verdict, str, str]]:
        return self.unlawful_choices(question.electorate, question.procedure, question.vote_form)

    def unlawful_choices(
        self, electorate: Electorate, procedure: Procedure, vote_form: VoteForm
    ) -> list[tuple[Verdict, str, str]]:
        """Những lựa chọn luật không cho: each broken rule, the field it is about, what would be lawful there.

        The call of an election asks this too, so that nobody learns of it from the result.
        """
        broken: list[tuple[Verdict, str, str]] = []
        if electorate not in self.numbers.electorates:
            verdict = register.electorate_is_lawful(self.code, electorate, self.numbers.electorates)
            broken.append((verdict, "electorate", " | ".join(sorted(self.numbers.electorates))))
        if vote_form is VoteForm.SHOW_OF_HANDS and procedure is not Procedure.MEETING:
            verdict = ballot.hands_are_shown_in_a_meeting(self.code, procedure, vote_form)
            broken.append((verdict, "vote_form", str(VoteForm.SECRET_BALLOT)))
        return broken

    def _incorrect(self, figures: dict[str, int], checks: tuple[Check, ...], warnings: tuple[Finding, ...]) -> Refused:
        return self._refuse(Step.CORRECT_FIGURES, broken_checks(figures, checks), warnings, ())

    def _refuse(
        self,
        step: Step,
        errors: Sequence[Finding],
        warnings: tuple[Finding, ...],
        refusal: Sequence[tuple[Verdict, str, str]],
    ) -> Refused:
        verdicts = tuple(verdict for verdict, _, _ in refusal)
        return Refused((), (), 1, None, (), Next(step), (*errors, *warnings), verdicts, self.code, KIND)


def _error_of(verdict: Verdict, field: str, lawful: str) -> Finding:
    got = verdict.facts[field]
    return Finding(verdict.rule, Level.ERROR, field, lawful, str(got))
