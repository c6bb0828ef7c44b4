"""The legal officer's allowances for named holes: appended, never changed; of a real election never deleted."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("store", "0003_order_of_arrival")]

    operations = [
        migrations.CreateModel(
            name="RulebookAllowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("state", "Nhà nước"), ("party", "Đảng")], max_length=5, verbose_name="bên"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("rulebook", models.CharField(max_length=12, verbose_name="bộ quy định")),
                ("called_from", models.DateField(verbose_name="gọi bầu cử từ ngày")),
                ("called_to", models.DateField(verbose_name="đến ngày")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày văn bản")),
                ("signed_by", models.CharField(max_length=120, verbose_name="người ký")),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người nhập")),
                ("recorded_at", models.DateTimeField(verbose_name="lúc nhập")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("side", "number", name="allowance_number_once"),
                    models.CheckConstraint(
                        condition=Q(called_from__lte=F("called_to")), name="allowance_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="election",
            name="allowance",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="elections",
                to="store.rulebookallowance",
                verbose_name="văn bản cho phép áp dụng",
            ),
        ),
        AppendOnly("rulebookallowance"),
    ]
