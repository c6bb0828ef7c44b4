"""Báo cáo đại hội chi bộ, bên Đảng: a committee's cells or those of the province, now or at a time mark.

Whether the secretary is the head is told with the reason of each exception; of the first stage only what the signed
file brought.
"""

from collections import Counter
from datetime import datetime

from django.db.models import QuerySet

from dantin.core.aggregate import CellState, progress, share_summary
from dantin.core.nominate import NotTheHead
from dantin.core.official_report import Cell, OfficialReport, Ratio, ReportTable, Sentence
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.core.vietnamese import number, percent_words
from dantin.locale.words import full_name, of_kind
from dantin.store.head_report import until_words
from dantin.store.models import Declaration, Election, Installation, Place, Standing
from dantin.store.readers.congress_exceptions import Apart, apart_in
from dantin.store.readers.marks import RowAtMark, filled_by, rows_at, standings_in
from dantin.store.readers.places import Territory, Unit, chronicle
from dantin.store.readers.progress import elections
from dantin.store.readers.terms import cell_counts, terms_known

# Of several units at once; of one, the title follows its kind.
REASONS = {
    NotTheHead.NO_SECRETARY: "Chưa có bí thư",
    NotTheHead.HEAD_NOT_NAMED: "Bên Nhà nước chưa gửi tên trưởng thôn được công nhận",
    NotTheHead.HEAD_UNCLEAR: "Chưa rõ trưởng thôn là đảng viên nào",
    NotTheHead.NO_OWN_CELL: "Chi bộ chưa đủ 3 đảng viên chính thức",
    NotTheHead.NOT_RECOGNISED: "Trưởng thôn được công nhận sau ngày đại hội",
    NotTheHead.NOT_PARTY_MEMBER: "Trưởng thôn không có tên trong sổ đảng viên",
    NotTheHead.OTHER_CELL: "Trưởng thôn sinh hoạt đảng ở chi bộ khác",
    NotTheHead.PROBATIONARY: "Trưởng thôn là đảng viên dự bị",
    NotTheHead.HEADS_OTHER_VILLAGE: "Bí thư là trưởng thôn kia của chi bộ",
    NotTheHead.MISSED_COMMITTEE: "Trưởng thôn không trúng chi ủy",
    NotTheHead.NOT_ON_THE_LIST: "Trưởng thôn không có tên trong danh sách bầu bí thư",
    NotTheHead.APPOINTED: "Cấp trên chỉ định người khác làm bí thư",
    NotTheHead.LOST_THE_VOTE: "Trưởng thôn không được bầu làm bí thư",
}
_STATES = {
    CellState.UNIFIED: "Bí thư đồng thời là trưởng thôn", CellState.NOT_UNIFIED: "Bí thư chưa là trưởng thôn",
    CellState.DONE_TO_SIGN: "Xong, chờ ký biên bản", CellState.IN_CONGRESS: "Đang họp",
    CellState.NOT_STARTED: "Chưa bắt đầu",
}  # fmt: skip
_CLOSED = (CellState.UNIFIED.value, CellState.NOT_UNIFIED.value, CellState.DONE_TO_SIGN.value)
_SIGNED = (CellState.UNIFIED.value, CellState.NOT_UNIFIED.value)


def congress_report(
    election: Election, place_code: str, *, mark: datetime | None = None, other: str = ""
) -> OfficialReport:
    """The report of the cells of that place; `other` is a place it is compared with."""
    places = chronicle().on(election.called_on)
    unit = places.units[place_code]
    within = standings_in(election.id, unit.level, unit.code)
    rows = _rows(election, mark, within)
    apart = [] if mark is not None else apart_in(election, place_code)
    simulated = bool(Installation.objects.order_by("-id").values_list("simulated", flat=True).first())
    kinds = {places.units[row.village_code].kind for row in rows if row.village_code in places.units}
    kind = kinds.pop() if len(kinds) == 1 else ""
    tables = [
        _progress(rows, kind), _below(rows, places, unit, kind), _secretaries(rows), _posts(election, mark, within),
        _quorum(election, mark, within),
        *_compared(election, unit, rows, kind),
        *([] if mark is not None else [_why(apart, kind), _exceptions(apart, kind)]),
    ]  # fmt: skip
    if other in places.units and other != place_code:
        tables.append(_beside(rows, unit, _rows_of(election, places.units[other], mark), places.units[other], kind))
    return OfficialReport(
        side=Side.PARTY,
        title=f"Báo cáo đại hội chi bộ, nhiệm kỳ {election.term_begins_in}–{election.term_ends_in}",
        place=full_name(unit.kind, unit.name),
        until=until_words(mark),
        sentences=tuple(_sentences(rows, apart, kind)),
        tables=tuple(tables),
        notes=("Tỷ lệ làm tròn nửa lên ở hai chữ số; cơ số và trúng cử tính bằng số nguyên.",),
        simulated=simulated,
    )


def _rows(election: Election, mark: datetime | None, within: QuerySet[Standing]) -> list[RowAtMark]:
    if mark is not None:
        return rows_at(next(row for row in elections() if row.id == election.id), mark, within)
    fields = ("village_code", "commune_code", "district_code", "is_pilot", "state", "roll", "voted", "winner_votes",
              "incumbency", "winner_base")  # fmt: skip
    return [RowAtMark(*row) for row in within.values_list(*fields)]


def _rows_of(election: Election, unit: Unit, mark: datetime | None) -> list[RowAtMark]:
    return _rows(election, mark, standings_in(election.id, unit.level, unit.code))


def _said(words: str, kind: str) -> str:
    """Of one kind of unit its own word; of several the sentence as it is written."""
    return of_kind(words, kind) if kind else words


def _progress(rows: list[RowAtMark], kind: str) -> ReportTable:
    counts = progress((CellState(row.state) for row in rows), CellState)
    told = [(_said(words, kind), counts[state], Ratio(counts[state], counts.total)) for state, words in _STATES.items()]
    whole = ("Cộng", counts.total, Ratio(counts.total, counts.total))
    return ReportTable("tien-do", "Tiến độ", ("Tình trạng", "Số chi bộ", "Tỷ lệ"), tuple(told), whole, 1)


def _below(rows: list[RowAtMark], places: Territory, unit: Unit, kind: str) -> ReportTable:
    districts = unit.level == "province" and any(each.level == "district" for each in places.units.values())
    level = "district_code" if districts else "commune_code" if unit.level != "commune" else "village_code"
    order = {code: at for at, code in enumerate(places.units)}
    codes = sorted({getattr(row, level) for row in rows}, key=lambda code: order.get(code, len(order)))
    told = []
    for code in codes:
        own = [row for row in rows if getattr(row, level) == code]
        below = places.units.get(code)
        done, unified = _counts(own)
        told.append(
            (full_name(below.kind, below.name) if below else code, len(own), done, Ratio(done, len(own)), unified)
        )
    done, unified = _counts(rows)
    heading = {"district_code": "Huyện", "commune_code": "Xã, phường"}.get(level, "Thôn, bản, khu phố")
    return ReportTable(
        "tung-noi", "Từng nơi", (heading, "Số chi bộ", "Đã xong", "Tỷ lệ", _said("Bí thư là trưởng thôn", kind)),
        tuple(told),
        ("Cộng", len(rows), done, Ratio(done, len(rows)), unified), 3,
    )  # fmt: skip


def _counts(rows: list[RowAtMark]) -> tuple[int, int]:
    return sum(row.state in _CLOSED for row in rows), sum(row.state == CellState.UNIFIED for row in rows)


def _secretaries(rows: list[RowAtMark]) -> ReportTable:
    closed = [row for row in rows if row.state in _CLOSED]
    pairs = [(row.winner_votes, row.winner_base) for row in closed]
    shares = share_summary((votes, base) for votes, base in pairs if votes is not None and base is not None)
    kept = Counter(row.incumbency for row in rows if row.incumbency)
    whole = sum(kept.values())
    return ReportTable(
        "bi-thu", "Bí thư chi bộ", ("Nội dung", "Số", "Tỷ lệ"),
        (
            ("Đại hội làm điểm đã xong", sum(bool(row.is_pilot) for row in closed), None),
            ("Đại hội đồng loạt đã xong", sum(not row.is_pilot for row in closed), None),
            ("Tái cử, theo hồ sơ nhiệm kỳ trước", kept["reelected"], _of(kept["reelected"], whole)),
            ("Mới", kept["new"], _of(kept["new"], whole)),
            ("Hồ sơ chưa nêu", kept["not_stated"], _of(kept["not_stated"], whole)),
            ("Tỷ lệ phiếu trung bình", None, percent_words(shares.mean)),
            ("Tỷ lệ phiếu thấp nhất", None, percent_words(shares.lowest)),
        ),
    )  # fmt: skip


def _of(part: int, whole: int) -> Ratio | None:
    return Ratio(part, whole) if whole else None


def _posts(election: Election, mark: datetime | None, within: QuerySet[Standing]) -> ReportTable:
    filled = Counter(filled_by(election.id, mark, within))
    rows = [("Chi ủy đã bầu đủ", filled[Post.COMMITTEE.value]), ("Bí thư đã bầu được", filled[Post.SECRETARY.value]),
            ("Phó bí thư đã bầu được", filled[Post.DEPUTY_SECRETARY.value])]  # fmt: skip
    return ReportTable("chuc-danh", "Các chức danh", ("Nội dung", "Số chi bộ"), tuple(rows))


def _quorum(election: Election, mark: datetime | None, within: QuerySet[Standing]) -> ReportTable:
    declared = Declaration.objects.filter(
        round__contest__election=election,
        round__contest__village_code__in=within.values("village_code"),
        outcome__in=("no_quorum", "tie"),
    )
    if mark is not None:
        declared = declared.filter(declared_at__lt=mark)
    counts = Counter(declared.values_list("outcome", flat=True))
    told = (("Lần bầu chưa đủ hai phần ba", counts["no_quorum"]), ("Lần bầu bằng phiếu ở suất cuối", counts["tie"]))
    return ReportTable("truc-trac", "Lần bầu phải làm lại", ("Nội dung", "Số"), told)


def _compared(election: Election, unit: Unit, rows: list[RowAtMark], kind: str) -> list[ReportTable]:
    """Beside the term before this one, in the same villages, as far as anything is known of it."""
    earlier = [term for term in terms_known() if term.begins_in < election.term_begins_in]
    villages = None if unit.level == Place.Level.PROVINCE else [row.village_code for row in rows]
    # heads may have had a term of their own since, of which the cells know nothing
    old = next((told for term in earlier if (told := cell_counts(term, villages)).with_unified), None)
    if old is None:
        return []
    signed = sum(row.state in _SIGNED for row in rows)
    _, unified = _counts(rows)
    told: list[tuple[Cell, ...]] = [
        ("Chi bộ có số liệu", old.with_unified, signed),
        (_said("Bí thư là trưởng thôn", kind), old.unified, unified),
        ("Tỷ lệ", _of(old.unified, old.with_unified), _of(unified, signed)),
    ]
    return [
        ReportTable("nhiem-ky", "So với nhiệm kỳ trước", ("Nội dung", "Nhiệm kỳ trước", "Nhiệm kỳ này"), tuple(told))
    ]


def _beside(rows: list[RowAtMark], unit: Unit, others: list[RowAtMark], that: Unit, kind: str) -> ReportTable:
    """The same sums of another place, side by side."""
    two = [rows, others]
    counted = [_counts(each) for each in two]
    signed = [sum(row.state in _SIGNED for row in each) for each in two]
    told: list[tuple[Cell, ...]] = [
        ("Số chi bộ", *(len(each) for each in two)),
        ("Đã xong", *(done for done, _ in counted)),
        ("Tỷ lệ đã xong", *(_of(done, len(each)) for each, (done, _) in zip(two, counted, strict=True))),
        (_said("Bí thư là trưởng thôn", kind), *(unified for _, unified in counted)),
        ("Tỷ lệ trong số đã ký", *(_of(unified, n) for (_, unified), n in zip(counted, signed, strict=True))),
    ]
    names = [full_name(each.kind, each.name) for each in (unit, that)]
    return ReportTable("so-sanh", "So với nơi khác", ("Nội dung", *names), tuple(told))


def _why(apart: list[Apart], kind: str) -> ReportTable:
    counts = Counter(one.reasons[0] for one in apart if one.reasons)
    told = [(_said(words, kind), counts[reason]) for reason, words in REASONS.items() if counts[reason]]
    title = _said("Vì sao bí thư chưa là trưởng thôn, theo lý do chính", kind)
    return ReportTable("ly-do", title, ("Lý do", "Số chi bộ"), tuple(told), ("Cộng", len(apart)), 1)


def _exceptions(apart: list[Apart], kind: str) -> ReportTable:
    told = [
        (
            full_name(one.work.kind, one.work.village),
            ". ".join(of_kind(REASONS[each], one.work.kind) for each in one.reasons),
        )
        for one in apart
    ]
    return ReportTable("ngoai-le", _said("Từng nơi bí thư chưa là trưởng thôn", kind), ("Nơi", "Lý do"), tuple(told))


def _sentences(rows: list[RowAtMark], apart: list[Apart], kind: str) -> list[Sentence]:
    done, unified = _counts(rows)
    share = Ratio(done, len(rows)).printed
    said = [
        Sentence(
            f"Đã xong {number(done)} trên {number(len(rows))} đại hội chi bộ, đạt {percent_words(share)}.", "tien-do"
        )
    ]
    signed = sum(row.state in _SIGNED for row in rows)
    if signed:
        said.append(
            Sentence(
                f"Trong {number(signed)} đại hội đã ký biên bản, {number(unified)} nơi bí thư đồng thời là "
                f"{_said('trưởng thôn', kind)}; chưa có {number(signed - unified)} nơi.",
                "tien-do",
            )
        )
    if apart:
        said.append(Sentence(f"Có {number(len(apart))} nơi ngoại lệ, lý do nêu từng nơi.", "ngoai-le"))
    return said
