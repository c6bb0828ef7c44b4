"""Lý lịch người ứng cử khai: one person, one form, for commune and above."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.locale.words import LOCAL, day, full_name
from dantin.store.actions.particulars import Declared, declare_particulars
from dantin.store.models import Election, Particulars
from dantin.store.readers import clock
from dantin.store.readers.particulars import candidates_of, declared_by
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .frame import frame
from .rulings_page import Field

_MEMBER = {"co": True, "khong": False}


@allowed_in_village(Act.DECLARE_PARTICULARS)
def particulars(request: HttpRequest, election: Election, work: VillageWork, number: int) -> HttpResponse:
    """What the person of that number among the candidates declared, to write or to correct; an empty form erases it."""
    people = candidates_of(election, work.code)
    if not 1 <= number <= len(people):
        raise Http404(number)
    whom = people[number - 1]
    if request.method == "POST" and request.POST.get("nguoi", str(whom.id)) != str(whom.id):
        raise Http404(number)
    fields, said = _fields(), ""
    if request.method == "POST":
        for field in fields:
            field.take(request)
        joined = fields[4].day if fields[4].typed else None
        if not any(field.wrong for field in fields):
            at = clock.now()
            try:
                declare_particulars(
                    election=election, village_code=work.code, person=whom.id, declared=_declared(fields, joined),
                    actor=request.user.get_username(), today=at.astimezone(LOCAL).date(), at=at,
                )  # fmt: skip
            except Refused as refused:
                said = str(refused)
            else:
                return HttpResponseRedirect(f"{reverse('desk_nominees', args=[work.code])}?xong=ly-lich")
    else:
        _fill(fields, declared_by([whom]).get(whom.id))
    wrong = bool(said) or any(field.wrong for field in fields)
    context = {
        **frame(request, "Lý lịch người ứng cử"), "work": work, "name": full_name(work.kind, work.name),
        "heading": whom.name, "whom": whom.id, "fields": fields, "said": said, "button": "Ghi lý lịch",
        "what": "Chép theo tờ khai của người ứng cử; ô nào người ấy không khai thì để trống. Chỉ từ xã trở lên xem "
        "được; in trên danh sách người ứng cử, không xuất ra tệp nào khác. Để trống hết rồi ghi thì xoá.",
    }  # fmt: skip
    return render(request, "desk/van-ban.html", context, status=422 if wrong else 200)


def _fields() -> list[Field]:
    return [
        Field("dan-toc", "Dân tộc", "như Kinh, Tày, Dao", required=False, most=40),
        Field("hoc-van", "Trình độ học vấn", required=False, choices=Particulars.Education.choices),
        Field("ly-luan", "Lý luận chính trị", required=False, choices=Particulars.PoliticalTraining.choices),
        Field("dang-vien", "Đảng viên", required=False, choices=(("co", "Là đảng viên"), ("khong", "Không"))),
        Field("ngay-vao-dang", "Ngày vào Đảng", "như 19/5/2010", is_day=True, required=False, most=20),
        Field("nghe", "Nghề nghiệp", required=False, most=80),
        Field("chuc-vu", "Chức vụ hiện nay", required=False, most=80),
        Field("noi-o", "Nơi thường trú", required=False, most=120),
    ]


def _declared(fields: Sequence[Field], joined: date | None) -> Declared:
    group, education, training, member, _, occupation, post, residence = (field.typed for field in fields)
    return Declared(
        ethnic_group=group, education=education, political_training=training, party_member=_MEMBER.get(member),
        joined_party_on=joined, occupation=occupation, post=post, residence=residence,
    )  # fmt: skip


def _fill(fields: Sequence[Field], row: Particulars | None) -> None:
    if row is None:
        return
    member = {value: key for key, value in _MEMBER.items()}.get(row.party_member, "")
    said = (
        row.ethnic_group, row.education, row.political_training, member,
        day(row.joined_party_on) if row.joined_party_on else "", row.occupation, row.post, row.residence,
    )  # fmt: skip
    for field, typed in zip(fields, said, strict=True):
        field.typed = typed
