"""`dantin serve`: mở các trang của cơ sở dữ liệu này ở 127.0.0.1."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.db import connection

from dantin.site.server import HOST, command
from dantin.store.management.spoken import SpokenCommand


def port(text: str) -> int:
    """Cổng."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536):
        raise ArgumentTypeError(f"{text} không phải số từ 1 đến 65535")
    return int(text)


class Command(SpokenCommand):
    help = "Mở các trang của cơ sở dữ liệu này ở 127.0.0.1. Dừng bằng Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port, default=8022, help="cổng của trang (mặc định 8022)")

    def handle(self, **options: Any) -> None:
        connection.ensure_connection()  # a database of the other kind is refused here, in words
        connection.close()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        self.stdout.write(f"mở http://{HOST}:{options['port']}/ (dừng bằng Ctrl-C)")
        self.stdout.flush()
        os.environ.setdefault("DANTIN_DATABASE", str(connection.settings_dict["NAME"]))
        program = command(options["port"], watched=False)
        os.execv(program[0], program)  # the server takes the place of this process, so nothing is left behind
