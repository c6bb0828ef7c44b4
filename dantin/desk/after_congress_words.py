"""Sau đại hội bằng lời: limits of report, endorsement and complaint, the ballots kept, who hands over to whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dantin.core import after_congress, rulebooks
from dantin.core.after_congress import CongressRulingKind
from dantin.locale.words import LOCAL, day
from dantin.store.models import Congress, CongressRuling, Term
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress import Outcome, needs_an_appointment

_K = CongressRulingKind
# No text seen says that Regulation 294 keeps these days (B-53, question 10 of the domain file).
_UNSOURCED = " Số ngày này theo quy định trước; chưa đối chiếu với Quy định 294."


def _countdown(by: date | None, today: date) -> str:
    if by is None:
        return "Chưa có lịch nghỉ của năm ấy để tính hạn."
    left = (by - today).days
    said = f"còn {left} ngày" if left > 0 else "hôm nay là ngày cuối" if left == 0 else f"quá hạn {-left} ngày"
    return f"Hạn {day(by)}, {said}."


def _closed_on(work: CellWork) -> date:
    return work.closed_at.astimezone(LOCAL).date() if work.closed_at is not None else work.held_on


def report_limit(work: CellWork, today: date) -> str:
    """Hạn báo cáo cấp trên, and how long it still is (B-53)."""
    return f"Báo cáo trong 7 ngày làm việc. {_countdown(rulebooks.congress_report_due(_closed_on(work)), today)}"


def limit_of_answer(work: CellWork, today: date) -> str:
    """Hạn thẩm tra khiếu nại (B-55)."""
    return _countdown(rulebooks.complaint_due(_closed_on(work)), today)


def is_reported_late(work: CellWork, today: date) -> bool:
    """Whether the report came after its limit, or has not come by now though it is over."""
    told = after_congress.newest(work.papers, _K.SENT) or after_congress.newest(work.papers, _K.RECEIVED)
    by = rulebooks.congress_report_due(_closed_on(work))
    return work.signed_at is not None and by is not None and (today if told is None else told.on) > by


def endorsement_limit(work: CellWork, today: date) -> tuple[str, bool]:
    """Hạn chuẩn y, and whether it is over; with a complaint open no limit runs (B-53)."""
    received = after_congress.newest(work.papers, _K.RECEIVED)
    if received is None:
        return "Chưa ghi ngày nhận báo cáo nên chưa tính được hạn chuẩn y.", False
    by = rulebooks.endorsement_due(received.on)
    if work.endorsed_on is not None:
        late = by is not None and work.endorsed_on > by
        return (f"Chuẩn y sau hạn {day(by)}." if late and by else "Chuẩn y trong hạn."), late
    if any(one.kind is _K.COMPLAINT for one in after_congress.open_questions(work.papers)):
        return "Còn khiếu nại nên chưa tính hạn chuẩn y.", False
    return f"Trong 15 ngày làm việc. {_countdown(by, today)}", by is not None and today > by


def facts_of(
    work: CellWork,
    congress: Congress,
    result: Outcome,
    rows: Sequence[CongressRuling],
    today: date,
    *,
    names: bool,
) -> list[dict[str, str]]:
    """What is known and what is due, line by line: {word, value, kind of line}."""
    found: list[dict[str, str]] = []
    newest = {CongressRulingKind(row.kind): row for row in rows}

    def add(word: str, value: str, *, urgent: bool = False) -> None:
        found.append({"word": word, "value": value, "urgent": "can" if urgent else ""})

    if congress.signed_at is not None:
        sent, received = newest.get(_K.SENT), newest.get(_K.RECEIVED)
        told = [f"gửi ngày {day(sent.decided_on)}" if sent else "", f"nhận ngày {day(received.decided_on)}" if received
                else ""]  # fmt: skip
        said = ", ".join(part for part in told if part)
        late = is_reported_late(work, today)
        limit = report_limit(work, today) if not said else "Báo cáo sau hạn." if late else "Trong hạn."
        unsure = _UNSOURCED if congress.election.rulebook == "PC-2025" else ""
        add(
            "Báo cáo cấp trên",
            f"{said[:1].upper()}{said[1:]}. {limit}{unsure}" if said else limit + unsure,
            urgent=late,
        )
        words, late = endorsement_limit(work, today)
        add("Hạn chuẩn y", words, urgent=late)
    if result.appointed is not None and result.secretary is not None:
        row = newest[_K.APPOINTED]
        who = f"{result.secretary[0]}, " if names else ""
        add("Bí thư được chỉ định", f"{who}quyết định {row.decision_number}, ngày {day(row.decided_on)}.")
    elif congress.signed_at is not None and result.secretary is None:
        why = "Bầu ba lần không được: cấp trên chỉ định." if needs_an_appointment(result) else (
            "Đại hội không bầu nữa: cấp trên xem xét.")  # fmt: skip
        add("Chưa có bí thư", why, urgent=True)
    if (sealed := newest.get(_K.SEALED)) is not None:
        until = after_congress.ballots_kept_until(sealed.decided_on)
        kept = f"giữ đến {day(until)}" if today <= until else f"đã qua ngày giữ {day(until)}"
        add("Phiếu bầu", f"Niêm phong ngày {day(sealed.decided_on)}, {kept}, tính từ ngày niêm phong. Không ai mở khi "
            "chưa có cấp ủy có thẩm quyền cho phép.")  # fmt: skip
    if (handed := newest.get(_K.HANDED_OVER)) is not None:
        add("Bàn giao", f"Ngày {day(handed.decided_on)}{_from_to(congress, result) if names else ''}.")
    return found


def _from_to(congress: Congress, result: Outcome) -> str:
    """Ai giao cho ai: the secretary of the term that ends here and of the one that begins, as the terms tell."""
    before = (
        Term.objects.filter(
            side="party", post="secretary", unit_code=congress.cell.code, ends_in=congress.election.term_begins_in
        )
        .select_related("person")
        .order_by("-id")
        .first()
    )
    if before is None:
        return f", cho {result.secretary[0]}; hồ sơ không có bí thư khoá trước" if result.secretary else ""
    after = result.secretary[0] if result.secretary else "chi ủy mới"
    return f", {before.person.name} giao cho {after}" if before.person.name != after else f", {after} làm tiếp"


def papers_of(
    sittings: Sequence[Congress], rows: Mapping[int, Sequence[CongressRuling]], *, names: bool
) -> list[dict[str, Any]]:
    """Các giấy tờ đã ghi, newest first, the earlier sittings after the one that counts."""
    found = []
    for congress in sittings:
        own = rows.get(congress.id, ())
        answered = {row.answers_id for row in own}
        for row in reversed(own):
            paper = " ".join(part for part in (row.decision_number, f"ngày {day(row.decided_on)}") if part)
            about = row.get_about_display() if row.about else ""
            again = f"Đại hội lại ngày {day(row.from_on)}." if row.from_on else ""
            found.append(
                {
                    "kind": row.get_kind_display(),
                    "paper": paper,
                    "about": about,
                    "reason": " ".join(part for part in (row.reason if names else "", again) if part),
                    "waits": CongressRulingKind(row.kind) in after_congress.FREEZES and row.id not in answered,
                    "sitting": "" if congress.current else f"lần triệu tập {congress.number}, không còn tính",
                }
            )
    return found
