"""Máy chủ trang không sống lâu hơn người mở nó: killed without a word, it leaves no server behind."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

# What `dantin demo` does, without a province: it starts the server with a pipe, then waits.
PARENT = """
import subprocess, sys
from dantin.site.server import command
server = subprocess.Popen(command(int(sys.argv[1]), watched=True), stdin=subprocess.PIPE)
print(server.pid, flush=True)
server.wait()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(wanted: bool, port: int, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while answers(port) is not wanted:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_page_server_ends_with_whoever_started_it(tmp_path, how):
    port = free_port()
    environment = {**os.environ, "DANTIN_DATABASE": str(tmp_path / "dantin.sqlite3")}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    server = int(parent.stdout.readline())
    try:
        assert until(True, port), "the server did not start"
        parent.send_signal(how)
        parent.wait(10)
        assert until(False, port), "the server outlived the one who started it"
        server = 0
    finally:
        parent.kill()
        parent.stdout.close()
        if server:
            os.kill(server, signal.SIGKILL)
