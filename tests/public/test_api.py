"""`POST /api/v1/decide`: the same answers as `dantin decide`, and every way of being no question."""

import json

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dantin.core.contract import answer, parse
from dantin.core.contract.cases import read_cases
from dantin.public.api import MOST_BYTES
from dantin.public.api_description import EXAMPLE, KINDS, description
from tests.core.test_contract import VECTORS

URL = "/api/v1/decide"
CASES = [case for file in sorted(VECTORS.glob("*.json")) for case in read_cases(file.read_bytes())]


def ask(client, given, **more):
    body = given if isinstance(given, bytes) else json.dumps(given).encode()
    kind = more.pop("content_type", "application/json")
    return client.generic("POST", URL, body, content_type=kind, CONTENT_TYPE=kind, **more)


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    assert told["status"] == status
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_answers_what_dantin_decide_answers(client, case):
    response = ask(client, case.given)
    if case.expect == {"exit": 2}:
        assert problem(response, 422)["faults"]
    else:
        assert response.status_code == 200
        assert response.json() == json.loads(json.dumps(answer(parse(json.dumps(case.given).encode()))))
        assert response["Access-Control-Allow-Origin"] == "*"


def test_every_fault_is_told_with_its_field(client):
    given = EXAMPLE | {"roll": -1, "held_on": "2013-02-30", "thua": 1, "candidates": [{"name": " ", "votes": 1.5}]}
    told = problem(ask(client, given), 422)
    assert {fault["field"] for fault in told["faults"]} == {
        "roll", "held_on", "thua", "candidates[0].name", "candidates[0].votes",
    }  # fmt: skip
    assert {"field": "held_on", "message": "ngày 2013-02-30 không có thật"} in told["faults"]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}', b'{"\\ud800":1}', b"null"], ids=str)
def test_what_is_not_a_question_is_a_problem_and_never_a_failure(client, body):
    assert problem(ask(client, body), 422)["faults"]


def test_a_byte_order_mark_is_forgiven(client):
    assert ask(client, b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode()).status_code == 200


def test_the_body_has_a_limit(client):
    question = json.dumps(EXAMPLE).encode()
    assert ask(client, question.ljust(MOST_BYTES)).status_code == 200
    problem(ask(client, question.ljust(MOST_BYTES + 1)), 413)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/json; charset=latin1", ""])
def test_only_json_is_read(client, kind):
    problem(ask(client, EXAMPLE, content_type=kind), 415)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"])
def test_only_post_is_answered(client, method):
    response = client.generic(method, URL)
    assert response.status_code == 405
    assert response["Allow"] == "POST, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_a_page_of_another_host_may_ask(client):
    response = client.options(URL, HTTP_ORIGIN="https://vi-du.vn", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert response["Access-Control-Allow-Headers"] == "Content-Type"
    assert "Access-Control-Allow-Credentials" not in response


def test_no_table_is_read_and_no_token_is_asked(client, django_assert_num_queries, db):
    client.handler.enforce_csrf_checks = True
    with django_assert_num_queries(0):
        assert ask(client, EXAMPLE).status_code == 200


def test_the_page_shows_its_example_and_every_problem(client, db):
    html = client.get("/api/").content.decode()
    assert "nobody_elected" in html
    for status in ("405", "413", "415", "422"):
        assert f">{status}</dt>" in html


def test_the_description_names_every_kind_of_the_contract(client):
    told = problem(ask(client, {"kind": "?"}), 422)
    assert told["faults"] == [{"field": "kind", "message": "phải là một trong: " + ", ".join(KINDS)}]
    assert client.get("/api/v1/openapi.json").json() == json.loads(json.dumps(description()))
    assert problem(client.post("/api/v1/openapi.json"), 405)


SCHEMA = schemathesis.openapi.from_dict(description())
SCHEMA.app = WSGIHandler()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def _without_database():
    """A request opens and closes connections by these two signals; this one needs none."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_without_database")
@SCHEMA.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_no_answer_outside_the_description(case):
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})


def test_a_hostile_question_costs_little(client):
    """A key of 100 kB over ten thousand others: its path is not written ten thousand times."""
    inner = ",".join(f'"a{n}":1,"a{n}":1' for n in range(5000))
    told = ask(client, ('{"kind":"totals","' + "k" * 100_000 + '":{' + inner + "}}").encode())
    assert len(problem(told, 422)["faults"]) == 5002
    assert len(told.content) < 2_000_000
