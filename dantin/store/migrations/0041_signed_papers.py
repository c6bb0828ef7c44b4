"""What came back signed, and photos of what was signed by hand. Append-only."""

import django.db.models.deletion
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0040_paper_templates'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('form', models.CharField(max_length=40, verbose_name='mẫu')),
                ('record', models.CharField(max_length=80, verbose_name='hồ sơ')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('matches', models.BooleanField(verbose_name='mã QR khớp hồ sơ')),
                ('picture', models.BinaryField(verbose_name='ảnh')),
                ('file_digest', models.CharField(max_length=64)),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người tải lên')),
                ('recorded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('form'), models.F('record'), models.F('number'), name='paper_photo_once')],
            },
        ),
        migrations.CreateModel(
            name='SignedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('form', models.CharField(max_length=40, verbose_name='mẫu')),
                ('record', models.CharField(max_length=80, verbose_name='hồ sơ')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('digest', models.CharField(max_length=64, verbose_name='mã kiểm chứng')),
                ('signer', models.CharField(max_length=120, verbose_name='người ký')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='ký lúc')),
                ('trusted', models.BooleanField(verbose_name='chuỗi chứng thư được tin')),
                ('file', models.BinaryField(verbose_name='tệp')),
                ('file_digest', models.CharField(max_length=64)),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người tải lên')),
                ('recorded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('election', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.election')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('election'), models.F('form'), models.F('record'), models.F('number'), name='signed_paper_once')],
            },
        ),
        AppendOnly("signedpaper"),
        AppendOnly("paperphoto"),
    ]
