"""Trang luật trên mạng: the same pages whose tables of cases the tests run."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from dantin.store.readers.clock import moment
from dantin.store.readers.places import territory

from . import law_pages
from .answer import answer, frame

# Columns that say what a case gives, before its conclusion; on a phone their names are shortened to one word.
_SPOKEN = (law_pages.NAME_COLUMN, law_pages.CONCLUSION_COLUMN, law_pages.BECAUSE_COLUMN)


def index(request: HttpRequest) -> HttpResponse:
    """`/luat/`"""
    folders = [
        {"title": title, "pages": list(pages)}
        for title, pages in groupby(law_pages.pages(), key=lambda page: page.folder_title)
    ]
    return _shown(request, "public/luat.html", "Luật", {"folders": folders})


def law_page(request: HttpRequest, folder: str, slug: str) -> HttpResponse:
    """`/luat/<folder>/<slug>/`"""
    page = law_pages.page(folder, slug)
    if page is None:
        raise Http404(f"{folder}/{slug}")
    return _shown(request, "public/luat-trang.html", page.title, {"page": _page(page)})


def _page(page: law_pages.LawPage) -> dict[str, Any]:
    # mark_safe: HTML rendered from our own pages with raw HTML switched off (law_pages.py)
    return {
        "title": page.title,
        "folder": page.folder_title,
        "anchor": page.anchor,
        "lead": mark_safe(page.lead_html),
        "provision": mark_safe(page.provision_html),
        "origin": mark_safe(page.provision_source_html),
        "proof_read": page.proof_read,
        "decides": bool(page.rules),
        "rules": page.rules,
        "facts": [{"label": fact.label, "html": mark_safe(fact.html)} for fact in page.facts],
        "sections": [
            {"heading": each.heading, "anchor": each.anchor, "html": mark_safe(each.html)} for each in page.sections
        ],
        "tables": [_table(table) for table in page.tables],
        "sources": page.sources,
    }


def _table(table: law_pages.CaseTable) -> dict[str, Any]:
    given = [column for column in table.columns if column not in _SPOKEN]
    has_because = law_pages.BECAUSE_COLUMN in table.columns
    return {
        "heading": table.heading,
        "anchor": table.anchor,
        "intro": mark_safe(table.intro_html),
        "columns": given,
        "has_because": has_because,
        "rows": [
            {
                "title": row.title,
                "near": row.near_threshold,
                "cells": [{"label": column, "value": row.cells.get(column, "")} for column in given],
                "conclusion": row.conclusion[:1].upper() + row.conclusion[1:],
                "reached": row.reached,
                "because": row.because,
            }
            for row in table.rows
        ],
    }


def _shown(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    at = moment()

    def build() -> dict[str, Any]:
        return frame(request, at, territory(), tab="/luat/", title=title) | context

    return answer(request, at, build, page=template, parts={})
