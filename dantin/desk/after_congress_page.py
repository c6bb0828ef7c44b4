"""Giấy tờ sau đại hội chi bộ: one page a kind, a few fields, and what the paper does said before it is saved.

Also what of them presses, what may be written now, and the part of a cell's page that tells them. Party side.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import after_congress
from dantin.core.after_congress import CongressRulingKind
from dantin.locale.words import day
from dantin.store.actions.congress_rulings import CongressRulingIn, may_be_appointed, record_congress_ruling
from dantin.store.models import Account, Congress, CongressRuling, Election
from dantin.store.models.accounts import CELL_ROLES
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress import needs_an_appointment, outcomes
from dantin.store.readers.congress_rulings import rulings_of
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell, granted_here
from .after_congress_words import facts_of, limit_of_answer, papers_of, report_limit
from .forms import in_words, pointed_at
from .frame import frame
from .rulings_page import Field

_K = CongressRulingKind
SLUGS = {
    _K.SENT: "gui-bao-cao",
    _K.RECEIVED: "nhan-bao-cao",
    _K.RETURNED: "tra-ho-so",
    _K.COMPLAINT: "khieu-nai",
    _K.ANSWERED: "tra-loi",
    _K.REFUSED: "khong-chuan-y",
    _K.ANNULLED: "huy-ket-qua",
    _K.APPOINTED: "chi-dinh-bi-thu",
    _K.HANDED_OVER: "ban-giao",
    _K.SEALED: "niem-phong-phieu",
}
ACTS = {
    _K.SENT: Act.SEND_CONGRESS_REPORT,
    _K.RECEIVED: Act.TAKE_CONGRESS_REPORT,
    _K.RETURNED: Act.RETURN_CONGRESS,
    _K.COMPLAINT: Act.TAKE_CONGRESS_COMPLAINT,
    _K.ANSWERED: Act.ANSWER_CONGRESS,
    _K.REFUSED: Act.REFUSE_ENDORSEMENT,
    _K.ANNULLED: Act.ANNUL_CONGRESS,
    _K.APPOINTED: Act.APPOINT_SECRETARY,
    _K.HANDED_OVER: Act.HAND_OVER,
    _K.SEALED: Act.SEAL_BALLOTS,
}
# The heading, and what the paper does.
WORDS = {
    _K.SENT: ("Gửi báo cáo", "Ghi ngày chi bộ gửi biên bản và báo cáo lên cấp trên."),
    _K.RECEIVED: ("Nhận báo cáo", "Từ ngày nhận tính hạn chuẩn y."),
    _K.RETURNED: ("Trả hồ sơ", "Nêu đúng một việc cần bổ sung. Chi bộ chưa trả lời thì chưa chuẩn y."),
    _K.COMPLAINT: (
        "Nhận khiếu nại",
        "Chưa trả lời thì chưa chuẩn y. Nội dung đơn có thể là mật: máy chỉ giữ số, ngày và về mục nào.",
    ),
    _K.ANSWERED: ("Trả lời", "Trả lời xong thì bước tiếp theo làm được."),
    _K.REFUSED: ("Không chuẩn y", "Kết quả vẫn giữ trong hồ sơ. Muốn đại hội lại thì huỷ kết quả."),
    _K.ANNULLED: (
        "Huỷ kết quả, đại hội lại",
        "Kết quả cũ, cả quyết định chuẩn y nếu có, vẫn giữ trong hồ sơ nhưng không còn tính. Đại hội bầu lại từ đầu.",
    ),
    _K.APPOINTED: (
        "Chỉ định bí thư",
        "Chi ủy viên vừa được bầu; nơi không có chi ủy thì đảng viên chính thức. Ghi xong thì nhiệm kỳ bí thư bắt đầu.",
    ),
    _K.HANDED_OVER: ("Bàn giao", "Chi ủy, bí thư cũ giao việc, hồ sơ, con dấu cho người mới."),
    _K.SEALED: (
        "Niêm phong phiếu bầu",
        "Ban kiểm phiếu niêm phong, giao đoàn chủ tịch để chuyển cấp ủy khoá mới giữ sáu tháng.",
    ),
}
_NO_NAMES = "Một hai câu, không ghi tên người."


def page(kind: CongressRulingKind) -> Callable[..., HttpResponse]:
    """The page of one kind of paper."""

    @allowed_in_cell(ACTS[kind])
    def shown(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
        return _page(request, work, kind)

    return shown


def _page(request: HttpRequest, work: CellWork, kind: CongressRulingKind) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    if kind is _K.ANSWERED and not _mine(account, work):  # answered meanwhile, or never asked of this account
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    fields, said = _fields(kind, account, work), ""
    if request.method == "POST":
        for each in fields:
            each.take(request)
        given = _given(kind, work, {each.name: each for each in fields})
        if not any(each.wrong for each in fields):
            try:
                record_congress_ruling(given=given, actor=account.login, at=clock.now())
                return HttpResponseRedirect(f"{reverse('desk_cell', args=[work.code])}?da-ghi")
            except Refused as refused:
                said = in_words(refused, work.code, work.name)
    heading, what = WORDS[kind]
    context = {
        **frame(request, heading),
        "back": reverse("desk_cell", args=[work.code]),
        "name": work.name,
        "heading": heading,
        "what": what,
        "fields": fields,
        "said": said,
        "button": f"Ghi: {heading.lower()}",
    }
    return render(request, "desk/giay-to-dai-hoi.html", context, status=422 if request.method == "POST" else 200)


def _fields(kind: CongressRulingKind, account: Account, work: CellWork) -> list[Field]:
    number = Field("so", "Số quyết định")
    on = Field("ngay", "Ngày quyết định", "như 08/7/2022", is_day=True, most=20)
    about = Field("muc", "Về mục nào của hồ sơ", choices=CongressRuling.About.choices)
    reason = Field("ly-do", "Lý do", _NO_NAMES, most=400)
    match kind:
        case CongressRulingKind.SENT:
            return [Field("ngay", "Ngày gửi", is_day=True, most=20), _paper_number("Số báo cáo")]
        case CongressRulingKind.RECEIVED:
            return [Field("ngay", "Ngày nhận", is_day=True, most=20), _paper_number("Số đến")]
        case CongressRulingKind.RETURNED:
            what = Field("ly-do", "Việc cần bổ sung", "Một việc, nói rõ trang nào, dòng nào. " + _NO_NAMES, most=400)
            return [Field("ngay", "Ngày trả", is_day=True, most=20), about, what]
        case CongressRulingKind.COMPLAINT:
            return [Field("ngay", "Ngày nhận đơn", is_day=True, most=20), _paper_number("Số đơn đến"), about]
        case CongressRulingKind.ANSWERED:
            asked = [(str(one.number), _asked(one)) for one in _mine(account, work)]
            which = Field("viec", "Trả lời việc nào", choices=asked, typed=asked[0][0] if len(asked) == 1 else "")
            answer = Field("ly-do", "Trả lời", _NO_NAMES, most=400)
            return [which, Field("ngay", "Ngày trả lời", is_day=True, most=20), _paper_number("Số văn bản"), answer]
        case CongressRulingKind.REFUSED:
            return [number, on, reason]
        case CongressRulingKind.ANNULLED:
            return [number, on, reason, Field("dai-hoi", "Ngày đại hội lại", is_day=True, most=20)]
        case CongressRulingKind.APPOINTED:
            congress = Congress.objects.select_related("cell", "election").get(id=work.congress)
            result = outcomes([congress])[congress.id]
            who = [(str(one.id), one.person.name) for one in may_be_appointed(congress, result)]
            third = needs_an_appointment(result)
            why = Field(
                "ly-do", "Vì sao thật cần thiết", "Đại hội chưa bầu bí thư đến lần thứ ba. " + _NO_NAMES, most=400
            )
            return [number, on, Field("nguoi", "Người được chỉ định", choices=who), *([] if third else [why])]
        case CongressRulingKind.HANDED_OVER:
            what = Field("ly-do", "Bàn giao những gì", "Không bắt buộc. Không ghi tên người.", required=False, most=400)
            return [Field("ngay", "Ngày bàn giao", is_day=True, most=20), what]
        case CongressRulingKind.SEALED:
            where = Field("ly-do", "Giữ ở đâu", "Không ghi tên người.", most=400)
            return [Field("ngay", "Ngày niêm phong", is_day=True, most=20), where]


def _paper_number(label: str) -> Field:
    return Field("so", label, "Không có thì để trống.", required=False)


def _given(kind: CongressRulingKind, work: CellWork, fields: dict[str, Field]) -> CongressRulingIn:
    def typed(name: str) -> str:
        return fields[name].typed if name in fields else ""

    def on(name: str) -> date | None:
        return fields[name].day if name in fields and not fields[name].wrong else None

    return CongressRulingIn(
        congress=work.congress,
        kind=kind,
        decided_on=on("ngay") or date.min,
        decision_number=typed("so"),
        reason=typed("ly-do"),
        about=typed("muc"),
        from_on=on("dai-hoi"),
        answers=pointed_at(typed("viec")),
        member=pointed_at(typed("nguoi")),
    )


def _mine(account: Account, work: CellWork) -> list[after_congress.CongressRuling]:
    """What waits for an answer of this account: a returned file is the cell's, a complaint the committee's above."""
    of_cell = account.role in CELL_ROLES
    return [one for one in after_congress.open_questions(work.papers) if (one.kind is _K.RETURNED) is of_cell]


def _asked(one: after_congress.CongressRuling) -> str:
    return f"{'hồ sơ trả lại' if one.kind is _K.RETURNED else 'khiếu nại'}, ngày {day(one.on)}"


def holds_back(work: CellWork) -> str:
    """Why the congress may not be endorsed now; empty where it may."""
    waiting = after_congress.open_questions(work.papers)
    if waiting:
        return f"Còn {_asked(waiting[0])} chưa trả lời."
    refused = after_congress.newest(work.papers, _K.REFUSED)
    return f"Đã quyết định không chuẩn y, ngày {day(refused.on)}." if refused is not None else ""


def pressing(account: Account, work: CellWork, today: date) -> list[dict[str, str]]:
    """Giấy tờ tới lượt tài khoản này: what the others wait for."""
    found: list[dict[str, str]] = []

    def offer(kind: CongressRulingKind, why: str) -> None:
        if granted_here(account, ACTS[kind], work):
            found.append({"what": WORDS[kind][0], "why": why, "href": address(kind, work), "go": "to"})

    def missing(kind: CongressRulingKind) -> bool:
        return after_congress.newest(work.papers, kind) is None

    if mine := _mine(account, work):
        limit = limit_of_answer(work, today) if mine[0].kind is _K.COMPLAINT else ""
        offer(_K.ANSWERED, f"Còn {_asked(mine[0])} chưa trả lời. {limit}".strip())
    if missing(_K.SENT) and missing(_K.RECEIVED):
        offer(_K.SENT, report_limit(work, today))
    elif missing(_K.RECEIVED):
        offer(_K.RECEIVED, "Chi bộ đã gửi. Từ ngày nhận tính hạn chuẩn y.")
    if missing(_K.SEALED):
        offer(_K.SEALED, "Phiếu bầu chưa ghi niêm phong.")
    if work.endorsed_on is not None and missing(_K.HANDED_OVER):
        offer(_K.HANDED_OVER, "Đã chuẩn y, chưa ghi bàn giao.")
    return found


def offered(account: Account, work: CellWork, today: date, *, without_secretary: bool) -> list[dict[str, str]]:
    """Giấy tờ có thể ghi về đại hội này bây giờ, none of them pressing."""
    pressed = {one["href"] for one in pressing(account, work, today)}
    out = {_K.ANSWERED} | {kind for kind in after_congress.ONCE if after_congress.newest(work.papers, kind) is not None}
    if not without_secretary:
        out.add(_K.APPOINTED)
    if work.endorsed_on is None:
        out.add(_K.HANDED_OVER)
    else:
        out |= {_K.RETURNED, _K.REFUSED}
    if any(one.kind is _K.RETURNED for one in after_congress.open_questions(work.papers)) or _K.REFUSED in out:
        out.add(_K.RETURNED)
    able = [kind for kind in SLUGS if kind not in out and granted_here(account, ACTS[kind], work)]
    return [
        {"what": WORDS[kind][0], "href": address(kind, work)} for kind in able if address(kind, work) not in pressed
    ]


def address(kind: CongressRulingKind, work: CellWork) -> str:
    """Where a paper of this kind is written for this cell."""
    return reverse(f"desk_congress_{kind}", args=[work.code])


def section(account: Account, election: Election, work: CellWork, today: date) -> dict[str, Any] | None:
    """Phần Sau đại hội of the page of a cell; None before the closing, where no earlier sitting has papers."""
    congress = Congress.objects.select_related("cell", "election").get(id=work.congress)
    sittings: Sequence[Congress] = [congress]
    if congress.number > 1:
        sittings = Congress.objects.filter(election=election, cell=congress.cell_id).order_by("-number")
    rows = rulings_of([one.id for one in sittings])
    if congress.closed_at is None and not rows:
        return None
    result = outcomes([congress])[congress.id]
    without = congress.signed_at is not None and result.secretary is None
    names = account.role in CELL_ROLES or granted_here(account, Act.ENDORSE, work)
    return {
        "facts": facts_of(work, congress, result, rows.get(congress.id, []), today, names=names),
        "papers": papers_of(sittings, rows, names=names),
        "offered": offered(account, work, today, without_secretary=without),
        "appoint": needs_an_appointment(result) and granted_here(account, Act.APPOINT_SECRETARY, work),
        "appoint_at": address(_K.APPOINTED, work),
    }
