"""Who attends a congress from above, the notices sent, what the pilots taught. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0034_primary_cell'),
    ]

    operations = [
        migrations.CreateModel(
            name='CongressNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('paper_number', models.CharField(max_length=60, verbose_name='số văn bản')),
                ('sent_on', models.DateField(verbose_name='ngày gửi')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='store.cell')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('cell'), models.F('number'), name='congress_notice_once')],
            },
        ),
        migrations.CreateModel(
            name='PilotLesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('words', models.CharField(max_length=600, verbose_name='nội dung')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('wave', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='store.wave')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('wave'), models.F('number'), name='pilot_lesson_once')],
            },
        ),
        migrations.CreateModel(
            name='PresidingOfficial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='họ và tên')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='chức vụ')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presiding_officials', to='store.cell')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('cell'), models.F('number'), name='presiding_official_once')],
            },
        ),
        AppendOnly("congressnotice"),
        AppendOnly("pilotlesson"),
        AppendOnly("presidingofficial"),
    ]
