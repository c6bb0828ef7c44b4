"""Words that follow the kind of unit, and a word and a tile for every state of the core."""

import pytest

from dantin.core.aggregate import CellState, HeadState
from dantin.locale.words import CELL_STATES, HEAD_STATES, full_name, head_title


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
