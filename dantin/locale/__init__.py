"""Tiếng của một trang: Vietnamese is the source text of every sentence, English comes from `en/*.po` beside this file.

`said` is called where a sentence is made, with the Vietnamese as its key; numbers and days follow the language too.
Which language it is belongs to one request (or one command) and is Vietnamese unless somebody says otherwise.

In an English text Vietnamese words stand in brackets, "village head (trưởng thôn)", or between ‹ and ›. Both are kept
apart by two marks that no text of ours holds, until `plain` takes them off or a page turns them into `lang="vi"`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files

from dantin.core import vietnamese

OPEN, CLOSE = "\ue000", "\ue001"
VIETNAMESE_LETTER = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_BESIDE = re.compile(rf"\(([^()<>]*[{VIETNAMESE_LETTER}][^()<>]*)\)", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_english: ContextVar[bool] = ContextVar("english", default=False)


@contextmanager
def english() -> Iterator[None]:
    """Within it every sentence is said in English."""
    before = _english.set(True)
    try:
        yield
    finally:
        _english.reset(before)


def is_english() -> bool:
    return _english.get()


def said(sentence: str, **values: object) -> str:
    """The sentence in the language of the moment; whole numbers among its values are written as that language does.

    An English text may say what depends on a number: "{n} {n:village|villages}".
    """
    if _english.get():
        shown = {name: _Counted(value) if type(value) is int else value for name, value in values.items()}
        return in_english(sentence).format(**shown) if values else in_english(sentence)
    if not values:
        return sentence
    shown = {name: vietnamese.number(value) if type(value) is int else value for name, value in values.items()}
    return sentence.format(**shown)


def msg(sentence: str) -> str:
    """Marks a sentence that is kept in a table and said later."""
    return sentence


class _Counted(int):
    """A whole number in an English sentence: 1,452; with "village|villages" the word that fits it."""

    def __format__(self, words: str) -> str:
        if not words:
            return f"{int(self):,}"
        one, many = words.split("|")
        return one if self == 1 else many


@cache
def in_english(sentence: str) -> str:
    """The English text of a sentence; the sentence itself where there is none yet (`tests/house` names it)."""
    return marked(_catalogue().gettext(sentence))


def marked(text: str) -> str:
    """An English text with its Vietnamese words between the marks."""
    return _BESIDE.sub(rf"({OPEN}\1{CLOSE})", text.replace("‹", OPEN).replace("›", CLOSE))


def in_a_table(word: str) -> str | None:
    """The English of a word of the law pages' tables, where "được" means what it means in a table; None without one."""
    found = _catalogue().pgettext("law", word)
    return None if found == word else marked(found)


@cache
def _catalogue() -> GNUTranslations:
    with files("dantin").joinpath("locale/en/LC_MESSAGES/django.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def name(text: str) -> str:
    """A Vietnamese name in a sentence of either language."""
    return f"{OPEN}{text}{CLOSE}" if _english.get() and text else text


def plain(text: str) -> str:
    """Without the marks: for a title, a file, a figure's label."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def number(value: int) -> str:
    """1.452, in English 1,452."""
    return f"{value:,}" if _english.get() else vietnamese.number(value)


def listed(numbers: Iterable[int]) -> str:
    """890, 385, 143; English parts them with semicolons, for its thousands have the comma."""
    return ("; " if _english.get() else ", ").join(number(each) for each in numbers)


def percent_words(value: str | None) -> str:
    """98,12 %, in English 98.12 %; a dash where there is none."""
    if value is None or not _english.get():
        return vietnamese.percent_words(value)
    return f"{value}\u00a0%"


def day(value: date) -> str:
    """3/7/2022, in English 3 July 2022."""
    if _english.get():
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.day}/{value.month}/{value.year}"


def day_and_month(value: date) -> str:
    """3/7, in English 3 July."""
    return f"{value.day} {_MONTHS[value.month - 1]}" if _english.get() else f"{value.day}/{value.month}"
