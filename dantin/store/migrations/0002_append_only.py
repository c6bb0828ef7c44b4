"""What the law wants remembered is never overwritten: the database itself refuses to change these rows."""

from django.db import migrations

TABLES = ("reading", "event", "declaration", "turnoutsnapshot", "recognition", "endorsement")


def forbid_updates(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_append_only BEFORE UPDATE ON store_{table} "
                f"BEGIN SELECT RAISE(ABORT, 'store_{table} is append-only'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION store_{table}_append_only() RETURNS trigger AS $$ BEGIN "
                f"RAISE EXCEPTION 'store_{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; "
                "END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER store_{table}_append_only BEFORE UPDATE ON store_{table} "
                f"FOR EACH ROW EXECUTE FUNCTION store_{table}_append_only()"
            )


def allow_updates(apps, schema_editor):
    for table in TABLES:
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON store_{table}"
        schema_editor.execute(f"DROP TRIGGER store_{table}_append_only{on}")
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"DROP FUNCTION store_{table}_append_only()")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first_tables")]

    operations = [migrations.RunPython(forbid_updates, allow_updates)]
