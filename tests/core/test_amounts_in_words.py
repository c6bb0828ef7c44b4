"""Số viết bằng chữ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.vietnamese import in_words

TABLE = {
    0: "không", 1: "một", 4: "bốn", 5: "năm", 9: "chín", 10: "mười", 11: "mười một", 14: "mười bốn", 15: "mười lăm",
    20: "hai mươi", 21: "hai mươi mốt", 24: "hai mươi tư", 25: "hai mươi lăm", 34: "ba mươi tư", 91: "chín mươi mốt",
    99: "chín mươi chín", 100: "một trăm", 101: "một trăm linh một", 104: "một trăm linh bốn",
    105: "một trăm linh năm", 110: "một trăm mười", 111: "một trăm mười một", 115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt", 555: "năm trăm năm mươi lăm", 999: "chín trăm chín mươi chín", 1000: "một nghìn",
    1005: "một nghìn không trăm linh năm", 1015: "một nghìn không trăm mười lăm",
    1452: "một nghìn bốn trăm năm mươi hai", 10_000: "mười nghìn", 21_000: "hai mươi mốt nghìn",
    100_001: "một trăm nghìn không trăm linh một", 340_134: "ba trăm bốn mươi nghìn một trăm ba mươi tư",
    346_663: "ba trăm bốn mươi sáu nghìn sáu trăm sáu mươi ba", 400_015: "bốn trăm nghìn không trăm mười lăm",
    1_000_000: "một triệu", 1_000_005: "một triệu không trăm linh năm",
    1_050_000: "một triệu không trăm năm mươi nghìn",
    999_999_999: "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
    1_000_000_000: "một tỷ", 1_000_000_001: "một tỷ không trăm linh một",
}  # fmt: skip
_DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
           "bảy": 7, "tám": 8, "chín": 9}  # fmt: skip
_PLACES = {"nghìn": 1_000, "triệu": 1_000_000}


@pytest.mark.parametrize(("value", "words"), TABLE.items())
def test_each_amount_has_its_words(value: int, words: str) -> None:
    assert in_words(value) == words


def read(words: str) -> int:
    """The amount that these words say, read by the meaning of each word."""
    whole = group = digit = 0
    for word in words.split():
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "tỷ":
            whole, group, digit = (whole + group + digit) * 1_000_000_000, 0, 0
        elif word != "linh":
            whole, group, digit = whole + (group + digit) * _PLACES[word], 0, 0
    return whole + group + digit


@given(st.integers(0, 10**9) | st.integers(0, 10**12))
def test_the_words_say_the_amount_and_no_other(value: int) -> None:
    assert read(in_words(value)) == value


def test_every_amount_of_a_village_and_of_a_province_is_said_back() -> None:
    assert all(read(in_words(value)) == value for value in (*range(20_000), *range(340_000, 350_000)))


def test_there_is_no_amount_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        in_words(-1)
