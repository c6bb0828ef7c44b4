"""Writes `docs/giay-to/`: one page a form: legal basis, fields, who signs. `--check` says what is not as written.

.venv/bin/python -m tools.form_pages
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from dantin.core.values import Side
from dantin.papers.compose import unnumbered
from dantin.papers.form import Field, FieldKind, Form
from dantin.papers.registry import FORMS

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "giay-to"
_KINDS = {
    FieldKind.TEXT: "chữ", FieldKind.NUMBER: "số", FieldKind.DAY: "ngày", FieldKind.MOMENT: "giờ",
    FieldKind.SHARE: "tỷ lệ %", FieldKind.YES: "có hay không", FieldKind.ROWS: "danh sách",
}  # fmt: skip
_SIDES = {Side.STATE: "Nhà nước", Side.PARTY: "Đảng"}


def page_of(form: Form) -> str:
    """The page of one form, from what the program itself holds."""
    number = f"`{unnumbered(form)}`; số và ngày lấy ở sổ của cơ quan" if form.number_kind else "không có số riêng"
    lines = [
        f"# {form.title}",
        "",
        form.about,
        "",
        f"- Mã mẫu: `{form.code}`, bên {_SIDES[form.side]}",
        f"- Số hiệu: {number}",
        f"- Người ký: {', '.join(form.signed_by)}",
        f"- Lập bằng lệnh: `dantin papers make {form.code} --village TÊN --out TỆP.pdf` (hoặc `.docx`, `.html`)",
        "",
        "## Căn cứ",
        "",
        *(f"- {each}" for each in form.basis),
        "",
        "## Các ô",
        "",
        "Ô in đậm là ô mọi bản mẫu phải có. Ô chưa biết thì để dòng chấm để điền tay.",
        "",
        "| Ô | Nghĩa | Loại |",
        "|---|---|---|",
        *(line for field in form.fields for line in _rows(field)),
        "",
    ]
    return "\n".join(lines)


def _rows(field: Field, above: str = "") -> Iterator[str]:
    name = f"`{above}{field.name}`"
    yield f"| {f'**{name}**' if field.required else name} | {field.label} | {_KINDS[field.kind]} |"
    for each in field.of_row:
        yield from _rows(each, f"{above}{field.name}.")


def index() -> str:
    """Mục lục các mẫu."""
    lines = ["# Các mẫu giấy tờ", "", "In bằng `dantin papers list`. Mỗi mẫu một trang.", ""]
    for side, words in _SIDES.items():
        lines += [f"## Bên {words}", ""]
        lines += [f"- [{form.title}]({form.code}.md): {form.about}" for form in FORMS.values() if form.side is side]
        lines.append("")
    return "\n".join(lines)


def pages() -> dict[str, str]:
    return {"README.md": index(), **{f"{form.code}.md": page_of(form) for form in FORMS.values()}}


def main() -> int:
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        stale = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
        print("\n".join(stale) or "docs/giay-to is as the forms are")
        return bool(stale)
    for name in there.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
