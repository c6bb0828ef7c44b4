"""Changes in the register of a cell: who came, went, is exempt, suspended, away; from which day, by which paper."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0030_indexes_of_boards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="member",
            name="activity",
            field=models.CharField(
                choices=[
                    ("normal", "sinh hoạt bình thường"),
                    ("temporarily_transferred", "chuyển sinh hoạt tạm thời"),
                    ("exempt", "miễn sinh hoạt"),
                    ("suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"),
                    ("in_transfer", "đang chuyển sinh hoạt đi"),
                ],
                default="normal",
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="member",
            name="status",
            field=models.CharField(
                choices=[
                    ("official", "chính thức"),
                    ("probationary", "dự bị"),
                    ("temporary", "sinh hoạt tạm thời ở đây"),
                    ("left", "không còn trong sổ"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="MemberChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("admitted", "kết nạp (dự bị)"),
                            ("confirmed", "công nhận đảng viên chính thức"),
                            ("came", "chuyển sinh hoạt chính thức đến"),
                            ("came_for_a_time", "đến sinh hoạt tạm thời"),
                            ("went", "chuyển sinh hoạt chính thức đi"),
                            ("went_back", "hết sinh hoạt tạm thời"),
                            ("gone_for_a_time", "chuyển sinh hoạt tạm thời đi nơi khác"),
                            ("in_transfer", "đang làm thủ tục chuyển đi"),
                            ("exempted", "được miễn sinh hoạt"),
                            ("suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"),
                            ("resumed", "sinh hoạt bình thường trở lại"),
                            ("ended", "qua đời, ra khỏi Đảng"),
                            ("mistaken", "ghi nhầm vào sổ"),
                        ],
                        max_length=16,
                        verbose_name="thay đổi",
                    ),
                ),
                ("on", models.DateField(verbose_name="từ ngày")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("official", "chính thức"),
                            ("probationary", "dự bị"),
                            ("temporary", "sinh hoạt tạm thời ở đây"),
                            ("left", "không còn trong sổ"),
                        ],
                        max_length=12,
                        verbose_name="tư cách sau đó",
                    ),
                ),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            ("normal", "sinh hoạt bình thường"),
                            ("temporarily_transferred", "chuyển sinh hoạt tạm thời"),
                            ("exempt", "miễn sinh hoạt"),
                            ("suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"),
                            ("in_transfer", "đang chuyển sinh hoạt đi"),
                        ],
                        max_length=24,
                        verbose_name="sinh hoạt sau đó",
                    ),
                ),
                ("paper_number", models.CharField(blank=True, max_length=60, verbose_name="số giấy tờ")),
                ("paper_on", models.DateField(null=True, verbose_name="ngày giấy tờ")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người ghi")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="store.memberchange",
                        verbose_name="nhận người chuyển đi",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="store.member",
                    ),
                ),
                (
                    "other_cell",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.cell",
                        verbose_name="chi bộ kia",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("member"), models.F("number"), name="member_change_once")
                ],
            },
        ),
        AppendOnly("memberchange"),
    ]
