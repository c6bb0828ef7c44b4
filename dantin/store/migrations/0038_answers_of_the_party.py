"""What the Party side answers of each village: the secretary is the head, or not yet. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0037_one_head_a_village'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecretaryAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village_code', models.CharField(max_length=12)),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần trả lời')),
                ('is_head', models.BooleanField(verbose_name='đồng thời là trưởng thôn')),
                ('made_at', models.DateTimeField(verbose_name='bên Đảng lập lúc')),
                ('file_digest', models.CharField(max_length=64)),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='secretary_answers', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('village_code'), models.F('number'), name='secretary_answer_once')],
            },
        ),
        AppendOnly("secretaryanswer"),
    ]
