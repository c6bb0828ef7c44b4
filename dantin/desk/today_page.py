"""Việc hôm nay: the first screen of each role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .access import Act, allowed, granted
from .frame import frame


@allowed(Act.SEE_TODAY)
def today(request: HttpRequest) -> HttpResponse:
    """What this account can do now."""
    return render(
        request,
        "desk/viec-hom-nay.html",
        {**frame(request, "Việc hôm nay"), "imports": granted(request.user, Act.IMPORT_LISTS)},
    )
