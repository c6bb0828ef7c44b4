"""Lists that belong to no election (places, households, cells, members) have a stream of their own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("store", "0004_rulebook_allowances")]

    operations = [
        migrations.AlterField(
            "stream",
            "election",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="streams",
                to="store.election",
            ),
        ),
        migrations.AddConstraint(
            "stream",
            models.UniqueConstraint("side", "place_code", condition=Q(election=None), name="register_stream_once"),
        ),
    ]
