"""Who stands for village head, on paper: the team, nominees, conferences, evidence; appended, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0016_care_of_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[("front", "Ban công tác Mặt trận"), ("voters", "hội nghị cử tri")], max_length=6
                    ),
                ),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("minutes_number", models.CharField(max_length=60, verbose_name="số biên bản")),
                ("present", models.PositiveIntegerField(verbose_name="số người dự")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conferences", to="store.election"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nominee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("introduced", "Ban công tác Mặt trận giới thiệu"),
                            ("committee", "Chi ủy chuẩn bị"),
                            ("stood", "tự ứng cử"),
                            ("floor", "đề cử tại hội nghị"),
                        ],
                        max_length=12,
                    ),
                ),
                ("put_on", models.DateField(verbose_name="ngày")),
                ("put_by", models.CharField(max_length=80)),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominees", to="store.election"
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.person")),
            ],
        ),
        migrations.CreateModel(
            name="ConferenceVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agree", models.PositiveIntegerField(verbose_name="tán thành")),
                ("disagree", models.PositiveIntegerField(verbose_name="không tán thành")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="store.conference"
                    ),
                ),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="store.nominee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NomineeAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("agreed_on", models.DateField(verbose_name="ngày thống nhất")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "nominee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreement", to="store.nominee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NomineeWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper_number", models.CharField(max_length=60, verbose_name="số đơn")),
                ("withdrawn_on", models.DateField(verbose_name="ngày rút")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "nominee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="store.nominee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SlateFixed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("fixed_on", models.DateField(verbose_name="ngày chốt")),
                ("minutes_number", models.CharField(max_length=60, verbose_name="số biên bản")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slates_fixed", to="store.election"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandardEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("standard", models.CharField(max_length=12, verbose_name="tiêu chuẩn")),
                ("version", models.PositiveSmallIntegerField(verbose_name="lần")),
                ("paper_number", models.CharField(max_length=60, verbose_name="số giấy tờ")),
                ("paper_on", models.DateField(verbose_name="ngày giấy tờ")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "nominee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="store.nominee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village_code", models.CharField(max_length=12)),
                ("version", models.PositiveSmallIntegerField(verbose_name="lần")),
                ("decision_number", models.CharField(max_length=60, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                (
                    "chair_paper",
                    models.CharField(blank=True, max_length=60, verbose_name="văn bản chỉ định người chủ trì"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team_decisions", to="store.election"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("leader", "tổ trưởng"), ("clerk", "thư ký"), ("member", "thành viên")],
                        max_length=6,
                        verbose_name="vai",
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="đơn vị")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="store.teamdecision"
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.person")),
            ],
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.UniqueConstraint(
                models.F("election"), models.F("village_code"), models.F("number"), name="conference_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="nominee",
            constraint=models.UniqueConstraint(
                models.F("election"), models.F("village_code"), models.F("number"), name="nominee_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="conferencevote",
            constraint=models.UniqueConstraint(
                models.F("conference"), models.F("nominee"), name="conference_vote_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slatefixed",
            constraint=models.UniqueConstraint(models.F("election"), models.F("village_code"), name="slate_fixed_once"),
        ),
        migrations.AddConstraint(
            model_name="standardevidence",
            constraint=models.UniqueConstraint(
                models.F("nominee"), models.F("standard"), models.F("version"), name="standard_evidence_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="teamdecision",
            constraint=models.UniqueConstraint(
                models.F("election"), models.F("village_code"), models.F("version"), name="team_decision_once"
            ),
        ),
        AppendOnly("conference"),
        AppendOnly("conferencevote"),
        AppendOnly("nominee"),
        AppendOnly("nomineeagreement"),
        AppendOnly("nomineewithdrawal"),
        AppendOnly("slatefixed"),
        AppendOnly("standardevidence"),
        AppendOnly("teamdecision"),
        AppendOnly("teammember"),
    ]
