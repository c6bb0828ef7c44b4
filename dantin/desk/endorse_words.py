"""Hồ sơ chờ chuẩn y bằng lời: what is to be looked at first, then what was found in order."""

from datetime import date

from dantin.core import after_congress
from dantin.core.after_congress import CongressRulingKind
from dantin.core.plan import Post
from dantin.core.vietnamese import number
from dantin.locale.words import day, of_kind
from dantin.store.congress_report import REASONS
from dantin.store.readers.congress import WORDS
from dantin.store.readers.endorsing import CongressFile, PostFile

from .after_congress_words import is_reported_late


def exceptions_of(file: CongressFile, today: date) -> list[str]:
    """Điều phải xem của một hồ sơ, none of which forbids the endorsement by itself."""
    found = [of_kind(REASONS[each], file.work.kind) for each in file.apart.reasons] if file.apart else []
    for one in file.posts:
        if len(one.elected) < one.seats:
            found.append(f"{WORDS[one.post].capitalize()}: còn thiếu {number(one.seats - len(one.elected))} người")
        if one.rounds > 1:
            found.append(f"Bầu {WORDS[one.post]} {number(one.rounds)} lần")
    if file.recounted:
        found.append("Đã phải đếm lại phiếu")
    if file.not_issued:
        found.append(f"{number(file.not_issued)} tờ không do ban kiểm phiếu phát")
    if file.remarks:
        found.append(f"{number(file.remarks)} cảnh báo đã giải thích lý do")
    if is_reported_late(file.work, today):
        found.append("Báo cáo sau hạn")
    return found


def in_order(file: CongressFile) -> list[str]:
    """Những điều đã đủ: quorum, each post with its votes and base, the report."""
    found = []
    if file.work.present is not None and file.convened is not None:
        found.append(f"Có mặt {number(file.work.present)} trên {number(file.convened)} người được triệu tập")
    found += [_post(one) for one in file.posts if one.elected]
    received = after_congress.newest(file.work.papers, CongressRulingKind.RECEIVED)
    found.append(f"Nhận báo cáo ngày {day(received.on)}" if received is not None else "Chưa ghi ngày nhận báo cáo")
    return found


def _post(one: PostFile) -> str:
    base = f", cơ số {number(one.base)}" if one.base is not None else ""
    if one.post is Post.COMMITTEE:
        fewest = min((votes for _, votes in one.elected if votes is not None), default=None)
        least = f", người ít nhất {number(fewest)} phiếu" if fewest is not None else ""
        return f"Chi ủy: {number(len(one.elected))} trên {number(one.seats)} người{least}{base}"
    name, votes = one.elected[0]
    said = f", {number(votes)} phiếu" if votes is not None else ""
    return f"{WORDS[one.post].capitalize()}: {name}{said}{base}"
