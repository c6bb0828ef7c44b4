"""Hỏi luật bằng máy: `POST /api/v1/decide` takes and gives exactly what `dantin decide` does.

Stateless: no table is read, nothing is kept, nobody is known. So any page of any host may ask (CORS *), and no token
is needed. What is not a question is told as problem+json (RFC 9457) with every fault, in Vietnamese.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from dantin.core.contract import Fault, NotAQuestion, answer_text
from dantin.locale import said
from dantin.store.readers.clock import moment
from dantin.store.readers.places import territory

from .answer import frame
from .api_description import EXAMPLE, PROBLEMS, description
from .languages import shown

MOST_BYTES = 256 * 1024
JSON = "application/json"
PROBLEM = "application/problem+json"


@csrf_exempt
def decide(request: HttpRequest) -> HttpResponse:
    """`/api/v1/decide`"""
    return _open_to_all(_decided(request), allows="POST, OPTIONS")


def openapi(request: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`"""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        return _open_to_all(_wrong_method("GET, HEAD, OPTIONS"), allows="GET, HEAD, OPTIONS")
    response = HttpResponse(b"" if request.method == "OPTIONS" else _description_text(), content_type=JSON)
    response["Cache-Control"] = "public, max-age=300"
    return _open_to_all(response, allows="GET, HEAD, OPTIONS")


def page(request: HttpRequest) -> HttpResponse:
    """`/api/`: how to ask, for people."""
    context = {
        "example": json.dumps(EXAMPLE, ensure_ascii=False, indent=1),
        "answer": answer_text(json.dumps(EXAMPLE).encode()).decode(),
        "problems": [{"status": status, "anchor": one.anchor, "title": said(one.title), "when": said(one.when)}
                     for status, one in PROBLEMS.items()],
        "most": MOST_BYTES // 1024,
        "host": request.build_absolute_uri("/api/v1/decide"),
    }  # fmt: skip
    at, places = moment(), territory()
    response = shown(
        request, "public/api.html", frame(request, at, places, tab="", title=said("Hỏi luật bằng máy")) | context
    )
    response["Cache-Control"] = "public, max-age=60"
    return response


def _decided(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method != "POST":
        return _wrong_method("POST, OPTIONS")
    if request.content_type != JSON or request.content_params.get("charset", "utf-8").lower() != "utf-8":
        return _problem(415, f"Gửi câu hỏi với Content-Type: {JSON}, chữ UTF-8.")
    # One byte more than is allowed is enough to refuse; the rest is never read.
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return _problem(413, f"Câu hỏi dài quá {MOST_BYTES // 1024} kB.")
    try:
        answered = answer_text(raw)
    except NotAQuestion as none:
        return _problem(422, str(none), none.faults)
    response = HttpResponse(answered, content_type=JSON)
    response["Cache-Control"] = "no-store"
    return response


def _wrong_method(allowed: str) -> HttpResponse:
    response = _problem(405, f"Địa chỉ này chỉ nhận {allowed}.")
    response["Allow"] = allowed
    return response


def _problem(status: int, detail: str, faults: Sequence[Fault] = ()) -> HttpResponse:
    known = PROBLEMS[status]
    body: dict[str, Any] = {
        "type": f"/api/#{known.anchor}",
        "title": known.title,
        "status": status,
        "detail": detail,
    }
    if status == 422:
        body["faults"] = [{"field": fault.field, "message": fault.message} for fault in faults]
    # Keys and names may hold half a character: JSON writes it as an escape, UTF-8 could not.
    return HttpResponse(
        json.dumps(body, ensure_ascii=True), status=status, content_type=PROBLEM, headers={"Cache-Control": "no-store"}
    )


def _open_to_all(response: HttpResponse, *, allows: str) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 204:
        response["Access-Control-Allow-Methods"] = allows
        response["Access-Control-Allow-Headers"] = "Content-Type"
        response["Access-Control-Max-Age"] = "86400"
    return response


@cache
def _description_text() -> bytes:
    return json.dumps(description(), ensure_ascii=False, indent=1).encode()
