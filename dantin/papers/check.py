"""Soát bản mẫu: what a province may not put into its own template, and what it may not leave out."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from .compose import NUMBER
from .faults import TemplateFault, TemplateRefused
from .form import Field, FieldKind, Form
from .markup import ENVIRONMENT, blocks_of, shared_part

MOST_BYTES = 200_000
_OF_A_LOOP = frozenset({"index", "index0", "first", "last", "length"})
Known = dict[str, tuple[Field, ...] | None]


def read_template(raw: bytes) -> str:
    """The text of a template file; raises `TemplateRefused` where it is no text."""
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        raise TemplateRefused(
            [
                TemplateFault(
                    None,
                    "đây là tệp Word hoặc tệp nén, có thể mang macro. Bản mẫu là tệp chữ .txt; "
                    "lấy bản đang dùng bằng dantin papers template rồi sửa trên đó",
                )
            ]
        )
    if len(raw) > MOST_BYTES:
        raise TemplateRefused([TemplateFault(None, f"tệp dài {len(raw):,} byte, nhiều nhất {MOST_BYTES:,}")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateRefused([TemplateFault(None, "tệp không phải chữ Unicode (UTF-8). Lưu lại là UTF-8")]) from None
    return text.replace("\r\n", "\n")


def faults_of(form: Form, source: str) -> list[TemplateFault]:
    """Everything wrong with a template of that form; nothing where it may be used."""
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as fault:
        return [TemplateFault(fault.lineno, f"viết chưa đúng cách ({fault.message})")]
    walk = _Walk(form)
    walk.block(tree.body, walk.fields())
    found = sorted(walk.faults, key=lambda fault: fault.line or 0)
    if not found:
        found = list(_drawn(form, source))
    return found + [
        TemplateFault(None, f"thiếu ô {path} ({label}): mẫu này phải có")
        for path, label in _required(form)
        if path not in walk.used
    ]


def _required(form: Form) -> Iterator[tuple[str, str]]:
    for field in form.fields:
        if field.required:
            yield field.name, field.label
        yield from ((f"{field.name}.{one.name}", one.label) for one in field.of_row if one.required and field.required)


def _drawn(form: Form, source: str) -> Iterator[TemplateFault]:
    """What only shows once there is something in the fields: lines of no kind, tables that do not add up, no title."""
    told: set[str] = set()
    for values in (_values(form, full=True), _values(form, full=False)):
        try:
            blocks = blocks_of(source, values)
        except TemplateRefused as refused:
            # lines are those of the paper that was tried, not of the template: only the words help
            for fault in refused.faults:
                if fault.words not in told:
                    told.add(fault.words)
                    yield TemplateFault(None, fault.words)
            return
        if not any(getattr(block, "kind", None) == "title" for block in blocks):
            yield TemplateFault(None, "thiếu dòng “@tên:” nói tên văn bản")
            return


def _values(form: Form, *, full: bool) -> dict[str, Any]:
    def value(field: Field) -> Any:
        if field.kind is FieldKind.ROWS:
            return [{one.name: value(one) for one in field.of_row}] * (2 if full else 1)
        if not full:
            return None
        return {
            FieldKind.TEXT: "chữ", FieldKind.NUMBER: 12, FieldKind.DAY: "2022-06-05",
            FieldKind.MOMENT: "2022-06-05T16:42", FieldKind.SHARE: "12.50", FieldKind.YES: True,
        }[field.kind]  # fmt: skip

    return {field.name: value(field) for field in form.fields} | {NUMBER: "12"}


class _Walk:
    """Goes through a template and the shared parts it takes in; keeps which fields it uses."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.faults: list[TemplateFault] = []
        self.used: set[str] = set()

    def fields(self) -> Known:
        return {field.name: field.of_row or None for field in self._form.fields} | {NUMBER: None}

    def block(self, body: list[nodes.Node], known: Known, rows: Mapping[str, str] | None = None) -> None:
        """`rows`: {name of a row inside a loop: the list it is of}."""
        rows = dict(rows or {})
        for node in body:
            self._node(node, known, rows)

    def _node(self, node: nodes.Node, known: Known, rows: dict[str, str]) -> None:
        match node:
            case nodes.For(target=nodes.Name(name=one), iter=nodes.Name(name=name)):
                self._name(name, node.lineno, known)
                inner = known | {one: known.get(name) or (), "loop": None}
                self.block([*node.body, *node.else_], inner, rows | {one: name})
            case nodes.For():
                self._fault(node, "chỉ lặp được trên một danh sách của mẫu, như {% for one in candidates %}")
            case nodes.Assign(target=nodes.Name(name=name)):
                self._node(node.node, known, rows)
                known[name] = None
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self._part(node, name, known, rows)
            case nodes.Getattr(node=nodes.Name(name=name), attr=attr):
                self._attribute(node, name, attr, known, rows)
            case nodes.Name(name=name, ctx="load"):
                self._name(name, node.lineno, known)
            case nodes.Filter(name=name) if name not in ENVIRONMENT.filters:
                self._fault(node, f"không có cách viết “|{name}”")
            case nodes.Call() | nodes.Import() | nodes.FromImport() | nodes.Macro() | nodes.Extends() | nodes.Getitem():
                self._fault(node, "bản mẫu chỉ ghi ô, không gọi hàm, không lấy tệp khác")
            case _:
                for child in node.iter_child_nodes():
                    self._node(child, known, rows)

    def _part(self, node: nodes.Include, name: str, known: Known, rows: dict[str, str]) -> None:
        source = shared_part(name)
        if source is None or not name.startswith(f"{self._form.side.value}/"):
            self._fault(node, f"không có phần dùng chung “{name}”")
            return
        before = len(self.faults)
        self.block(ENVIRONMENT.parse(source).body, dict(known), rows)
        if len(self.faults) > before:
            del self.faults[before:]
            self._fault(node, f"phần dùng chung “{name}” cần ô mà mẫu này không có")

    def _name(self, name: str, line: int, known: Known) -> None:
        if name not in known:
            self.faults.append(TemplateFault(line, f"không có ô “{name}”"))
        self.used.add(name)

    def _attribute(self, node: nodes.Getattr, name: str, attr: str, known: Known, rows: dict[str, str]) -> None:
        if name == "loop" and name in known:
            if attr not in _OF_A_LOOP:
                self._fault(node, f"không có ô “loop.{attr}”")
            return
        columns = known.get(name)
        if columns is None or attr not in {column.name for column in columns}:
            self._fault(node, f"không có ô “{name}.{attr}”")
            return
        self.used.add(f"{rows.get(name, name)}.{attr}")

    def _fault(self, node: nodes.Node, words: str) -> None:
        self.faults.append(TemplateFault(node.lineno, words))
