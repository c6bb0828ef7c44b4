"""`python -m tests.bench.one_reading`: one reading saved on the database of the environment, in milliseconds of CPU."""

import django

django.setup()

from dantin.rehearsal.rehearse import rehearse  # noqa: E402 - models need the setup first
from dantin.rehearsal.stage import set_the_stage  # noqa: E402

from .store_rows import reading_row  # noqa: E402

if __name__ == "__main__":
    rehearsal = rehearse()
    set_the_stage(rehearsal, say=lambda _: None)
    print(reading_row(rehearsal, "").value)
