"""What had to be done before the day of the election, by its papers: appended, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("store", "0012_households_found_by_their_number")]

    operations = [
        migrations.CreateModel(
            name="StepDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("step", models.CharField(max_length=12, verbose_name="việc")),
                ("version", models.PositiveSmallIntegerField(verbose_name="lần ghi")),
                ("done_on", models.DateField(verbose_name="ngày xong")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps_done", to="store.election"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        "election", "village_code", "step", "version", name="step_done_version_once"
                    )
                ],
            },
        ),
        AppendOnly("stepdone"),
    ]
