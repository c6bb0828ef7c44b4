"""Absences told beforehand, each with its reason. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0031_register_of_the_cell'),
    ]

    operations = [
        migrations.CreateModel(
            name='AbsenceNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('ground', models.CharField(blank=True, choices=[('excused_whole_congress', 'vắng suốt đại hội có lý do được chấp nhận'), ('exempt', 'được miễn sinh hoạt và không dự'), ('not_excused', 'vắng không có lý do')], max_length=24, verbose_name='vắng')),
                ('why', models.CharField(blank=True, max_length=400, verbose_name='lý do, giấy tờ')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('congress', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='absence_notes', to='store.congress')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('congress'), models.F('number'), name='absence_note_once')],
            },
        ),
        AppendOnly("absencenote"),
    ]
