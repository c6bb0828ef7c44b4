"""Which of several cells of a village is the primary one, as the committee above answered. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0033_office_of_a_cell'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrimaryCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village_code', models.CharField(max_length=12)),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('decision_number', models.CharField(max_length=60, verbose_name='số văn bản')),
                ('decided_on', models.DateField(verbose_name='ngày văn bản')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.cell')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('village_code'), models.F('number'), name='primary_cell_once')],
            },
        ),
        AppendOnly("primarycell"),
    ]
