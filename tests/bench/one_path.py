"""`python -m tests.bench.one_path`: a sheet's whole path on the database of the environment, as JSON rows."""

import json

import django

django.setup()

from django.db import connection  # noqa: E402 - as below

from dantin.rehearsal.rehearse import rehearse  # noqa: E402 - models need the setup first
from dantin.rehearsal.stage import set_the_stage  # noqa: E402

from .congress_rows import congress_rows  # noqa: E402
from .desk_rows import path_rows  # noqa: E402

if __name__ == "__main__":
    rehearsal = rehearse()
    set_the_stage(rehearsal, say=lambda _: None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself within a minute of a province being loaded
    rows = [*congress_rows("PostgreSQL"), *path_rows(rehearsal, "PostgreSQL")]
    print(json.dumps([[row.name, row.value, row.unit, row.target] for row in rows]))
