"""Readings keep the order in which the server took them; what is remembered in a real database is never deleted."""

from django.db import migrations, models
from django.db.models import F, Window
from django.db.models.deletion import PROTECT
from django.db.models.functions import RowNumber

TABLES = ("reading", "event", "declaration", "turnoutsnapshot", "recognition", "endorsement")
REAL = "EXISTS (SELECT 1 FROM store_installation WHERE NOT simulated)"


def unlock_readings(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else " ON store_reading"
    schema_editor.execute(f"DROP TRIGGER store_reading_append_only{on}")


def number_readings(apps, schema_editor):
    Reading = apps.get_model("store", "Reading")
    order = [F("received_at").asc(), F("device").asc(), F("seq").asc()]
    numbered = Reading.objects.annotate(n=Window(RowNumber(), partition_by=[F("sheet")], order_by=order))
    for event_id, n in list(numbered.values_list("event_id", "n")):
        Reading.objects.filter(event_id=event_id).update(position=n)


def lock_readings(apps, schema_editor):
    # SQLite makes a changed table anew and drops its triggers with the old one: a migration that changes a guarded
    # table must put its guards back (tests/store/test_migrations.py looks).
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER store_reading_append_only BEFORE UPDATE ON store_reading "
            "BEGIN SELECT RAISE(ABORT, 'store_reading is append-only'); END"
        )
    else:
        schema_editor.execute(
            "CREATE TRIGGER store_reading_append_only BEFORE UPDATE ON store_reading "
            "FOR EACH ROW EXECUTE FUNCTION store_reading_append_only()"
        )


def forbid_deletes(apps, schema_editor):
    # A rehearsal may be thrown away; of a real election nothing may.
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_kept BEFORE DELETE ON store_{table} WHEN {REAL} "
                f"BEGIN SELECT RAISE(ABORT, 'store_{table} is append-only'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION store_{table}_kept() RETURNS trigger AS $$ BEGIN IF {REAL} THEN "
                f"RAISE EXCEPTION 'store_{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; "
                "END IF; RETURN OLD; END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_kept BEFORE DELETE ON store_{table} "
                f"FOR EACH ROW EXECUTE FUNCTION store_{table}_kept()"
            )


def allow_deletes(apps, schema_editor):
    for table in TABLES:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON store_{table}"
        schema_editor.execute(f"DROP TRIGGER store_{table}_kept{on}")
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"DROP FUNCTION store_{table}_kept()")


class Migration(migrations.Migration):
    dependencies = [("store", "0002_append_only")]

    operations = [
        migrations.RunPython(unlock_readings, lock_readings),
        migrations.AddField("reading", "position", models.PositiveIntegerField("thứ tự trên biên bản", null=True)),
        migrations.RunPython(number_readings, migrations.RunPython.noop),
        migrations.AlterField("reading", "position", models.PositiveIntegerField("thứ tự trên biên bản")),
        migrations.AlterField(
            "reading",
            "sheet",
            models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="readings", to="store.sheet"),
        ),
        migrations.AddConstraint(
            "reading", models.UniqueConstraint("sheet", "position", name="reading_position_once")
        ),
        migrations.RunPython(lock_readings, unlock_readings),
        migrations.RunPython(forbid_deletes, allow_deletes),
    ]
