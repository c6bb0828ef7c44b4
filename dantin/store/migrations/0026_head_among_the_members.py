"""Who of the members the recognised head is, where a name and a year of birth leave it open."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0025_sittings_of_a_congress'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeadMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village_code', models.CharField(max_length=12)),
                ('decision_number', models.CharField(max_length=60, verbose_name='số quyết định công nhận')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('words', models.CharField(max_length=400, verbose_name='vì sao biết')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member', verbose_name='đảng viên')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('village_code'), models.F('number'), name='head_member_once')],
            },
        ),
        AppendOnly("headmember"),
    ]
