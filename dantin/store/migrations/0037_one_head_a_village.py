"""One head a village in each election of congresses. Apart from the migration before: there rows were still changing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0036_heads_of_an_election'),
    ]

    operations = [
        migrations.AlterField(
            model_name='headfromstate',
            name='election',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='heads_from_state', to='store.election'),
        ),
        migrations.AlterField(
            model_name='headfromstate',
            name='village_code',
            field=models.CharField(max_length=12),
        ),
        migrations.AddConstraint(
            model_name='headfromstate',
            constraint=models.UniqueConstraint(models.F('election'), models.F('village_code'), name='head_from_state_once'),
        ),
    ]
