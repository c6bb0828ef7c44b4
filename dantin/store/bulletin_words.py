"""Bản tin bằng lời, in the tone of an official report; every figure is the one of the JSON bulletin."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dantin.core.aggregate import Bands, CellState, HeadState
from dantin.locale import day, day_and_month, is_english, msg, name, number, percent_words, plain, said

_POINT = {False: ",", True: "."}


class Section(NamedTuple):
    """Một mục của bản tin nhanh: its heading and its sentences."""

    heading: str
    sentences: list[str]


def at_a_mark(bulletin: Mapping[str, Any]) -> str:
    """Bản tin nhanh nhiều dòng, as it is read out or sent."""
    simulated = [said("SỐ LIỆU MÔ PHỎNG")] if bulletin["simulated"] else []
    lines = [title(bulletin), *simulated, "", lead(bulletin)]
    for place, section in enumerate(sections(bulletin), start=1):
        lines += ["", f"{place}. {section.heading}", *section.sentences]
    return plain("\n".join(lines))


def title(bulletin: Mapping[str, Any]) -> str:
    """Bản tin lúc 11 giờ 00 ngày 03 tháng 7 năm 2022."""
    mark = datetime.fromisoformat(bulletin["mark"])
    if is_english():
        return said("Bản tin lúc {time} ngày {day}", time=_time(mark), day=day(mark))
    written = f"{mark:%d} tháng {mark.month} năm {mark.year}"
    return said("Bản tin lúc {time} ngày {day}", time=_time(mark), day=written)


def lead(bulletin: Mapping[str, Any]) -> str:
    """Câu mở đầu: of which province, by when, and what was counted."""
    time = _time(datetime.fromisoformat(bulletin["mark"]))
    late = said("Nơi báo muộn được tính vào bản tin sau.")
    if bulletin["province"]:
        province = name(bulletin["province"])
        received = said("{province}: số liệu máy chủ đã nhận được trước {time}.", province=province, time=time)
    else:
        received = said("Số liệu máy chủ đã nhận được trước {time}.", time=time)
    return f"{received} {late}"


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M}" if is_english() else f"{moment.hour} giờ {moment:%M}"


def sections(bulletin: Mapping[str, Any]) -> list[Section]:
    """The sentences of each stage that is held here, and of the places that need a person."""
    found = []
    if "head_states" in bulletin:
        found.append(Section(said("Bầu trưởng thôn, bản, khu phố"), _head_sentences(bulletin)))
    if "cell_states" in bulletin:
        found.append(Section(said("Đại hội chi bộ"), _cell_sentences(bulletin)))
    return found


def _head_sentences(b: Mapping[str, Any]) -> list[str]:
    states, whole = b["head_states"], b["villages"]
    if states[HeadState.NOT_STARTED] == whole:
        return [
            said(
                "Chưa nơi nào trong {n} thôn, bản, khu phố khai mạc; danh sách có {roll} cử tri.",
                n=whole,
                roll=b["roll"],
            )
        ]
    voted = {"of": _of(b["voted"], b["roll"]), "share": percent_words(b["turnout"])}
    before = b["turnout_previous_term"]
    elected = b["elected_on_the_day"] + b["reruns_elected"]
    of_all = _of(elected, whole)
    lines = [
        said(
            "Cử tri đi bầu: {of}, đạt {share} (nhiệm kỳ trước, cả ngày: {before}).",
            before=percent_words(before),
            **voted,
        )
        if before
        else said("Cử tri đi bầu: {of}, đạt {share}.", **voted),
        said("Thôn, bản, khu phố đã có người trúng cử: {of}, trong đó bầu lại {n}.", of=of_all, n=b["reruns_elected"])
        if b["reruns_elected"]
        else said("Thôn, bản, khu phố đã có người trúng cử: {of}.", of=of_all),
        _completed(b, "heads"),
    ]
    if states[HeadState.VOTING] + states[HeadState.COUNTED] or states[HeadState.NOT_STARTED]:
        lines.append(
            said(
                "Đang bỏ phiếu {voting}, đã kiểm và chờ đủ chữ ký {counted}, chưa bắt đầu {not_started}.",
                voting=states[HeadState.VOTING],
                counted=states[HeadState.COUNTED],
                not_started=states[HeadState.NOT_STARTED],
            )
        )
    lines.append(
        said(
            "Phải bầu lại {rerun}, chưa đủ số dự {no_quorum}, hoãn {postponed}, chỉ định lâm thời {interim}.",
            rerun=states[HeadState.RERUN],
            no_quorum=states[HeadState.NO_QUORUM],
            postponed=states[HeadState.POSTPONED],
            interim=states[HeadState.INTERIM],
        )
    )
    if elected:
        shares = zip(Bands.BOUNDARIES, b["bands"], strict=True)
        bands = "; ".join(said("{band}: {n} thôn", band=said(words), n=count) for words, count in shares)
        lines.append(
            said("Phiếu của người trúng cử ngay trong ngày trên tổng số trong danh sách: {bands}.", bands=bands)
        )
    if b.get("warnings_accepted"):
        lines.append(said("Cảnh báo trên phiếu đếm được chấp nhận kèm lý do: {n}.", n=b["warnings_accepted"]))
    return lines


def _cell_sentences(b: Mapping[str, Any]) -> list[str]:
    states = b["cell_states"]
    whole = sum(states.values())
    if states[CellState.NOT_STARTED] == whole:
        return [said("Chưa chi bộ nào trong {n} chi bộ khai mạc đại hội.", n=whole)]
    done = {"of": _of(b["pilot_congresses"] + b["mass_congresses"], whole), "pilots": b["pilot_congresses"]}
    last = datetime.fromisoformat(b["last_congress_closed_at"]) if b["last_congress_closed_at"] else None
    lines = [
        said(
            "Chi bộ đã xong đại hội: {of}, trong đó làm điểm {pilots}; đại hội gần nhất bế mạc {time} ngày {day}.",
            time=_time(last),
            day=day_and_month(last),
            **done,
        )
        if last
        else said("Chi bộ đã xong đại hội: {of}, trong đó làm điểm {pilots}.", **done),
        said(
            "Đang họp {in_congress}, xong và chờ ký biên bản {to_sign}, chưa bắt đầu {not_started}.",
            in_congress=states[CellState.IN_CONGRESS],
            to_sign=states[CellState.DONE_TO_SIGN],
            not_started=states[CellState.NOT_STARTED],
        ),
        _completed(b, "congresses"),
        said(
            "Bí thư đồng thời là trưởng thôn: {unified}; bí thư chưa là trưởng thôn: {apart}.",
            unified=states[CellState.UNIFIED],
            apart=states[CellState.NOT_UNIFIED],
        ),
        said(
            "Bầu được {committees} chi ủy và {deputies} phó bí thư.",
            committees=b["committees_elected"],
            deputies=b["deputies_elected"],
        ),
    ]
    shares, kept = b["secretary_share"], b["secretaries"]
    if shares["mean"]:
        lines.append(
            said(
                "Tỷ lệ phiếu của bí thư: trung bình {mean}, thấp nhất {lowest}.",
                mean=percent_words(shares["mean"]),
                lowest=percent_words(shares["lowest"]),
            )
        )
    if kept["new_percent"]:
        lines.append(
            said(
                "Trong số đã ký biên bản: tái cử {again}, bầu mới {new}, chưa nêu {not_stated}.",
                again=percent_words(kept["reelected_percent"]),
                new=percent_words(kept["new_percent"]),
                not_stated=percent_words(kept["not_stated_percent"]),
            )
        )
    return lines


def _completed(b: Mapping[str, Any], what: str) -> str:
    communes, districts = b["completed"]["commune"], b["completed"]["district"]
    return said(
        "Đã xong toàn bộ: {communes} xã, phường, thị trấn; {districts} huyện, thị xã, thành phố.",
        communes=_of(communes[what], communes["places"]),
        districts=_of(districts[what], districts["places"]),
    )


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
            lines.insert(1, _points(said("Tỷ lệ đi bầu"), earlier["turnout"], later["turnout"]))
    states = later.get("cell_states", {})
    if sum(states.values()) > states.get(CellState.NOT_STARTED, 0):  # before the first congress there is nothing to say
        lines += [_change(what, earlier, later, path) for what, path in CONGRESS_FIGURES]
    return lines


HEAD_FIGURES: Sequence[tuple[str, tuple[str, ...]]] = (
    (msg("Cử tri đi bầu"), ("voted",)),
    (msg("Thôn trúng cử ngay trong ngày"), ("elected_on_the_day",)),
    (msg("Thôn trúng cử khi bầu lại"), ("reruns_elected",)),
    (msg("Thôn đang bỏ phiếu"), ("head_states", "voting")),
    (msg("Thôn phải bầu lại"), ("head_states", "rerun")),
    (msg("Thôn chưa đủ số dự"), ("head_states", "no_quorum")),
    (msg("Xã xong bầu trưởng thôn"), ("completed", "commune", "heads")),
    (msg("Huyện xong bầu trưởng thôn"), ("completed", "district", "heads")),
)
CONGRESS_FIGURES: Sequence[tuple[str, tuple[str, ...]]] = (
    (msg("Đại hội làm điểm đã xong"), ("pilot_congresses",)),
    (msg("Đại hội đã xong, đợt chính"), ("mass_congresses",)),
    (msg("Chi bộ đang họp"), ("cell_states", "in_congress")),
    (msg("Bí thư đồng thời là trưởng thôn"), ("cell_states", "unified")),
    (msg("Bí thư chưa là trưởng thôn"), ("cell_states", "not_unified")),
    (msg("Chi ủy đã bầu"), ("committees_elected",)),
    (msg("Phó bí thư đã bầu"), ("deputies_elected",)),
    (msg("Xã xong đại hội"), ("completed", "commune", "congresses")),
    (msg("Huyện xong đại hội"), ("completed", "district", "congresses")),
)


def _at(bulletin: Mapping[str, Any], path: tuple[str, ...]) -> int | None:
    found: Any = bulletin
    for key in path:
        found = found.get(key) if found is not None else None
    return found


def _change(what: str, earlier: Mapping[str, Any], later: Mapping[str, Any], path: tuple[str, ...]) -> Change:
    before, after = _at(earlier, path) or 0, _at(later, path) or 0
    return Change(said(what), number(before), number(after), signed(after - before))


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
    moved = said("{n} điểm", n=f"{sign}{whole}{_POINT[is_english()]}{rest:02d}") if hundredths else "0"
    return Change(what, percent_words(earlier), percent_words(later), moved)
