"""A scattered village counts in clusters: each round's list of them, and of which one a reading is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0019_by_elections"),
    ]

    # empty and without a default: SQLite adds such columns in place, and the guard of the readings stays
    operations = [
        migrations.AddField("round", "clusters", models.JSONField(null=True, verbose_name="các cụm kiểm phiếu")),
        migrations.AddField(
            "reading", "cluster", models.PositiveSmallIntegerField(null=True, verbose_name="cụm thứ")
        ),
        migrations.AddField(
            "reading", "clusters", models.PositiveSmallIntegerField(null=True, verbose_name="trên số cụm")
        ),
    ]
