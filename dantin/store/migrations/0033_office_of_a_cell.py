"""An office may be a cell, where its village has several."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0032_absences_noted'),
    ]

    operations = [
        migrations.AlterField(
            model_name='account',
            name='place_code',
            field=models.CharField(max_length=16, verbose_name='mã nơi làm việc, hoặc mã chi bộ'),
        ),
    ]
