"""Điều không làm được với một văn bản, in one sentence for the person who asked for it."""

from dataclasses import dataclass


class PaperFault(Exception):
    """Không lập được văn bản; says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Một lỗi trong bản mẫu; `line` is None where the fault is of the whole template."""

    line: int | None
    words: str

    def __str__(self) -> str:
        return self.words if self.line is None else f"Dòng {self.line}: {self.words}"


class TemplateRefused(PaperFault):
    """Bản mẫu chưa dùng được; `faults` are all that were found."""

    def __init__(self, faults: list[TemplateFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
