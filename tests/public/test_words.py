"""Words that follow the kind of unit, and a word and a tile for every state of the core."""

from datetime import date

import pytest

from dantin.core.aggregate import CellState, HeadState
from dantin.locale.words import CELL_STATES, HEAD_STATES, full_name, head_title
from dantin.public.verdict_words import Words, headline
from dantin.store.readers.village import Dossier, ElectionOfUnit, RoundFacts, TermFacts


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("thon", "Trưởng thôn"),
        ("bản", "Trưởng bản"),
        ("khu_pho", "Trưởng khu phố"),
        ("to_dan_pho", "Tổ trưởng tổ dân phố"),
        # others are named after their own word
        ("khu", "Trưởng khu"),
        ("buôn", "Trưởng buôn"),
    ],
)
def test_the_title_follows_the_kind_of_unit(kind, title):
    assert head_title(kind) == title


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("thon", "Nà Ếch", "Thôn Nà Ếch"),
        ("thon", "Thôn Nà Ếch", "Thôn Nà Ếch"),
        ("khu_pho", "Khu 3", "Khu 3"),
        ("to_dan_pho", "5", "Tổ dân phố 5"),
    ],
)
def test_the_kind_is_said_once(kind, name, shown):
    assert full_name(kind, name) == shown


def test_every_state_of_the_core_has_a_word_and_a_letter_of_its_own():
    assert set(HEAD_STATES) == set(HeadState)
    assert set(CELL_STATES) == set(CellState)
    for words in (HEAD_STATES, CELL_STATES):
        assert len({word.letter for word in words.values()}) == len(words)
        assert len({word.word for word in words.values()}) == len(words)


ASKED = ({"step": "appoint_interim", "by": None}, {"step": "rerun", "by": None})


@pytest.mark.parametrize(
    ("rounds", "why"),
    [
        ([(ASKED[1], [1]), (ASKED[0], [1])], "Sau hai lần bầu"),
        ([(ASKED[0], [])], "Không có ai ứng cử"),
        ([], "Chưa có danh sách người ứng cử"),
        ([None], "Chưa bầu được"),
    ],
)
def test_f05_the_page_says_why_an_interim_head_was_appointed(rounds, why):
    """F-05, F-24, F-53: two votes that failed are one reason of several."""
    told = tuple(
        RoundFacts(
            number, date(2022, 6, 5), "meeting", "secret_ballot", {},
            each and {"outcome": "nobody_elected", "next": each[0], "shares": each[1]}, None,
        )
        for number, each in enumerate(rounds, start=1)
    )  # fmt: skip
    head = ElectionOfUnit(1, "state", date(2022, 5, 10), date(2022, 6, 5), "1", "interim", 0, 0, None, None, False)
    facts = Dossier(head, None, None, {}, {}, told, None, None, (), (), TermFacts())
    words = Words("trưởng bản", "bản", "đại diện hộ", {})
    assert headline(facts, words).startswith(why)
