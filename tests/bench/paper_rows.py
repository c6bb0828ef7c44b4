"""Giấy tờ: one paper, all of a village, the minutes of a province; beside them an empty document of the same run."""

import os
import resource
import time
from collections.abc import Iterator

from dantin.core.values import Side
from dantin.imports.lists import HOUSEHOLDS
from dantin.imports.writing import write_xlsx
from dantin.papers.blocks import Paper
from dantin.papers.files import Order, made, made_all
from dantin.papers.pdf import pdf
from dantin.papers.registry import FORMS, forms_of
from dantin.papers.report import report_paper
from dantin.store.head_report import head_report
from dantin.store.readers.elections import called_elections
from dantin.store.readers.paper_subjects import named_village, subjects, villages_in
from dantin.store.readers.papers import minutes_of
from dantin.store.report_sheet import report_csv, report_xlsx

from .measure import Row, cpu

MINUTES_MS, MINUTES_KB, VILLAGE_S, PROVINCE_S, REPORT_S, XLSX_ROWS_S = 15, 100, 1, 15, 2, 50_000
_MINUTES = FORMS["bien-ban-kiem-phieu"]
_ADDRESS = "https://dantin.example.vn"


def one_minutes(record: int = 0) -> Order:
    """Counting minutes of Nà Ếch; another record each time, so that nothing set before is only told again."""
    election = called_elections(Side.STATE)[0]
    [of] = subjects(election, [named_village(election, "Nà Ếch")])
    [minutes] = minutes_of(_MINUTES, of)
    changed = dict(minutes.fields) | {"roll": minutes.fields["roll"] + record}
    return Order(type(minutes)(minutes.form, minutes.record, minutes.side, changed), _ADDRESS)


def paper_rows() -> Iterator[Row]:
    """After the day of the heads: every village has its minutes."""
    empty = cpu(
        _Counted(lambda n: pdf(Paper("Văn bản trống", (), None, f"2022-06-{n % 28 + 1:02}"), Side.STATE)), times=10
    )
    orders = iter([one_minutes(n) for n in range(1, 200)])
    sizes: list[int] = []
    one = cpu(lambda: sizes.append(len(made(next(orders), ".pdf"))), times=10)
    yield Row("an empty document of typst, PDF/A-2a and PDF/UA-1", empty * 1000, "ms CPU")
    yield Row("counting minutes as PDF, warm", one * 1000, "ms CPU", MINUTES_MS)
    yield Row("  the same, times the empty document", one / empty, "×")
    yield Row("  its size", max(sizes) / 1000, "kB", MINUTES_KB)
    docx = iter([one_minutes(n) for n in range(200, 300)])
    yield Row("  the same as DOCX (not limited)", cpu(lambda: made(next(docx), ".docx"), times=5) * 1000, "ms CPU")
    yield Row("every paper of one village, both sides", cpu(_village, best_of=2), "s CPU", VILLAGE_S)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    count = sum(isinstance(raw, bytes) for raw in made_all(_province(), ".pdf"))
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    cores = len(os.sched_getaffinity(0))
    yield Row(f"{count} counting minutes as PDF on {cores} cores", took, "s wall", PROVINCE_S)
    yield Row("  memory that this grew by, the processes beside it apart", grown, "MB")


class _Counted:
    """Calls with 0, 1, 2 …, so that each document is another."""

    def __init__(self, work: object) -> None:
        self.work, self.n = work, 0

    def __call__(self) -> None:
        self.n += 1
        self.work(self.n)  # type: ignore[operator]


def _village() -> int:
    found = 0
    for side in Side:
        election = called_elections(side)[0]
        for of in subjects(election, [named_village(election, "Nà Ếch")]):
            for form in forms_of(side):
                for minutes in minutes_of(form, of):
                    found += len(made(Order(minutes, _ADDRESS), ".pdf")) > 0
    return found


def _province() -> Iterator[Order]:
    election = called_elections(Side.STATE)[0]
    for of in subjects(election, villages_in(election)):
        yield from (Order(minutes, _ADDRESS) for minutes in minutes_of(_MINUTES, of))


def report_rows() -> Iterator[Row]:
    """The report of the whole province, with its files; the households of a province as XLSX."""
    election = called_elections(Side.STATE)[0]
    report = head_report(election, election.province.code)
    paper = report_paper(report, issuer=report.place, dated="2022-06-06")

    def whole() -> int:
        made_now = head_report(election, election.province.code)
        return len(report_xlsx(made_now)) + len(report_csv(made_now)) + len(pdf(paper, Side.STATE))

    yield Row("the province's report, figures alone", cpu(lambda: head_report(election, "22"), best_of=3), "s CPU")
    yield Row("the province's report with PDF, XLSX and CSV", cpu(whole, best_of=3), "s CPU", REPORT_S)
    row = HOUSEHOLDS.samples[0]
    took = cpu(lambda: write_xlsx(HOUSEHOLDS, [row] * 50_000), best_of=2)
    yield Row("households as XLSX, 50,000 rows", took, "s CPU", 50_000 / XLSX_ROWS_S)
