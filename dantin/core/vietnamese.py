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
