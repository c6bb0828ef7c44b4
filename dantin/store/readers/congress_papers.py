"""Văn bản bên Đảng từ hồ sơ: rows → the minutes of each form of a congress of a cell."""

from collections.abc import Callable, Iterator

from dantin.core.record import Minutes
from dantin.papers.form import Form

from .paper_subjects import Subject

READERS: dict[str, Callable[[Form, Subject], Iterator[Minutes]]] = {}
