"""Kết quả soát thành lời và thành JSON."""

from typing import Any

from dantin.core.aggregate import Agreement
from dantin.core.vietnamese import number

from .recalculations import REASONS, REMARKS, Kind, Recalculation, Report

VERDICTS = {
    Agreement.AGREES: "khớp",
    Agreement.TRUNCATED: "bị cắt đuôi, không làm tròn",
    Agreement.DISAGREES: "không khớp",
}
ABOUT = {
    Kind.SHARE: "tỷ lệ của một phần",
    Kind.PART: "phần không lớn hơn tổng",
    Kind.SHARES_OF_ONE: "các tỷ lệ của cùng một đối tượng, nếu chia hết một tổng thì phải đủ 100 %",
    Kind.CHANGE: "kỳ trước và mức tăng giảm",
    Kind.ADDITION: "phép cộng",
    Kind.RECORD: "đối chiếu hồ sơ",
}
SENTENCE = "{verdict}: bài viết ghi {printed}; tính lại {arithmetic} ({about})"
SPOKEN = (SENTENCE, *VERDICTS.values(), *ABOUT.values(), *REMARKS, *REASONS)


def sentence(check: Recalculation) -> str:
    """Một phép soát thành một dòng."""
    return SENTENCE.format(
        verdict=VERDICTS[check.agreement],
        printed=", ".join(figure.text for figure in check.figures),
        arithmetic=check.arithmetic,
        about=ABOUT[check.kind],
    )


def report_text(report: Report) -> str:
    """Cả kết quả: first what disagrees, then what agrees, then what could not be paired."""
    wrong = report.disagreements
    right = [check for check in report.checks if check.agreement is Agreement.AGREES]
    lines = [f"{number(len(report.figures))} con số so được, {number(len(report.checks))} phép soát."]
    lines += [f"✗ dòng {_line(report, check.figures[0].start)}, {sentence(check)}" for check in wrong]
    lines += [f"✓ dòng {_line(report, check.figures[0].start)}, {sentence(check)}" for check in right]
    lines += [f"? dòng {_line(report, one.figure.start)}, {one.figure.text}: {one.why}" for one in report.unpaired]
    lines.append(f"{number(len(wrong))} chỗ không khớp, {number(len(report.unpaired))} số không ghép được.")
    return "\n".join(lines) + "\n"


def report_json(report: Report) -> dict[str, Any]:
    """Như trên, cho máy đọc; places are counted in characters of `text`."""

    def place(start: int, end: int, text: str) -> dict[str, Any]:
        return {"start": start, "end": end, "text": text}

    return {
        "text": report.text,
        "figures": len(report.figures),
        "checks": [
            {
                "kind": str(check.kind),
                "agreement": str(check.agreement),
                "arithmetic": check.arithmetic,
                "figures": [place(figure.start, figure.end, figure.text) for figure in check.figures],
            }
            for check in report.checks
        ],
        "unpaired": [
            place(one.figure.start, one.figure.end, one.figure.text) | {"why": one.why} for one in report.unpaired
        ],
        "disagreements": len(report.disagreements),
    }


def _line(report: Report, at: int) -> int:
    return report.text.count("\n", 0, at) + 1
