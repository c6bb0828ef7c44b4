"""The scheme of a cell committee, and who is put forward in the hall: appended, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0027_reader_choice'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonnelScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(max_length=20, verbose_name='chức danh')),
                ('version', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='số lượng cần bầu')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='số văn bản đồng ý')),
                ('decided_on', models.DateField(null=True, verbose_name='ngày văn bản')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('cell', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schemes', to='store.cell')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schemes', to='store.election')),
            ],
        ),
        migrations.CreateModel(
            name='SchemeName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='store.personnelscheme')),
            ],
        ),
        migrations.CreateModel(
            name='CongressNominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('post', models.CharField(max_length=20, verbose_name='chức danh')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('congress', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='store.congress')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member')),
                ('nominated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member', verbose_name='người đề cử')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('congress'), models.F('number'), name='congress_nominee_number_once'), models.UniqueConstraint(models.F('congress'), models.F('post'), models.F('member'), name='congress_nominee_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='personnelscheme',
            constraint=models.UniqueConstraint(models.F('election'), models.F('cell'), models.F('post'), models.F('version'), name='scheme_version_once'),
        ),
        migrations.AddConstraint(
            model_name='schemename',
            constraint=models.UniqueConstraint(models.F('scheme'), models.F('member'), name='scheme_name_once'),
        ),
        AppendOnly("personnelscheme"),
        AppendOnly("schemename"),
        AppendOnly("congressnominee"),
    ]
