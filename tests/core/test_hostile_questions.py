"""Câu hỏi và tệp của người không thiện chí: no traceback, one line, the key by its name."""

import json
import os
import subprocess
import sys
from itertools import count

import pytest

from dantin.core.contract import NotAQuestion, answer, parse
from dantin.core.contract.cases import read_cases, run
from tests.samples import congress_json, head_json

from .test_contract import WHOLE

MISSING = object()
NEVER_RIGHT = [
    None,
    True,
    {},
    [],
    [[]],
    "",
    " ",
    "\u00a0\u2003",
    1.0,
    1e300,
    -1,
    float("nan"),
    "\ud800",
    "１２",
    10**101,
]
OPTIONAL = {
    *("round", "first_held_on", "received_on", "less", "reballot_of_tie", "not_issued"),
    *("temporarily_transferred", "exempt_absent", "suspended_or_detained", "excused_whole_congress"),
}


def _places(value, path=()):
    """Every key and index of a question, with the way to it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from _places(inner, (*path, key))


def _written(path):
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def _changed(given, path, value):
    given = json.loads(json.dumps(given))
    inside = given
    for key in path[:-1]:
        inside = inside[key]
    if value is MISSING:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return given


def _told(given):
    """The one line of what is no question; None of a question."""
    try:
        answer(parse(json.dumps(given).encode()))
    except NotAQuestion as fault:
        told = str(fault)
        assert "\n" not in told
        return told
    return None


def _may_be(path, value):
    """Where a value of the menu is right after all: it is asked about elsewhere."""
    key = path[-1]
    lists = ("committee", "candidates", "claims", "sums", "parts", "villages")
    return (
        (value is True and key == "reballot_of_tie")
        or (value == {} and key == "less")
        or (value == [] and key in lists)
        or (value is None and key in ("winner_votes", "recognised_on"))
        or (value == "１２" and (key in ("name", "id") or path[0] == "committee"))
    )


FULL = [
    *WHOLE,
    congress_json(ballots={"issued": 8, "collected": 8, "valid": 8, "invalid": 0, "not_issued": 0}),
    head_json(candidates=[{"name": "A", "id": "c1", "votes": 61}]),
]


@pytest.mark.parametrize("given", FULL, ids=[f"{given['kind']}{place}" for place, given in enumerate(FULL)])
def test_a_wrong_value_at_any_key_is_told_by_its_name(given):
    assert _told(given) is None
    for path in _places(given):
        for value in NEVER_RIGHT:
            if not _may_be(path, value):
                told = _told(_changed(given, path, value))
                assert told is not None, (path, value)
                assert _written(path) in told, (path, value)


@pytest.mark.parametrize("given", FULL, ids=[f"{given['kind']}{place}" for place, given in enumerate(FULL)])
def test_a_missing_or_unknown_key_anywhere_is_told_by_its_name(given):
    for path in _places(given):
        if isinstance(path[-1], str):
            told = _told(_changed(given, path, MISSING))
            # `ballots` and `id` belong to what one question depends on; these samples depend on both or neither.
            may_miss = path[-1] in OPTIONAL - ({"first_held_on"} if given.get("round") == 2 else set()) | {"id"}
            assert (told is None) == may_miss, path
            assert may_miss or _written(path) in told, path
        unknown = (*path[:-1], "colour") if isinstance(path[-1], str) else None
        if unknown is not None:
            assert _written(unknown) in (_told(_changed(given, unknown, 1)) or ""), path


@pytest.mark.parametrize("given", FULL, ids=[f"{given['kind']}{place}" for place, given in enumerate(FULL)])
def test_a_key_written_twice_anywhere_is_told_by_its_name(given):
    for path in _places(given):
        if not isinstance(path[-1], str):
            continue
        # A mark beside the key, which the text then turns into the same key written once more.
        marked = json.dumps(_changed(given, (*path[:-1], "twice!"), 1)).replace('"twice!"', json.dumps(path[-1]))
        with pytest.raises(NotAQuestion) as fault:
            answer(parse(marked.encode()))
        assert f"{_written(path)}: khoá bị ghi hai lần" in str(fault.value)
        raw = b'{"about": "", "cases": [{"id": "x", "title": "", "given": %s, "expect": {"exit": 2}}]}'
        assert run(read_cases(raw % marked.encode())[0]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "NaN", "Infinity", "-1", "1.0", "1e2", "-0.0", "0.5", '"7"', "null", "true", "9" * 5000, "-" + "9" * 5000, "[]",
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_no_number(text):
    raw = json.dumps(head_json(roll=77777)).replace("77777", text).encode()
    with pytest.raises(NotAQuestion, match=r"^roll: "):
        answer(parse(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b" ", b"\xef\xbb\xbf", b"null", b"7", b'"kind"', b"[]", b"{", b"{}{}", b"{} x", b"{'kind': 1}",
        b'{"kind": "totals",}',
        b"\x00" * 9, b"\xff\xfe{\x00}\x00", b"[" * 9999, b'{"a":' * 9999, b'{"kind": "\\ud800"}', b'{"\\ud800": 1}',
        b'{"kind": "totals", "villages": [] // note\n}', b'{"kind": 01}', b"\xef\xbb\xbf\xef\xbb\xbf{}",
    ],
    ids=map(str, count()),
)  # fmt: skip
def test_what_is_no_object_is_no_question(raw):
    with pytest.raises(NotAQuestion) as fault:
        answer(parse(raw))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "day",
    [
        "2022-02-29",
        "2022-13-01",
        "2022-00-10",
        "0000-01-01",
        "2022-6-5",
        "2022-06-05T00:00",
        " 2022-06-05",
        "05/06/2022",
    ],
)
@pytest.mark.parametrize("key", ["called_on", "held_on", "received_on"])
def test_a_day_that_does_not_exist_is_no_day(key, day):
    assert f"{key}: " in _told(head_json(**{key: day}))


def test_a_key_as_long_as_a_book_is_told_in_short():
    told = _told(head_json() | {"k" * 10**6: 1})
    assert told.startswith("kkk")
    assert len(told) < 300


def test_odd_names_are_names():
    for name in ("*", "votes.*", "B.x", "👩\u200d👩\u200d👧", "a\nb", "<b>", "{votes}", "x" * 10**5, "roll"):
        given = head_json(candidates=[{"name": name, "votes": 61}])
        assert answer(parse(json.dumps(given).encode()))["elected"] == [name]


def _dantin(*arguments, stdin=b"", shell="", **environment):
    """The command as a shell starts it, so that what a shell can do to it can be done."""
    command = [sys.executable, "-m", "dantin", *arguments]
    if shell:
        command = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False)


QUESTION = json.dumps(head_json()).encode()
CASES = json.dumps({"cases": [{"id": "x", "given": head_json(), "expect": {"outcome": "refused"}}]}).encode()


@pytest.mark.parametrize(
    ("arguments", "stdin", "shell"),
    [
        (("decide", "-"), QUESTION, ">&-"),
        (("decide", "-"), QUESTION, ">/dev/full"),
        (("cases", "-"), CASES, ">&-"),
        (("cases", "-"), CASES, ">/dev/full"),
        (("decide", "-"), b" ", "<&-"),
        (("decide", "/"), b" ", ""),
        (("decide", "\x7f\n"), b" ", ""),
        (("decide", ""), b" ", ""),
        (("decide", "/dev/null"), b" ", ""),
        (("decide", "-"), b"\xef\xbb\xbf", ""),
    ],
    ids=map(str, count()),
)
def test_the_worst_call_ends_in_one_line_and_exit_2(arguments, stdin, shell):
    ran = _dantin(*arguments, stdin=stdin, shell=shell, LC_ALL="C")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_nothing_is_said_where_nothing_can_be_said():
    assert _dantin("decide", "/none", shell="2>&-").returncode == 2
    assert _dantin("decide", "/none", shell=">&- 2>&-").returncode == 2
    for arguments, stdin in ((("decide", "-"), QUESTION), (("cases", "-"), CASES)):
        assert _dantin(*arguments, stdin=stdin, shell="| true").stderr == b""


def test_a_file_nobody_may_read_is_one_line_and_exit_2(tmp_path):
    file = tmp_path / "khoá.json"
    file.write_bytes(QUESTION)
    file.chmod(0)
    if os.access(file, os.R_OK):
        # Who may read everything cannot be shut out: a name that leads back to itself is refused to everyone.
        file.unlink()
        file.symlink_to(file)
    for command in ("decide", "cases"):
        ran = _dantin(command, str(file))
        assert ran.returncode == 2
        assert ran.stderr.decode() == f"{file}: không đọc được tệp này\n"


@pytest.mark.parametrize(
    "raw",
    [
        QUESTION, b" ", b"[]", b"7", b'{"cases": {}}', b'{"cases": [1]}', b'{"cases": [{"id": "x", "given": {}}]}',
        b'{"cases": [], "cases": []}', b'{"cases": [{"id": "x", "id": "y", "given": {}, "expect": {}}]}',
        b'{"cases": [{"id": "x", "given": {}, "given": {}, "expect": {"exit": 2}}]}',
        b'{"cases": [{"id": "x", "given": {}, "expect": {"base": {"count": 1, "count": 1}}}]}',
    ],
    ids=map(str, count()),
)  # fmt: skip
def test_a_file_that_holds_no_cases_is_exit_2_and_the_others_still_run(raw, tmp_path):
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_bytes(raw)
    good.write_bytes(CASES)
    ran = _dantin("cases", str(bad), str(good))
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith(f"{bad}: ")
    assert ran.stderr.count(b"\n") == 1
    assert ran.stdout.decode().splitlines() == [
        'x: outcome: mong "refused", được "elected"',
        "0 passed, 1 failed",
    ]


def test_each_failing_case_is_one_line_with_its_id_key_expected_and_got(tmp_path):
    cases = [
        {"id": "a\nb", "given": head_json(), "expect": {"base": {"needed": 60}, "elected": ["B"], "nothing": None}},
        {"id": "no question", "given": head_json(roll=-1), "expect": {"outcome": "elected"}},
        {"id": "a question", "given": head_json(), "expect": {"exit": 2}},
        {"id": "no object", "given": [], "expect": {"exit": 2}},
        {"id": "deep", "given": json.loads("[" * 300 + "]" * 300), "expect": {"exit": 2}},
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"about": "", "cases": cases}))
    ran = _dantin("cases", str(file), str(file), LC_ALL="C")
    assert ran.returncode == 1
    lines = ran.stdout.decode().splitlines()
    assert lines[:3] == [
        'a\\u000ab: base.needed: mong 60, được 61; elected: mong ["B"], được ["A"]; nothing: mong null, được không có',
        "no question: given: mong một câu hỏi, được roll: không được là số âm",
        "a question: exit: mong 2, được không có",
    ]
    assert lines[3:] == [*lines[:3], "4 passed, 6 failed"]


@pytest.mark.parametrize("sample", [head_json, congress_json])
def test_a_slate_of_thousands_costs_no_more_than_its_length(sample):
    """All of them broken: with a search of the slate for each, this would take minutes."""
    crowd = [{"name": f"n{place}", "votes": 10**6} for place in range(20_000)]
    shape = {} if sample is head_json else {"contest": "committee", "official_members": 10**4, "seats": 19_000}
    names = [candidate["name"] for candidate in crowd]
    answered = answer(sample(candidates=crowd, **shape))
    assert answered["outcome"] == "refused"
    assert answered["findings"][19_999]["field"] == "candidates[19999].votes"
    if sample is congress_json:
        within = sample(candidates=crowd, official_members=9, committee=names)
        assert [found["code"] for found in answer(within)["findings"]] == ["PC-NOMINATE-3"]
