"""Who lends a role to whom, who gave a way in back, and whether the owner of an account has seen it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', "0015_rulings"),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='has_news',
            field=models.BooleanField(default=False, verbose_name='có việc với tài khoản mà chủ chưa xem'),
        ),
        migrations.CreateModel(
            name='AccessReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='yêu cầu lúc')),
                ('needs_second', models.BooleanField(verbose_name='cần người thứ hai xác nhận')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='xác nhận lúc')),
                ('done_at', models.DateTimeField(null=True, verbose_name='đặt lại lúc')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resets', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('asked_by', models.F('confirmed_by')), _negated=True), models.Q(('account', models.F('confirmed_by')), _negated=True)), name='reset_confirmed_by_another'), models.CheckConstraint(condition=models.Q(('done_at', None), ('needs_second', False), ('confirmed_at__isnull', False), _connector='OR'), name='reset_done_after_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='từ ngày')),
                ('last_on', models.DateField(verbose_name='đến hết ngày')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='thôi lúc')),
                ('delegate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='borrowed', to=settings.AUTH_USER_MODEL)),
                ('lender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lent', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('lender', models.F('delegate')), _negated=True), name='delegation_to_another'), models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='delegation_ends_after_begin')],
            },
        ),
    ]
