"""Lệnh `dantin`: decide và cases chỉ cần lõi, chạy ngay; các lệnh khác là lệnh quản trị của Django."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

INTERRUPTED = 130  # what a shell says of a command stopped by Ctrl-C
HELP = """\
Dân Tin: bầu trưởng thôn và đại hội chi bộ, mỗi kết luận tính từ luật.

  dantin decide TỆP        trả lời một câu hỏi (JSON); TỆP là - thì đọc từ đầu vào chuẩn
  dantin cases TỆP...      chạy các tệp trường hợp, in chỗ không khớp
  dantin report audit TỆP  soát con số của một báo cáo: chỗ nào không khớp, vì sao
  dantin law new-case TRANG  thêm một ca mẫu vào trang luật rồi chạy ca ấy
  dantin demo              dựng tỉnh mô phỏng và mở trang tiến độ
  dantin replay --fast     diễn lại cả hai ngày rồi in bản tin
  dantin prepare           lập cơ sở dữ liệu mới để nạp danh sách của một tỉnh; dantin serve mở trang của nó
  dantin call TỆP          gọi bầu cử từ tệp quyết định (mẫu: dantin template calls TỆP --mau)
  dantin declare           ký các biên bản mà hai người đọc khớp nhau, kết luận theo luật
  dantin template LOẠI TỆP tệp mẫu của một danh sách (places, rolls, candidates, readings…; xem: dantin import --help)
  dantin import LOẠI TỆP   nạp danh sách ấy: chạy thử, thêm --ghi thì ghi
  dantin export LOẠI TỆP   xuất danh sách ấy
  dantin backup TỆP        sao lưu, niêm phong cho khoá của dantin backup-key; dantin restore TỆP khôi phục và soát

Các lệnh khác: dantin help
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Chọn lệnh; the core alone for decide and cases."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _choose(given)
    except NotWritten:
        return _fail("không ghi được câu trả lời ra đầu ra chuẩn")
    except KeyboardInterrupt:
        return INTERRUPTED


class NotWritten(Exception):
    """Đầu ra chuẩn đã đóng hoặc đầy: the answer did not reach whoever asked, so it was not given."""


def _choose(given: list[str]) -> int:
    match given:
        case ["decide", file]:
            return _decide(file)
        case ["cases", _, *_]:
            return _cases(given[1:])
        case ["decide", *_]:
            return _fail("dantin decide: cần đúng một TỆP (hoặc - để đọc từ đầu vào chuẩn)")
        case ["cases"]:
            return _fail("dantin cases: cần ít nhất một TỆP")
        case ["-h" | "--help"]:
            _say(HELP)
            return 0
        case []:
            _complain(HELP)
            return 2
    return _manage(given)


def _decide(file: str) -> int:
    from dantin.core.contract import NotAQuestion, answer_text

    try:
        answered = answer_text(_read(file))
    except NotAQuestion as fault:
        return _fail(str(fault))
    except OSError as error:
        return _fail(_unreadable(file, error))
    _write(answered)
    return 0


def _cases(files: Sequence[str]) -> int:
    from dantin.core.contract import NotAQuestion
    from dantin.core.contract.cases import read_cases, run

    passed = failed = 0
    unreadable = False
    for file in files:
        try:
            cases = read_cases(_read(file))
        except NotAQuestion as fault:
            _complain(f"{_one_line(file)}: {fault}\n")
            unreadable = True
            continue
        except OSError as error:
            _complain(_unreadable(file, error) + "\n")
            unreadable = True
            continue
        for case in cases:
            misses = run(case)
            passed, failed = passed + (not misses), failed + bool(misses)
            if misses:
                told = "; ".join(f"{miss.key}: mong {miss.expected}, được {miss.got}" for miss in misses)
                _say(_one_line(f"{case.id}: {told}") + "\n")
    _say(f"{passed} passed, {failed} failed\n")
    return 2 if unreadable else int(failed > 0)


def _manage(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dantin.site.settings")
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    from dantin.store.refusals import Refused

    command = arguments[0].replace("-", "_")  # Django names commands as modules: verify-streams is verify_streams
    if command != "help" and command not in get_commands():
        _complain(f"Không có lệnh {_one_line(arguments[0])}.\n\n{HELP}")
        return 2
    try:
        execute_from_command_line(["dantin", command, *arguments[1:]])
    except Refused as refusal:
        return _fail(str(refusal))
    return 0


def _read(file: str) -> bytes:
    if file == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as opened:
            return opened.read()
    except ValueError as error:  # a name with a null character is no file
        raise OSError(str(error)) from None


def _unreadable(file: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{_one_line(file)}: không có tệp này"
    return f"{_one_line(file)}: không đọc được tệp này"


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def _fail(message: str) -> int:
    _complain(_one_line(message) + "\n")
    return 2


def _say(text: str) -> None:
    _write(text.encode("utf-8", "backslashreplace"))


def _write(raw: bytes) -> None:
    """Always UTF-8, whatever the locale says."""
    if sys.stdout is None:
        raise NotWritten
    try:
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # who asked has gone: nothing is left to say, and nothing to say it to
        _leave(sys.stdout)
    except OSError:
        _leave(sys.stdout)
        raise NotWritten from None


def _complain(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
    except OSError:  # the exit code is all that is left to say it with
        _leave(sys.stderr)


def _leave(stream: TextIO) -> None:
    """What is still in the buffer goes nowhere: Python would try once more at its end, and complain there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
