"""Lời của người điều hành đại hội: what is said aloud at each step, with this cell's own numbers and names.

What the law leaves open is said as a choice; what no text was found for is said to be so.
"""

from dataclasses import dataclass, field
from datetime import date

from dantin.core.plan import Post
from dantin.core.rulebooks.party_cell.meeting import CongressStage, CongressStep, order_of_the_congress
from dantin.core.rulebooks.party_cell.numbers import MAJORITY, QUORUM
from dantin.core.vietnamese import number
from dantin.locale.words import day
from dantin.store.readers.congress import WORDS


@dataclass(frozen=True, slots=True)
class Ballot:
    """Một cuộc bầu, as it is announced: who is on the list, for how many seats, and what came of it."""

    post: Post
    seats: int
    people: tuple[str, ...]
    round_number: int
    reballot_of_tie: bool
    results: tuple[tuple[str, int], ...]
    """(name, votes) after the signing; empty before."""
    elected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hall:
    """Đại hội của một chi bộ: the numbers and names that are read aloud."""

    cell: str
    term: str
    held_on: date
    rulebook: str
    convened: int
    base: int
    present: int | None
    """Bao nhiêu đảng viên chính thức có mặt; not known before anybody counted."""
    presidium: tuple[str, ...]
    clerks: tuple[str, ...]
    board: tuple[str, ...]
    ballots: tuple[Ballot, ...]

    @property
    def quorum(self) -> str:
        return number(QUORUM.least_reaching(self.convened))

    @property
    def needed(self) -> str:
        return number(MAJORITY.least_above(self.base))


@dataclass(slots=True)
class Spoken:
    """Một bước: its heading, who does it, what is said aloud, what to mind, and its provision."""

    key: str
    stage: CongressStage
    heading: str
    who: str
    say: list[str]
    mind: list[str] = field(default_factory=list)

    @property
    def rule(self) -> str:
        return "" if self.stage.cites is None else ", ".join(self.stage.cites.ids)

    @property
    def law(self) -> str:
        return "" if self.stage.cites is None else str(self.stage.cites)

    @property
    def law_page(self) -> str:
        return "" if self.stage.cites is None else f"/luat/van-ban/{self.stage.cites.instrument.code}/"

    @property
    def sourced(self) -> bool:
        return self.stage.cites is None or "unsourced" not in self.stage.cites.mark


def script(hall: Hall) -> list[Spoken]:
    """Kịch bản của đại hội, in order."""
    ballots = {ballot.post: ballot for ballot in hall.ballots}
    found = []
    for stage in order_of_the_congress(hall.rulebook, list(ballots)):
        if stage.post is None:
            heading, who, say, mind = _common(hall, stage.step)
        else:
            heading, who, say, mind = _of_a_post(hall, stage.step, ballots[stage.post])
        key = stage.step.value if stage.post is None else f"{stage.step.value}-{stage.post.value}"
        found.append(Spoken(key, stage, heading, who, say, mind))
    return found


_CHAIR, _CLERK, _COMMITTEE, _BOARD = "Đoàn chủ tịch", "Thư ký", "Chi ủy", "Ban kiểm phiếu"
_HANDS = "Đồng chí nào tán thành, xin giơ thẻ đảng viên. … Không tán thành? … Có ý kiến khác?"
Words = tuple[str, str, list[str], list[str]]


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names)}." if names else "…"


def _common(hall: Hall, step: CongressStep) -> Words:
    present = "…" if hall.present is None else number(hall.present)
    match step:
        case CongressStep.ROLL:
            return (
                "Điểm danh",
                f"{_CLERK} hoặc {_COMMITTEE.lower()}",
                [
                    f"{hall.cell} có {number(hall.convened)} đảng viên chính thức được triệu tập.",
                    f"Đại hội họp được khi có mặt từ {hall.quorum} đồng chí trở lên. Hiện có mặt {present}.",
                ],
                [
                    "Chỉ đếm đảng viên chính thức; đảng viên dự bị, khách mời không tính.",
                    "Người đến muộn, về sớm vẫn ở trong cơ số: ghi giờ ở trang Điểm danh.",
                    "Không đủ hai phần ba: vẫn khai mạc để ghi số có mặt, rồi triệu tập lại ngày khác.",
                ],
            )
        case CongressStep.OPENING:
            return (
                "Khai mạc",
                _COMMITTEE,
                [
                    f"Hôm nay, ngày {day(hall.held_on)}, {hall.cell} tổ chức đại hội, nhiệm kỳ {hall.term}.",
                    f"Có mặt {present} trên {number(hall.convened)} đảng viên chính thức được triệu tập.",
                    "Thay mặt chi ủy, tôi tuyên bố khai mạc đại hội.",
                ],
                [],
            )
        case CongressStep.PRESIDIUM:
            return (
                "Bầu đoàn chủ tịch",
                _COMMITTEE,
                [f"Tôi giới thiệu đoàn chủ tịch gồm các đồng chí: {_listed(hall.presidium)}", _HANDS],
                ["Giơ thẻ; ghi số tán thành, không tán thành. Số người do đại hội quyết định."],
            )
        case CongressStep.CLERK:
            return (
                "Bầu thư ký",
                _CHAIR,
                [f"Đoàn chủ tịch giới thiệu thư ký đại hội: {_listed(hall.clerks)}", _HANDS],
                [],
            )
        case CongressStep.PROGRAMME:
            return (
                "Thông qua chương trình",
                _CHAIR,
                ["Chương trình đại hội gồm: báo cáo, thảo luận, bầu cử, nghị quyết.", _HANDS],
                [],
            )
        case CongressStep.REPORT:
            return (
                "Báo cáo và thảo luận",
                _CHAIR,
                ["Mời đồng chí … trình bày báo cáo.", "Mời các đồng chí phát biểu ý kiến."],
                [],
            )
        case CongressStep.BOARD:
            return (
                "Bầu ban kiểm phiếu",
                _CHAIR,
                [f"Đoàn chủ tịch giới thiệu ban kiểm phiếu gồm … đồng chí: {_listed(hall.board)}", _HANDS],
                [
                    "Là đảng viên chính thức, không có tên trong danh sách bầu; đảng viên dự bị không thay được.",
                    "Người của ban vắng hoặc có tên trong danh sách bầu sau: bầu người khác thay.",
                ],
            )
        case CongressStep.RESOLUTION:
            return "Thông qua nghị quyết", _CHAIR, ["Mời thư ký đọc dự thảo nghị quyết.", _HANDS], []
        case _:
            return (
                "Bế mạc, ký biên bản",
                _CHAIR,
                [
                    "Đồng chí thư ký đọc biên bản. Có đồng chí nào có ý kiến không?",
                    "Thay mặt đoàn chủ tịch, tôi tuyên bố bế mạc đại hội.",
                ],
                [
                    "Phiếu bầu do ban kiểm phiếu niêm phong, giữ sáu tháng, không ai được mở (B-56).",
                    "Báo cáo cấp ủy cấp trên trong 7 ngày làm việc.",
                ],
            )


def _of_a_post(hall: Hall, step: CongressStep, ballot: Ballot) -> Words:
    of = WORDS[ballot.post]
    numbered = [f"{n}. {name}." for n, name in enumerate(ballot.people, start=1)]
    again = f", lần {ballot.round_number}" if ballot.round_number > 1 else ""
    seats = number(ballot.seats) if ballot.seats else "…"
    match step:
        case CongressStep.SLATE:
            return (
                f"Số lượng và danh sách bầu {of}{again}",
                _CHAIR,
                [
                    f"Đoàn chủ tịch đề nghị bầu {seats} đồng chí.",
                    _HANDS,
                    "Có đồng chí nào ứng cử, đề cử thêm, hoặc xin rút không? …",
                    "Danh sách bầu:",
                    *(numbered or ["…"]),
                    _HANDS,
                ],
                _mind_of_slate(ballot),
            )
        case CongressStep.BALLOT:
            return f"Bỏ phiếu bầu {of}{again}", _BOARD, *_how_to_mark(ballot, numbered)
        case CongressStep.COUNT:
            return (
                f"Kiểm phiếu bầu {of}{again}",
                _BOARD,
                ["Ban kiểm phiếu mở hòm phiếu và kiểm phiếu tại đây."],
                [
                    "Phiếu không do ban kiểm phiếu phát là không hợp lệ, để riêng.",
                    "Hai người nhập phiếu đếm, mỗi người một lần, không nhìn số của nhau.",
                ],
            )
        case _:
            return f"Công bố kết quả bầu {of}{again}", _BOARD, *_announced(hall, ballot, of)


def _mind_of_slate(ballot: Ballot) -> list[str]:
    found = ["Người được đề cử ngoài danh sách chuẩn bị và người xin rút: đại hội biểu quyết từng trường hợp."]
    if ballot.post is Post.COMMITTEE:
        return ["Danh sách phải nhiều hơn số cần bầu; số dư không quá 30%, bầu 3 đến 5 người thì dư 1.", *found]
    return ["Có thể chỉ có một người trong danh sách: khi ấy bỏ phiếu đồng ý hoặc không đồng ý.", *found]


def _how_to_mark(ballot: Ballot, numbered: list[str]) -> tuple[list[str], list[str]]:
    """B-43 to B-45: cross out on a list with surplus, agree or disagree on one without."""
    say = ["Hòm phiếu không có gì bên trong; xin niêm phong trước mọi người.", "Trên phiếu có:", *(numbered or ["…"])]
    if len(ballot.people) > ballot.seats:
        say.append(
            f"Bầu {number(ballot.seats)} đồng chí: gạch cả họ và tên người không bầu, để lại không quá "
            f"{number(ballot.seats)} người."
        )
        bad = "Không hợp lệ: bầu quá số, không bầu ai, ghi thêm tên, có ký hiệu hoặc ký tên."
    else:
        say.append("Với từng đồng chí, đánh dấu X vào một ô: đồng ý hoặc không đồng ý.")
        bad = (
            "Không hợp lệ: đánh cả hai ô hoặc không đánh ô nào, ghi thêm tên, có ký hiệu hoặc ký tên."
            if len(ballot.people) == 1
            else "Người nào đánh cả hai ô hoặc không đánh ô nào thì phiếu vẫn hợp lệ, không tính cho người ấy."
        )
    return say, [bad, "Mỗi lần bầu một tờ phiếu riêng; không bầu hai chức danh trên một tờ."]


def _announced(hall: Hall, ballot: Ballot, of: str) -> tuple[list[str], list[str]]:
    if not ballot.results:
        if ballot.reballot_of_tie:
            return ["Kết quả: …"], [
                "Bầu lại giữa những người bằng phiếu: ai nhiều phiếu hơn là trúng, không cần quá nửa."
            ]
        return (
            [f"Người trúng cử phải được từ {hall.needed} phiếu trở lên.", "Kết quả: …"],
            [
                f"Cơ số là {number(hall.base)}, không phải số có mặt hay số phiếu hợp lệ.",
                "Bằng phiếu ở suất cuối, hoặc chưa ai quá nửa: máy nói việc phải làm tiếp.",
            ],
        )
    say = [f"{name}: {number(votes)} phiếu trên {number(hall.base)}." for name, votes in ballot.results]
    if ballot.elected:
        say.append(f"Trúng cử {of}: {', '.join(ballot.elected)}.")
    else:
        say.append(f"Lần này chưa ai trúng cử {of}.")
    return say, []
