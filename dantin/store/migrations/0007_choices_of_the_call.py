"""What the call chose where the law leaves a choice: who votes, how, in which form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_display_keys")]

    operations = [
        migrations.AddField(
            "election",
            "electorate",
            models.CharField("thành phần cử tri", blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            "election",
            "procedure",
            models.CharField("cách tổ chức", blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            "election",
            "vote_form",
            models.CharField("hình thức bầu", blank=True, default="", max_length=16),
        ),
    ]
