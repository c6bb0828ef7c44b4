"""Chữ Việt: tìm không dấu, xếp tên theo vần, viết con số.

NFC does not unify Thuỷ with Thủy, nor Đ (U+0110) with Ð (U+00D0): both are unified here.
"""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODE_OF_LETTER = {letter: f"{10 + place}" for place, letter in enumerate(_LETTERS)}
_END, _SPACE, _NUMBER, _OTHER = "00", "01", "02", "03"
# The order of a Vietnamese dictionary: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_ETH_TO_D_WITH_STROKE = str.maketrans("ÐðĐ", "đđđ")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Khoá tìm kiếm: lower case, no accents, đ as d, single spaces."""
    plain = unicodedata.normalize("NFD", text.translate(_ETH_TO_D_WITH_STROKE))
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(bare.lower().replace("đ", "d").split())


def name_sort_key(name: str) -> str:
    """Khoá xếp tên người: given name, then family name, then what stands between.

    The key is made of digits only, so that any database sorts it the same under any collation.
    """
    words = _letters_and_tone(name)
    if not words:
        return ""
    given, family, middle = words[-1:], words[:1] if len(words) > 1 else [], words[1:-1]
    return _key(given) + _key(family) + _key(middle)


def place_sort_key(text: str) -> str:
    """Khoá xếp địa danh: the same letters, and numbers by value, so that Thôn 2 comes before Thôn 10."""
    return _key(_letters_and_tone(text))


def number(value: int) -> str:
    """Con số theo lối viết Việt Nam: 1.452."""
    return f"{value:,}".replace(",", ".")


def percent_words(value: str | None) -> str:
    """Phần trăm theo lối viết Việt Nam: 98,12 % with a no-break space; a dash where there is none."""
    return "–" if value is None else value.replace(".", ",") + "\u00a0%"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")
_BILLION = 1_000_000_000


def in_words(value: int) -> str:
    """Số viết bằng chữ: 400.015 is "bốn trăm nghìn không trăm mười lăm". Whole numbers from 0 up; `ValueError` below.

    A group of three zeros is passed over; a group after the first says its hundreds, "không trăm" too.
    """
    if value < 0:
        raise ValueError("no amount is below zero")
    if value >= _BILLION:
        above, rest = divmod(value, _BILLION)
        return f"{in_words(above)} tỷ" + (f" {_below_a_billion(rest, follows=True)}" if rest else "")
    return _below_a_billion(value, follows=False) or _DIGITS[0]


def _below_a_billion(value: int, *, follows: bool) -> str:
    said: list[str] = []
    for place in (2, 1, 0):
        group = value // 1000**place % 1000
        if group:
            said.append(_three_digits(group, follows=follows or bool(said)) + _GROUPS[place])
    return " ".join(said)


def _three_digits(group: int, *, follows: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or follows else []
    if tens == 0:
        if ones:
            said.append(f"linh {_DIGITS[ones]}" if said else _DIGITS[ones])
        return " ".join(said)
    said.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    if ones:
        said.append("lăm" if ones == 5 else _after_tens(tens, ones))
    return " ".join(said)


def _after_tens(tens: int, ones: int) -> str:
    """ "mốt" and "tư" follow "mươi", never "mười": hai mươi mốt, mười một."""
    return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones]) if tens > 1 else _DIGITS[ones]


def _key(words: list[tuple[str, str]]) -> str:
    """All letters first, then all tones: a tone decides only between words with the same letters."""
    letters, tones = zip(*words, strict=True) if words else ((), ())
    return f"{_SPACE.join(letters)}{_END}{''.join(tones)}{_END}"


def _letters_and_tone(text: str) -> list[tuple[str, str]]:
    """Each word as the code of its letters and its one tone; where in the word the tone stands does not matter."""
    return list(map(_word, text.split()))


@lru_cache(maxsize=16384)  # the names of a province are made of few words
def _word(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tone, digits = "0", ""
    for letter in unicodedata.normalize("NFC", word.translate(_ETH_TO_D_WITH_STROKE)).lower():
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        if letter.isascii() and letter.isdigit():
            digits += letter
            continue
        letters.append(_number_code(digits))
        digits = ""
        if letter:
            letters.append(_CODE_OF_LETTER.get(letter) or _OTHER + "".join(f"{ord(mark):07d}" for mark in letter))
    letters.append(_number_code(digits))
    return "".join(letters), tone


def _number_code(digits: str) -> str:
    """A number sorts by how many digits it has, then by the digits."""
    if not digits:
        return ""
    value = digits.lstrip("0")
    return f"{_NUMBER}{min(len(value), 99):02d}{value}"
