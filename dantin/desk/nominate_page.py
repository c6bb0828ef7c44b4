"""Ứng cử ở một thôn: the team, who is put forward, conferences, standards, what the chi ủy agreed, the fixed list."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head.nominate import STANDARDS, HeadStandard, Objection, SlateObjection
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, full_name, head_title, of_kind
from dantin.store.actions import nominate
from dantin.store.models import Account, Candidacy, Conference, Election, Person, SlateFixed, TeamMember
from dantin.store.readers import clock
from dantin.store.readers.nominees import NomineeFile, nominees_of, objections_of, slate_is_closed, team_of
from dantin.store.readers.particulars import candidates_of
from dantin.store.readers.work import VillageWork
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_village, granted_here
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

STANDARD_WORDS = {
    HeadStandard.RESIDENT: "Đăng ký và cư trú thường xuyên ở thôn",
    HeadStandard.AGE: "Từ đủ 21 tuổi",
    HeadStandard.HEALTH: "Có sức khỏe, nhiệt tình, trách nhiệm",
    HeadStandard.CONDUCT: "Phẩm chất chính trị, đạo đức tốt, được dân tín nhiệm",
    HeadStandard.EXEMPLARY: "Bản thân và gia đình gương mẫu",
    HeadStandard.CAPABLE: "Có năng lực, kinh nghiệm, vận động được dân",
}
OBJECTION_WORDS = {
    Objection.NOBODY_STANDS: "Chưa có ai ứng cử. Không có ai thì Chủ tịch xã chỉ định lâm thời.",
    Objection.TOO_MANY_INTRODUCED: "Ban công tác Mặt trận giới thiệu từ 1 đến 2 người, đang có {names}.",
    Objection.NOBODY_INTRODUCED: "Ban công tác Mặt trận chưa giới thiệu ai; chỉ có {names}.",
    Objection.NO_CONFERENCE: "{names} chưa qua hội nghị Ban công tác Mặt trận.",
    Objection.NOT_AGREED: "{names} chưa có văn bản thống nhất của chi ủy.",
    Objection.TOO_YOUNG: "{names} chưa đủ 21 tuổi.",
    Objection.TEAM_MEMBER_STANDS: "{names} ở trong Tổ bầu cử: thay người trong Tổ trước.",
    Objection.ONLY_ONE: "Chỉ có một người ứng cử là {names}; vẫn phải được quá một nửa tổng số.",
    Objection.STANDARDS_UNPROVED: "{names} còn tiêu chuẩn chưa có giấy tờ.",
}
_PROCEDURES = {
    Procedure.MEETING: "Họp bầu",
    Procedure.SEPARATE_POLL: "Bỏ phiếu riêng cả ngày",
    Procedure.HOUSEHOLD_BALLOTS: "Phát phiếu tới từng hộ",
}
_FORMS = {VoteForm.SECRET_BALLOT: "Bỏ phiếu kín", VoteForm.SHOW_OF_HANDS: "Giơ tay biểu quyết"}
_ORIGINS = (Candidacy.Origin.INTRODUCED, Candidacy.Origin.STOOD, Candidacy.Origin.FLOOR)
_ROLES = {"tổ trưởng": TeamMember.Role.LEADER, "thư ký": TeamMember.Role.CLERK, "thành viên": TeamMember.Role.MEMBER}
MOST_MEMBERS = 30
DONE = {
    "to": "Đã ghi Tổ bầu cử.",
    "gioi-thieu": "Đã ghi người ứng cử.",
    "hoi-nghi": "Đã ghi hội nghị.",
    "tieu-chuan": "Đã ghi tiêu chuẩn.",
    "thong-nhat": "Đã ghi chi ủy thống nhất.",
    "rut": "Đã ghi xin rút.",
    "ly-lich": "Đã ghi lý lịch.",
    "chot": "Đã chốt danh sách bầu cử.",
}


def objection_words(one: SlateObjection) -> str:
    """What stands against the list, and the provision where it is law."""
    said = OBJECTION_WORDS[one.what].format(names=", ".join(one.names))
    return f"{said} ({', '.join(one.cites.ids)})" if one.cites is not None else said


@allowed_in_village(Act.SEE_NOMINEES)
def nominees(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """One page from the team to the fixed list; each form is there for whom it is granted."""
    account = request.user
    assert isinstance(account, Account)
    may = {
        "to": granted_here(account, Act.DECIDE_TEAM, work),
        "ghi": granted_here(account, Act.NOMINATE, work),
        "chot": granted_here(account, Act.FIX_SLATE, work),
    }
    asked, wrong = request.POST.get("viec", ""), ""
    if request.method == "POST":
        try:
            _write(request, election, work, asked, may)
        except (Refused, forms.Typed) as refused:
            wrong = str(refused)
        else:
            return HttpResponseRedirect(f"{request.path}?{_next(request, asked)}")
    files = nominees_of(election, work.code)
    if sheet_asked(request):
        return list_file(request, _sheet(files, work.kind), place=work.code)
    closed = slate_is_closed(election, work.code)
    team, members = team_of(election, work.code)
    stands = [each for each in files if each.withdrawal is None]
    fixed = SlateFixed.objects.filter(election=election, village_code=work.code).first()
    objections = [] if closed else objections_of(election, work.code)
    conferences = Conference.objects.filter(election=election, village_code=work.code).order_by("number")
    context = {
        **frame(request, "Ứng cử"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "head": head_title(work.kind).lower(),
        "held_on": day(work.votes_on),
        "may": may if not closed else may | {"ghi": False, "chot": False},
        "closed": closed,
        "fixed": fixed,
        "fixed_on": fixed and day(fixed.fixed_on),
        "team": team,
        "team_on": team and day(team.decided_on),
        "members": [
            {"name": m.person.name, "role": m.get_role_display(), "organisation": m.organisation} for m in members
        ],
        "files": list_files(request, "người ứng cử") if files else None,
        "people": [_file(each, work.kind) for each in files],
        "stands": [{"number": each.nominee.number, "name": _name_among(each, stands)} for each in stands],
        "done": DONE.get(request.GET.get("xong", ""), "") if not wrong else "",
        "papers_of": _papers_of(request, stands) if not wrong else {},
        "declarable": candidates_of(election, work.code)
        if granted_here(account, Act.DECLARE_PARTICULARS, work)
        else [],
        "conferences": [{"row": row, "kind": row.get_kind_display(), "on": day(row.held_on)} for row in conferences],
        "objections": [{"words": objection_words(each), "blocks": each.blocks} for each in objections],
        "standards": [(each.value, of_kind(words, work.kind)) for each, words in STANDARD_WORDS.items()],
        "standards_law": str(STANDARDS),
        "origins": [(each.value, each.label) for each in _ORIGINS],
        "kinds": Conference.Kind.choices,
        "procedures": [] if election.procedure else [(each.value, word) for each, word in _PROCEDURES.items()],
        "forms": [] if election.vote_form else [(each.value, word) for each, word in _FORMS.items()],
        "asked": asked,
        "wrong": wrong,
        "typed": {key.replace("-", "_"): value for key, value in request.POST.items()} if wrong else {},
    }
    return render(request, "desk/ung-cu.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, election: Election, work: VillageWork, asked: str, may: dict[str, bool]) -> None:
    at = clock.now()
    filing = nominate.Filing(
        election=election,
        village_code=work.code,
        actor=request.user.get_username(),
        today=at.astimezone(LOCAL).date(),
        at=at,
    )
    number, paper = forms.whole(request, "nguoi", "Người ứng cử", most=32767) or 0, forms.text(request, "so", 60)
    match asked:
        case "to" if may["to"]:
            nominate.decide_team(
                filing=filing,
                decision_number=paper,
                decided_on=forms.day(request, "ngay", "Ngày quyết định"),
                members=_members(request),
                chair_paper=forms.text(request, "chi-dinh", 60),
            )
        case "gioi-thieu" if may["ghi"]:
            origin = next((each for each in _ORIGINS if each.value == request.POST.get("nguon")), None)
            if origin is None:
                raise forms.Typed("Chọn ai giới thiệu.")
            sex = request.POST.get("gioi", "")
            nominate.put_forward(
                filing=filing,
                name=forms.text(request, "ten", 120),
                sex=sex if sex in Person.Sex.values else "",
                born_in=forms.year(request, "nam-sinh", filing.today.year),
                origin=origin,
                put_on=forms.day(request, "ngay", "Ngày giới thiệu"),
            )
        case "hoi-nghi" if may["ghi"]:
            kind = next((each for each in Conference.Kind if each.value == request.POST.get("loai")), None)
            if kind is None:
                raise forms.Typed("Chọn hội nghị nào.")
            nominate.hold_conference(
                filing=filing,
                kind=kind,
                held_on=forms.day(request, "ngay", "Ngày họp"),
                minutes_number=paper,
                present=forms.whole(request, "du", "Số người dự") or 0,
                votes=_votes(request, nominees_of(election, work.code)),
            )
        case "tieu-chuan" if may["ghi"]:
            standard = next((each for each in HeadStandard if each.value == request.POST.get("tieu-chuan")), None)
            if standard is None:
                raise forms.Typed("Chọn tiêu chuẩn.")
            on = forms.day(request, "ngay", "Ngày giấy tờ")
            nominate.prove_standard(filing=filing, nominee=number, standard=standard, paper_number=paper, paper_on=on)
        case "thong-nhat" if may["ghi"]:
            on = forms.day(request, "ngay", "Ngày thống nhất")
            nominate.note_agreement(filing=filing, nominee=number, paper_number=paper, agreed_on=on)
        case "rut" if may["ghi"]:
            on = forms.day(request, "ngay", "Ngày rút")
            nominate.withdraw(filing=filing, nominee=number, paper_number=paper, withdrawn_on=on)
        case "chot" if may["chot"]:
            nominate.fix_slate(
                filing=filing,
                minutes_number=paper,
                fixed_on=forms.day(request, "ngay", "Ngày chốt"),
                reason=forms.text(request, "ly-do", 300),
                procedure=request.POST.get("cach", ""),
                vote_form=request.POST.get("hinh-thuc", ""),
                words=objection_words,
            )
        case _:
            raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")


def _next(request: HttpRequest, asked: str) -> str:
    """What the page says was written down; after a paper, whose papers lie open."""
    found = {"xong": asked}
    if asked in ("tieu-chuan", "thong-nhat"):
        found["cua"] = str(forms.pointed_at(request.POST.get("nguoi", "")) or "")
    return urlencode(found)


def _papers_of(request: HttpRequest, stands: list[NomineeFile]) -> dict[str, Any]:
    """Giấy tờ being written down, one standard after the other: of whom, and the next that has none."""
    number = forms.pointed_at(request.GET.get("cua", ""))
    file = next((each for each in stands if each.nominee.number == number), None)
    if file is None:
        return {}
    return {"number": number, "next": next((one.value for one in HeadStandard if one.value not in file.evidence), "")}


def _name_among(one: NomineeFile, others: list[NomineeFile]) -> str:
    """The name, with the year of birth where another of the list has the same."""
    person = one.nominee.person
    alike = sum(each.nominee.person.name == person.name for each in others) > 1
    return f"{person.name}, sinh {person.born_in}" if alike and person.born_in else person.name


def _members(request: HttpRequest) -> list[nominate.MemberIn]:
    """One line a member: họ tên; năm sinh; vai; đơn vị."""
    found = []
    lines = [line for line in request.POST.get("nguoi-to", "")[:8000].splitlines() if line.strip()]
    if len(lines) > MOST_MEMBERS:
        raise forms.Typed(f"Tổ bầu cử có {len(lines)} dòng, nhiều nhất là {MOST_MEMBERS}.")
    for n, line in enumerate(lines, start=1):
        name, year, role, organisation = ([part.strip() for part in line.split(";")] + [""] * 4)[:4]
        if ";" not in line:
            raise forms.Typed(f"Dòng {n}: ngăn họ tên, năm sinh, vai, đơn vị bằng dấu chấm phẩy.")
        if not name or len(name) > 120:
            raise forms.Typed(f"Dòng {n}: ghi họ tên trước dấu chấm phẩy đầu tiên.")
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            raise forms.Typed(f"Dòng {n}: năm sinh “{year[:20]}” chưa đúng. Ghi bốn chữ số, hoặc để trống.")
        if role.lower() not in _ROLES:
            raise forms.Typed(f"Dòng {n}: vai “{role[:20]}” chưa đúng. Ghi: tổ trưởng, thư ký hoặc thành viên.")
        born_in = int(year) if year else None
        found.append(
            nominate.MemberIn(name=name, born_in=born_in, role=_ROLES[role.lower()], organisation=organisation[:120])
        )
    return found


def _votes(request: HttpRequest, files: list[NomineeFile]) -> dict[int, tuple[int, int]]:
    found = {}
    for each in files:
        number, name = each.nominee.number, each.nominee.person.name
        agree = forms.whole(request, f"thuan-{number}", f"Tán thành {name}")
        disagree = forms.whole(request, f"khong-{number}", f"Không tán thành {name}")
        if agree is not None:
            found[number] = (agree, disagree or 0)
    return found


def _sheet(files: list[NomineeFile], kind: str) -> ListSheet:
    """Who was put forward and where the papers of each stand."""
    rows = []
    for each in files:
        one, left = _file(each, kind), each.withdrawal
        votes = "; ".join(
            f"{vote['kind']}: {vote['agree']} tán thành, {vote['disagree']} không" for vote in one["votes"]
        )
        rows.append((one["number"], one["name"], one["born_in"], one["origin"], each.nominee.put_on, votes,
                     one["agreed"], one["proved"], left and left.withdrawn_on))  # fmt: skip
    columns = ("Số", "Họ và tên", "Năm sinh", "Do ai", "Từ ngày", "Hội nghị", "Chi ủy thống nhất",
               "Tiêu chuẩn có giấy tờ", "Rút ngày")  # fmt: skip
    return ListSheet("Người ứng cử", columns, rows)


def _file(each: NomineeFile, kind: str) -> dict[str, Any]:
    person = each.nominee.person
    return {
        "number": each.nominee.number,
        "name": person.name,
        "born_in": person.born_in,
        "origin": each.nominee.get_origin_display(),
        "put_on": day(each.nominee.put_on),
        "withdrawn": each.withdrawal and f"{day(each.withdrawal.withdrawn_on)}, số {each.withdrawal.paper_number}",
        "agreed": each.agreement and f"{each.agreement.paper_number}, {day(each.agreement.agreed_on)}",
        "introduced": each.nominee.origin == Candidacy.Origin.INTRODUCED,
        "votes": [
            {
                "minutes": vote.conference.minutes_number,
                "kind": vote.conference.get_kind_display(),
                "agree": vote.agree,
                "disagree": vote.disagree,
                "present": vote.conference.present,
            }
            for vote in each.votes
        ],
        "standards": [
            {"words": of_kind(words, kind), "paper": f"{paper.paper_number}, {day(paper.paper_on)}" if paper else ""}
            for standard, words in STANDARD_WORDS.items()
            for paper in [each.evidence.get(standard.value)]
        ],
        "proved": len(each.evidence),
    }
