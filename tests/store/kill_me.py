"""Sends readings for ever and prints the id of each that was acknowledged; test_kill.py ends it without warning."""

import sys
import time
from uuid import UUID

import django

django.setup()

from dantin.core.values import Side  # noqa: E402
from dantin.store.actions.count import submit_reading  # noqa: E402
from dantin.store.models import Reading, Sheet  # noqa: E402
from tests.store.world import Device, figures, moment  # noqa: E402


def main(actor: str) -> None:
    device = Device(f"may-{actor}", actor)
    for seq, head in Reading.objects.filter(device=device.id).order_by("seq").values_list("seq", "hash"):
        device.seq, device.head = seq, head
    sheet = Sheet.objects.order_by("id").first()
    assert sheet is not None
    while True:
        votes = device.seq % 60
        reading = device.read(sheet, figures(a=votes, b=98 - votes))
        submit_reading(side=Side.STATE, reading=reading, at=moment(1))
        assert isinstance(reading.event_id, UUID)
        sys.stdout.write(f"{reading.event_id}\n")
        sys.stdout.flush()
        time.sleep(0.005)  # SQLite's waiting is not fair: without a breath one clerk could keep the other out for ever


if __name__ == "__main__":
    main(sys.argv[1])
