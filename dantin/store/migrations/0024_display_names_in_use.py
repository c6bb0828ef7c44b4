"""The name of a screen whose key was taken back may be given again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0023_roles_of_a_congress'),
    ]

    operations = [
        migrations.AlterField(
            model_name='displaykey',
            name='label',
            field=models.CharField(max_length=60, verbose_name='tên màn hình'),
        ),
        migrations.AddConstraint(
            model_name='displaykey',
            constraint=models.UniqueConstraint(fields=('label',), condition=models.Q(('withdrawn_at', None)), name='display_in_use_named_once'),
        ),
    ]
