"""Khoá của màn hình phòng trực, kept as digests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0005_stream_of_the_registers")]

    operations = [
        migrations.CreateModel(
            "DisplayKey",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField("tên màn hình", max_length=60, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField("lập lúc")),
                ("withdrawn_at", models.DateTimeField("thu lại lúc", null=True)),
            ],
        ),
    ]
