"""Hợp đồng giữa luật và chương trình: một câu hỏi JSON vào, một câu trả lời JSON ra (phiên bản 1).

`answer(given)` takes what `reading.parse` made of the text and gives plain JSON values, or raises `NotAQuestion`
with every fault. `dantin decide`, `dantin cases` and the web interface go through it.
"""

from .answer import CONTRACT, answer, answer_text
from .reading import Fault, NotAQuestion, parse

__all__ = ["CONTRACT", "Fault", "NotAQuestion", "answer", "answer_text", "parse"]
