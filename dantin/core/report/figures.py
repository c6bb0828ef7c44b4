"""Con số trong câu văn: where the counts, ratios and percentages of a Vietnamese text stand, and what is none of them.

Dates, hours, years, numbers of documents, thresholds ("trên 90 %") and rounded amounts ("1,2 triệu") are not figures
that another could contradict: they are passed over.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from dantin.core.aggregate import PrintedPercent

MOST_FIGURES = 2_000  # a page of figures has some two hundred; beyond this a sentence costs its square
LONGEST_NUMBER = 15  # digits; a longer row of digits is a code, not a count


class TooMuch(ValueError):
    """Bài có quá nhiều con số: it is cut up by whoever wants it checked, not by us."""


class Form(StrEnum):
    """Dạng của một con số trong bài: số đếm, phần trăm."""

    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Figure:
    """Một con số như đã viết: where it stands, how it is written, and what it is worth."""

    start: int
    end: int
    text: str
    value: int | PrintedPercent

    @property
    def form(self) -> Form:
        return Form.COUNT if isinstance(self.value, int) else Form.PERCENT

    @property
    def count(self) -> int:
        assert isinstance(self.value, int)
        return self.value

    @property
    def percent(self) -> PrintedPercent:
        assert isinstance(self.value, PrintedPercent)
        return self.value


_SPACE = "[ \\t\u00a0\u202f]"
_S = f"{_SPACE}{{0,3}}"  # every repetition has an end: a hostile text must not cost its square
_COUNT = r"(?:\d{1,3}(?:[\u00a0\u202f]\d{3}){1,4}|\d{1,3}(?:\.\d{3}){1,4}|\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?!\d|[.,]\d)"
_DECIMAL = r"(?<!\d)\d{1,15}(?:[.,]\d{1,15})?"
_PERCENT = rf"(?<![\d.,])({_DECIMAL}){_S}(?:%|phần trăm)"
_ABOUT = "hơn|gần|khoảng|xấp xỉ|chừng|ngót"  # a rounded amount follows
_UNITS = "thôn|bản|làng|khu|tổ|xã|phường|thị|huyện|chi bộ|đảng bộ|cử tri|hộ|đại|bí|trưởng|đồng|đảng|người|địa|đơn|điểm"
_NOT_FIGURES = re.compile(
    "|".join(
        (
            # days, months, years, hours
            r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}",
            rf"ngày{_S}\d{{1,2}}{_S}(?:tháng{_S}\d{{1,2}})?(?:{_S}năm{_S}\d{{4}})?(?:/\d{{1,2}}(?:/\d{{4}})?)?",
            rf"(?:sáng|chiều|tối|trưa|đêm|hôm){_SPACE}{{1,3}}\d{{1,2}}/\d{{1,2}}",
            rf"tháng{_SPACE}{{1,3}}\d{{1,2}}(?:/\d{{4}})?",
            rf"năm{_SPACE}{{1,3}}\d{{4}}",
            rf"\b(?:19|20)\d\d{_S}[-–]{_S}(?:19|20)\d\d\b",
            rf"\b\d{{1,2}}(?:{_S}giờ(?:{_S}\d{{1,2}})?|h\d{{0,2}}\b|:\d\d)",
            r"(?<![\d.,/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]|[.,]\d)",
            # numbers of documents and their parts, rounds, terms, telephones, addresses
            r"(?<!\d)\d{1,6}/\d{4}/[A-ZĐ][\w/\-]{0,40}",
            r"(?<![\d.])0\d{2,3}[. ]\d{3,4}[. ]\d{3,4}(?!\d)",
            rf"(?:[Ss]ố nhà|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt){_SPACE}{{1,3}}\d{{1,5}}(?:/\d{{1,5}}){{0,3}}",
            r"\b\d{1,15}[-/][A-ZĐ][\w/\-]{0,40}",
            r"(?:(?<!tổng )(?<!Tổng )[Ss]ố|[Đđ]iều|[Kk]hoản|[Mm]ục|lần|thứ|[Kk]hóa|[Kk]hoá)"
            rf"{_SPACE}{{1,3}}\d{{1,15}}(?:[-/][\w\-/]{{1,40}})?(?![.,]?\d)",
            rf"(?i:thôn|khu|khu phố|tổ|bản|ấp|đợt|vòng|cụm|nhóm|bước){_SPACE}{{1,3}}\d{{1,3}}(?![.,/]?\d|{_S}%)",
            # thresholds and ranges: "trên 90 %", "từ 70 đến dưới 90 %"
            rf"(?i:trên|dưới|quá|{_ABOUT}|ít nhất|tối thiểu|tối đa|vượt){_SPACE}{{1,3}}{_DECIMAL}{_S}(?:%|phần trăm)",
            rf"{_DECIMAL}{_S}%?{_S}(?:đến|tới|[-–]){_S}(?:dưới|gần)?{_S}{_DECIMAL}{_S}%",
            rf"{_DECIMAL}{_S}%{_S}trở (?:lên|xuống)",
            # rounded amounts, and rows of digits that may be one number or two ("1 452")
            rf"(?i:{_ABOUT}){_SPACE}{{1,3}}\d{{1,3}}(?:[.,]?\d{{3}}){{0,4}}(?![.,]?\d)",
            r"(?<![\d.,])\d{1,3}(?: \d{3}){1,4}(?![.,]?\d)",
            rf"{_DECIMAL}{_S}(?:triệu|nghìn|ngàn|tỷ|tỉ|đồng|km|m2|ha)\b",
        )
    )
)
_FIGURE = re.compile(rf"{_PERCENT}|(?<![\w.,])({_COUNT})(?!\w)")
RATIO = re.compile(rf"{_S}/{_S}\Z")
SENTENCE_END = re.compile(r"(?<=[.!?…])[ \t\u00a0]+|[ \t]{0,8}\n\s*")


def figures(text: str) -> list[Figure]:
    """Mọi con số so được, theo thứ tự đứng trong bài. Raises `TooMuch`."""
    passed = _passed_over(text)
    found = []
    for match in _FIGURE.finditer(passed):
        written = text[match.start() : match.end()]
        digits = match.group(1) or match.group(2)
        if sum(letter.isdigit() for letter in digits) > LONGEST_NUMBER or not _ascii_digits(digits):
            continue
        value = _percent(digits) if match.group(1) else int(re.sub(r"\D", "", digits))
        found.append(Figure(match.start(), match.end(), written, value))
    if len(found) > MOST_FIGURES:
        raise TooMuch
    return [figure for at, figure in enumerate(found) if not _may_be_a_day(text, found, at)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Từng câu, theo chỗ đứng; a line is a sentence too. After "tr." or "TP." a small letter goes on."""
    ends = [0]
    for match in SENTENCE_END.finditer(text):
        if "\n" in match.group() or not text[match.end() : match.end() + 1].islower():
            ends += [match.start(), match.end()]
    ends.append(len(text))
    return [(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if end > start]


def _passed_over(text: str) -> str:
    """The text with what is no figure blanked out, so that every place stays where it was."""
    return _NOT_FIGURES.sub(lambda match: "\x00" * len(match.group()), text)


def _percent(digits: str) -> PrintedPercent:
    whole, _, decimals = digits.replace(",", ".").partition(".")
    return PrintedPercent(Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals))


def _ascii_digits(written: str) -> bool:
    return all(letter.isascii() for letter in written if letter.isdigit())


def _may_be_a_day(text: str, found: list[Figure], at: int) -> bool:
    """5/6 is a day unless a unit follows ("5/6 thôn"), and so is "30/4 thôn họp", where the part would be the greater.

    What cannot be told apart is not held against anything.
    """
    for first, second in ((at, at + 1), (at - 1, at)):
        if first < 0 or second >= len(found):
            continue
        one, other = found[first], found[second]
        if one.form is Form.PERCENT or other.form is Form.PERCENT or not RATIO.match(text[one.end : other.start]):
            continue
        looks_like_a_day = 1 <= one.count <= 31 and 1 <= other.count <= 12 and "." not in one.text + other.text
        if looks_like_a_day and (
            one.count > other.count or not re.match(rf"{_S}(?:{_UNITS})", text[other.end : other.end + 20])
        ):
            return True
    return False
