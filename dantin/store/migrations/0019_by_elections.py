"""A by-election and the vacancy it fills: appended, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0018_remarks_of_a_count_sheet"),
    ]

    operations = [
        migrations.CreateModel(
            name="ByElection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "election",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="by_election",
                        to="store.election",
                    ),
                ),
                (
                    "vacancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="by_election",
                        to="store.ruling",
                    ),
                ),
            ],
        ),
        AppendOnly("byelection"),
    ]
