"""`dantin replay`: diễn lại cả hai ngày rồi in bản tin."""

import json
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from dantin.rehearsal.player import Player
from dantin.rehearsal.published import VIETNAM
from dantin.rehearsal.rehearse import SEED, rehearse
from dantin.rehearsal.stage import UNWRITABLE, hold, seed, set_the_stage, unwritable, use_scratch
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import SimulatedClock
from dantin.store.readers.bulletin import province_bulletin
from dantin.store.refusals import Refused
from dantin.store.replay_words import in_words


class Command(SpokenCommand):
    help = "Diễn lại hai ngày của năm 2022 trên một cơ sở dữ liệu riêng, rồi in bản tin của tỉnh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fast", action="store_true", help="diễn hết ngay, không theo đồng hồ")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--seed", type=seed, default=SEED, help="hạt giống của tỉnh mô phỏng")

    def handle(self, **options: Any) -> None:
        if not options["fast"]:
            raise CommandError(
                "diễn theo đồng hồ thì chạy: dantin demo. Diễn hết ngay: dantin replay --fast", returncode=2
            )
        if not settings.SIMULATED:
            raise CommandError(str(Refused("database.not_simulated")), returncode=2)
        scratch = settings.BUILD_DIR / "replay"
        rehearsal = rehearse(options["seed"])
        try:
            if connection.vendor == "sqlite":
                self._alone = hold(str(scratch))
                use_scratch(scratch)
            set_the_stage(rehearsal, say=self._say)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        except UNWRITABLE as error:
            raise CommandError(unwritable(str(scratch), error), returncode=2) from None
        self._play(rehearsal)
        bulletin = province_bulletin(VIETNAM)
        if options["json"]:
            self.stdout.write(json.dumps({"simulated": True, "seed": options["seed"], **bulletin}, ensure_ascii=False))
        else:
            self.stdout.write(in_words(bulletin))

    def _play(self, rehearsal: Any) -> None:
        steps = rehearsal.steps
        player = Player(steps, since=SimulatedClock.objects.get().shown_at)
        shown = time.monotonic()
        last = steps[-1].at
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:  # a scratch database: nobody is told that anything is kept
                cursor.execute("PRAGMA synchronous=OFF")

        def at_minute(at: Any) -> None:
            nonlocal shown
            if time.monotonic() - shown >= 1:
                shown = time.monotonic()
                self._say(f"đang diễn {at.astimezone(VIETNAM):%d/%m/%Y %H:%M}, còn {player.remaining} việc")

        player.advance(last, at_minute=at_minute)
        SimulatedClock.objects.update(shown_at=last, running=False)
        self._say("đã diễn xong")

    @staticmethod
    def _say(line: str) -> None:
        print(f"dantin: {line}", file=sys.stderr, flush=True)
