"""Bản tin cuối của một lần phát lại, as the command `replay` writes it; its figures are those of the JSON bulletin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dantin.core.aggregate import Bands
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
