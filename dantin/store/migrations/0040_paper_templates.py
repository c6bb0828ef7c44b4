"""A province has its own template of a form; the newest is used. Append-only."""

from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0039_issued_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('state', 'Nhà nước'), ('party', 'Đảng')], max_length=5, verbose_name='bên')),
                ('form', models.CharField(max_length=40, verbose_name='mẫu')),
                ('version', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('source', models.TextField(blank=True, verbose_name='bản mẫu')),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.CharField(max_length=400, verbose_name='lý do')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người nhận')),
                ('recorded_at', models.DateTimeField(verbose_name='nhận lúc')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('side'), models.F('form'), models.F('version'), name='paper_template_once')],
            },
        ),
        AppendOnly("papertemplate"),
    ]
