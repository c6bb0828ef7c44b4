"""Dữ liệu mở: the results of an election of village heads as files for other software, and the schema of ours.

A file of a province is two tenths of a second's work, so a process makes it once a save and at most every few seconds,
whoever asks; in between the one that was made is answered, with the tag of the moment it shows.
"""

import gzip
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from threading import Lock
from typing import NamedTuple, TypeGuard

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.results import ElectionResults, election_results
from dantin.store.refusals import Refused
from dantin.store.results_json import SCHEMA_FILE, results_json, schema_text
from dantin.store.results_nist import results_nist

from .answer import AS_OF, matches, tag

_JSON = "application/json"
_KEPT_S = 10
_KEPT_FILES = 8
_Written = Callable[[ElectionResults], Iterator[str]]


class _Made(NamedTuple):
    """Một tệp đã lập: packed, the tag of what it shows, what time it tells, and when it was made."""

    packed: bytes
    etag: str
    as_of: str
    made_s: float


_made: dict[tuple[str, str], _Made] = {}
_making = Lock()


def results(request: HttpRequest, code: str) -> HttpResponse:
    """`/du-lieu/<code>/ket-qua.json`"""
    return _file(request, code, "ket-qua", results_json)


def nist(request: HttpRequest, code: str) -> HttpResponse:
    """`/du-lieu/<code>/nist.json`"""
    return _file(request, code, "nist", results_nist)


def schema(request: HttpRequest) -> HttpResponse:
    """`/du-lieu/luoc-do.json`: what each key of `ket-qua.json` means."""
    text = schema_text()
    etag = f'"{sha256(text).hexdigest()[:16]}"'
    if matches(request, etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(text, content_type="application/schema+json")
        response["Content-Disposition"] = content_disposition_header(False, SCHEMA_FILE) or ""
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


def _file(request: HttpRequest, code: str, name: str, written: _Written) -> HttpResponse:
    try:
        made = _newest(moment(), code, name, written)
    except Refused:
        raise Http404(code) from None
    if matches(request, made.etag):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(made.packed, content_type=_JSON)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(made.packed), content_type=_JSON)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{code}.json") or "attachment"
    response["ETag"] = f"W/{made.etag}"  # packed or not, it says the same
    response["Cache-Control"] = f"public, max-age={_KEPT_S}"
    response[AS_OF] = made.as_of
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _is_fresh(kept: _Made | None, etag: str) -> TypeGuard[_Made]:
    return kept is not None and (kept.etag == etag or time.monotonic() - kept.made_s < _KEPT_S)


def _newest(at: Moment, code: str, name: str, written: _Written) -> _Made:
    etag = tag(at, shows=f"{name}-{sha256(code.encode()).hexdigest()[:8]}")
    kept = _made.get((name, code))
    if _is_fresh(kept, etag):
        return kept
    with _making:  # whoever waited here finds what the first one made
        kept = _made.get((name, code))
        if _is_fresh(kept, etag):
            return kept
        found = election_results(code, at)
        packed = gzip.compress("".join(written(found)).encode(), compresslevel=6, mtime=0)
        made = _Made(packed, etag, found.told_at, time.monotonic())
        while len(_made) >= _KEPT_FILES:
            _made.pop(next(iter(_made)))
        _made[name, code] = made
        return made
