"""Đã nhận: the server names the sending it took, and none that it did not take."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from dantin.desk.typed import TURN_PASSED, acknowledge

SENDING = "0123456789abcdef"
VILLAGE = "/lam-viec/thon/0684701/"


@pytest.mark.parametrize(
    ("answer", "sending", "named"),
    [
        (HttpResponseRedirect(VILLAGE), SENDING, True),
        (HttpResponse("phiếu mới"), SENDING, True),
        (HttpResponse("sai một ô", status=422), SENDING, False),
        (HttpResponse("lỗi", status=500), SENDING, False),
        (HttpResponseRedirect(VILLAGE + TURN_PASSED), SENDING, False),
        (HttpResponseRedirect(VILLAGE), "", False),
        (HttpResponseRedirect(VILLAGE), f"{SENDING}; path=/", False),
    ],
)
def test_only_what_was_taken_is_named(answer, sending, named):
    acknowledge(RequestFactory().post(VILLAGE, {"lan-gui": sending}), answer)
    assert list(answer.cookies) == ([f"da_nhan_{SENDING}"] if named else [])
    for cookie in answer.cookies.values():
        assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == ("/lam-viec/", "Lax", 600)
