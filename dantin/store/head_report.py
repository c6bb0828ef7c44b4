"""Báo cáo bầu trưởng thôn, bên Nhà nước: a commune, a district or the province, now or at a time mark.

Each figure is folded from the villages' own rows; what is told of the persons elected is in `head_persons`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from dantin.core.aggregate import Bands, HeadState, VillageResult, bands, fold, progress, share_summary, total
from dantin.core.official_report import Cell, OfficialReport, Ratio, ReportTable, Sentence
from dantin.core.terms import TermTotals, change, term_totals
from dantin.core.values import Side
from dantin.core.vietnamese import number, percent_words
from dantin.locale.words import LOCAL, day, full_name, head_title, hour_minute, units_word
from dantin.store.head_persons import not_told_words, persons, told_of, women_sentence
from dantin.store.models import Election, Installation
from dantin.store.readers.head_report import HeadFacts, head_facts
from dantin.store.readers.marks import RowAtMark
from dantin.store.readers.places import Territory, Unit, chronicle
from dantin.store.readers.remarks import sentence
from dantin.store.readers.terms import head_results, terms_known

_ELECTED = (HeadState.ELECTED.value, HeadState.ELECTED_IN_RERUN.value)
_STATES = {
    HeadState.ELECTED: "Trúng cử ngay trong ngày", HeadState.ELECTED_IN_RERUN: "Trúng cử khi bầu lại",
    HeadState.INTERIM: "Chỉ định lâm thời", HeadState.RERUN: "Phải bầu lại", HeadState.NO_QUORUM: "Chưa đủ số dự",
    HeadState.POSTPONED: "Hoãn", HeadState.COUNTED: "Đã kiểm, chờ ký", HeadState.VOTING: "Đang bỏ phiếu",
    HeadState.NOT_STARTED: "Chưa bắt đầu",
}  # fmt: skip
_FORMS = {"secret_ballot": "Bỏ phiếu kín", "show_of_hands": "Giơ tay"}
_PROCEDURES = {"meeting": "Cuộc họp", "separate_poll": "Điểm bỏ phiếu", "household_ballots": "Phát phiếu tới từng hộ"}
UNDECLARED_YET = (
    "Dân tộc, trình độ học vấn, lý luận chính trị, đảng viên của người trúng cử: chưa ai ghi lý lịch đã khai."
)


def head_report(
    election: Election, place_code: str, *, mark: datetime | None = None, other: str = ""
) -> OfficialReport:
    """The report of that place; `other` is a place it is compared with."""
    places = chronicle().on(election.called_on)
    unit = places.units[place_code]
    facts = head_facts(election, unit, places, mark)
    simulated = bool(Installation.objects.order_by("-id").values_list("simulated", flat=True).first())
    before = _before(election, [row.village_code for row in facts.rows])
    people = persons(election, unit, places, facts, mark)
    tables = [
        _progress(facts), _turnout(facts, places, unit), _bands(facts), _winners(facts), *_compared(facts, before),
        _ways(facts), *people, *_sheets(facts, places), _warnings(facts, places),
    ]  # fmt: skip
    if other in places.units and other != place_code:
        tables.append(_beside(election, facts, unit, places, other, mark))
    years = f"{election.term_begins_in}–{election.term_ends_in}"
    return OfficialReport(
        side=Side.STATE,
        title=f"Báo cáo kết quả bầu {heads_word(places, facts.rows)}, nhiệm kỳ {years}",
        place=full_name(unit.kind, unit.name),
        until=until_words(mark),
        sentences=(*_sentences(facts, before), *women_sentence(people)),
        tables=tuple(tables),
        notes=(
            *_notes(unit, places, people),
            "Tỷ lệ làm tròn nửa lên ở hai chữ số; so sánh và trúng cử tính bằng số nguyên.",
        ),
        simulated=simulated,
    )


def _notes(unit: Unit, places: Territory, people: Sequence[ReportTable]) -> tuple[str, ...]:
    if not told_of(unit, places):
        return (not_told_words(places),)
    return () if any(table.key == "dan-toc" for table in people) else (UNDECLARED_YET,)


def heads_word(places: Territory, rows: Sequence[RowAtMark]) -> str:
    """ "trưởng bản" where every village of the place is one, else "trưởng thôn, bản, khu phố"."""
    kinds = {places.units[row.village_code].kind for row in rows if row.village_code in places.units}
    if len(kinds) == 1:
        title = head_title(kinds.pop())
        return title[:1].lower() + title[1:]
    return f"trưởng {units_word(kinds)}"


def until_words(mark: datetime | None) -> str:
    if mark is None:
        return "Số liệu hiện có trên máy chủ"
    return f"Số liệu máy chủ nhận được trước {moment_words(mark)}"


def _at_once(rows: Sequence[RowAtMark]) -> list[VillageResult]:
    """As the bulletin counts them: a re-run, of a smaller turnout, is in no band of the day."""
    return [VillageResult(row.roll, row.voted, row.winner_votes) for row in rows if row.state == HeadState.ELECTED]


def _progress(facts: HeadFacts) -> ReportTable:
    counts = progress((HeadState(row.state) for row in facts.rows), HeadState)
    rows = [(words, counts[state], Ratio(counts[state], counts.total)) for state, words in _STATES.items()]
    whole = counts.total
    return ReportTable(
        "tien-do", "Tiến độ", ("Tình trạng", "Số nơi", "Tỷ lệ"), tuple(rows), ("Cộng", whole, Ratio(whole, whole)), 1
    )


def _turnout(facts: HeadFacts, places: Territory, unit: Unit) -> ReportTable:
    """By what is directly below: districts, communes or villages."""
    level = {"province": "district_code", "district": "commune_code"}.get(unit.level, "village_code")
    if unit.level == "province" and not any(each.level == "district" for each in places.units.values()):
        level = "commune_code"
    groups = {code: [row for row in facts.rows if getattr(row, level) == code] for code in facts.below(level)}
    sums = fold(facts.rows, lambda row: getattr(row, level))
    rows: list[tuple[Cell, ...]] = []
    for code, within in groups.items():
        own = sums[code]
        below = places.units.get(code)
        name = full_name(below.kind, below.name) if below else code
        again = sum(row.state == HeadState.ELECTED_IN_RERUN for row in within)
        rows.append((name, own.villages, own.roll, own.voted, Ratio(own.voted, own.roll), own.elected, again))
    whole = total(facts.rows)
    again = sum(row.state == HeadState.ELECTED_IN_RERUN for row in facts.rows)
    heading = {"district_code": "Huyện", "commune_code": "Xã, phường"}.get(level, "Thôn, bản, khu phố")
    return ReportTable(
        "di-bau", "Cử tri đi bầu và kết quả từng nơi",
        (heading, "Số nơi", "Danh sách", "Đã bầu", "Tỷ lệ", "Trúng cử", "Trong đó bầu lại"), tuple(rows),
        ("Cộng", whole.villages, whole.roll, whole.voted, Ratio(whole.voted, whole.roll), whole.elected, again), 4,
    )  # fmt: skip


def _bands(facts: HeadFacts) -> ReportTable:
    found = bands(_at_once(facts.rows))
    rows = [(words, n, Ratio(n, found.total)) for words, n in zip(Bands.BOUNDARIES, found.counts, strict=True)]
    return ReportTable(
        "dai-phieu", "Phiếu của người trúng cử ngay trong ngày trên tổng số trong danh sách",
        ("Dải", "Số nơi", "Tỷ lệ"), tuple(rows),
        ("Cộng", found.total, Ratio(found.total, found.total)), 1,
    )  # fmt: skip


def _winners(facts: HeadFacts) -> ReportTable:
    elected = [row for row in facts.rows if row.state in _ELECTED]
    shares = share_summary((row.winner_votes, row.roll) for row in elected if row.winner_votes is not None)
    kept = Counter(facts.incumbency.get(row.village_code, "not_stated") or "not_stated" for row in elected)
    return ReportTable(
        "trung-cu", "Người trúng cử", ("Nội dung", "Số"),
        (
            ("Người trúng cử", len(elected)),
            ("Tái cử, theo hồ sơ nhiệm kỳ trước", kept["reelected"]),
            ("Mới", kept["new"]),
            ("Hồ sơ nhiệm kỳ trước chưa nêu", kept["not_stated"]),
            ("Tỷ lệ phiếu trung bình", percent_words(shares.mean)),
            ("Tỷ lệ phiếu thấp nhất", percent_words(shares.lowest)),
            ("Lần bầu chưa đủ số dự", sum(one.outcome == "no_quorum" for one in facts.conclusions)),
            ("Lần bầu lại đã có kết luận", sum(one.number > 1 for one in facts.conclusions)),
        ),
    )  # fmt: skip


def _before(election: Election, villages: Sequence[str]) -> TermTotals | None:
    """The term before this one, in the same villages, as far as anything is known of it."""
    earlier = [term for term in terms_known() if term.begins_in < election.term_begins_in]
    if not earlier:
        return None
    asked = list(villages) if len(villages) < 500 else None
    known = head_results(earlier[0], asked)
    found = term_totals(known[code] for code in villages if code in known)
    return found if found.units else None


def _compared(facts: HeadFacts, before: TermTotals | None) -> list[ReportTable]:
    if before is None:
        return []
    now, old = total(facts.rows), before
    moved = change(old.turnout, now.turnout)
    rows: list[tuple[Cell, ...]] = [
        ("Nơi có số liệu đi bầu", old.with_turnout or None, now.villages),
        ("Danh sách", old.roll or None, now.roll),
        ("Đã bầu", old.voted or None, now.voted),
        ("Tỷ lệ đi bầu", Ratio(old.voted, old.roll) if old.roll else None, Ratio(now.voted, now.roll)),
        ("Thay đổi, điểm phần trăm", None, None if moved is None else _points(moved)),
        ("Trúng cử ngay lần đầu", old.first_round if old.with_round else None,
         sum(row.state == HeadState.ELECTED for row in facts.rows)),
    ]  # fmt: skip
    return [
        ReportTable("nhiem-ky", "So với nhiệm kỳ trước", ("Nội dung", "Nhiệm kỳ trước", "Nhiệm kỳ này"), tuple(rows))
    ]


def _points(hundredths: int) -> str:
    sign = "+" if hundredths > 0 else "−" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole},{rest:02}"


def _ways(facts: HeadFacts) -> ReportTable:
    forms, ways = Counter(one.vote_form for one in facts.winners), Counter(one.procedure for one in facts.winners)
    names = Counter(min(one.candidates, 3) for one in facts.winners)
    rows = [(f"Hình thức: {words.lower()}", forms[key]) for key, words in _FORMS.items()]
    rows += [(f"Cách tổ chức: {words[:1].lower()}{words[1:]}", ways[key]) for key, words in _PROCEDURES.items()]
    rows += [("Danh sách một người", names[1]), ("Danh sách hai người", names[2]), ("Từ ba người", names[3])]
    return ReportTable("cach-bau", "Cách bầu ở nơi đã trúng cử", ("Nội dung", "Số nơi"), tuple(rows), None, 1)


def _sheets(facts: HeadFacts, places: Territory) -> list[ReportTable]:
    """How many, and which."""
    late, replaced, recounted = facts.late, facts.replaced, facts.recounted
    told = [
        *((one.village, f"Kết luận {moment_words(one.declared_at)}, sau ngày bầu {day(one.held_on)}") for one in late),
        *((village, "Phiếu đếm được lập thay") for village in replaced),
        *((village, "Phiếu đếm phải đếm lại trên giấy") for village in recounted),
    ]
    counts = (
        ("Kết luận sau ngày bầu", len(late)),
        ("Phiếu đếm được lập thay", len(replaced)),
        ("Phiếu đếm phải đếm lại trên giấy", len(recounted)),
    )
    listed = sorted(told, key=lambda one: facts.order.get(one[0], len(facts.order)))
    return [
        ReportTable("phieu-dem", "Phiếu đếm muộn và đã sửa", ("Nội dung", "Số"), counts),
        ReportTable(
            "phieu-dem-noi", "Nơi có phiếu đếm muộn hoặc đã sửa", ("Nơi", "Nội dung"),
            tuple((_name(places, village), what) for village, what in listed),
        ),
    ]  # fmt: skip


def _name(places: Territory, code: str) -> str:
    unit = places.units.get(code)
    return full_name(unit.kind, unit.name) if unit else code


def moment_words(at: datetime) -> str:
    local = at.astimezone(LOCAL)
    return f"{hour_minute(local)} ngày {day(local.date())}"


def _warnings(facts: HeadFacts, places: Territory) -> ReportTable:
    rows = [
        (_name(places, village), sentence(one["code"], one["expected"], one["got"]), one["reason"])
        for village, one in facts.warnings
    ]
    return ReportTable("canh-bao", "Cảnh báo đã chấp nhận, với lý do", ("Nơi", "Cảnh báo", "Lý do"), tuple(rows))


def _beside(
    election: Election, facts: HeadFacts, unit: Unit, places: Territory, other: str, mark: datetime | None
) -> ReportTable:
    """The same sums of another place, side by side."""
    that = places.units[other]
    two = [(unit, facts), (that, head_facts(election, that, places, mark))]
    sums = [total(one.rows) for _, one in two]
    rows: list[tuple[Cell, ...]] = [
        ("Số nơi", *(one.villages for one in sums)),
        ("Danh sách", *(one.roll for one in sums)),
        ("Đã bầu", *(one.voted for one in sums)),
        ("Tỷ lệ đi bầu", *(Ratio(one.voted, one.roll) for one in sums)),
        ("Có người trúng cử", *(one.elected for one in sums)),
        ("Trúng cử ngay trong ngày", *(sum(row.state == HeadState.ELECTED for row in one.rows) for _, one in two)),
    ]
    names = [full_name(each.kind, each.name) for each, _ in two]
    return ReportTable("so-sanh", "So với nơi khác", ("Nội dung", *names), tuple(rows))


def _sentences(facts: HeadFacts, before: TermTotals | None) -> list[Sentence]:
    """In the tone of an official report; every number is one of a table's."""
    sums = total(facts.rows)
    at_once = sum(row.state == HeadState.ELECTED for row in facts.rows)
    again = sum(row.state == HeadState.ELECTED_IN_RERUN for row in facts.rows)
    said = [
        Sentence(
            f"Có {number(sums.voted)} trên {number(sums.roll)} cử tri trong danh sách đi bầu, đạt "
            f"{percent_words(sums.turnout)}.",
            "di-bau",
        ),
        Sentence(
            f"Trong {number(sums.villages)} thôn, bản, khu phố, {number(sums.elected)} nơi có người trúng cử; trúng cử "
            f"ngay trong ngày {number(at_once)} nơi, khi bầu lại {number(again)} nơi.",
            "tien-do",
        ),
    ]
    moved = change(before.turnout, sums.turnout) if before else None
    if before is not None and moved is not None:
        said.append(
            Sentence(
                f"Nhiệm kỳ trước tỷ lệ đi bầu là {percent_words(before.turnout)}; thay đổi {_points(moved)} điểm phần "
                "trăm.",
                "nhiem-ky",
            )
        )
    found = bands(_at_once(facts.rows))
    if found.total:
        parts = "; ".join(f"{words} {number(n)} nơi" for words, n in zip(Bands.BOUNDARIES, found.counts, strict=True))
        said.append(
            Sentence(
                f"Theo phiếu của người trúng cử ngay trong ngày trên tổng số trong danh sách: {parts}.", "dai-phieu"
            )
        )
    waits = [(_STATES[state].lower(), sum(row.state == state for row in facts.rows))
             for state in (HeadState.RERUN, HeadState.NO_QUORUM, HeadState.POSTPONED, HeadState.INTERIM)]  # fmt: skip
    if any(n for _, n in waits):
        said.append(
            Sentence("Còn " + ", ".join(f"{words} {number(n)} nơi" for words, n in waits if n) + ".", "tien-do")
        )
    if facts.warnings:
        said.append(Sentence(f"Có {number(len(facts.warnings))} cảnh báo được chấp nhận kèm lý do.", "canh-bao"))
    return said
