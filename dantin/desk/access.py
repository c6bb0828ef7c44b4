"""Ai được làm gì, ở đâu, lúc nào: one table. What is not granted answers as if it were not there, never with a hint."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dantin.core.after_congress import MAY_COME_IN as AFTER_CONGRESS
from dantin.core.after_congress import CongressRulingKind
from dantin.core.afterwards import MAY_COME_IN, RulingKind
from dantin.core.aggregate import CellState, HeadState
from dantin.core.values import Side
from dantin.store.actions.clusters import BEFORE_THE_POLL
from dantin.store.actions.log import standing_in_for
from dantin.store.models import Account, Election
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, SECOND_FACTOR, STATE_ROLES, Role
from dantin.store.readers.accounts import CARE
from dantin.store.readers.cells import CellWork, cell_at_work, covers_cell
from dantin.store.readers.work import VillageWork, covers, election_at_work, election_named, village_at_work
from dantin.store.refusals import speaking_of

from .acting import in_role
from .forms import readable
from .typed import TURN_PASSED, acknowledge
from .wanted import reached, want


class Act(Enum):
    """Việc trên bàn làm việc; every address of the desk belongs to one."""

    SEE_TODAY = "xem việc hôm nay"
    IMPORT_LISTS = "nạp danh sách"
    SEE_VILLAGE = "xem hồ sơ một thôn"
    SEE_EVENTS = "xem dòng sự kiện của một thôn"
    OPEN_POLL = "khai mạc"
    MOVE_WAVE = "chuyển thôn sang đợt khác"
    SEE_SCRIPT = "đọc kịch bản điều hành"
    RUN_POLL = "ghi hình thức, người đề cử tại chỗ, giờ kết thúc"
    TELL_TURNOUT = "báo số đã bỏ phiếu"
    READ_SHEET = "nhập phiếu đếm"
    DECLARE = "ký biên bản và kết luận"
    SET_CLUSTERS = "chia cụm kiểm phiếu"
    CONFIRM_FLAG = "xác nhận số liệu đã báo lên"
    CALL_ROUND = "định lần bầu tiếp theo"
    TAKE_REPORT = "ghi ngày nhận báo cáo của Tổ bầu cử"
    RECOGNISE = "công nhận"
    SEE_MARKS = "xem bảng mốc giờ"
    FILL_MARKS = "ghi bảng mốc giờ"
    SEE_DUTY = "xem bảng trực"
    NOTE_CALL = "ghi đã gọi"
    KEEP_DISPLAYS = "lập, thu khoá màn hình phòng trực"
    SEE_PLAN = "xem kế hoạch"
    MARK_STEP = "ghi việc chuẩn bị đã xong"
    KEEP_REGISTER = "giữ danh sách của thôn"
    SEE_NOMINEES = "xem việc ứng cử"
    SEE_PARTICULARS = "xem lý lịch người ứng cử khai"
    DECLARE_PARTICULARS = "ghi lý lịch người ứng cử khai"
    DECIDE_TEAM = "lập Tổ bầu cử"
    NOMINATE = "ghi giới thiệu, hội nghị, giấy tờ"
    FIX_SLATE = "chốt danh sách bầu cử"
    CERTIFY_ROLL = "trả lời khiếu nại, chốt danh sách"
    CARE_FOR_ACCOUNTS = "lập, đặt lại, đóng tài khoản"
    SEE_OWN_ACCOUNT = "xem tài khoản của mình"
    POSTPONE = "hoãn ngày bầu"
    SET_DAY = "định lại ngày bầu"
    APPOINT_INTERIM = "chỉ định lâm thời"
    ORDER_REELECTION = "yêu cầu bầu lại"
    RETURN_FILE = "trả hồ sơ"
    REPLACE_SHEET = "lập biên bản thay thế"
    TAKE_COMPLAINT = "nhận khiếu nại"
    ANSWER = "trả lời khiếu nại, hồ sơ trả lại"
    ANNUL = "huỷ kết quả"
    RECORD_LEAVING = "ghi trưởng thôn thôi làm"
    EXTEND_TERM = "kéo dài nhiệm kỳ"
    CALL_BY_ELECTION = "gọi bầu bổ sung"
    OVERSEE = "xem nhật ký của địa bàn"
    SEND_HEADS = "lập tệp người được công nhận cho bên Đảng"
    SEE_LAW = "xem trang pháp chế"
    ALLOW_RULEBOOK = "cho phép một bộ quy định, thu hồi"
    TAKE_HEADS = "nhận tệp người được công nhận từ bên Nhà nước"
    SEE_CELL = "xem hồ sơ một chi bộ"
    SEE_CELL_REGISTER = "xem sổ đảng viên của một chi bộ"
    KEEP_CELL_REGISTER = "ghi sổ đảng viên, người vắng"
    SEE_HEAD = "xem người được công nhận ứng cử bí thư được chưa"
    SAY_WHO_THE_HEAD_IS = "ghi người được công nhận là đảng viên nào"
    SEE_HEADS = "xem những ai chưa ứng cử bí thư được"
    NAME_PRIMARY_CELL = "ghi chi bộ chính của thôn có nhiều chi bộ"
    SEE_CONGRESS_PLAN = "xem và ghi kế hoạch đại hội"
    SEE_CONGRESS_BOARD = "xem bảng đại hội"
    OPEN_CONGRESS = "khai mạc đại hội"
    SEE_CONGRESS_SCRIPT = "đọc kịch bản đại hội"
    CALL_THE_ROLL = "điểm danh đại hội"
    VOTE_BY_HANDS = "ghi biểu quyết giơ thẻ"
    RECONVENE = "triệu tập lại đại hội"
    NOTE_ABSENCE = "ghi báo vắng"
    PREPARE_SCHEME = "ghi đề án nhân sự của đại hội"
    NOMINATE_IN_CONGRESS = "ghi số lượng, đề cử, danh sách bầu của đại hội"
    CLOSE_CONGRESS = "bế mạc đại hội"
    SIGN_CONGRESS = "ký biên bản đại hội"
    COUNT_CONTEST = "nhập phiếu đếm của đại hội"
    DECLARE_CONTEST = "ký biên bản kiểm phiếu của đại hội"
    SEE_PAPERS = "xem, in văn bản của một thôn"
    NUMBER_PAPERS = "lấy số cho văn bản của một thôn"
    SEE_CONGRESS_PAPERS = "xem, in văn bản của đại hội"
    NUMBER_CONGRESS_PAPERS = "lấy số cho văn bản của đại hội"
    MAKE_PAPER_SETS = "lập cả bộ văn bản"
    SEE_REPORT = "xem báo cáo bầu trưởng thôn"
    SEE_CONGRESS_REPORT = "xem báo cáo đại hội"
    SEE_ENTRY_JOURNAL = "xem nhật ký nhập liệu của phiếu đếm đại hội"
    CHOOSE_READERS = "chọn hai hay ba người cùng đọc phiếu đếm"
    CALL_CONGRESS_ROUND = "định lần bầu tiếp theo của đại hội"
    ENDORSE = "chuẩn y"
    SEND_CONGRESS_REPORT = "ghi ngày gửi báo cáo đại hội"
    TAKE_CONGRESS_REPORT = "ghi ngày nhận báo cáo đại hội"
    RETURN_CONGRESS = "trả hồ sơ đại hội"
    TAKE_CONGRESS_COMPLAINT = "nhận khiếu nại về đại hội"
    ANSWER_CONGRESS = "trả lời khiếu nại, hồ sơ đại hội trả lại"
    REFUSE_ENDORSEMENT = "không chuẩn y"
    ANNUL_CONGRESS = "huỷ kết quả, cho đại hội lại"
    APPOINT_SECRETARY = "chỉ định bí thư"
    HAND_OVER = "ghi bàn giao"
    SEAL_BALLOTS = "ghi niêm phong phiếu bầu"


_TEAM = frozenset({Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER})
_STATE = frozenset(STATE_ROLES)

_OFFICE = frozenset({Role.CHAIR, Role.CLERK})
_ABOVE = frozenset({Role.HIGHER_COMMITTEE})
_LEADS = frozenset({Role.PRESIDIUM, Role.CONGRESS_CLERK})
# Whether somebody is in the Party is sensitive: those of the cell, the committee above, and who answers for the bridge.
_MEMBERS_KNOWN = CELL_ROLES | {Role.HIGHER_COMMITTEE, Role.COMMISSION}
_HALL = frozenset({CellState.NOT_STARTED, CellState.IN_CONGRESS})

_S = HeadState
_K = CongressRulingKind
_TO_OPEN = frozenset({_S.NOT_STARTED, _S.RERUN, _S.NO_QUORUM, _S.POSTPONED})
_COUNTING = frozenset({_S.VOTING, _S.COUNTED})
_ELECTED = frozenset({_S.ELECTED, _S.ELECTED_IN_RERUN})


@dataclass(frozen=True, slots=True)
class Grant:
    """Được làm: by these roles, in the places in their care, while the village or cell is in one of these states.

    What is of one side alone says so: some roles exist on both.
    """

    roles: frozenset[Role]
    states: frozenset[HeadState] | frozenset[CellState] = frozenset(HeadState)
    side: Side | None = None


MAY: Mapping[Act, Grant] = {
    Act.SEE_TODAY: Grant(_STATE | frozenset(PARTY_ROLES)),
    Act.IMPORT_LISTS: Grant(frozenset({Role.PROVINCE, Role.COMMISSION})),
    Act.SEE_VILLAGE: Grant(_STATE),
    Act.SEE_EVENTS: Grant(frozenset({Role.AUDITOR, Role.LAWYER, Role.PROVINCE})),
    Act.OPEN_POLL: Grant(frozenset({Role.TEAM_LEADER, Role.CLERK}), _TO_OPEN),
    Act.MOVE_WAVE: Grant(_OFFICE | {Role.PROVINCE}, frozenset({_S.NOT_STARTED})),
    Act.SEE_SCRIPT: Grant(_TEAM | {Role.CLERK, Role.FRONT_VILLAGE}, _TO_OPEN | _COUNTING),
    Act.RUN_POLL: Grant(frozenset({Role.TEAM_LEADER, Role.TEAM_CLERK, Role.CLERK}), _COUNTING),
    Act.TELL_TURNOUT: Grant(_TEAM | {Role.CLERK}, frozenset({_S.VOTING})),
    Act.READ_SHEET: Grant(_TEAM | {Role.CLERK}, _COUNTING),
    Act.DECLARE: Grant(frozenset({Role.TEAM_LEADER, Role.CLERK}), frozenset({_S.COUNTED})),
    Act.SET_CLUSTERS: Grant(frozenset({Role.TEAM_LEADER, Role.CLERK}), BEFORE_THE_POLL),
    Act.CONFIRM_FLAG: Grant(frozenset({Role.CHAIR, Role.PROVINCE}), frozenset({_S.COUNTED})),
    Act.CALL_ROUND: Grant(frozenset({Role.CHAIR, Role.CLERK}), frozenset({_S.RERUN, _S.NO_QUORUM})),
    Act.TAKE_REPORT: Grant(_OFFICE, _ELECTED),
    Act.RECOGNISE: Grant(frozenset({Role.CHAIR})),
    Act.SEE_MARKS: Grant(frozenset({Role.CLERK, Role.CHAIR, Role.FRONT})),
    Act.FILL_MARKS: Grant(frozenset({Role.CLERK})),
    Act.SEE_DUTY: Grant(frozenset({Role.PROVINCE, Role.DISTRICT, Role.CLERK, Role.AUDITOR})),
    Act.NOTE_CALL: Grant(frozenset({Role.PROVINCE, Role.DISTRICT, Role.CLERK})),
    Act.KEEP_DISPLAYS: Grant(frozenset({Role.PROVINCE})),
    Act.SEE_PLAN: Grant(
        frozenset({Role.PROVINCE, Role.DISTRICT, Role.CHAIR, Role.CLERK, Role.FRONT, Role.AUDITOR, Role.LAWYER})
    ),
    Act.MARK_STEP: Grant(frozenset({Role.CLERK})),
    Act.KEEP_REGISTER: Grant(frozenset({Role.TEAM_LEADER, Role.TEAM_CLERK, Role.CLERK})),
    Act.SEE_NOMINEES: Grant(
        frozenset({Role.FRONT_VILLAGE, Role.FRONT, Role.CLERK, Role.CHAIR, Role.TEAM_LEADER, Role.AUDITOR, Role.LAWYER})
    ),
    Act.SEE_PARTICULARS: Grant(_OFFICE | {Role.FRONT, Role.PROVINCE}, side=Side.STATE),
    Act.DECLARE_PARTICULARS: Grant(frozenset({Role.CLERK, Role.FRONT}), side=Side.STATE),
    Act.DECIDE_TEAM: Grant(frozenset({Role.CHAIR, Role.CLERK}), frozenset({_S.NOT_STARTED})),
    Act.NOMINATE: Grant(frozenset({Role.FRONT_VILLAGE, Role.FRONT, Role.CLERK}), frozenset({_S.NOT_STARTED})),
    Act.FIX_SLATE: Grant(frozenset({Role.FRONT, Role.FRONT_VILLAGE}), frozenset({_S.NOT_STARTED})),
    Act.CERTIFY_ROLL: Grant(frozenset({Role.CLERK}), frozenset({_S.NOT_STARTED})),
    Act.CARE_FOR_ACCOUNTS: Grant(frozenset(CARE)),
    Act.SEE_OWN_ACCOUNT: Grant(frozenset(Role)),
    Act.POSTPONE: Grant(_OFFICE, MAY_COME_IN[RulingKind.POSTPONED]),
    Act.SET_DAY: Grant(_OFFICE, MAY_COME_IN[RulingKind.DAY_SET]),
    Act.APPOINT_INTERIM: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.INTERIM]),
    Act.ORDER_REELECTION: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.REELECTION]),
    Act.RETURN_FILE: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.RETURNED]),
    Act.REPLACE_SHEET: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.SUPERSEDED]),
    Act.TAKE_COMPLAINT: Grant(_OFFICE | {Role.FRONT}, MAY_COME_IN[RulingKind.COMPLAINT]),
    Act.ANSWER: Grant(_OFFICE | {Role.TEAM_LEADER}, MAY_COME_IN[RulingKind.ANSWERED]),
    Act.ANNUL: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.ANNULLED]),
    Act.RECORD_LEAVING: Grant(_OFFICE, MAY_COME_IN[RulingKind.LEFT]),
    Act.EXTEND_TERM: Grant(frozenset({Role.CHAIR}), MAY_COME_IN[RulingKind.EXTENDED]),
    Act.CALL_BY_ELECTION: Grant(_OFFICE, _ELECTED),
    Act.OVERSEE: Grant(frozenset({Role.AUDITOR})),
    Act.SEND_HEADS: Grant(frozenset({Role.PROVINCE})),
    Act.SEE_LAW: Grant(frozenset({Role.LAWYER, Role.AUDITOR})),
    Act.ALLOW_RULEBOOK: Grant(frozenset({Role.LAWYER})),
    Act.TAKE_HEADS: Grant(frozenset({Role.COMMISSION}), side=Side.PARTY),
    Act.SEE_CELL: Grant(frozenset(PARTY_ROLES), frozenset(CellState), Side.PARTY),
    Act.SEE_CELL_REGISTER: Grant(CELL_ROLES | {Role.HIGHER_COMMITTEE}, frozenset(CellState), Side.PARTY),
    Act.KEEP_CELL_REGISTER: Grant(
        frozenset({Role.CELL_COMMITTEE, Role.HIGHER_COMMITTEE}), frozenset({CellState.NOT_STARTED}), Side.PARTY
    ),
    Act.SEE_HEAD: Grant(_MEMBERS_KNOWN, frozenset(CellState), Side.PARTY),
    Act.SAY_WHO_THE_HEAD_IS: Grant(
        frozenset({Role.CELL_COMMITTEE, Role.PRESIDIUM, Role.HIGHER_COMMITTEE}),
        frozenset({CellState.NOT_STARTED, CellState.IN_CONGRESS}),
        Side.PARTY,
    ),
    Act.SEE_HEADS: Grant(frozenset({Role.COMMISSION, Role.HIGHER_COMMITTEE}), side=Side.PARTY),
    Act.NAME_PRIMARY_CELL: Grant(frozenset({Role.COMMISSION, Role.HIGHER_COMMITTEE}), side=Side.PARTY),
    Act.SEE_CONGRESS_PLAN: Grant(frozenset({Role.COMMISSION, Role.HIGHER_COMMITTEE}), side=Side.PARTY),
    Act.SEE_CONGRESS_BOARD: Grant(frozenset({Role.COMMISSION, Role.HIGHER_COMMITTEE}), side=Side.PARTY),
    Act.OPEN_CONGRESS: Grant(_LEADS, frozenset({CellState.NOT_STARTED}), Side.PARTY),
    Act.SEE_CONGRESS_SCRIPT: Grant(CELL_ROLES, _HALL, Side.PARTY),
    Act.CALL_THE_ROLL: Grant(_LEADS | {Role.CELL_COMMITTEE}, _HALL, Side.PARTY),
    Act.VOTE_BY_HANDS: Grant(_LEADS, _HALL, Side.PARTY),
    Act.RECONVENE: Grant(
        frozenset({Role.CELL_COMMITTEE, Role.PRESIDIUM}), frozenset({CellState.IN_CONGRESS}), Side.PARTY
    ),
    Act.NOTE_ABSENCE: Grant(frozenset({Role.CELL_COMMITTEE, Role.HIGHER_COMMITTEE}), _HALL, Side.PARTY),
    Act.PREPARE_SCHEME: Grant(
        frozenset({Role.CELL_COMMITTEE, Role.HIGHER_COMMITTEE}), frozenset({CellState.NOT_STARTED}), Side.PARTY
    ),
    Act.NOMINATE_IN_CONGRESS: Grant(_LEADS, frozenset({CellState.IN_CONGRESS}), Side.PARTY),
    Act.CLOSE_CONGRESS: Grant(_LEADS, frozenset({CellState.IN_CONGRESS}), Side.PARTY),
    Act.SIGN_CONGRESS: Grant(frozenset({Role.PRESIDIUM}), frozenset({CellState.DONE_TO_SIGN}), Side.PARTY),
    Act.COUNT_CONTEST: Grant(
        frozenset({Role.COUNTING_BOARD, Role.CONGRESS_CLERK}), frozenset({CellState.IN_CONGRESS}), Side.PARTY
    ),
    Act.DECLARE_CONTEST: Grant(frozenset({Role.COUNTING_BOARD}), frozenset({CellState.IN_CONGRESS}), Side.PARTY),
    Act.SEE_PAPERS: Grant(_TEAM | _OFFICE | {Role.PROVINCE, Role.FRONT, Role.FRONT_VILLAGE, Role.AUDITOR}),
    Act.NUMBER_PAPERS: Grant(_OFFICE | {Role.TEAM_LEADER}),
    Act.SEE_CONGRESS_PAPERS: Grant(CELL_ROLES | {Role.HIGHER_COMMITTEE}, frozenset(CellState), Side.PARTY),
    Act.NUMBER_CONGRESS_PAPERS: Grant(
        frozenset({Role.CELL_COMMITTEE, Role.HIGHER_COMMITTEE}), frozenset(CellState), Side.PARTY
    ),
    Act.MAKE_PAPER_SETS: Grant(_OFFICE | {Role.PROVINCE, Role.HIGHER_COMMITTEE}),
    Act.SEE_REPORT: Grant(_OFFICE | {Role.PROVINCE, Role.DISTRICT, Role.AUDITOR}, side=Side.STATE),
    Act.SEE_CONGRESS_REPORT: Grant(frozenset({Role.COMMISSION, Role.HIGHER_COMMITTEE}), side=Side.PARTY),
    Act.SEE_ENTRY_JOURNAL: Grant(CELL_ROLES | {Role.HIGHER_COMMITTEE, Role.AUDITOR}, frozenset(CellState), Side.PARTY),
    Act.CHOOSE_READERS: Grant(frozenset({Role.COUNTING_BOARD, Role.HIGHER_COMMITTEE}), _HALL, Side.PARTY),
    Act.CALL_CONGRESS_ROUND: Grant(frozenset({Role.PRESIDIUM}), frozenset({CellState.IN_CONGRESS}), Side.PARTY),
    Act.ENDORSE: Grant(_ABOVE, frozenset(CellState), Side.PARTY),
    Act.SEND_CONGRESS_REPORT: Grant(_LEADS | {Role.CELL_COMMITTEE}, AFTER_CONGRESS[_K.SENT], Side.PARTY),
    Act.TAKE_CONGRESS_REPORT: Grant(_ABOVE, AFTER_CONGRESS[_K.RECEIVED], Side.PARTY),
    Act.RETURN_CONGRESS: Grant(_ABOVE, AFTER_CONGRESS[_K.RETURNED], Side.PARTY),
    Act.TAKE_CONGRESS_COMPLAINT: Grant(_ABOVE, AFTER_CONGRESS[_K.COMPLAINT], Side.PARTY),
    Act.ANSWER_CONGRESS: Grant(_ABOVE | {Role.CELL_COMMITTEE, Role.PRESIDIUM}, AFTER_CONGRESS[_K.ANSWERED], Side.PARTY),
    Act.REFUSE_ENDORSEMENT: Grant(_ABOVE, AFTER_CONGRESS[_K.REFUSED], Side.PARTY),
    Act.ANNUL_CONGRESS: Grant(_ABOVE, AFTER_CONGRESS[_K.ANNULLED], Side.PARTY),
    Act.APPOINT_SECRETARY: Grant(_ABOVE, AFTER_CONGRESS[_K.APPOINTED], Side.PARTY),
    Act.HAND_OVER: Grant(frozenset({Role.CELL_COMMITTEE, Role.PRESIDIUM}), AFTER_CONGRESS[_K.HANDED_OVER], Side.PARTY),
    Act.SEAL_BALLOTS: Grant(frozenset({Role.COUNTING_BOARD, Role.PRESIDIUM}), AFTER_CONGRESS[_K.SEALED], Side.PARTY),
}

View = Callable[..., HttpResponse]


def granted(account: Account, act: Act) -> bool:
    """Whether this account may do this at all, on this server."""
    grant = MAY[act]
    own = grant.side is None or grant.side == account.side
    return own and settings.SIDE in (account.side, "both") and account.role in grant.roles


def granted_here(account: Account, act: Act, work: VillageWork | CellWork) -> bool:
    """Whether it may do this in this village or cell, which is in its care, now."""
    return granted(account, act) and work.state in MAY[act].states


def allowed(act: Act) -> Callable[[View], View]:
    """A view of the desk: signed in, with all that signing in asks for, and granted; else sign in, or 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, Account):
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            account = request.user = in_role(request, request.user)
            if request.method == "POST":
                request.POST = readable(request.POST)
            if not granted(account, act):
                raise Http404
            if (unfinished := _unfinished(request, account)) is not None:
                want(request)
                return HttpResponseRedirect(reverse(unfinished))
            reached(request)
            with standing_in_for(account.acts_for and account.acts_for.login):
                response = view(request, *args, **kwargs)
            if request.method == "POST":
                acknowledge(request, response)
            response.setdefault("Cache-Control", "no-store")
            return response

        checked.act = act  # type: ignore[attr-defined]  # what the walk over all addresses reads
        return checked

    return decorate


def allowed_in_village(act: Act) -> Callable[[View], View]:
    """As `allowed`, and the address names a village in the account's care; the view gets its election and its work.

    Whose turn has passed (the state moved on while the page lay open) is sent to the village's page, which says where
    it stands; who never had a turn sees nothing. `?bau=` names an earlier election, whose record stays readable.
    """

    def decorate(view: View) -> View:
        @allowed(act)
        @wraps(view)
        def checked(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            account = request.user
            assert isinstance(account, Account)
            if (
                account.side != Side.STATE.value
            ):  # some roles exist on both sides; the other's villages are not asked for
                raise Http404
            election = newest = election_at_work(Side.STATE, code)
            if newest is not None and (asked := _asked_for(request)) not in (None, newest.code):
                election = election_named(asked or "", code)
            work = None if election is None else village_at_work(election, code)
            if election is None or work is None or not covers(account.place_code, election, work):
                raise Http404
            if newest is not None and election.id != newest.id:
                work.earlier = election.code
            if work.state not in MAY[act].states:
                if request.method == "POST":
                    return HttpResponseRedirect(f"{reverse('desk_village', args=[code])}{TURN_PASSED}")
                raise Http404
            request.unit_kind = work.kind  # type: ignore[attr-defined]  # how `frame` names the unit
            with speaking_of(work.kind):
                return view(request, election, work, *args, **kwargs)

        return checked

    return decorate


def allowed_in_cell(act: Act) -> Callable[[View], View]:
    """As `allowed_in_village`, of the Party side: the address names a cell in the account's care."""

    def decorate(view: View) -> View:
        @allowed(act)
        @wraps(view)
        def checked(request: HttpRequest, cell: str, *args: Any, **kwargs: Any) -> HttpResponse:
            account = request.user
            assert isinstance(account, Account)
            election = election_at_work(Side.PARTY, account.place_code)
            work = None if election is None else cell_at_work(election, cell)
            if election is None or work is None or not covers_cell(account.place_code, election, work):
                raise Http404
            if work.state not in MAY[act].states:
                if request.method == "POST":
                    return HttpResponseRedirect(f"{reverse('desk_cell', args=[cell])}{TURN_PASSED}")
                raise Http404
            request.unit_kind = work.kind  # type: ignore[attr-defined]
            with speaking_of(work.kind):
                return view(request, election, work, *args, **kwargs)

        return checked

    return decorate


def election_of(account: Account, request: HttpRequest) -> Election | None:
    """The State election this account works on: the newest of its place, or the one that `?bau=` names."""
    if account.side != Side.STATE.value:
        return None
    asked = _asked_for(request)
    found = election_named(asked, account.place_code) if asked else None
    return found or election_at_work(Side.STATE, account.place_code)


def _asked_for(request: HttpRequest) -> str | None:
    """The election that the address names by its code."""
    asked = request.GET.get("bau", "")
    return asked if asked and len(asked) <= 30 and asked.isprintable() else None


def _unfinished(request: HttpRequest, account: Account) -> str | None:
    """The step of signing in that is still owed: a password of one's own, then a second factor."""
    if account.must_change:
        return "account_change_password"
    if account.role in SECOND_FACTOR and not showed_second_factor(request):
        return "mfa_choose"
    return None


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether this session has shown a code, a paper code or a passkey."""
    return any(each["method"] == "mfa" for each in get_authentication_records(request, request.user))
