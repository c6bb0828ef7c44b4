"""The list of a village: posted where and when, complaints about it, their answers; appended, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
RECORDED_AT = ("recorded_at", models.DateTimeField(verbose_name="ghi lúc"))


def of_election(name):
    return (
        "election",
        models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to="store.election"),
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0013_preparatory_steps")]

    operations = [
        migrations.CreateModel(
            name="RegisterPosting",
            fields=[
                KEY,
                ("village_code", models.CharField(max_length=12)),
                ("posted_on", models.DateField(verbose_name="ngày niêm yết")),
                ("posted_at", models.CharField(max_length=160, verbose_name="nơi niêm yết")),
                RECORDED_AT,
                of_election("register_postings"),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        "election", "village_code", "posted_on", "posted_at", name="register_posted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollComplaint",
            fields=[
                KEY,
                ("village_code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField(verbose_name="số thứ tự")),
                ("received_on", models.DateField(verbose_name="ngày nhận")),
                RECORDED_AT,
                of_election("roll_complaints"),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("election", "village_code", "number", name="roll_complaint_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RollComplaintAnswer",
            fields=[
                KEY,
                ("answered_on", models.DateField(verbose_name="ngày trả lời")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("upheld", models.BooleanField(verbose_name="khiếu nại đúng")),
                RECORDED_AT,
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="store.rollcomplaint"
                    ),
                ),
            ],
        ),
        AppendOnly("registerposting"),
        AppendOnly("rollcomplaint"),
        AppendOnly("rollcomplaintanswer"),
    ]
