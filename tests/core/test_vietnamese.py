"""Chữ Việt: không dấu, xếp vần, con số."""

import random
from unicodedata import normalize

import pytest

from dantin.core.vietnamese import fold, name_sort_key, number, percent_words, place_sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Thuỷ", "thuy"),
        ("Thủy", "thuy"),
        ("Đặng", "dang"),
        ("Ðặng", "dang"),
        ("  Nà   Ếch ", "na ech"),
        ("ƯƠNG", "uong"),
    ],
)
def test_a_search_forgives_accents(text, folded):
    assert fold(text) == fold(normalize("NFD", text)) == folded


ALPHABET = [
    "a",
    "ă",
    "â",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "ê",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "ô",
    "ơ",
    "p",
    "q",
    "r",
]
ALPHABET += ["s", "t", "u", "ư", "v", "x", "y"]


def _shuffled(items):
    shuffled = list(items)
    random.Random(1).shuffle(shuffled)
    return shuffled


@pytest.mark.parametrize(
    "in_order",
    [
        ALPHABET,
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["Lê Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần Văn Anh", "Nguyễn Văn Ân", "Lê Văn Đạt", "Bùi Ý"],
        # The tone decides only between names with the same letters, and the given name before the family name.
        ["Vũ Văn Hoa", "Bùi Văn Hòa", "Lê Văn Hoan"],
    ],
)
def test_names_sort_as_in_a_vietnamese_list(in_order):
    assert sorted(_shuffled(in_order), key=name_sort_key) == in_order


def test_one_name_has_one_key_however_it_is_written():
    assert len({name_sort_key(name) for name in ("Lê Thuỷ", "Lê Thủy", "LÊ THỦY", normalize("NFD", "Lê Thủy"))}) == 1
    assert name_sort_key("Ðỗ Văn Ðạt") == name_sort_key("Đỗ Văn Đạt")


def test_places_sort_by_the_value_of_their_number():
    in_order = ["Bản 3", "Khu 5", "Khu 5A", "Thôn 2", "Thôn 02B", "Thôn 10", "Thôn Nà Ếch"]
    assert sorted(_shuffled(in_order), key=place_sort_key) == in_order


def test_a_key_sorts_the_same_under_any_collation():
    assert name_sort_key("Nguyễn-Văn Ấn 3").isdigit()
    assert place_sort_key("Tổ dân phố số 12/3 – Ω").isdigit()


def test_numbers_are_written_the_vietnamese_way():
    assert [number(7), number(1452), number(346663)] == ["7", "1.452", "346.663"]
    assert [percent_words("98.12"), percent_words(None)] == ["98,12\u00a0%", "–"]
