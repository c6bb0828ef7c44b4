"""In which wave each village votes, from the call on; rows of earlier calls do not know."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0008_days_of_successions")]

    operations = [
        migrations.AddField(
            "standing",
            "wave",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.wave"
            ),
        ),
    ]
