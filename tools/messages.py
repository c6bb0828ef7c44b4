"""`make messages`: gathers what public pages say into `dantin/locale/en/pages.po`, compiles both catalogues.

A sentence is a text of a public template, the argument of `said` and `msg`, or one that the core hands out. New ones
come in without English, what is said no longer goes out. `law.po` holds the words of the law pages, which have tests
of their own: it is only compiled.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dantin.core.aggregate import Bands
from dantin.core.report import SPOKEN
from dantin.locale.templates import texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dantin" / "locale" / "en"
PAGES, LAW, COMPILED = FOLDER / "pages.po", FOLDER / "law.po", FOLDER / "LC_MESSAGES" / "django.mo"
TEMPLATES = "dantin/site/templates/public/*.html"
SAYING = {"said", "msg"}
_A_DAY = datetime(2026, 11, 23, tzinfo=UTC)  # fixed: the compiled catalogue changes with its sentences alone


def sentences() -> dict[str, list[str]]:
    """Everything that is said, with the files that say it."""
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob(TEMPLATES)):
        for text in texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "dantin").rglob("*.py")):
        for text in said_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, []).append(str(path.relative_to(ROOT)))
    for text in (*SPOKEN, *Bands.BOUNDARIES):
        found.setdefault(text, []).append("dantin/core")
    return {text: list(dict.fromkeys(places)) for text, places in found.items()}


def said_in(tree: ast.AST) -> Iterator[str]:
    """The sentences given to `said` and `msg` as they are written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as written:
        return read_po(written, locale="en", charset="utf-8")


def gathered(old: Catalog, elsewhere: Iterable[str]) -> Catalog:
    """The catalogue of what is said now, with the English it had."""
    new = _empty()
    known = set(elsewhere)
    for sentence, places in sentences().items():
        if sentence in known:
            continue
        before = old.get(sentence)
        new.add(sentence, before.string if before else "", locations=[(place, None) for place in places])
    return new


def compiled(catalogues: Iterable[Catalog]) -> bytes:
    """All of them as one catalogue, in the form that programs read."""
    whole = _empty()
    for one in catalogues:
        for message in one:
            if message.id and message.string:
                whole.add(message.id, message.string, context=message.context)
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def _empty() -> Catalog:
    return Catalog(locale="en", project="Dân Tin", version="1", creation_date=_A_DAY, revision_date=_A_DAY,
                   last_translator="Dân Tin", language_team="Dân Tin", copyright_holder="Dân Tin",
                   header_comment="# English of the public pages; the key is the Vietnamese.", fuzzy=False)  # fmt: skip


def main() -> int:
    law = catalogue(LAW) if LAW.exists() else _empty()
    of_law = {message.id for message in law if message.id and not message.context}
    pages = gathered(catalogue(PAGES) if PAGES.exists() else _empty(), of_law)
    with PAGES.open("wb") as out:
        write_po(out, pages, width=120, sort_output=False, include_lineno=False, omit_header=False)
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(compiled([pages, law]))
    missing = [message.id for message in pages if message.id and not message.string]
    print(f"messages: {len(pages)} câu, {len(missing)} câu chưa có tiếng Anh")
    for sentence in missing:
        print(f"  {sentence}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
