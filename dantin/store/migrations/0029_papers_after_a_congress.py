"""Papers after a congress: reported, returned, complained of, annulled, appointed, handed over."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0028_nomination_in_a_congress"),
    ]

    operations = [
        migrations.CreateModel(
            name="CongressRuling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sent", "gửi báo cáo"),
                            ("received", "nhận báo cáo"),
                            ("returned", "trả hồ sơ"),
                            ("complaint", "nhận khiếu nại"),
                            ("answered", "trả lời"),
                            ("refused", "không chuẩn y"),
                            ("annulled", "huỷ kết quả, đại hội lại"),
                            ("appointed", "chỉ định bí thư"),
                            ("handed_over", "bàn giao"),
                            ("sealed", "niêm phong phiếu bầu"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày văn bản")),
                ("from_on", models.DateField(null=True, verbose_name="ngày đại hội lại")),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("minutes", "biên bản đại hội"),
                            ("attendance", "số dự, cơ số"),
                            ("nomination", "ứng cử, danh sách bầu"),
                            ("ballots", "phiếu bầu, kiểm phiếu"),
                            ("result", "kết quả bầu"),
                            ("report", "báo cáo gửi cấp trên"),
                        ],
                        max_length=12,
                        verbose_name="về mục nào",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="lý do, nội dung")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người nhập")),
                ("recorded_at", models.DateTimeField(verbose_name="lúc nhập")),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="store.congressruling",
                    ),
                ),
                (
                    "congress",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="store.congress",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.member",
                        verbose_name="người được chỉ định",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("congress"), models.F("number"), name="congress_ruling_once"),
                    models.UniqueConstraint(
                        models.F("congress"), condition=models.Q(("kind", "appointed")), name="congress_appointed_once"
                    ),
                ],
            },
        ),
        AppendOnly("congressruling"),
    ]
