"""The day on which the commune received the report of a village's election team."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0021_new_phone"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportReceipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("report_number", models.CharField(blank=True, max_length=60, verbose_name="số báo cáo")),
                ("received_on", models.DateField(verbose_name="ngày nhận")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người nhập")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="store.declaration"
                    ),
                ),
            ],
        ),
        AppendOnly("reportreceipt"),
    ]
