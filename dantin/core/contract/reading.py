"""Đọc JSON chặt chẽ: khoá trùng, số lẻ, ngày không có thật đều là lỗi, và lỗi nào cũng nêu tên khoá.

A fault is collected, not thrown, so that who asks learns of all of them at once. What JSON would lose while parsing
(duplicate keys, fractions, huge numbers) is kept as a mark until the key is known.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from unicodedata import category

# The contract sets no limit, so this one is only there to keep a hostile question from costing anything: Python counts
# such numbers exactly, and nothing between here and the answer is a float or a column of a database.
LONGEST = 100
LARGEST = 10**LONGEST
TOLD_AT_ONCE = 20
TOLD_OF_A_KEY = 120
_CUT = TOLD_OF_A_KEY + 1  # one more than is told, so that it is seen to have been cut
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """Một lỗi của câu hỏi: the path of the key, and what is wrong there, in Vietnamese."""

    field: str
    message: str

    def __str__(self) -> str:
        field = self.field if len(self.field) <= TOLD_OF_A_KEY else self.field[:TOLD_OF_A_KEY] + "…"
        text = f"{field}: {self.message}" if field else self.message
        # One line, whatever the key held: control and unpaired characters are written as escapes.
        return "".join(
            letter if category(letter) not in ("Cc", "Cs", "Zl", "Zp") else f"\\u{ord(letter):04x}" for letter in text
        )


class NotAQuestion(Exception):
    """Không phải câu hỏi: every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = [str(fault) for fault in self.faults[:TOLD_AT_ONCE]]
        if len(self.faults) > TOLD_AT_ONCE:
            told.append(f"và {len(self.faults) - TOLD_AT_ONCE} lỗi khác")
        super().__init__("; ".join(told))


class Pairs(dict[str, Any]):
    """Đối tượng JSON nhớ các khoá bị ghi hai lần."""

    duplicates: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> "Pairs":
        read = cls(pairs)
        if len(read) < len(pairs):
            written = Counter(key for key, _ in pairs)
            read.duplicates = tuple(key for key, times in written.items() if times > 1)
        return read


@dataclass(frozen=True, slots=True)
class NotWhole:
    """Con số không nguyên hoặc quá lớn, giữ nguyên chữ đã viết."""

    text: str
    why: str


def _whole(text: str) -> int | NotWhole:
    return int(text) if len(text) <= LONGEST + 1 else NotWhole(text[:20] + "…", "số quá lớn")


def _fraction(text: str) -> NotWhole:
    return NotWhole(text[:20], "phải là số nguyên, không viết số thập phân")


def _constant(text: str) -> NotWhole:
    return NotWhole(text, f"{text} không phải là số")


def parse(raw: bytes) -> Any:
    """JSON từ các byte UTF-8; a byte order mark is forgiven."""
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(
            text, object_pairs_hook=Pairs.of, parse_int=_whole, parse_float=_fraction, parse_constant=_constant
        )
    except UnicodeDecodeError as error:
        raise NotAQuestion([Fault("", f"không phải JSON: byte thứ {error.start + 1} không phải UTF-8")]) from None
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise NotAQuestion([Fault("", f"không phải JSON: sai ở {where}")]) from None
    except RecursionError:
        raise NotAQuestion([Fault("", "không phải câu hỏi: lồng nhau quá sâu")]) from None


def structural_faults(value: Any, path: str = "") -> list[Fault]:
    """Khoá trùng và ký tự hỏng, ở bất cứ tầng nào; without recursion, for the depth is the asker's."""
    faults: list[Fault] = []
    waiting: list[tuple[str, Any]] = [(path, value)]
    while waiting:
        here, value = waiting.pop()
        match value:
            case dict():
                for key in getattr(value, "duplicates", ()):
                    faults.append(Fault(_join(here, key), "khoá bị ghi hai lần"))
                for key in value:
                    if not _is_sound(key):
                        faults.append(Fault(_join(here, key), "khoá có ký tự hỏng"))
                # A path is told no further than this, so it need not grow: a key of 100 kB over ten thousand others
                # would be a gigabyte.
                waiting += [(_join(here, key)[:_CUT], inner) for key, inner in value.items()]
            case list():
                waiting += [(f"{here}[{place}]"[:_CUT], inner) for place, inner in enumerate(value)]
            case str() if not _is_sound(value):
                faults.append(Fault(here, "có ký tự hỏng"))
    return faults


def _is_sound(text: str) -> bool:
    try:
        text.encode()  # only half a surrogate pair has no UTF-8; asking letter by letter took a fifth of the answer
    except UnicodeEncodeError:
        return False
    return True


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


class ObjectReader:
    """Đọc một đối tượng JSON theo khoá; what nobody asked for is an unknown key."""

    def __init__(self, value: Any, path: str, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self._known: set[str] = set()
        self.is_object = isinstance(value, dict)
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not self.is_object:
            faults.append(Fault(path, "phải là một đối tượng JSON"))

    def has(self, key: str) -> bool:
        self._known.add(key)
        return key in self._value

    def fault(self, key: str, message: str) -> None:
        self.faults.append(Fault(_join(self.path, key), message))

    def number(self, key: str, *, least: int = 0, default: int | None = None, nullable: bool = False) -> int:
        """A whole number; -1 stands for a faulty one, since a faulty question is never asked."""
        if not self._present(key, required=default is None):
            return -1 if default is None else default
        value = self._value[key]
        if value is None and nullable:
            return -1
        fault = fault_of_number(value, least)
        if fault is None:
            return int(value)
        self.fault(key, fault)
        return -1

    def is_null(self, key: str) -> bool:
        return self.has(key) and self._value[key] is None

    def text(self, key: str) -> str:
        if not self._present(key):
            return ""
        value = self._value[key]
        fault = fault_of_name(value)
        if fault is None:
            return str(value)
        self.fault(key, fault)
        return ""

    def day(self, key: str) -> date:
        if not self._present(key):
            return date.min
        value = self._value[key]
        if isinstance(value, str) and _DATE.match(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.fault(key, f"ngày {value} không có thật")
                return date.min
        self.fault(key, "phải là một ngày, viết YYYY-MM-DD")
        return date.min

    def choice(self, key: str, kind: type[E], *, among: Iterable[E] | None = None, default: E | None = None) -> E:
        allowed = list(kind) if among is None else list(among)
        if not self._present(key, required=default is None):
            return allowed[0] if default is None else default
        value = self._value[key]
        if isinstance(value, str):
            for choice in allowed:
                if choice.value == value:
                    return choice
        self.fault(key, "phải là một trong: " + ", ".join(allowed))
        return allowed[0]

    def flag(self, key: str, *, default: bool) -> bool:
        if not self._present(key, required=False):
            return default
        value = self._value[key]
        if isinstance(value, bool):
            return value
        self.fault(key, "phải là true hoặc false")
        return default

    def object(self, key: str, *, required: bool = True) -> "ObjectReader | None":
        if not self._present(key, required=required):
            return None
        return ObjectReader(self._value[key], _join(self.path, key), self.faults)

    def list(self, key: str, read: "Callable[[Any, str, list[Fault]], T]", *, required: bool = True) -> tuple[T, ...]:
        if not self._present(key, required=required):
            return ()
        value = self._value[key]
        here = _join(self.path, key)
        if not isinstance(value, list):
            self.faults.append(Fault(here, "phải là một danh sách"))
            return ()
        return tuple(read(item, f"{here}[{place}]", self.faults) for place, item in enumerate(value))

    def raw(self, key: str) -> Any:
        return self._value[key] if self._present(key) else None

    def no_other_key(self) -> None:
        for key in self._value:
            if key not in self._known:
                self.fault(key, "khoá không có trong hợp đồng")

    def refuse_faults(self) -> None:
        """The end of reading the outermost object: unknown keys are faults, and any fault makes it no question."""
        self.no_other_key()
        if self.faults:
            raise NotAQuestion(self.faults)

    def _present(self, key: str, *, required: bool = True) -> bool:
        self._known.add(key)
        if key in self._value:
            return True
        if required and self.is_object:
            self.fault(key, "thiếu khoá này")
        return False


def fault_of_number(value: Any, least: int = 0) -> str | None:
    """Vì sao không phải một số nguyên dùng được; None when it is one."""
    if isinstance(value, NotWhole):
        return value.why
    if isinstance(value, bool) or not isinstance(value, int):
        return "phải là một số nguyên"
    if value < least:
        return "không được là số âm" if value < 0 else f"phải từ {least} trở lên"
    return None if value <= LARGEST else "số quá lớn"


def fault_of_name(value: Any) -> str | None:
    """Vì sao không phải một tên; None when it is one."""
    if not isinstance(value, str):
        return "phải là chữ"
    # Spaces and signs of no width are not a name either: nobody could read it on the paper.
    seen = any(letter.isprintable() and not letter.isspace() for letter in value)
    return None if seen else "không được để trống"
