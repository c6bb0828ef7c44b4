"""`dantin declare`: ký các biên bản mà hai người đọc khớp nhau; kết luận do luật trả lời, không ai gõ vào."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.store.actions.decide import declare
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import Declaration
from dantin.store.readers.elections import named_election
from dantin.store.readers.remarks import SENTENCES
from dantin.store.readers.sheets import NEXT_STEPS, STATUS_WORDS, Waiting, unsigned_sheets
from dantin.store.refusals import Refused


class Command(SpokenCommand):
    help = (
        "Ký các biên bản mà hai người đọc khớp nhau và kết luận. Không có --ghi thì chỉ cho xem biên bản nào đã khớp."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cuoc-bau", required=True, help="mã cuộc bầu cử")
        parser.add_argument("--noi", action="append", default=[], metavar="MÃ", help="chỉ thôn hoặc chi bộ mã này")
        parser.add_argument("--nguoi", help="người ký, ghi trong hồ sơ (cần khi có --ghi)")
        parser.add_argument(
            "--ly-do", action="append", default=[], metavar="MÃ=LÝ DO", help="vì sao số của thôn này đúng như giấy"
        )
        parser.add_argument("--ghi", action="store_true", help="ký và kết luận")

    def handle(self, **options: Any) -> None:
        try:
            election = named_election(options["cuoc_bau"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        if options["ghi"] and not options["nguoi"]:
            raise CommandError("ký biên bản là việc của một người: thêm --nguoi TÊN", returncode=2)
        asked = set(options["noi"])
        waiting = [w for w in unsigned_sheets(election) if not asked or w.sheet.round.contest.unit_code in asked]
        unknown = sorted(asked - {w.sheet.round.contest.unit_code for w in waiting})
        if unknown:
            raise CommandError(f"không có biên bản chờ ký ở {', '.join(unknown)}", returncode=2)
        self._tell_waiting(waiting)
        agreed = [w.sheet.id for w in waiting if w.status is SheetStatus.AGREED]
        if not options["ghi"]:
            self.stdout.write("Chưa ký gì. Thêm --ghi để ký các biên bản đã khớp." if agreed else "Chưa có gì để ký.")
            return
        said = dict(one.split("=", 1) for one in options["ly_do"] if "=" in one)
        reasons = {
            w.sheet.id: dict.fromkeys(SENTENCES, said[w.sheet.round.contest.unit_code].strip())
            for w in waiting
            if w.sheet.round.contest.unit_code in said
        }
        try:
            answers = declare(
                side=Side(election.side),
                sheets=agreed,
                actor=options["nguoi"][:80],
                at=timezone.now(),
                reasons=reasons,
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        for answer in answers:
            self.stdout.write(str(answer) if isinstance(answer, Refused) else _declared(answer))
        signed = sum(isinstance(answer, Declaration) for answer in answers)
        self.stdout.write(f"Đã ký {number(signed)} biên bản.")

    def _tell_waiting(self, waiting: list[Waiting]) -> None:
        for status, n in sorted(Counter(w.status for w in waiting).items()):
            self.stdout.write(f"{number(n)} biên bản {STATUS_WORDS[status]}")
        for one in waiting:
            if one.differing:
                place = one.sheet.round.contest.unit_code
                self.stdout.write(f"{place}: {STATUS_WORDS[one.status]} ở {', '.join(one.differing)}")


def _declared(row: Declaration) -> str:
    answer, contest = row.answer, row.round.contest
    where = f"{contest.unit_code}, lần {row.round.number}"
    step = answer["next"]
    by = f", chậm nhất {date.fromisoformat(step['by']):%d/%m/%Y}" if step["by"] else ""
    then = f"Tiếp theo: {NEXT_STEPS[step['step']]}{by}"
    shares = {share["id"]: share for share in answer["shares"]}
    match row.outcome:
        case "elected" | "seats_left":
            base = answer["base"]["count"]
            won = [f"{shares[key]['name']} {number(shares[key]['votes'])} phiếu" for key in row.elected]
            who = f"trúng cử {'; '.join(won)} trên cơ số {number(base)}" if won else "chưa đủ số cần bầu"
        case "no_quorum":
            who = "chưa đủ số dự họp"
        case "nobody_elected":
            who = f"chưa bầu được: chưa ai đạt {number(answer['base']['needed'])} phiếu"
        case _:  # whatever else the law answers is a question for people
            who = "chưa kết luận được"
    return f"{where}: {who}. {then}."
