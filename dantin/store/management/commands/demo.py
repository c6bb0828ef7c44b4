"""`dantin demo`: dựng tỉnh mô phỏng, mở trang tiến độ, diễn lại hai ngày theo đồng hồ chỉnh được."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from dantin.rehearsal.build import FIRST_MORNING
from dantin.rehearsal.live import Live
from dantin.rehearsal.places import HUC_DONG
from dantin.rehearsal.published import VIETNAM
from dantin.rehearsal.rehearse import SEED, Rehearsal, rehearse
from dantin.rehearsal.stage import UNWRITABLE, hold, seed, set_the_stage, unwritable
from dantin.site.server import HOST, command
from dantin.store.actions.clock import SPEEDS
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import Place, SimulatedClock
from dantin.store.refusals import Refused

START_SECONDS = 30
HEADS, CONGRESSES = "truong-thon", "dai-hoi"  # from where on a commune is left to people
CONGRESS_MORNING = datetime(2022, 7, 3, 6, 40, tzinfo=VIETNAM)


def port(text: str) -> int:
    """Cổng."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536):
        raise ArgumentTypeError(f"{text} không phải số từ 1 đến 65535")
    return int(text)


def speed(text: str) -> int:
    """Tốc độ."""
    if text not in map(str, SPEEDS):
        raise ArgumentTypeError(f"{text} không phải một trong {', '.join(map(str, SPEEDS))}")
    return int(text)


def moment(text: str) -> datetime:
    """Một lúc của hai ngày được diễn, in the time of Vietnam unless the text names another."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: cần ngày và giờ như 2022-07-03T16:42") from None
    if not FIRST_MORNING.year == at.year or not 6 <= at.month <= 7:
        raise ArgumentTypeError(f"{text} nằm ngoài tháng 6 và tháng 7 năm 2022")
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


class Command(SpokenCommand):
    help = "Dựng Quảng Ninh 2022 (mô phỏng), mở trang tiến độ ở 127.0.0.1 và diễn lại hai ngày."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port, default=8022, help="cổng của trang (mặc định 8022)")
        parser.add_argument(
            "--speed", type=speed, help="giây mô phỏng trong một giây thật: 1, 10, 60, 300 (mặc định 60; tự làm: 1)"
        )
        parser.add_argument("--seed", type=seed, default=SEED, help="hạt giống của tỉnh mô phỏng")
        parser.add_argument("--at", type=moment, help="nhảy tới giờ này trước, như 2022-07-03T16:42")
        parser.add_argument(
            "--tu-lam",
            nargs="?",
            choices=(HEADS, CONGRESSES),
            const=HEADS,
            help="để xã Húc Động lại cho người dùng tự làm ở /lam-viec/: từ bầu trưởng thôn, hoặc từ đại hội (dai-hoi)",
        )
        parser.add_argument("--paused", action="store_true", help="để đồng hồ đứng yên")

    def handle(self, **options: Any) -> None:
        self._refuse_taken(options["port"])
        if not settings.SIMULATED:
            raise CommandError(str(Refused("database.not_simulated")), returncode=2)
        rehearsal = rehearse(options["seed"])
        try:
            self._alone = hold(self._database()) if connection.vendor == "sqlite" else None
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else the server warns, in English, of its absence
            built = set_the_stage(rehearsal, say=self._say, by_hand=options["tu_lam"] == HEADS)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        except UNWRITABLE as error:
            raise CommandError(unwritable(self._database(), error), returncode=2) from None
        except KeyboardInterrupt:
            raise CommandError("dừng khi đang dựng tỉnh; lần chạy sau sẽ dựng lại từ đầu", returncode=130) from None
        SimulatedClock.objects.update(
            speed=options["speed"] or (1 if options["tu_lam"] else 60),
            running=not options["paused"],
            set_at=datetime.now(UTC),
            jump_to=options["at"] or (CONGRESS_MORNING if options["tu_lam"] == CONGRESSES else None),
        )
        server = self._serve(options["port"])
        self._say(f"mở http://{HOST}:{options['port']}/ (chỉnh đồng hồ ở /mo-phong/, dừng bằng Ctrl-C)")
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self._live(rehearsal, built, left=options["tu_lam"] or "").run(going=lambda: server.poll() is None)
            raise CommandError(f"máy chủ trang đã dừng, mã {server.returncode}")
        except KeyboardInterrupt:
            self._say("dừng")
        finally:
            server.terminate()
            server.wait(timeout=10)

    def _live(self, rehearsal: Rehearsal, built: Path | None, *, left: str) -> Live:
        commune = Place.objects.get(level=Place.Level.COMMUNE, name=HUC_DONG, valid_from=None).code if left else ""
        if left:
            what = "đại hội ở xã Húc Động" if left == CONGRESSES else "xã Húc Động"
            self._say(f"{what} để anh chị tự làm, theo giờ thật: vào vai ở /lam-viec/vai/")
        return Live(rehearsal, built=built, say=self._say, by_hand=commune, congresses_only=left == CONGRESSES)

    @staticmethod
    def _refuse_taken(port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                message = (
                    f'cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make demo ARGS="--port {port + 1}"'
                )
                raise CommandError(message, returncode=2) from None

    def _serve(self, port: int) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DANTIN_DATABASE": os.environ.get("DANTIN_DATABASE", self._database())}
        environment.setdefault("DANTIN_ADDRESS", f"http://{HOST}:{port}")  # what the QR codes of papers lead to
        # We hold the pipe: should this process be killed, the server reads its end and goes too.
        server = subprocess.Popen(command(port, watched=True), stdin=subprocess.PIPE, env=environment)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    return server
            time.sleep(0.1)
        server.kill()
        raise CommandError("không khởi động được máy chủ trang; xem dòng lỗi phía trên")

    @staticmethod
    def _database() -> str:
        return str(connection.settings_dict["NAME"])

    @staticmethod
    def _say(line: str) -> None:
        print(f"dantin: {line}", flush=True)
