"""Lệnh nói tiếng Việt: what a person typed wrong or may not do is one Vietnamese sentence and exit 2, no traceback."""

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

NOTHING_THERE = (
    "cơ sở dữ liệu này còn trống hoặc của bản cũ (DANTIN_DATABASE). Chạy dantin prepare để lập bảng, "
    "hoặc make demo để có tỉnh mô phỏng."
)
_NO_TABLES = re.compile(r"no such (?:table|column)|(?:relation|column) .* does not exist")
_SPOKEN = (
    (re.compile(r"argument [^:]*?(--[a-z-]+): expected .*"), r"\1: còn thiếu giá trị"),
    (re.compile(r"argument [^:]*?(--[a-z-]+): ignored explicit argument .*"), r"\1: không nhận giá trị"),
    (re.compile(r"argument [^:]*?(--[a-z-]+): (.*)", re.DOTALL), r"\1: \2"),
    (re.compile(r"unrecognized arguments: (.*)", re.DOTALL), r"không có lựa chọn \1"),
    (re.compile(r"ambiguous option: (\S+) .*", re.DOTALL), r"\1 chưa rõ là lựa chọn nào"),
)


class _Parser(CommandParser):
    def error(self, message: str) -> NoReturn:
        for pattern, words in _SPOKEN:
            if pattern.fullmatch(message):
                message = pattern.sub(words, message)
                break
        print(f"{self.prog}: {message}. Xem: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


class SpokenCommand(BaseCommand):
    """A command whose every "no" is a sentence.

    The checks of the whole site are the tests' work: running them would load every page before each command.
    """

    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = _Parser  # Django makes the parser itself and takes no class for it
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError as fault:
            if not getattr(self, "_called_from_command_line", False):
                raise
            print(f"dantin: {fault}", file=sys.stderr)
            raise SystemExit(fault.returncode) from None
        except (OperationalError, ProgrammingError) as fault:
            if not getattr(self, "_called_from_command_line", False) or not _NO_TABLES.search(str(fault)):
                raise
            print(f"dantin: {NOTHING_THERE}", file=sys.stderr)
            raise SystemExit(2) from None
