"""Remarks of a count sheet, append-only; each conclusion keeps the warnings that were accepted with it."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0017_nomination"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "chấp nhận cảnh báo"),
                            ("flagged", "báo số trên giấy không khớp"),
                            ("confirmed", "cấp trên xác nhận"),
                        ],
                        max_length=9,
                        verbose_name="loại",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=24, verbose_name="mã kiểm tra")),
                ("expected", models.CharField(blank=True, max_length=20, verbose_name="phải là")),
                ("got", models.CharField(blank=True, max_length=20, verbose_name="đang là")),
                ("readings", models.PositiveSmallIntegerField(verbose_name="số lần đọc khi ấy")),
                ("reason", models.CharField(max_length=400, verbose_name="lý do")),
                ("actor", models.CharField(max_length=80, verbose_name="người ghi")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "sheet",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="store.sheet",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint("sheet", "number", name="sheet_remark_once")],
            },
        ),
        # empty and without a default: SQLite adds such a column in place, and the guard of the table stays
        migrations.AddField(
            model_name="declaration",
            name="warnings",
            field=models.JSONField(null=True, verbose_name="cảnh báo đã chấp nhận, với lý do"),
        ),
        AppendOnly("sheetremark"),
    ]
