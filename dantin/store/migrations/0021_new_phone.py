"""A new telephone number is asked for and confirmed by the same two persons as a new slip."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0020_clusters"),
    ]

    operations = [
        migrations.AddField(
            "accessreset",
            "kind",
            models.CharField(
                choices=[("slip", "mật khẩu và mã thứ hai"), ("phone", "số điện thoại đã đăng ký")],
                default="slip",
                max_length=8,
                verbose_name="đặt lại gì",
            ),
        ),
        migrations.AddField(
            "accessreset",
            "new_phone",
            models.CharField(blank=True, default="", max_length=20, verbose_name="số mới, tới khi đổi xong"),
            preserve_default=False,
        ),
    ]
