"""A link says from which day it holds. No action wrote links before this, so the table is made anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0008_accounts")]

    operations = [
        migrations.DeleteModel("Succession"),
        migrations.CreateModel(
            "Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("effective_on", models.DateField("từ ngày")),
                ("decision_number", models.CharField("số văn bản", blank=True, max_length=60)),
                ("decided_on", models.DateField("ngày văn bản", null=True)),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="came_from", to="store.place"
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="became", to="store.place"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("old", "new", "effective_on", name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("old", models.F("new")), _negated=True), name="succession_changes_something"
                    ),
                ]
            },
        ),
    ]
