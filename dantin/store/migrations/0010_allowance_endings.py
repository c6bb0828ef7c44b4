"""A paper that ends an allowance sooner: appended beside it, never changed; of a real election never deleted."""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "allowanceending"
REAL = "EXISTS (SELECT 1 FROM store_installation WHERE NOT simulated)"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER store_{TABLE}_append_only BEFORE UPDATE ON store_{TABLE} "
            f"BEGIN SELECT RAISE(ABORT, 'store_{TABLE} is append-only'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER store_{TABLE}_kept BEFORE DELETE ON store_{TABLE} WHEN {REAL} "
            f"BEGIN SELECT RAISE(ABORT, 'store_{TABLE} is append-only'); END"
        )
        return
    raised = f"RAISE EXCEPTION 'store_{TABLE} is append-only' USING ERRCODE = 'integrity_constraint_violation';"
    schema_editor.execute(
        f"CREATE FUNCTION store_{TABLE}_append_only() RETURNS trigger AS $$ BEGIN {raised} END $$ LANGUAGE plpgsql"
    )
    schema_editor.execute(
        f"CREATE TRIGGER store_{TABLE}_append_only BEFORE UPDATE ON store_{TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION store_{TABLE}_append_only()"
    )
    schema_editor.execute(
        f"CREATE FUNCTION store_{TABLE}_kept() RETURNS trigger AS $$ BEGIN IF {REAL} THEN {raised} END IF; "
        "RETURN OLD; END $$ LANGUAGE plpgsql"
    )
    schema_editor.execute(
        f"CREATE TRIGGER store_{TABLE}_kept BEFORE DELETE ON store_{TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION store_{TABLE}_kept()"
    )


def unguard(apps, schema_editor):
    for name in ("append_only", "kept"):
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON store_{TABLE}"
        schema_editor.execute(f"DROP TRIGGER store_{TABLE}_{name}{on}")
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"DROP FUNCTION store_{TABLE}_{name}()")


class Migration(migrations.Migration):
    dependencies = [("store", "0009_wave_of_a_village")]

    operations = [
        migrations.CreateModel(
            name="AllowanceEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="thứ tự")),
                (
                    "called_to",
                    models.DateField(null=True, verbose_name="ngày gọi bầu cử cuối cùng còn được phép"),
                ),
                ("decision_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày văn bản")),
                ("signed_by", models.CharField(max_length=120, verbose_name="người ký")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người nhập")),
                ("recorded_at", models.DateTimeField(verbose_name="lúc nhập")),
                (
                    "allowance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="store.rulebookallowance",
                        verbose_name="văn bản cho phép",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("allowance", "number", name="allowance_ending_number_once")
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
