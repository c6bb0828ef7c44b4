"""docs/how-to/nap-mot-tinh.md, done as it says in an empty folder and a database of its own; what then is there."""

import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "how-to" / "nap-mot-tinh.md"
# One process for all the commands: what each costs to start is measured elsewhere.
DRIVER = """
import json, sys
from dantin.__main__ import main
for step in json.load(sys.stdin):
    if isinstance(step, dict):
        open(step["file"], "x", encoding="utf-8").write(step["text"])
    else:
        print("$", *step, flush=True)
        code = main(step[1:])
        if code:
            sys.exit(code)
"""


def steps() -> tuple[dict[str, str], list[list[str] | dict[str, str]]]:
    """What the page tells a reader to type: settings, then commands and files in their order.

    `console` blocks are examples with names to fill in.
    """
    typed = "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))
    settings: dict[str, str] = {}
    found: list[list[str] | dict[str, str]] = []
    lines = iter(typed.splitlines())
    for line in lines:
        match shlex.split(line.replace("<<", " << ")):
            case ["export", *pairs]:
                settings |= dict(pair.split("=", 1) for pair in pairs)
            case ["cat", ">", file, "<<", end]:
                text = "".join(f"{each}\n" for each in iter(lambda: next(lines), end))
                found.append({"file": file, "text": text})
            case ["dantin", *rest]:
                found.append(["dantin", *rest])
            case []:
                pass
            case other:
                raise AssertionError(f"the page tells to type what this test cannot: {other}")
    return settings, found


def test_a_new_user_who_types_what_the_page_says_has_a_province_with_its_heads(tmp_path: Path):
    folder = tmp_path / "tỉnh thử"
    folder.mkdir()
    settings, typed = steps()
    assert len(typed) > 20
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DANTIN_", "DJANGO_"))}
    environment = own | {name: value.replace("$PWD", str(folder)) for name, value in settings.items()}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        input=json.dumps(typed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "áp dụng bộ quy định VH-2025T" in done.stdout
    assert "0683802, lần 1: chưa đủ số dự họp." in done.stdout
    assert "0683803, lần 1: chưa bầu được: chưa ai đạt 71 phiếu." in done.stdout
    assert "0683803, lần 2: trúng cử Phạm Văn Mẫu 75 phiếu trên cơ số 140." in done.stdout
    store = sqlite3.connect(folder / "tinh.sqlite3")
    states = dict(store.execute("SELECT village_code, state FROM store_standing WHERE side = 'state'"))
    assert states == {
        "0683801": "elected",
        "0683802": "elected_in_rerun",
        "0683803": "elected_in_rerun",
        "0683804": "elected",
    }
    assert store.execute("SELECT count(*) FROM store_recognition").fetchone() == (4,)
    one = "SELECT incumbency FROM store_standing WHERE village_code = '0683801' AND side = 'state'"
    assert store.execute(one).fetchone() == ("reelected",)
    assert store.execute("SELECT count(*) FROM store_headfromstate").fetchone() == (4,)
    called = "SELECT rulebook, count(*) FROM store_election e JOIN store_congress c ON c.election_id = e.id"
    assert store.execute(called).fetchone() == ("PC-2025", 2)
    store.close()
