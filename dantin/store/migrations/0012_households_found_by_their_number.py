"""A household is found by unique(village, number), its representative by unique(household, since): no second index."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("store", "0011_figures_of_a_term")]

    operations = [
        migrations.AlterField(
            "household",
            "village",
            models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="households", to="store.place"),
        ),
        migrations.AlterField(
            "householdrepresentative",
            "household",
            models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="representatives", to="store.household"),
        ),
    ]
