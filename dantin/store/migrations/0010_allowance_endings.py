"""A paper that ends an allowance sooner: appended beside it, never changed; of a real election never deleted."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


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
        AppendOnly("allowanceending"),
    ]
