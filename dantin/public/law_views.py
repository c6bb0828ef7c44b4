"""Trang luật trên mạng: the same pages whose tables of cases the tests run, in Vietnamese and in English."""

from functools import cache
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from dantin.locale import is_english, name, said
from dantin.store.readers.clock import moment
from dantin.store.readers.places import territory

from . import law_english, law_pages
from .answer import answer, frame
from .languages import draw

# Columns that say what a case gives, before its conclusion; on a phone their names are shortened to one word.
_SPOKEN = (law_pages.NAME_COLUMN, law_pages.CONCLUSION_COLUMN, law_pages.BECAUSE_COLUMN)


def index(request: HttpRequest) -> HttpResponse:
    """`/luat/`"""
    english = is_english()
    return _shown(request, "public/luat.html", said("Luật"), {"folders": _folders(english), "english": english})


def law_page(request: HttpRequest, folder: str, slug: str) -> HttpResponse:
    """`/luat/<folder>/<slug>/`"""
    if law_pages.page(folder, slug) is None:
        raise Http404(f"{folder}/{slug}")
    page = _page(folder, slug, is_english())
    return _shown(request, "public/luat-trang.html", page["title"], {"page": page, "english": page["english"]})


@cache
def _folders(english: bool) -> list[dict[str, Any]]:
    return [
        {
            "title": _in(english, title),
            "pages": [{"url": each.url, "rules": each.rules, "title": _title(each, english)} for each in pages],
        }
        for title, pages in groupby(law_pages.pages(), key=lambda page: page.folder_title)
    ]


@cache
def _page(folder: str, slug: str, english: bool) -> dict[str, Any]:
    """What the template shows. A page does not change while the program runs, so its body is drawn once."""
    page = law_pages.page(folder, slug)
    assert page is not None, (folder, slug)
    translated = law_english.english(folder, slug) if english else None
    prose = translated.prose if translated else page
    untranslated = english and translated is None
    return {
        "title": _title(page, english),
        "folder": _in(english, page.folder_title),
        "anchor": page.anchor,
        "english": english,
        "untranslated": untranslated,
        "outdated": translated is not None and not translated.is_current,
        "body": mark_safe(draw("public/_dieu-luat.html", {"page": _body(page, prose, english and not untranslated)})),
    }


def _body(page: law_pages.LawPage, prose: law_pages.LawPage, english: bool) -> dict[str, Any]:
    """What is of the page itself comes from the Vietnamese, the words from `prose`."""
    # mark_safe: HTML rendered from our own pages with raw HTML switched off (law_pages.py)
    return {
        "lead": mark_safe(prose.lead_html),
        "provision": mark_safe(prose.provision_html),
        "origin": mark_safe(prose.provision_source_html),
        "proof_read": page.proof_read,
        "rules": page.rules,
        "facts": [{"label": fact.label, "html": mark_safe(fact.html)} for fact in prose.facts],
        "sections": [
            {"heading": each.heading, "anchor": each.anchor, "html": mark_safe(each.html)} for each in prose.sections
        ],
        "tables": [_table(table, english) for table in prose.tables],
        "sources": [
            {"key": each.key, "url": each.url, "title": _in(english, each.title), "kind": _in(english, each.kind)}
            for each in page.sources
        ],
    }


def _table(table: law_pages.CaseTable, english: bool) -> dict[str, Any]:
    given = [column for column in table.columns if column not in _SPOKEN]
    return {
        "heading": table.heading,
        "label": f"{table.heading} {table.rule}",  # two tables of a page are two regions
        "anchor": table.anchor,
        "intro": mark_safe(table.intro_html),
        "columns": [_in(english, column) for column in given],
        "has_because": law_pages.BECAUSE_COLUMN in table.columns,
        "rows": [
            {
                "title": _in(english, row.title),
                "near": row.near_threshold,
                "cells": [
                    {
                        "label": law_english.short(column) if english else column,
                        "value": law_english.cell(row.cells[column]) if english else row.cells[column],
                    }
                    for column in given
                ],
                "conclusion": _capital(_in(english, row.conclusion)),
                "reached": row.reached,
                "because": _in(english, row.because),
            }
            for row in table.rows
        ],
    }


def _title(page: law_pages.LawPage, english: bool) -> str:
    translated = law_english.english(page.folder, page.slug) if english else None
    return translated.prose.title if translated else name(page.title)


def _in(english: bool, text: str) -> str:
    return law_english.sentence(text) if english else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    at = moment()

    def build() -> dict[str, Any]:
        return frame(request, at, territory(), tab="/luat/", title=title) | context

    return answer(request, at, build, page=template, parts={})
