"""The curve of a day and the bulletins closed on it."""

from datetime import UTC, date, datetime

from dantin.locale.curve import Curve, minute_of, minutes_of_day, svg

DAY = date(2022, 7, 3)


def curve(*done: int, now: int = 17 * 60) -> Curve:
    return Curve(
        done=done, target=10, start=420, end=1020, now=now, marks=(540, 660), what="Số đại hội đã xong", unit="đại hội"
    )


def test_moments_in_utc_become_minutes_of_the_local_day():
    texts = ["2022-07-03 00:10:59", "2022-07-02 16:59:59", "2022-07-02 17:00:00", "2022-07-03 17:00:00", None]
    assert minutes_of_day(texts, DAY) == (0, 7 * 60 + 10)


def test_a_report_that_comes_at_the_mark_belongs_to_the_next_bulletin():
    assert curve(530, 539, 540, 541).bulletins == [(540, 2), (660, 4)]


def test_a_late_report_never_changes_a_bulletin_already_closed():
    before = curve(530, 539, now=600).bulletins
    after = curve(530, 539, 605, now=610).bulletins
    assert before == after == [(540, 2)]


def test_a_bulletin_whose_time_has_not_come_is_not_shown():
    assert curve(530, now=539).bulletins == []


def test_the_label_of_the_drawing_says_the_figures():
    assert "Số đại hội đã xong theo giờ: 3 trên 10 lúc 11:40" in svg(
        curve(500, 600, 700, now=700), narrow=False, colours=("a", "b")
    )


def test_the_minute_counts_from_midnight_of_the_day_over_midnight_too():
    assert minute_of(datetime(2022, 7, 2, 16, 30, tzinfo=UTC), DAY) == -30
    assert minute_of(datetime(2022, 7, 3, 17, 5, tzinfo=UTC), DAY) == 1445


def test_a_day_before_anything_was_reported_can_be_drawn():
    assert svg(curve(now=300), narrow=True, colours=("a", "b")).startswith("<svg")
