"""Papers around an election of village heads, appended beside its results; the round from which the law counts."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0014_register_of_a_village"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("postponed", "hoãn ngày bầu"),
                            ("day_set", "định lại ngày bầu"),
                            ("interim", "chỉ định lâm thời"),
                            ("reelection", "yêu cầu bầu lại"),
                            ("returned", "trả hồ sơ về tổ bầu cử"),
                            ("superseded", "lập biên bản thay thế"),
                            ("complaint", "nhận khiếu nại"),
                            ("answered", "trả lời"),
                            ("annulled", "huỷ kết quả"),
                            ("left", "trưởng thôn thôi làm"),
                            ("extended", "kéo dài nhiệm kỳ"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày văn bản")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="lý do, nội dung")),
                ("from_on", models.DateField(null=True, verbose_name="từ ngày")),
                ("until_on", models.DateField(null=True, verbose_name="đến ngày")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[("resigned", "xin thôi"), ("dismissed", "bị cho thôi"), ("died", "chết")],
                        max_length=10,
                        verbose_name="vì sao thôi làm",
                    ),
                ),
                ("counts_as_first", models.BooleanField(null=True, verbose_name="tính là lần bầu đầu")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người nhập")),
                ("recorded_at", models.DateTimeField(verbose_name="lúc nhập")),
            ],
        ),
        migrations.AddField(
            model_name="round",
            name="first_number",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="tính lần đầu từ lần"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_number__gte", 1), ("first_number__lte", models.F("number"))),
                name="round_begins_before_it",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="answers",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="answered_by", to="store.ruling"
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="election",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="store.election"
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="store.person",
                verbose_name="người được giao lâm thời",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="round",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="store.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.UniqueConstraint(
                models.F("election"), models.F("village_code"), models.F("number"), name="ruling_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="ruling_ends_after_it_begins",
            ),
        ),
        AppendOnly("ruling"),
    ]
