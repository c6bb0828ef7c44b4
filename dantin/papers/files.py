"""Tệp của một văn bản: the same minutes as the file that its ending names; a whole batch on every core there is."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from dantin.core.record import Minutes

from .compose import compose
from .faults import PaperFault
from .pdf import pdf
from .web import html
from .word import docx

ENDINGS = {".pdf": pdf, ".docx": docx, ".html": html}
_AHEAD = 4
_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Order:
    """Một văn bản cần lập: its minutes and what is printed around them; `template` where a province has its own."""

    minutes: Minutes
    address: str = ""
    marks: tuple[str, ...] = ()
    template: str | None = None
    layout: str = ""


def made(order: Order, ending: str) -> bytes:
    """The file; raises `PaperFault` where the ending is none of ours or the paper cannot be made."""
    if ending not in ENDINGS:
        raise PaperFault(f"Không lập được tệp {ending or 'không có đuôi'}: cần đuôi .pdf, .docx hoặc .html")
    paper = compose(
        order.minutes, address=order.address, marks=order.marks, template=order.template, layout=order.layout
    )
    return ENDINGS[ending](paper, order.minutes.side)


def made_all(orders: Iterable[Order], ending: str, *, processes: int | None = None) -> Iterator[bytes | PaperFault]:
    """Each file in order, or why it could not be made; no more than a few are held at once."""
    processes = processes or len(os.sched_getaffinity(0))
    if processes == 1:
        yield from (_or_fault(order, ending) for order in orders)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[list[bytes | PaperFault]]] = []
        for batch in _batches(orders):
            waiting.append(pool.submit(_several, batch, ending))
            if len(waiting) > processes * _AHEAD:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()


def _several(orders: Sequence[Order], ending: str) -> list[bytes | PaperFault]:
    return [_or_fault(order, ending) for order in orders]


def _or_fault(order: Order, ending: str) -> bytes | PaperFault:
    try:
        return made(order, ending)
    except PaperFault as fault:
        return fault


def _batches(orders: Iterable[Order]) -> Iterator[list[Order]]:
    batch: list[Order] = []
    for order in orders:
        batch.append(order)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
