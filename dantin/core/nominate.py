"""Đề cử: ai được ghi tên vào danh sách bầu, và trưởng thôn trúng cử có được ứng cử bí thư không.

The rules here come from the Party charter, so they hold in every rulebook of the Party cell; what one regulation says
of a slate stands in that rulebook.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .law import Instrument, Judgement, Outcome, Verdict, met_if, rule
from .register import COMMITTEE_FROM_MEMBERS, EXEMPT_THAT_LEAVE_A_CHOICE, LEAST_OFFICIAL_MEMBERS

CHARTER = Instrument("dieu-le-dang-2011", "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI, 2011)")
# Its number could not be read (C-01), so it is named by its day only.
DIRECTIVE_2016 = Instrument(
    "chu-truong-28-12-2016", "Chủ trương của Ban Thường vụ Tỉnh ủy Quảng Ninh ngày 28/12/2016 (chưa đọc được số)"
)


class Standing(StrEnum):
    """Tư cách của người trong danh sách: đảng viên chính thức, dự bị, hay sinh hoạt ở chi bộ khác."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    OTHER_CELL = "other_cell"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Người ứng cử: `key` tells two of one name apart; `votes` is what was counted for this person in this round."""

    key: str
    name: str
    votes: int
    standing: Standing = Standing.OFFICIAL
    id: str | None = None


class PartyMembership(StrEnum):
    """Tình trạng đảng viên của trưởng thôn: chính thức, dự bị, chưa vào Đảng."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    NONE = "none"


class OwnCell(StrEnum):
    """Nơi sinh hoạt đảng: chi bộ này hay chi bộ khác."""

    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BridgeQuestion:
    """Trưởng thôn trúng cử có được ứng cử bí thư không: the bridge from the first election to the second."""

    recognised_on: date | None
    party: PartyMembership
    cell: OwnCell
    official_members: int
    congress_on: date
    committee_declined: bool = False
    """B-04: the congress of nine, two of them exempt, voted to elect no committee."""


class BridgeOutcome(StrEnum):
    """Kết luận: được ứng cử, phải trúng chi ủy trước, hoặc chưa được."""

    MAY_STAND = "may_stand"
    MAY_STAND_AFTER_COMMITTEE_SEAT = "may_stand_after_committee_seat"
    BLOCKED = "blocked"


class Blocker(StrEnum):
    """Lý do chưa được ứng cử."""

    NO_OWN_CELL = "no_own_cell"
    NOT_PARTY_MEMBER = "not_party_member"
    NOT_RECOGNISED = "not_recognised"
    OTHER_CELL = "other_cell"
    PROBATIONARY = "probationary"


@dataclass(frozen=True, slots=True)
class BridgeAnswer:
    """Trả lời của câu hỏi cầu nối; reasons are sorted by their code."""

    outcome: BridgeOutcome
    reasons: tuple[Blocker, ...]
    verdicts: tuple[Verdict, ...]


@rule("PC-REGISTER-1", cites=CHARTER.at("khoản 2 Điều 21", "B-01", "F-31", mark="[P03]"))
def has_enough_members(official_members: int) -> Judgement:
    """Tổ chức cơ sở đảng phải có từ 3 đảng viên chính thức.

    Fewer are attached to a suitable organisation by the higher committee: such a village has no congress of its own.
    """
    return met_if(
        official_members >= LEAST_OFFICIAL_MEMBERS, official_members=official_members, needed=LEAST_OFFICIAL_MEMBERS
    )


@rule("PC-PLAN-1", cites=CHARTER.at("Điều 24", "B-03", mark="[P01, P32]"))
def elects_a_committee(official_members: int) -> Judgement:
    """Chi bộ có từ 9 đảng viên chính thức bầu chi ủy, rồi bầu bí thư và phó bí thư trong số chi ủy viên.

    Below nine there is no committee to elect: the congress elects the secretary, and a deputy if needed, directly.
    """
    return met_if(
        official_members >= COMMITTEE_FROM_MEMBERS, official_members=official_members, needed=COMMITTEE_FROM_MEMBERS
    )


@rule("PC-PLAN-2", cites=CHARTER.at("Điều 24", "B-04", "F-35", mark="[P29]"))
def congress_chooses_a_committee(official_members: int, exempt: int) -> Judgement:
    """Đúng 9 đảng viên chính thức, trong đó 2 người được miễn sinh hoạt: đại hội quyết định có bầu chi ủy hay không.

    Of no other number is anything said: then nine elect a committee and eight do not. The exempt are convened.
    """
    return met_if(
        official_members == COMMITTEE_FROM_MEMBERS and exempt == EXEMPT_THAT_LEAVE_A_CHOICE,
        official_members=official_members,
        exempt=exempt,
        asked=EXEMPT_THAT_LEAVE_A_CHOICE,
        among=COMMITTEE_FROM_MEMBERS,
    )


class CommitteeElection(StrEnum):
    """Đại hội này có bầu chi ủy không: có, không (bầu thẳng bí thư), hay còn chờ đại hội quyết định."""

    ELECTED = "elected"
    NONE = "none"
    CONGRESS_DECIDES = "congress_decides"


def committee_election(official_members: int, exempt: int, decided: bool | None) -> CommitteeElection:
    """Có bầu chi ủy không (B-03, B-04); `decided` is what the congress voted, where it has the choice."""
    here = "plan"
    if elects_a_committee(here, official_members).outcome is Outcome.NOT_MET:
        return CommitteeElection.NONE
    if congress_chooses_a_committee(here, official_members, exempt).outcome is Outcome.NOT_MET:
        return CommitteeElection.ELECTED
    if decided is None:
        return CommitteeElection.CONGRESS_DECIDES
    return CommitteeElection.ELECTED if decided else CommitteeElection.NONE


@rule("PC-NOMINATE-1", cites=CHARTER.at("Điều 3, Điều 5", "B-10", mark="[P02]"))
def is_an_official_member(candidate: str | None, standing: str) -> Judgement:
    """Chỉ đảng viên chính thức được ứng cử và được bầu.

    A probationary member may nominate others, but neither votes nor stands.
    """
    return met_if(standing not in ("probationary", "none"), candidate=candidate, standing=standing)


@rule("PC-NOMINATE-2", cites=CHARTER.at("", "B-12", mark="[P06]"))
def belongs_to_the_cell(candidate: str | None, standing: str) -> Judgement:
    """Người ứng cử phải sinh hoạt đảng chính thức ở chi bộ này.

    Living in the village does not suffice: the record has to be transferred here before the congress.
    """
    return met_if(standing not in ("other_cell", "other"), candidate=candidate, standing=standing)


@rule("PC-NOMINATE-5", cites=DIRECTIVE_2016.at("bước giới thiệu", "C-01", "A22-15", "F-56", mark="unsourced: medium"))
def was_recognised_by_the_congress(recognised_on: date | None, congress_on: date) -> Judgement:
    """Người trúng cử trưởng thôn được giới thiệu vào đại hội sau khi đã có quyết định công nhận.

    Being elected is not enough: a head holds office only by the decision of the People's Committee of the commune.
    """
    return met_if(
        recognised_on is not None and recognised_on <= congress_on, recognised_on=recognised_on, congress_on=congress_on
    )


def may_stand(question: BridgeQuestion) -> BridgeAnswer:
    """Xét trưởng thôn trúng cử có được ứng cử bí thư chi bộ không (bước 7 của C.2)."""
    here = "bridge"
    own_cell = has_enough_members(here, question.official_members)
    committee = elects_a_committee(here, question.official_members)
    official = is_an_official_member(here, None, str(question.party))
    recognised = was_recognised_by_the_congress(here, question.recognised_on, question.congress_on)
    verdicts = [own_cell, committee, official, recognised]
    reasons: list[Blocker] = []
    if own_cell.outcome is Outcome.NOT_MET:
        reasons.append(Blocker.NO_OWN_CELL)
    if recognised.outcome is Outcome.NOT_MET:
        reasons.append(Blocker.NOT_RECOGNISED)
    if question.party is PartyMembership.NONE:
        reasons.append(Blocker.NOT_PARTY_MEMBER)
    else:
        same = belongs_to_the_cell(here, None, str(question.cell))
        verdicts.append(same)
        if same.outcome is Outcome.NOT_MET:
            reasons.append(Blocker.OTHER_CELL)
        if official.outcome is Outcome.NOT_MET:
            reasons.append(Blocker.PROBATIONARY)
    if reasons:
        outcome = BridgeOutcome.BLOCKED
    elif committee.outcome is Outcome.MET and not question.committee_declined:
        outcome = BridgeOutcome.MAY_STAND_AFTER_COMMITTEE_SEAT
    else:
        outcome = BridgeOutcome.MAY_STAND
    return BridgeAnswer(outcome, _sorted(reasons), tuple(verdicts))


class HeadProspect(StrEnum):
    """Trưởng thôn đang ở đâu trên đường tới bí thư: chưa rõ, chưa được, chi ủy trước, được ứng cử, và kết quả."""

    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    COMMITTEE_FIRST = "committee_first"
    MISSED_COMMITTEE = "missed_committee"
    MAY_STAND = "may_stand"
    SECRETARY = "secretary"
    NOT_ELECTED = "not_elected"


def prospect_of(answer: BridgeAnswer | None, *, in_committee: bool | None, elected: bool | None) -> HeadProspect:
    """Còn đường nào để trưởng thôn làm bí thư (warning 5 of the domain file: three places where it can fail).

    `answer` is null while it is not known who the head is in the registers of the Party; `in_committee` while the
    committee is not yet elected; `elected`, whether the head was elected secretary, while no secretary is. Who has been
    elected secretary was lawfully so: what stood in the way before is over. F-36: whoever missed the committee cannot
    be secretary; F-37: whoever lost the vote for secretary is out, another has it or the higher committee appoints.
    """
    if elected is not None:
        lost = HeadProspect.MISSED_COMMITTEE if in_committee is False else HeadProspect.NOT_ELECTED
        return HeadProspect.SECRETARY if elected else lost
    if answer is None:
        return HeadProspect.UNKNOWN
    match answer.outcome:
        case BridgeOutcome.BLOCKED:
            return HeadProspect.BLOCKED
        case BridgeOutcome.MAY_STAND:
            return HeadProspect.MAY_STAND
        case BridgeOutcome.MAY_STAND_AFTER_COMMITTEE_SEAT:
            if in_committee is None:
                return HeadProspect.COMMITTEE_FIRST
            return HeadProspect.MAY_STAND if in_committee else HeadProspect.MISSED_COMMITTEE


class NotTheHead(StrEnum):
    """Vì sao bí thư không đồng thời là trưởng thôn; what is said first stands first."""

    NO_SECRETARY = "no_secretary"
    HEAD_NOT_NAMED = "head_not_named"
    HEAD_UNCLEAR = "head_unclear"
    NO_OWN_CELL = "no_own_cell"
    NOT_RECOGNISED = "not_recognised"
    NOT_PARTY_MEMBER = "head_not_party"
    OTHER_CELL = "other_cell"
    PROBATIONARY = "probationary"
    HEADS_OTHER_VILLAGE = "heads_other_village"
    MISSED_COMMITTEE = "missed_committee"
    NOT_ON_THE_LIST = "not_on_the_list"
    APPOINTED = "appointed"
    LOST_THE_VOTE = "lost_the_vote"


_OF_BLOCKER = {
    Blocker.NO_OWN_CELL: NotTheHead.NO_OWN_CELL,
    Blocker.NOT_RECOGNISED: NotTheHead.NOT_RECOGNISED,
    Blocker.NOT_PARTY_MEMBER: NotTheHead.NOT_PARTY_MEMBER,
    Blocker.OTHER_CELL: NotTheHead.OTHER_CELL,
    Blocker.PROBATIONARY: NotTheHead.PROBATIONARY,
}


@dataclass(frozen=True, slots=True)
class CellWithoutItsHead:
    """Một chi bộ mà bí thư không phải là trưởng thôn, as its record tells after the congress."""

    head_named: bool
    answer: BridgeAnswer | None
    """None while it is not known which member the head is."""
    secretary: bool
    """Whether anybody is secretary."""
    in_committee: bool | None
    """None where no committee was elected."""
    on_the_list: bool
    """Of those who might be elected secretary."""
    appointed: bool
    heads_other_village: bool
    """Whether the secretary is the head of the other village that the cell leads (F-32)."""


def why_not_the_head(cell: CellWithoutItsHead) -> tuple[NotTheHead, ...]:
    """Mọi lý do bí thư không phải là trưởng thôn, lý do đầu là lý do chính (warning 5; C-06, F-28 to F-32, F-36, F-37).

    Of whoever could not stand that is the reason, whatever the vote was; who could stand lost a place at one step.
    """
    reasons = [] if cell.secretary else [NotTheHead.NO_SECRETARY]
    if not cell.head_named:
        return (*reasons, NotTheHead.HEAD_NOT_NAMED)
    if cell.answer is None:
        return (*reasons, NotTheHead.HEAD_UNCLEAR)
    if cell.answer.outcome is BridgeOutcome.BLOCKED:
        reasons += [_OF_BLOCKER[each] for each in cell.answer.reasons]
    elif cell.heads_other_village:
        reasons.append(NotTheHead.HEADS_OTHER_VILLAGE)
    elif cell.in_committee is False:
        reasons.append(NotTheHead.MISSED_COMMITTEE)
    elif not cell.on_the_list:
        reasons.append(NotTheHead.NOT_ON_THE_LIST)
    elif cell.secretary and not cell.appointed:
        reasons.append(NotTheHead.LOST_THE_VOTE)
    if cell.appointed:
        reasons.append(NotTheHead.APPOINTED)
    order = list(NotTheHead)
    return tuple(sorted(reasons, key=order.index))


def days_left(congress_on: date, today: date) -> int:
    """Còn mấy ngày để chuyển sinh hoạt đảng về (B-12, F-30): it has to be done before the day of the congress."""
    return max((congress_on - today).days, 0)


def _sorted(reasons: Iterable[Blocker]) -> tuple[Blocker, ...]:
    return tuple(sorted(reasons, key=str))
