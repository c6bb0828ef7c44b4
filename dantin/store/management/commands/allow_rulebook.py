"""`dantin allow-rulebook`: cán bộ pháp chế cho phép áp dụng một bộ quy định, thu hồi, và xem những gì đã cho phép."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.actions.allowances import AllowanceIn, EndingIn, allow_rulebook, end_allowance
from dantin.store.readers.allowances import Allowed, allowances_of
from dantin.store.refusals import Refused

_ASKED = {
    "add": ("rulebook", "called_from", "called_to", "decision", "decided_on", "signed_by"),
    "end": ("allowance", "decision", "decided_on", "signed_by"),
}


class Command(BaseCommand):
    help = (
        "Cho phép áp dụng một bộ quy định cho những ngày gọi bầu cử chưa có quy định (add), thu hồi hoặc rút ngắn "
        "(end), xem (show)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("show", "add", "end"))
        parser.add_argument("--side", choices=[side.value for side in Side], required=True, help="bên nào")
        parser.add_argument("--rulebook", help="mã bộ quy định, ví dụ VH-2025T")
        parser.add_argument("--from", dest="called_from", type=_day, help="gọi bầu cử từ ngày, ví dụ 01/03/2026")
        parser.add_argument("--to", dest="called_to", type=_day, help="đến hết ngày (end: để trống là thu hồi)")
        parser.add_argument("--allowance", help="end: số văn bản cho phép bị thu hồi hoặc rút ngắn")
        parser.add_argument("--decision", help="số văn bản cho phép")
        parser.add_argument("--decided-on", type=_day, help="ngày văn bản cho phép")
        parser.add_argument("--signed-by", help="người ký văn bản")
        parser.add_argument("--by", default="phap-che", help="người nhập, ghi trong hồ sơ (mặc định: phap-che)")

    def handle(self, **options: Any) -> None:
        side = Side(options["side"])
        if options["what"] != "show":
            self._write(side, options)
        rows = allowances_of(side)
        if not rows:
            self.stdout.write(f"bên {side.value} chưa có văn bản cho phép nào")
        for row in rows:
            self.stdout.write(_line(row))

    def _write(self, side: Side, options: dict[str, Any]) -> None:
        asked = _ASKED[options["what"]]
        missing = [f"--{name.removeprefix('called_').replace('_', '-')}" for name in asked if not options[name]]
        if missing:
            raise CommandError(f"còn thiếu: {', '.join(missing)}", returncode=2)
        paper = {
            "side": side,
            "called_to": options["called_to"],
            "decision_number": options["decision"],
            "decided_on": options["decided_on"],
            "signed_by": options["signed_by"],
        }
        try:
            if options["what"] == "end":
                ending = EndingIn(allowance=options["allowance"], **paper)
                end_allowance(ending=ending, actor=options["by"], at=timezone.now())
            else:
                given = AllowanceIn(rulebook=options["rulebook"], called_from=options["called_from"], **paper)
                allow_rulebook(allowance=given, actor=options["by"], at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None


def _line(allowed: Allowed) -> str:
    row = allowed.row
    told = (
        f"{row.rulebook}: cuộc bầu được gọi từ {row.called_from:%d/%m/%Y} đến {row.called_to:%d/%m/%Y}, "
        f"theo văn bản số {row.decision_number} ngày {row.decided_on:%d/%m/%Y}, {row.signed_by} ký"
    )
    for ending in allowed.endings:
        what = f"chỉ còn đến {ending.called_to:%d/%m/%Y}" if ending.called_to else "đã thu hồi"
        told += (
            f"; {what} theo văn bản số {ending.decision_number} ngày {ending.decided_on:%d/%m/%Y}, "
            f"{ending.signed_by} ký"
        )
    return told


def _day(text: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            continue
    raise ArgumentTypeError(f"{text!r} không phải một ngày, viết như 01/03/2026")
