"""Văn bản bên Nhà nước từ hồ sơ: rows → the minutes of each form of the election of a village head."""

from collections.abc import Callable, Iterator

from dantin.core.record import Minutes
from dantin.papers.form import Form

from .paper_subjects import Subject

READERS: dict[str, Callable[[Form, Subject], Iterator[Minutes]]] = {}
