"""Văn bản quanh một cuộc bầu: every paper in every state moves the village as the table says, or is refused by name."""

from datetime import date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from dantin.core import afterwards
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.values import Side
from dantin.store.actions.ballot import open_polls
from dantin.store.actions.plan import open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.actions.rulings import RulingIn, record_rulings
from dantin.store.models import (
    Contest,
    Declaration,
    Election,
    Event,
    Recognition,
    Round,
    Ruling,
    Sheet,
    Standing,
    Stream,
    Term,
)
from dantin.store.readers.marks import rows_at
from dantin.store.readers.rulings import facts_of
from dantin.store.readers.standings import differences
from dantin.store.readers.streams import broken_links
from dantin.store.refusals import SENTENCES, Refused

from .test_road_to_the_head import agree, declared
from .world import VIETNAM, VILLAGES, figures, rerun_of, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HERE = VILLAGES[0]
PAPER = date(2022, 6, 13)
LATER = datetime(2022, 6, 14, 9, 0, tzinfo=VIETNAM)
K = RulingKind
S = HeadState


def paper(kind: RulingKind, **more: object) -> RulingIn:
    """A paper of that kind with everything on it that such a paper says."""
    whole: dict[str, object] = {"decided_on": PAPER, "decision_number": "88/QĐ-UBND", "reason": "theo hồ sơ số 7"}
    match kind:
        case K.POSTPONED | K.DAY_SET:
            whole["from_on"] = date(2022, 6, 26)
        case K.INTERIM:
            whole |= {"name": "ĂĂĂĂ Lâm Thời", "born_in": 1970}
            whole |= {"from_on": date(2022, 6, 14), "until_on": date(2022, 12, 13)}
        case K.REELECTION | K.ANNULLED:
            whole["counts_as_first"] = True
        case K.LEFT:
            whole |= {"from_on": date(2022, 6, 10), "ground": "died"}
        case K.EXTENDED:
            whole |= {"until_on": date(2022, 12, 31)}
        case K.ANSWERED:
            whole |= {"answers": 1}
    return RulingIn(village_code=HERE, kind=kind, **(whole | more))


def rule(kind: RulingKind, *, at: datetime = LATER, **more: object) -> Ruling | Refused:
    [answer] = record_rulings(election=Election.objects.get(), rulings=[paper(kind, **more)], actor="chu-tich", at=at)
    return answer


def ruled(kind: RulingKind, **more: object) -> Ruling:
    answer = rule(kind, **more)
    assert isinstance(answer, Ruling), str(answer)
    assert list(differences(Election.objects.get())) == []
    return answer


def refused(kind: RulingKind, **more: object) -> str:
    answer = rule(kind, **more)
    assert isinstance(answer, Refused), answer
    assert str(answer)
    return answer.code


def state() -> HeadState:
    return HeadState(Standing.objects.get(village_code=HERE).state)


def elect(*, a: int = 60, number: int = 1, minute: int = 1) -> Declaration:
    sheet = sheet_of(HERE, number=number)
    agree(sheet, figures(a=a, b=98 - a), minute)
    return declared(sheet, minute + 1)


def run_again() -> Sheet:
    first = Sheet.objects.get(round__contest__village_code=HERE, round__number=1, number=1)
    [sheet] = open_rounds(side=Side.STATE, rounds=[rerun_of(first)], actor="ubnd", at=LATER)
    return sheet


def in_state(wanted: HeadState) -> None:
    """The village brought to that state by what people do."""
    election = state_election()
    match wanted:
        case S.NOT_STARTED:
            pass
        case S.VOTING:
            open_polls(election=election, villages=[HERE], actor="to-truong", at=LATER)
        case S.COUNTED:
            agree(sheet_of(HERE), figures(a=60, b=38), 1)
        case S.ELECTED:
            elect()
        case S.RERUN:
            elect(a=49)
        case S.NO_QUORUM:
            agree(sheet_of(HERE), figures(a=0, b=0, attended=40) | dict.fromkeys(BALLOTS, 0), 1)
            declared(sheet_of(HERE), 2)
        case S.POSTPONED:
            ruled(K.POSTPONED)
        case S.ELECTED_IN_RERUN:
            elect(a=49)
            run_again()
            elect(number=2, minute=5)
        case S.INTERIM:
            elect(a=49)
            run_again()
            elect(a=49, number=2, minute=5)
    assert state() is wanted


BALLOTS = ("issued", "collected", "valid", "invalid")
# What else has to be so, in the states where a paper may come at all; each has a test of its own below.
ALSO_REFUSED = {
    (K.POSTPONED, S.RERUN): "after.no_round_to_postpone",
    (K.INTERIM, S.NOT_STARTED): "after.somebody_stands",
    (K.INTERIM, S.POSTPONED): "after.somebody_stands",
    (K.INTERIM, S.ELECTED): "after.not_vacant",
    (K.INTERIM, S.ELECTED_IN_RERUN): "after.not_vacant",
    (K.SUPERSEDED, S.COUNTED): "after.nothing_signed",
    (K.LEFT, S.ELECTED): "after.nobody_in_office",
    (K.LEFT, S.ELECTED_IN_RERUN): "after.nobody_in_office",
    (K.LEFT, S.INTERIM): "after.nobody_in_office",
    (K.EXTENDED, S.ELECTED): "after.nobody_in_office",
    (K.EXTENDED, S.ELECTED_IN_RERUN): "after.nobody_in_office",
    (K.EXTENDED, S.NOT_STARTED): "after.no_extension",
    (K.EXTENDED, S.POSTPONED): "after.no_extension",
    **{(K.ANSWERED, one): "after.nothing_to_answer" for one in S if one is not S.NOT_STARTED},
}


@pytest.mark.parametrize("start", list(HeadState), ids=str)
def test_every_paper_in_every_state_moves_it_as_the_table_says_or_is_refused_by_name(start):
    in_state(start)
    for kind in RulingKind:
        before, told = list(Standing.objects.values()), Event.objects.count()
        with transaction.atomic():
            answer = rule(kind)
            if start not in afterwards.MAY_COME_IN[kind]:
                assert answer.code == f"after.{kind}_not_now"
            elif (kind, start) in ALSO_REFUSED:
                assert isinstance(answer, Refused), (kind, start)
                assert answer.code == ALSO_REFUSED[kind, start]
            else:
                assert isinstance(answer, Ruling), (kind, start, str(answer))
                number = Round.objects.filter(contest__village_code=HERE).count()
                assert state() is (afterwards.leads_to(kind, round_number=number) or start), kind
                assert list(differences(Election.objects.get())) == []
            if isinstance(answer, Refused):
                assert list(Standing.objects.values()) == before
                assert Event.objects.count() == told
            transaction.set_rollback(True)


def test_every_refusal_has_its_sentence_and_every_kind_its_event():
    assert all(f"after.{kind}_not_now" in SENTENCES for kind in RulingKind)


def test_a_postponed_poll_keeps_its_new_day_and_opens_on_it():
    in_state(S.VOTING)
    ruled(K.POSTPONED, reason="bão số 2")
    election = Election.objects.get()
    assert Round.objects.get(contest__village_code=HERE).held_on == date(2022, 6, 26)
    assert open_polls(election=election, villages=[HERE], actor="to-truong", at=LATER) == 1
    assert state() is S.VOTING
    assert list(differences(election)) == []


def test_a_poll_postponed_without_a_day_opens_only_after_one_is_set():
    in_state(S.NOT_STARTED)
    ruled(K.POSTPONED, from_on=None)
    election = Election.objects.get()
    assert open_polls(election=election, villages=[HERE], actor="to-truong", at=LATER) == 0
    ruled(K.DAY_SET)
    assert state() is S.NOT_STARTED
    assert open_polls(election=election, villages=[HERE], actor="to-truong", at=LATER) == 1
    elect(minute=20000)
    assert Declaration.objects.get().question["held_on"] == "2022-06-26"
    assert list(differences(election)) == []


def test_figures_that_come_in_after_the_postponement_are_counted():
    """The vote was over before the paper came: a telephone that was offline sends what was read."""
    in_state(S.VOTING)
    ruled(K.POSTPONED)
    agree(sheet_of(HERE), figures(a=60, b=38), 20000)
    assert state() is S.COUNTED
    assert list(differences(Election.objects.get())) == []


def test_a_new_day_before_the_paper_is_refused():
    in_state(S.NOT_STARTED)
    assert refused(K.POSTPONED, from_on=date(2022, 6, 1)) == "after.day_has_passed"


@pytest.mark.parametrize(
    ("until", "said"),
    [(date(2022, 12, 12), None), (date(2022, 12, 13), None), (date(2022, 12, 14), "after.interim_too_long")],
    ids=str,
)
def test_an_interim_head_serves_six_months_from_the_decision_at_most(until, said):
    in_state(S.INTERIM)
    answer = rule(K.INTERIM, until_on=until)
    assert (answer.code if isinstance(answer, Refused) else None) == said


def test_the_last_day_of_six_months_where_the_month_is_shorter():
    assert afterwards.interim_ends_by(date(2022, 8, 31), 6) == date(2023, 2, 28)
    assert afterwards.interim_ends_by(date(2022, 6, 13), 6) == date(2022, 12, 13)


def test_nobody_stands_and_an_interim_head_is_appointed():
    """F-05."""
    in_state(S.NOT_STARTED)
    Round.objects.filter(contest__village_code=HERE).update(slate=[])
    ruled(K.INTERIM)
    assert state() is S.INTERIM
    assert refused(K.INTERIM) == "after.interim_already"


def test_a_village_without_a_slate_can_be_ruled_on():
    in_state(S.NOT_STARTED)
    Sheet.objects.filter(round__contest__village_code=HERE).delete()
    Round.objects.filter(contest__village_code=HERE).delete()
    contest = Contest.objects.get(village_code=HERE)
    contest.candidacies.all().delete()
    contest.delete()
    ruled(K.INTERIM)
    assert state() is S.INTERIM
    ruled(K.REELECTION)
    assert state() is S.NOT_STARTED


def test_no_name_and_no_reason_stands_in_an_event():
    in_state(S.INTERIM)
    ruled(K.INTERIM, reason="bà ĂĂĂĂ nhận việc")
    event = Event.objects.get(type="record.interim_appointed")
    assert "ĂĂĂĂ" not in str(event.body)
    assert {fact.name for fact in event.facts.all()} == {"name", "born_in", "reason"}
    assert [line for stream in Stream.objects.all() for line in broken_links(stream)] == []


def test_recognition_refused_means_another_election_and_the_paper_says_how_it_counts():
    """F-25."""
    in_state(S.ELECTED)
    assert refused(K.REELECTION, reason="") == "after.reason_missing"
    assert refused(K.REELECTION, counts_as_first=None) == "after.which_vote"
    ruled(K.REELECTION, counts_as_first=True)
    assert state() is S.RERUN
    assert not recognisable()
    second = run_again()
    assert second.round.first_number == 2
    row = elect(a=49, number=2, minute=20000)
    # nobody above half the first time: another round is due, not an interim head
    assert (row.question["round"], row.answer["next"]["step"]) == (1, "rerun")
    assert list(differences(Election.objects.get())) == []


def test_a_paper_may_say_that_the_vote_it_orders_is_the_second():
    in_state(S.ELECTED)
    ruled(K.REELECTION, counts_as_first=False)
    run_again()
    row = elect(a=49, number=2, minute=20000)
    assert (row.question["round"], row.answer["next"]["step"]) == (2, "appoint_interim")
    assert row.question["first_held_on"] == "2022-06-05"
    assert list(differences(Election.objects.get())) == []


def test_a_rerun_that_was_annulled_and_is_voted_on_once_more_as_a_rerun_is_the_second_vote_still():
    in_state(S.ELECTED_IN_RERUN)
    ruled(K.ANNULLED, counts_as_first=False)
    assert run_again().round.number == 3
    row = elect(a=49, number=3, minute=20000)
    assert (row.question["round"], row.answer["next"]["step"]) == (2, "appoint_interim")
    assert row.question["first_held_on"] == "2022-06-05"
    assert state() is S.INTERIM
    assert list(differences(Election.objects.get())) == []


def recognisable(number: int = 1) -> bool:
    row = Declaration.objects.filter(round__number=number).order_by("-version").first()
    [answer] = recognise(
        decisions=[RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=PAPER)],
        actor="chu-tich",
        at=LATER,
    )
    return isinstance(answer, Recognition)


def test_a_returned_file_waits_for_its_answer():
    in_state(S.ELECTED)
    ruled(K.RETURNED, reason="thiếu chữ ký của thư ký ở trang hai")
    assert not recognisable()
    assert refused(K.RETURNED) == "after.returned_already"
    ruled(K.ANSWERED, answers=1, reason="đã ký bổ sung")
    assert recognisable()


def test_a_superseding_sheet_is_read_by_two_again_and_the_old_conclusion_stays():
    in_state(S.ELECTED)
    ruled(K.SUPERSEDED, reason="cộng nhầm phiếu của hai người")
    row = Standing.objects.get(village_code=HERE)
    assert (row.state, row.winner_votes, row.done_at) == ("counted", None, None)
    assert not recognisable()
    second = Sheet.objects.get(round__contest__village_code=HERE, number=2)
    agree(second, figures(a=49, b=49), 20000)
    assert list(differences(Election.objects.get())) == []
    declared(second, 20001)
    assert [(d.version, d.outcome) for d in Declaration.objects.order_by("version")] == [
        (1, "elected"),
        (2, "nobody_elected"),
    ]
    assert state() is S.RERUN
    assert list(differences(Election.objects.get())) == []


def test_no_round_is_opened_while_the_sheet_is_being_replaced():
    in_state(S.RERUN)
    ruled(K.SUPERSEDED)
    with pytest.raises(Refused) as refusal:
        run_again()
    assert refusal.value.code == "plan.no_round_due"


def test_a_recognised_head_is_not_corrected_but_annulled():
    in_state(S.ELECTED)
    assert recognisable()
    assert refused(K.SUPERSEDED) == "after.recognised_so_annul"
    assert refused(K.REELECTION) == "after.already_recognised"
    assert Term.objects.filter(begins_in=2022).count() == 1
    ruled(K.ANNULLED)
    assert state() is S.RERUN
    assert Recognition.objects.count() == 1
    assert not Term.objects.filter(begins_in=2022).exists()
    run_again()
    elect(number=2, minute=20000)
    assert recognisable(2)
    assert Term.objects.filter(begins_in=2022).count() == 1
    assert list(differences(Election.objects.get())) == []


@pytest.mark.parametrize("start", [S.RERUN, S.NO_QUORUM], ids=str)
def test_a_complaint_holds_back_the_next_round_until_it_is_answered(start):
    in_state(start)
    ruled(K.COMPLAINT, reason="đơn ngày 12/6 về kiểm phiếu")
    with pytest.raises(Refused) as refusal:
        run_again()
    assert refusal.value.code == "after.complaint_open"
    ruled(K.ANSWERED, answers=1)
    assert run_again().round.number == 2
    assert refused(K.ANSWERED, answers=1) == "after.nothing_to_answer"


def test_a_complaint_holds_back_recognition_and_its_annulment_answers_it():
    in_state(S.ELECTED)
    ruled(K.COMPLAINT)
    assert not recognisable()
    assert refused(K.REELECTION) == "after.complaint_open"
    assert ruled(K.ANNULLED).answers.kind == K.COMPLAINT
    assert run_again().round.number == 2


def test_a_head_leaves_and_an_interim_takes_over_and_the_result_stays_what_it_was():
    """F-53, F-26, A22-20."""
    in_state(S.ELECTED)
    assert recognisable()
    ruled(K.LEFT)
    assert refused(K.LEFT) == "after.left_already"
    ruled(K.INTERIM)
    row = Standing.objects.get(village_code=HERE)
    assert (row.state, row.winner_votes) == ("elected", 60)
    # the interim head leaves: the one vacancy stays, nobody takes it for another
    ruled(K.LEFT)
    facts = facts_of(Election.objects.get(), [HERE])[HERE].values
    assert (afterwards.vacancy(facts).number, afterwards.interim(facts)) == (1, None)
    assert refused(K.LEFT) == "after.left_already"


def test_nobody_takes_over_before_the_post_is_vacant():
    """F-26: the vacancy may be of a later day than its paper."""
    in_state(S.ELECTED)
    assert recognisable()
    ruled(K.LEFT, from_on=date(2022, 7, 1))
    assert refused(K.INTERIM, from_on=date(2022, 6, 30)) == "after.interim_before_vacancy"
    ruled(K.INTERIM, from_on=date(2022, 7, 1))


def test_a_second_interim_stops_and_asks_for_its_reason():
    """A22-20: no text says whether another may follow the first; each paper has its own six months."""
    in_state(S.INTERIM)
    assert refused(K.LEFT) == "after.nobody_in_office"
    ruled(K.INTERIM)
    assert refused(K.INTERIM) == "after.interim_already"
    ruled(K.LEFT)
    assert afterwards.vacancy(facts_of(Election.objects.get(), [HERE])[HERE].values) is None
    assert refused(K.INTERIM, reason="") == "after.second_interim"
    assert refused(K.INTERIM, until_on=date(2022, 12, 14)) == "after.interim_too_long"
    ruled(K.INTERIM)
    # the second ran its months: the day after, a third asks again
    at = datetime(2022, 12, 20, 9, 0, tzinfo=VIETNAM)
    third = {"decided_on": date(2022, 12, 14), "from_on": date(2022, 12, 14), "until_on": date(2023, 6, 14), "at": at}
    assert refused(K.INTERIM, **third | {"from_on": date(2022, 12, 13)}) == "after.interim_already"
    assert refused(K.INTERIM, **third, reason="") == "after.second_interim"
    ruled(K.INTERIM, **third)


def test_an_election_after_somebody_left_is_due_in_sixty_days_since_2023():
    """A23-16."""
    assert afterwards.by_election_due(date(2025, 8, 1), 60) == date(2025, 9, 30)
    assert afterwards.by_election_due(date(2022, 8, 1), None) is None


def test_a_term_is_extended_only_where_the_law_of_the_day_speaks_of_it():
    """F-52. A25-03, A25-04."""
    in_state(S.NOT_STARTED)
    at = datetime(2026, 1, 2, 9, 0, tzinfo=VIETNAM)
    later = {"until_on": date(2026, 6, 30), "at": at}
    assert refused(K.EXTENDED, decided_on=date(2025, 6, 1), **later) == "after.no_extension"
    short = {"decided_on": date(2025, 12, 20), "at": at}
    assert refused(K.EXTENDED, **short, until_on=date(2025, 12, 19)) == "after.ends_too_soon"
    Election.objects.update(term_ends_in=2026)  # VH-RECORD-5: what ends before the last year extends nothing
    assert refused(K.EXTENDED, **short, until_on=date(2025, 12, 31)) == "after.extends_nothing"
    Election.objects.update(term_ends_in=2025)
    assert rule(K.EXTENDED, decided_on=date(2025, 12, 20), **later).until_on == date(2026, 6, 30)
    much_later = datetime(2026, 3, 2, 9, 0, tzinfo=VIETNAM)
    hole = refused(K.EXTENDED, decided_on=date(2026, 3, 1), until_on=date(2026, 6, 30), at=much_later)
    assert hole == "after.no_rule_in_force"


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (K.ANNULLED, {"decision_number": ""}, "after.number_missing"),
        (K.ANNULLED, {"decided_on": date(2030, 1, 1)}, "after.day_to_come"),
        (K.ANNULLED, {"reason": "x" * 500}, "text.too_long"),
        (K.COMPLAINT, {"reason": ""}, "after.reason_missing"),
        (K.ANNULLED, {"counts_as_first": None}, "after.which_vote"),
    ],
)
def test_a_paper_that_lacks_something_is_told_what(kind, more, said):
    in_state(S.ELECTED)
    assert refused(kind, **more) == said


def test_a_ruling_is_never_changed():
    in_state(S.ELECTED)
    ruled(K.COMPLAINT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ruling.objects.update(reason="khác")
    assert connection.is_usable()


@pytest.mark.parametrize("kind", [K.ANNULLED, K.SUPERSEDED], ids=str)
def test_a_past_mark_shows_what_was_known_then(kind):
    in_state(S.ELECTED)
    ruled(kind)
    election = Election.objects.get()
    then = {one.village_code: one for one in rows_at(election, datetime(2022, 6, 6, tzinfo=VIETNAM))}
    now = {one.village_code: one for one in rows_at(election, datetime(2030, 1, 1, tzinfo=VIETNAM))}
    assert (then[HERE].state, then[HERE].winner_votes) == ("elected", 60)
    assert (now[HERE].state, now[HERE].winner_votes) == (state().value, None)


def test_of_a_batch_each_paper_is_judged_by_itself():
    in_state(S.ELECTED)
    election = Election.objects.get()
    given = [paper(K.COMPLAINT), paper(K.LEFT), RulingIn(village_code="x", kind=K.COMPLAINT, decided_on=PAPER)]
    answers = record_rulings(election=election, rulings=given, actor="chu-tich", at=LATER)
    assert [getattr(one, "code", None) for one in answers] == [None, "after.nobody_in_office", "ballot.no_such_village"]
