"""Máy chủ trang: the granian that serves the pages of one computer, and how it ends.

Run as a module it also watches its standard input, which whoever started it holds open: when that ends, the one who
started it is gone, however it went (a kill leaves no time to stop anybody), and so the server goes too.
"""

import os
import signal
import sys
import threading

HOST = "127.0.0.1"
_ENOUGH_SECONDS = 10.0


def command(port: int, *, watched: bool) -> list[str]:
    """The command line of the server; `watched`: give it a pipe as standard input, and it ends with the pipe."""
    program = [sys.executable, "-m", "dantin.site.server" if watched else "granian", "--interface", "wsgi"]
    program += ["--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws"]
    return [*program, "--log-level", "error", "dantin.site.wsgi:application"]


def _end_with_standard_input() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)  # granian ends its workers, then itself
    threading.Event().wait(_ENOUGH_SECONDS)
    os._exit(1)


def main() -> None:
    """Watch and serve."""
    threading.Thread(target=_end_with_standard_input, name="watch", daemon=True).start()
    from granian.cli import entrypoint

    entrypoint()


if __name__ == "__main__":  # the worker imports this module again under another name
    main()
