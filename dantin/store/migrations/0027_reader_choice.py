"""How many persons must agree on a count sheet of a congress: chosen before the first reading, kept with each."""

from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0026_head_among_the_members"),
    ]

    # empty and without a default: SQLite adds such a column in place, and the guard of the readings stays
    operations = [
        migrations.AddField(
            "reading", "readers", models.PositiveSmallIntegerField(null=True, verbose_name="số người phải đọc khớp nhau")
        ),
        migrations.CreateModel(
            name="ReaderChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "readers",
                    models.PositiveSmallIntegerField(
                        choices=[(2, "hai người"), (3, "ba người")], verbose_name="số người"
                    ),
                ),
                ("recorded_by", models.CharField(max_length=80, verbose_name="người ghi")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "congress",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.deletion.PROTECT,
                        related_name="reader_choices",
                        to="store.congress",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("congress", "number", name="reader_choice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("readers__in", (2, 3))), name="reader_choice_two_or_three"
                    ),
                ],
            },
        ),
        AppendOnly("readerchoice"),
    ]
