"""Chuyển sang đợt khác: one village, by decision, before its day; its plan is counted from the new day at once."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.locale.words import LOCAL, day, full_name
from dantin.store.actions.waves import WaveChange, move_to_wave
from dantin.store.models import Election, Standing, Wave
from dantin.store.readers import clock
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .forms import in_words
from .frame import frame
from .rulings_page import Field

_NEW = "moi"


@allowed_in_village(Act.MOVE_WAVE)
def change_wave(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The waves there are, or a new one by its name and its day."""
    standing = Standing.objects.select_related("wave").get(election=election, village_code=work.code)
    waves = list(Wave.objects.filter(election=election).exclude(id=standing.wave_id).order_by("begins_on", "id"))
    typed = wave_fields(waves)
    said = ""
    if request.method == "POST":
        for each in typed:
            each.take(request)
        change = change_typed(typed, waves, [work.code])
        if change is not None:
            at = clock.now()
            today = at.astimezone(LOCAL).date()
            try:
                move_to_wave(election=election, change=change, actor=request.user.get_username(), today=today, at=at)
            except Refused as refused:
                said = in_words(refused, work.code, full_name(work.kind, work.name))
            else:
                return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    context = {
        **frame(request, "Chuyển đợt"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "heading": "Chuyển sang đợt khác",
        "what": f"Đợt hiện nay: {standing.wave.name if standing.wave else ''}, bầu ngày {day(work.votes_on)}. "
        "Danh sách hộ, người ứng cử và các việc đã xong vẫn giữ; các hạn đếm lại từ ngày mới.",
        "fields": typed,
        "said": said,
        "button": "Chuyển đợt",
    }
    return render(request, "desk/van-ban.html", context, status=422 if request.method == "POST" else 200)


def wave_fields(waves: Sequence[Wave]) -> list[Field]:
    """What a decision to move to another wave asks."""
    known = [(str(wave.id), f"{wave.name}, ngày {day(wave.begins_on)}") for wave in waves]
    return [
        Field("dot", "Sang đợt", choices=[*known, (_NEW, "một đợt mới")], most=20),
        Field("ten", "Tên đợt mới", "Chọn đợt đã có thì để trống.", required=False, most=60),
        Field("tu-ngay", "Ngày của đợt mới", "Chọn đợt đã có thì để trống.", is_day=True, required=False, most=20),
        Field("so", "Số quyết định"),
        Field("ngay", "Ngày quyết định", "như 30/5/2022", is_day=True, most=20),
        Field("ly-do", "Lý do", "Một hai câu, không ghi tên người.", most=400),
    ]


def change_typed(fields: Sequence[Field], waves: Sequence[Wave], villages: Sequence[str]) -> WaveChange | None:
    """The decision as it was typed; None after each field that is wrong says so."""
    typed = {each.name: each for each in fields}
    chosen = next((wave for wave in waves if str(wave.id) == typed["dot"].typed), None)
    if typed["dot"].typed not in dict(typed["dot"].choices):
        typed["dot"].wrong = "Chọn một đợt."
    decided_on, begins_on = typed["ngay"].day, typed["tu-ngay"].day
    if chosen is None and not typed["dot"].wrong:
        for name in ("ten", "tu-ngay"):
            typed[name].wrong = typed[name].wrong or ("" if typed[name].typed else "Đợt mới phải có tên và ngày.")
    if any(each.wrong for each in fields) or decided_on is None:
        return None
    return WaveChange(
        villages=villages,
        wave=chosen.name if chosen is not None else typed["ten"].typed,
        begins_on=None if chosen is not None else begins_on,
        decision_number=typed["so"].typed,
        decided_on=decided_on,
        reason=typed["ly-do"].typed,
    )
