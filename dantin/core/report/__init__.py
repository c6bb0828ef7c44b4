"""Soát báo cáo: the figures of a text or a table that somebody wrote, held against each other and the record.

Nothing is ever rewritten: a finding points at the figures as they stand and says the arithmetic.
"""

from .figures import TooMuch
from .prose import audit_text
from .recalculations import Kind, Recalculation, Report, Unpaired
from .record import Known, against_record
from .table import audit_table, read_table
from .words import ABOUT, SENTENCE, SPOKEN, VERDICTS, report_json, report_text, sentence

__all__ = [
    "ABOUT",
    "SENTENCE",
    "SPOKEN",
    "VERDICTS",
    "Kind",
    "Known",
    "Recalculation",
    "Report",
    "TooMuch",
    "Unpaired",
    "against_record",
    "audit_table",
    "audit_text",
    "read_table",
    "report_json",
    "report_text",
    "sentence",
]
