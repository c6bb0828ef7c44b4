"""Lỗi trong tệp: what is wrong, in which cell, what to do. A fault is a value; only a whole file is raised."""

from dataclasses import dataclass


class Unreadable(Exception):
    """Không nhận cả tệp; `str()` is the sentence, with the advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Một ô (hoặc một dòng) sai. `column` counts from 0; None where the whole row is meant."""

    sheet: str
    row: int
    column: int | None
    heading: str
    message: str

    @property
    def cell(self) -> str:
        """As a spreadsheet names it: B27, or the row alone."""
        return f"dòng {self.row}" if self.column is None else f"{letters(self.column)}{self.row}"

    def __str__(self) -> str:
        where = f"dòng {self.row}" if self.column is None else f"dòng {self.row}, cột {letters(self.column)}"
        heading = f" ({self.heading})" if self.heading else ""
        return f"{self.sheet}, {where}{heading}: {self.message}"


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def quoted(text: object, longest: int = 40) -> str:
    """A cell's text inside a sentence: one line, printable, not too long."""
    plain = "".join(letter if letter.isprintable() else "·" for letter in str(text))
    return f"“{plain[:longest]}…”" if len(plain) > longest else f"“{plain}”"
