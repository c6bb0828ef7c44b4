"""`dantin law`: cán bộ pháp chế thêm một ca mẫu vào trang luật, và chạy lại các ca của một trang."""

import sys
from argparse import ArgumentParser
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dantin.public.law_cases import misses
from dantin.public.law_cases.new_case import (
    NotAdded,
    asked_columns,
    cell,
    conclusions,
    insert,
    table_of,
    written,
)
from dantin.public.law_pages import CONCLUSION_COLUMN, FOLDERS, CaseTable, LawPage, LawPageError, read_page


class Command(BaseCommand):
    help = "Thêm một ca mẫu vào trang luật rồi chạy (new-case), hoặc chạy lại các ca của một trang (check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("new-case", "check"))
        parser.add_argument("page", help="trang, ví dụ truong-thon/trung-cu")
        parser.add_argument("--rule", help="mã quy tắc của bảng, khi trang có nhiều bảng")
        parser.add_argument("--title", help="tên của ca, ví dụ “Thôn 99 hộ”")
        parser.add_argument("--cells", nargs="*", default=[], metavar="CỘT=GIÁ_TRỊ", help="các ô; thiếu ô nào thì hỏi")
        parser.add_argument("--law", type=Path, help="thư mục law (mặc định: của bản đang chạy)")

    def handle(self, **options: Any) -> None:
        folder, slug, path = _path_of(options["page"], options["law"])
        try:
            page = _read(folder, slug, path)
            wrong = self._check(page) if options["what"] == "check" else self._add(page, path, options)
        except (NotAdded, LawPageError) as fault:
            raise CommandError(str(fault), returncode=2) from None
        except OSError as error:
            raise CommandError(f"{path}: không ghi được ({error.strerror})", returncode=2) from None
        if wrong:
            sys.exit(1)

    def _check(self, page: LawPage) -> int:
        wrong = 0
        for row in page.cases:
            told = misses(page, row)
            wrong += bool(told)
            for miss in told:
                self.stdout.write(f"✗ {row}: {miss}")
        self.stdout.write(f"{len(page.cases) - wrong} ca đúng, {wrong} ca không đúng")
        return wrong

    def _add(self, page: LawPage, path: Path, options: dict[str, Any]) -> int:
        table = table_of(page, options["rule"])
        cells = dict(cell(each) for each in options["cells"])
        title = options["title"] or self._ask("Tên của ca")
        for column in asked_columns(table):
            if column not in cells:
                cells[column] = self._ask(_question(column, table))
        number = insert(path, table, written(table, title, cells))
        again = _read(page.folder, page.slug, path)
        row = table_of(again, table.rule).rows[-1]
        told = misses(again, row)
        self.stdout.write(f"Đã ghi vào {page.folder}/{page.slug}.md, dòng {number}.")
        for miss in told:
            self.stdout.write(f"✗ {miss}")
        if told:
            self.stdout.write(
                f"Ca chưa đúng: xem lại số và kết luận ở dòng {number}, sửa trong trang, rồi chạy "
                f"dantin law check {page.folder}/{page.slug}"
            )
        else:
            self.stdout.write(f"✓ Ca đúng dưới {row.cells.get('Bộ quy định') or ', '.join(page.rulebooks)}.")
        return len(told)

    def _ask(self, question: str) -> str:
        if not sys.stdin.isatty():
            return ""  # nobody to ask: what is missing is told all at once
        self.stdout.write(f"{question}: ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip()


def _question(column: str, table: CaseTable) -> str:
    return f"{column} ({' / '.join(conclusions(table))})" if column == CONCLUSION_COLUMN else column


def _path_of(name: str, law: Path | None) -> tuple[str, str, Path]:
    folder, _, slug = name.removeprefix("law/").removesuffix(".md").partition("/")
    root = law or Path(str(files("law").joinpath("README.md"))).parent
    path = root / folder / f"{slug}.md"
    if folder not in FOLDERS or "/" in slug or not path.is_file():
        known = sorted(f"{each.parent.name}/{each.stem}" for key in FOLDERS for each in (root / key).glob("*.md"))
        near = [each for each in known if not each.startswith("van-ban/")]
        raise CommandError(f"không có trang {name}; các trang: {', '.join(near)}", returncode=2)
    return folder, slug, path


def _read(folder: str, slug: str, path: Path) -> LawPage:
    return read_page(folder, slug, path.read_text(encoding="utf-8"))
