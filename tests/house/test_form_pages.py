"""Mỗi mẫu giấy tờ một trang, as the program's own forms are."""

from tools.form_pages import FOLDER, pages


def test_each_form_has_its_page_and_each_page_its_form():
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert there == pages(), "run: .venv/bin/python -m tools.form_pages"
