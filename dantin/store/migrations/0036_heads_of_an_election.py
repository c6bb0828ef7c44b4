"""The heads that the State named belong to one election of congresses; what a later file changed is kept. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


def of_the_newest(apps, schema_editor):
    """Until now there was one set of heads: that of the newest election of the Party side."""
    newest = apps.get_model("store", "Election").objects.filter(side="party").order_by("called_on", "id").last()
    heads = apps.get_model("store", "HeadFromState").objects.all()
    if newest is not None:
        heads.update(election=newest)


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0035_plan_of_congresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeadChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village_code', models.CharField(max_length=12)),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('was_number', models.CharField(max_length=60, verbose_name='quyết định trước')),
                ('was_decided_on', models.DateField(verbose_name='ngày quyết định trước')),
                ('decision_number', models.CharField(max_length=60, verbose_name='quyết định sau, hoặc văn bản huỷ')),
                ('decided_on', models.DateField(verbose_name='ngày văn bản sau')),
                ('withdrawn', models.BooleanField(verbose_name='không còn ai được công nhận')),
                ('file_digest', models.CharField(max_length=64)),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người nhận tệp')),
                ('recorded_at', models.DateTimeField(verbose_name='nhận lúc')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='head_changes', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('village_code'), models.F('number'), name='head_change_once')],
            },
        ),
        AppendOnly("headchange"),
        migrations.AddField(
            model_name='headfromstate',
            name='election',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='heads_from_state', to='store.election'),
        ),
        migrations.RunPython(of_the_newest, migrations.RunPython.noop),
    ]
