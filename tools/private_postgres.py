"""A real PostgreSQL of our own for one run: fresh folder, random port, fsync on, gone at the end.

Standard library only. As root the server runs as `postgres`, since it refuses root.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROLE = "dantin"


class PostgresFailed(RuntimeError):
    """The server could not be made or started; the message says what PostgreSQL said."""


@contextmanager
def private_postgres(bin_folder: Path) -> Iterator[str]:
    """Yield `postgresql://…` of a running server with one empty database, `dantin`."""
    home = Path(tempfile.mkdtemp(prefix="dantin-postgres-"))
    owner = _owner()
    if owner:
        shutil.chown(home, owner)
    data, password, port = home / "data", secrets.token_hex(16), _free_port()

    def run(program: str, *arguments: str, **more: str) -> None:
        _run(owner, [str(bin_folder / program), *arguments], cwd=home, more=more)

    (home / "password").write_text(password)
    (home / "password").chmod(0o644)  # its folder is 0700; the server's user must read it
    try:
        run(
            "initdb", "-D", str(data), "-U", ROLE, "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={home / 'password'}",
        )  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home} -c fsync=on"
        run("pg_ctl", "-D", str(data), "-l", str(home / "log"), "-w", "-t", "60", "-o", options, "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ROLE, ROLE, PGPASSWORD=password)
            yield f"postgresql://{ROLE}:{password}@/{ROLE}?host={home}&port={port}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str | None:
    """Who the server runs as: None when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise PostgresFailed("no user to run the server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(owner: str | None, command: list[str], *, cwd: Path, more: dict[str, str]) -> None:
    as_owner = ["runuser", "-u", owner, "--"] if owner else []
    # A PGHOST or PGDATA of the person's own must not lead us to another server.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    # pg_ctl leaves the server holding its output, so a pipe would never end; a file does.
    with tempfile.TemporaryFile() as said:
        code = subprocess.call(as_owner + command, cwd=cwd, env={**kept, **more}, stdout=said, stderr=subprocess.STDOUT)
        said.seek(0)
        if code != 0:
            raise PostgresFailed(f"{Path(command[0]).name}: {said.read().decode(errors='replace').strip()[-400:]}")
