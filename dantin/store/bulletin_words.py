"""Bản tin bằng lời, in the tone of an official report; every figure is the one of the JSON bulletin."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dantin.core.aggregate import Bands, CellState, HeadState
from dantin.core.vietnamese import number, percent_words


def in_words(bulletin: Mapping[str, Any]) -> str:
    """Bản tin nhiều dòng."""
    b = bulletin
    bands = "; ".join(f"{words}: {number(count)}" for words, count in zip(Bands.BOUNDARIES, b["bands"], strict=True))
    secretaries = b["secretaries"]
    closed = datetime.fromisoformat(b["last_congress_closed_at"]) if b["last_congress_closed_at"] else None
    lines = [
        "SỐ LIỆU MÔ PHỎNG: tỉnh Quảng Ninh, 5/6/2022 và 3/7/2022",
        "",
        "Bầu trưởng thôn, bản, khu phố",
        f"  Đi bầu {number(b['voted'])} / {number(b['roll'])} trong danh sách, đạt {percent_words(b['turnout'])} "
        f"(nhiệm kỳ trước {percent_words(b['turnout_previous_term'])})",
        f"  Trúng cử ngay trong ngày {number(b['elected_on_the_day'])} / {number(b['villages'])}; "
        f"bầu lại và trúng cử {number(b['reruns_elected'])}",
        f"  Tỷ lệ phiếu của người trúng cử trên tổng số trong danh sách: {bands}",
        "",
        "Đại hội chi bộ",
        f"  Xong {number(b['pilot_congresses'])} đại hội làm điểm và {number(b['mass_congresses'])} đại hội ngày 3/7"
        + (f", đại hội cuối bế mạc {closed.hour} giờ {closed.minute:02d}" if closed else ""),
        f"  Bầu {number(b['committees_elected'])} chi ủy, {number(b['unified'])} bí thư đồng thời là trưởng thôn, "
        f"{number(b['deputies_elected'])} phó bí thư",
        f"  Tỷ lệ phiếu của bí thư: trung bình {percent_words(b['secretary_share']['mean'])}, "
        f"thấp nhất {percent_words(b['secretary_share']['lowest'])}",
        f"  Bí thư tái cử {percent_words(secretaries['reelected_percent'])}, "
        f"bầu mới {percent_words(secretaries['new_percent'])}, "
        f"chưa nêu {percent_words(secretaries['not_stated_percent'])} (không có hồ sơ nhiệm kỳ trước: phỏng đoán)",
        "",
        "Soát báo cáo đã in",
        *(
            f"  {line['about']}: {' + '.join(map(str, line['parts']))} không bằng {line['printed_total']}"
            for line in b["report_audit"]
        ),
    ]
    return "\n".join(lines)


class Section(NamedTuple):
    """Một mục của bản tin nhanh: its heading and its sentences."""

    heading: str
    sentences: list[str]


def at_a_mark(bulletin: Mapping[str, Any]) -> str:
    """Bản tin nhanh nhiều dòng, as it is read out or sent."""
    lines = [title(bulletin), *(["SỐ LIỆU MÔ PHỎNG"] if bulletin["simulated"] else []), "", lead(bulletin)]
    for place, section in enumerate(sections(bulletin), start=1):
        lines += ["", f"{place}. {section.heading}", *section.sentences]
    return "\n".join(lines)


def title(bulletin: Mapping[str, Any]) -> str:
    """Bản tin lúc 11 giờ 00 ngày 03 tháng 7 năm 2022."""
    mark = datetime.fromisoformat(bulletin["mark"])
    return f"Bản tin lúc {mark.hour} giờ {mark:%M} ngày {mark:%d} tháng {mark.month} năm {mark.year}"


def lead(bulletin: Mapping[str, Any]) -> str:
    """Câu mở đầu: of which province, by when, and what was counted."""
    mark = datetime.fromisoformat(bulletin["mark"])
    where = f"{bulletin['province']}: số" if bulletin["province"] else "Số"
    return f"{where} liệu máy chủ đã nhận được trước {mark.hour} giờ {mark:%M}. Nơi báo muộn được tính vào bản tin sau."


def sections(bulletin: Mapping[str, Any]) -> list[Section]:
    """The sentences of each stage that is held here, and of the places that need a person."""
    found = []
    if "head_states" in bulletin:
        found.append(Section("Bầu trưởng thôn, bản, khu phố", _head_sentences(bulletin)))
    if "cell_states" in bulletin:
        found.append(Section("Đại hội chi bộ", _cell_sentences(bulletin)))
    return found


def _head_sentences(b: Mapping[str, Any]) -> list[str]:
    states, whole = b["head_states"], number(b["villages"])
    going = states[HeadState.VOTING] + states[HeadState.COUNTED]
    if states[HeadState.NOT_STARTED] == b["villages"]:
        return [f"Chưa nơi nào trong {whole} thôn, bản, khu phố khai mạc; danh sách có {number(b['roll'])} cử tri."]
    said = f"Cử tri đi bầu: {_of(b['voted'], b['roll'])}, đạt {percent_words(b['turnout'])}"
    before = b["turnout_previous_term"]
    said += f" (nhiệm kỳ trước, cả ngày: {percent_words(before)})." if before else "."
    elected = b["elected_on_the_day"] + b["reruns_elected"]
    places = b["completed"]
    lines = [
        said,
        f"Thôn, bản, khu phố đã có người trúng cử: {_of(elected, b['villages'])}"
        + (f", trong đó bầu lại {number(b['reruns_elected'])}." if b["reruns_elected"] else "."),
        f"Đã xong toàn bộ: {_of(places['commune']['heads'], places['commune']['places'])} xã, phường, thị trấn; "
        f"{_of(places['district']['heads'], places['district']['places'])} huyện, thị xã, thành phố.",
    ]
    if going or states[HeadState.NOT_STARTED]:
        lines.append(
            f"Đang bỏ phiếu {number(states[HeadState.VOTING])}, đã kiểm và chờ đủ chữ ký "
            f"{number(states[HeadState.COUNTED])}, chưa bắt đầu {number(states[HeadState.NOT_STARTED])}."
        )
    lines.append(
        f"Phải bầu lại {number(states[HeadState.RERUN])}, chưa đủ số dự {number(states[HeadState.NO_QUORUM])}, "
        f"hoãn {number(states[HeadState.POSTPONED])}, chỉ định lâm thời {number(states[HeadState.INTERIM])}."
    )
    if elected:
        shares = zip(Bands.BOUNDARIES, b["bands"], strict=True)
        bands = "; ".join(f"{words}: {number(count)} thôn" for words, count in shares)
        lines.append(f"Phiếu của người trúng cử ngay trong ngày trên tổng số trong danh sách: {bands}.")
    return lines


def _cell_sentences(b: Mapping[str, Any]) -> list[str]:
    states = b["cell_states"]
    whole = sum(states.values())
    if states[CellState.NOT_STARTED] == whole:
        return [f"Chưa chi bộ nào trong {number(whole)} chi bộ khai mạc đại hội."]
    done = b["pilot_congresses"] + b["mass_congresses"]
    last = datetime.fromisoformat(b["last_congress_closed_at"]) if b["last_congress_closed_at"] else None
    places = b["completed"]
    lines = [
        f"Chi bộ đã xong đại hội: {_of(done, whole)}, trong đó làm điểm {number(b['pilot_congresses'])}"
        + (f"; đại hội gần nhất bế mạc {last.hour} giờ {last:%M} ngày {last.day}/{last.month}." if last else "."),
        f"Đang họp {number(states[CellState.IN_CONGRESS])}, xong và chờ ký biên bản "
        f"{number(states[CellState.DONE_TO_SIGN])}, chưa bắt đầu {number(states[CellState.NOT_STARTED])}.",
        f"Đã xong toàn bộ: {_of(places['commune']['congresses'], places['commune']['places'])} xã, phường, thị trấn; "
        f"{_of(places['district']['congresses'], places['district']['places'])} huyện, thị xã, thành phố.",
        f"Bí thư đồng thời là trưởng thôn: {number(states[CellState.UNIFIED])}; "
        f"bí thư chưa là trưởng thôn: {number(states[CellState.NOT_UNIFIED])}.",
        f"Bầu được {number(b['committees_elected'])} chi ủy và {number(b['deputies_elected'])} phó bí thư.",
    ]
    shares, kept = b["secretary_share"], b["secretaries"]
    if shares["mean"]:
        lines.append(
            f"Tỷ lệ phiếu của bí thư: trung bình {percent_words(shares['mean'])}, "
            f"thấp nhất {percent_words(shares['lowest'])}."
        )
    if kept["new_percent"]:
        lines.append(
            f"Trong số đã ký biên bản: tái cử {percent_words(kept['reelected_percent'])}, "
            f"bầu mới {percent_words(kept['new_percent'])}, chưa nêu {percent_words(kept['not_stated_percent'])}."
        )
    return lines


def _of(part: int, whole: int) -> str:
    return f"{number(part)} / {number(whole)}"


class Change(NamedTuple):
    """Một chỉ tiêu ở hai mốc giờ; `change` carries its sign, and "0" where nothing moved."""

    what: str
    earlier: str
    later: str
    change: str


def changes(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[Change]:
    """Hai bản tin cạnh nhau, one line a figure that both have."""
    lines = []
    if "head_states" in later:
        lines += [_change(what, earlier, later, path) for what, path in HEAD_FIGURES]
        if earlier.get("turnout") and later.get("turnout"):
            lines.insert(1, _points("Tỷ lệ đi bầu", earlier["turnout"], later["turnout"]))
    states = later.get("cell_states", {})
    if sum(states.values()) > states.get(CellState.NOT_STARTED, 0):  # before the first congress there is nothing to say
        lines += [_change(what, earlier, later, path) for what, path in CONGRESS_FIGURES]
    return lines


HEAD_FIGURES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Cử tri đi bầu", ("voted",)),
    ("Thôn trúng cử ngay trong ngày", ("elected_on_the_day",)),
    ("Thôn trúng cử khi bầu lại", ("reruns_elected",)),
    ("Thôn đang bỏ phiếu", ("head_states", "voting")),
    ("Thôn phải bầu lại", ("head_states", "rerun")),
    ("Thôn chưa đủ số dự", ("head_states", "no_quorum")),
    ("Xã xong bầu trưởng thôn", ("completed", "commune", "heads")),
    ("Huyện xong bầu trưởng thôn", ("completed", "district", "heads")),
)
CONGRESS_FIGURES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Đại hội làm điểm đã xong", ("pilot_congresses",)),
    ("Đại hội đã xong, đợt chính", ("mass_congresses",)),
    ("Chi bộ đang họp", ("cell_states", "in_congress")),
    ("Bí thư đồng thời là trưởng thôn", ("cell_states", "unified")),
    ("Bí thư chưa là trưởng thôn", ("cell_states", "not_unified")),
    ("Chi ủy đã bầu", ("committees_elected",)),
    ("Phó bí thư đã bầu", ("deputies_elected",)),
    ("Xã xong đại hội", ("completed", "commune", "congresses")),
    ("Huyện xong đại hội", ("completed", "district", "congresses")),
)


def _at(bulletin: Mapping[str, Any], path: tuple[str, ...]) -> int | None:
    found: Any = bulletin
    for key in path:
        found = found.get(key) if found is not None else None
    return found


def _change(what: str, earlier: Mapping[str, Any], later: Mapping[str, Any], path: tuple[str, ...]) -> Change:
    before, after = _at(earlier, path) or 0, _at(later, path) or 0
    return Change(what, number(before), number(after), signed(after - before))


def signed(difference: int) -> str:
    """ "+212", "−3", "0"."""
    if difference == 0:
        return "0"
    return ("+" if difference > 0 else "−") + number(abs(difference))


def _points(what: str, earlier: str, later: str) -> Change:
    """Điểm phần trăm: the difference of two printed shares, in hundredths, as whole numbers."""
    hundredths = int(later.replace(".", "")) - int(earlier.replace(".", ""))
    whole, rest = divmod(abs(hundredths), 100)
    sign = "+" if hundredths > 0 else "−" if hundredths < 0 else ""
    moved = "0" if not hundredths else f"{sign}{whole},{rest:02d} điểm"
    return Change(what, percent_words(earlier), percent_words(later), moved)
