"""Chia cụm kiểm phiếu: the clusters of a scattered village, set before its poll (A22-17, F-20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.locale.words import full_name
from dantin.store.actions.clusters import ClusterIn, set_clusters
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .forms import Typed, in_words, whole, words
from .frame import frame
from .village_page import village_now

ROWS = 8


@allowed_in_village(Act.SET_CLUSTERS)
def clusters(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """A name and a number for each cluster; all empty where the village counts in one place."""
    account, said = request.user, ""
    assert isinstance(account, Account)
    typed = [(one.name, str(one.roll)) for one in work.clusters]
    if request.method == "POST":
        typed = [(words(request, f"ten-{n}"), words(request, f"so-{n}")) for n in range(1, ROWS + 1)]
        try:
            given = [
                ClusterIn(name=name, roll=whole(request, f"so-{n}", f"Cụm {n}") or 0)
                for n, (name, number) in enumerate(typed, 1)
                if name or number
            ]
            set_clusters(election=election, village=work.code, clusters=given, actor=account.login, at=clock.now())
        except Typed as wrong:
            said = str(wrong)
        except Refused as refused:
            said = in_words(refused, work.code, full_name(work.kind, work.name))
        else:
            done = f"Đã chia {len(given)} cụm." if given else "Kiểm phiếu ở một nơi."
            return village_now(request, election, work.code, done=done)
    rows = [*typed, *[("", "")] * ROWS][:ROWS]
    context = {
        **frame(request, "Chia cụm"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "rows": [(n, *row) for n, row in enumerate(rows, 1)],
        "said": said,
    }
    return render(request, "desk/chia-cum.html", context, status=422 if said else 200)
