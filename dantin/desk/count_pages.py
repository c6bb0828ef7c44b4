"""Phiếu đếm: what stands on the paper, read by one person and then by another; where they differ, each reads again."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import count
from dantin.core.count import ReadingKind, RemarkKind, SheetStatus
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head import checks_of_form, warnings_of_form
from dantin.core.rulebooks.village_head.numbers import QUORUM
from dantin.core.vietnamese import number
from dantin.locale.words import day, full_name, hour_minute
from dantin.store.actions.count import form_fields
from dantin.store.actions.count_at_desk import read_at_desk
from dantin.store.actions.remarks import flag_contradiction
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.remarks import findings_of, known_of, sentence, told_on_the_day
from dantin.store.readers.work import Ballot, VillageWork, ballots_at, village_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village, granted_here
from .cluster_words import address_in, alone
from .count_words import labels_of
from .forms import counted, in_words, words
from .frame import frame
from .sign_page import conclusion, typed_reasons
from .village_page import village_now

MOST = 9_999_999


@dataclass(slots=True)
class Entry:
    """Một ô của phiếu đếm: what was typed stays, also when it is refused. Empty is not 0."""

    name: str
    label: str
    line: str
    typed: str = ""
    wrong: str = ""
    given: bool = False
    """Whether the page wrote it, and nobody did yet."""

    @property
    def value(self) -> int | None:
        found = counted(self.typed)
        return found if found is not None and found <= MOST else None

    def judge(self) -> None:
        if not self.typed:
            self.wrong = f"{self.label} còn trống. Không có thì ghi số 0."
        elif self.value is None:
            self.wrong = f"{self.label} ghi “{self.typed[:20]}”, cần một số đếm từ 0 trở lên."


@allowed_in_village(Act.READ_SHEET)
def sheet(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """One person's reading of the whole sheet."""
    cluster = cluster_asked(request, work)
    status = None if cluster is None else work.status_of(cluster)
    if status in (None, SheetStatus.AGREED, SheetStatus.SIGNED):
        return _to_village(work)
    if status not in (SheetStatus.EMPTY, SheetStatus.ONE_READING):
        return HttpResponseRedirect(address_in("desk_differing", work, cluster or 0))
    ballot = ballots_at(election, work)[-1]
    return _entered(request, election, work, ballot, _entries(ballot), kept={})


@allowed_in_village(Act.READ_SHEET)
def differing(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The fields on which the two readers differ, read again blind; what agreed stays as it was read."""
    account, cluster = request.user, cluster_asked(request, work)
    if cluster is None or work.status_of(cluster) is not SheetStatus.READINGS_DIFFER:
        return _to_village(work)
    readings = work.part(cluster)
    if account.login not in {r.actor for r in readings if r.kind == ReadingKind.READING}:
        return _to_village(work)
    ballot = ballots_at(election, work)[-1]
    fields = set(count.differing_fields(alone(readings)))
    last = [r for r in readings if r.kind == ReadingKind.READING and r.actor == account.login][-1]
    kept = {name: value for name, value in last.figures.items() if name not in fields}
    entries = [entry for entry in _entries(ballot) if entry.name in fields]
    return _entered(request, election, work, ballot, entries, kept=kept)


@allowed_in_village(Act.READ_SHEET)
def recount(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Đếm lại trên giấy: the head of the counting board enters it naming both readings; a second person confirms."""
    account, cluster = request.user, cluster_asked(request, work)
    status = None if cluster is None else work.status_of(cluster)
    if status not in (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED):
        return _to_village(work)
    ballot = ballots_at(election, work)[-1]
    readings = work.part(cluster or 0)
    recounts = [r for r in readings if r.kind == ReadingKind.RECOUNT]
    confirming = status is SheetStatus.RECOUNTED and recounts[-1].actor != account.login
    kind = ReadingKind.CONFIRMATION if confirming else ReadingKind.RECOUNT
    names = [recounts[-1].event_id] if confirming else sorted(count.readings_to_recount(alone(readings)))
    return _entered(request, election, work, ballot, _entries(ballot), kept={}, kind=kind, names=names)


def _entered(
    request: HttpRequest,
    election: Election,
    work: VillageWork,
    ballot: Ballot,
    entries: list[Entry],
    *,
    kept: dict[str, int],
    kind: ReadingKind = ReadingKind.READING,
    names: list[str] | None = None,
) -> HttpResponse:
    """The form, and the reading that comes back from it."""
    account, said, event_id, contradicts = request.user, "", uuid4(), False
    assert isinstance(account, Account)
    cluster = next((one for one in work.clusters if one.number == cluster_asked(request, work)), None)
    asked: list[tuple[str, str]] = []
    told_above = words(request, "bao-len")
    if request.method == "POST":
        event_id = event_id_of(request.POST.get("lan-doc", "")) or event_id
        stopped = request.POST.get("viec") == "khong-du-so-hop"
        for entry in entries:
            entry.typed = request.POST.get(entry.name, "").strip()[:20]
            if stopped and entry.name != "attended":
                entry.typed = "0"
            entry.judge()
        if stopped:
            _say_quorum(entries, work.roll)
        if not any(entry.wrong for entry in entries):
            figures = kept | {entry.name: entry.value or 0 for entry in entries}
            try:
                if request.POST.get("viec") == "bao-len":
                    flag_contradiction(
                        account=account, sheet=ballot.sheet.id, figures=figures, reason=told_above, at=clock.now()
                    )
                    done = "Đã báo lên cấp trên. Đếm lại phiếu, sửa giấy cho đúng rồi nhập lại."
                    return village_now(request, election, work.code, done=done, read=_kept_as(request, ballot))
                read_at_desk(
                    account=account,
                    event_id=event_id,
                    sheet=ballot.sheet.id,
                    figures=figures,
                    kind=kind,
                    names=names or [],
                    cluster=cluster.number if cluster else 0,
                    clusters=len(work.clusters),
                    reasons=typed_reasons(request),
                    at=clock.now(),
                )
            except Refused as refused:
                said = in_words(refused, work.code, full_name(work.kind, work.name))
                if refused.code in ("count.warning_unanswered", "text.too_long"):
                    asked = _asked(election, work, ballot, figures)
                contradicts = refused.code in ("count.does_not_add_up", "count.flag_without_words") or bool(told_above)
            else:
                return _taken(request, election, work, read=_kept_as(request, ballot))
    checks = _checks(election, work, ballot, kept, reader=account.login)
    if cluster is not None:
        checks["known"] |= {"roll": cluster.roll}
        checks["known"].pop("told", None)
    labels = labels_of(kept, ballot)
    context = {
        **frame(request, "Phiếu đếm"),
        "election": election,
        "work": work,
        "name": full_name(work.kind, work.name),
        "ballot": ballot,
        "held_on": day(ballot.round.held_on),
        "entries": entries,
        "agreed": [(labels[name][0], number(value)) for name, value in kept.items()],
        "fields": len(entries) + len(kept),
        "kind": kind,
        "event_id": event_id,
        "kept_as": _kept_as(request, ballot),
        "said": said,
        "cluster": cluster,
        "in_meeting": cluster is None
        and ballot.round.procedure == Procedure.MEETING
        and kind is ReadingKind.READING
        and not kept,
        "checks": json.dumps(checks, ensure_ascii=False),
        "by_ballot": reverse("desk_ballots", args=[work.code])
        if cluster is None and "collected" in {entry.name for entry in entries} and not kept
        else "",
        "contradicts": contradicts and kind is ReadingKind.READING,
        "told_above": told_above,
        "asked": [(code, what, typed_reasons(request).get(code, "")) for code, what in asked],
        "reasons": [(code, why) for code, why in typed_reasons(request).items() if why],
    }
    return render(request, "desk/phieu-dem.html", context, status=422 if request.method == "POST" else 200)


def _say_quorum(entries: list[Entry], roll: int) -> None:
    """Whoever says that too few came is told where the number typed is enough: one wrong button would end a meeting."""
    needed = QUORUM.least_above(roll)
    for entry in entries:
        if entry.name == "attended" and not entry.wrong and (entry.value or 0) >= needed:
            entry.wrong = (
                f"{number(entry.value or 0)} người dự là đủ (cần {number(needed)} trên {number(roll)}): họp tiếp, bầu "
                "xong thì ghi mọi dòng. Nếu số dự ghi nhầm, sửa lại rồi bấm “Không đủ số họp”."
            )
        elif entry.name != "attended":
            entry.typed = ""


def cluster_asked(request: HttpRequest, work: VillageWork) -> int | None:
    """The cluster that the address names; 0 where the village counts in one place, None where it must be named."""
    if not work.clusters:
        return 0
    asked = request.GET.get("cum", "")
    return next((one.number for one in work.clusters if str(one.number) == asked), None)


def _taken(request: HttpRequest, election: Election, before: VillageWork, *, read: str) -> HttpResponse:
    """The entry is kept: who may sign sees at once what the two readings lead to, everybody else the village's page."""
    account, done = request.user, f"Đã ghi lần đọc của anh chị lúc {hour_minute(clock.now())}."
    assert isinstance(account, Account)
    work = village_at_work(election, before.code)
    assert work is not None, "it was at work when the request came"
    work.ballots = before.ballots  # an entry changes no round and no sheet
    if work.status is SheetStatus.AGREED and granted_here(account, Act.DECLARE, work):
        return conclusion(request, election, work, done=done, read=read)
    return village_now(request, election, work.code, done=done, read=read, work=work)


def kept_as(account: int, ballot: Ballot, address: str) -> str:
    """The name under which a browser keeps what is typed: the next reader may sit at the same machine, and is blind.

    `keep-typed.js` knows by it what goes when this account signs out.
    """
    return f"phieu:{account}:{ballot.sheet.id}:{address.rstrip('/').rpartition('/')[2]}"


def _kept_as(request: HttpRequest, ballot: Ballot) -> str:
    part = f"{request.path}{request.GET.get('cum', '')}" if ballot.round.clusters else request.path
    return kept_as(request.user.pk, ballot, part)


def _entries(ballot: Ballot) -> list[Entry]:
    fields = form_fields(ballot.sheet)
    labels = labels_of(fields, ballot)
    return [Entry(name, *labels[name]) for name in fields]


def _asked(election: Election, work: VillageWork, ballot: Ballot, figures: dict[str, int]) -> list[tuple[str, str]]:
    """(code, sentence) of what must be explained, for a browser that runs no script."""
    told = told_on_the_day([ballot.round]).get(ballot.round.id)
    found = findings_of(ballot.sheet, figures, roll=work.roll, told=told)
    return [(one.code, sentence(one.code, one.expected, one.got)) for one in found]


def _checks(
    election: Election, work: VillageWork, ballot: Ballot, kept: dict[str, int], *, reader: str
) -> dict[str, Any]:
    """What the page needs to add up while somebody types: the checks of this form and what is known already.

    What this reader has explained before is not asked again, as long as its numbers are the same.
    """
    round_ = ballot.round
    form = Procedure(round_.procedure), VoteForm(round_.vote_form)
    found = (*checks_of_form(*form), *warnings_of_form(*form))
    told = told_on_the_day([round_]).get(round_.id)
    known = known_of(round_, roll=work.roll, told=told) | kept
    by_hands = round_.vote_form == VoteForm.SHOW_OF_HANDS
    explained = [
        [remark.code, remark.expected, remark.got]
        for remark in work.remarks
        if remark.kind is RemarkKind.ACCEPTED and remark.actor == reader
    ]
    listed = [check.as_json() for check in found]
    return {"checks": listed, "known": known, "validIsAttended": by_hands, "explained": explained}


def event_id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _to_village(work: VillageWork) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
