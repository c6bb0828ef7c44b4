"""Papers that have their number, each time one was printed, offices whose numbers the program counts. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0038_answers_of_the_party'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberSequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('issuer', models.CharField(max_length=16, verbose_name='cơ quan ban hành')),
                ('kind', models.CharField(max_length=12, verbose_name='loại số')),
                ('version', models.PositiveSmallIntegerField(verbose_name='lần ghi')),
                ('used', models.BooleanField(verbose_name='dùng số tự tăng')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('side'), models.F('issuer'), models.F('kind'), models.F('version'), name='number_sequence_once')],
            },
        ),
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('form', models.CharField(max_length=40, verbose_name='mẫu')),
                ('record', models.CharField(max_length=80, verbose_name='hồ sơ')),
                ('village_code', models.CharField(max_length=12)),
                ('issuer', models.CharField(max_length=16, verbose_name='cơ quan ban hành')),
                ('kind', models.CharField(max_length=12, verbose_name='loại số')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('number', models.CharField(max_length=8, verbose_name='số')),
                ('dated', models.DateField(verbose_name='ngày văn bản')),
                ('minutes', models.JSONField(verbose_name='nội dung')),
                ('digest', models.CharField(db_index=True, max_length=64, verbose_name='mã kiểm chứng')),
                ('issued_by', models.CharField(max_length=80, verbose_name='người lấy số')),
                ('issued_at', models.DateTimeField(verbose_name='lúc lấy số')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='issued_papers', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('issuer'), models.F('kind'), models.F('year'), models.F('number'), models.F('side'), name='paper_number_once_a_year'), models.UniqueConstraint(models.F('election'), models.F('form'), models.F('record'), name='paper_issued_once')],
            },
        ),
        migrations.CreateModel(
            name='PaperPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('form', models.CharField(max_length=40, verbose_name='mẫu')),
                ('record', models.CharField(max_length=80, verbose_name='hồ sơ')),
                ('digest', models.CharField(max_length=64, verbose_name='mã kiểm chứng')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần in')),
                ('printed_by', models.CharField(max_length=80, verbose_name='người in')),
                ('printed_at', models.DateTimeField(verbose_name='in lúc')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('form'), models.F('record'), models.F('digest'), models.F('number'), name='print_once')],
            },
        ),
        AppendOnly("issuedpaper"),
        AppendOnly("paperprint"),
        AppendOnly("numbersequence"),
    ]
