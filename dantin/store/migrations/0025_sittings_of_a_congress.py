"""Sittings of a congress; who came and went, what was put to the vote by hands, who led: appended, never changed."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from ._append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0024_display_names_in_use'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('kind', models.CharField(choices=[('arrived', 'đến'), ('left', 'về'), ('mistaken', 'ghi nhầm, chưa đến')], max_length=8, verbose_name='việc')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
        ),
        migrations.CreateModel(
            name='CongressOfficer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('body', models.CharField(choices=[('presidium', 'đoàn chủ tịch'), ('clerk', 'thư ký'), ('counting_board', 'ban kiểm phiếu')], max_length=14, verbose_name='việc')),
                ('leads', models.BooleanField(default=False, verbose_name='trưởng')),
            ],
        ),
        migrations.CreateModel(
            name='HandVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('kind', models.CharField(choices=[('programme', 'chương trình'), ('presidium', 'đoàn chủ tịch'), ('clerk', 'thư ký'), ('committee', 'có bầu chi ủy hay không'), ('seats', 'số lượng cần bầu'), ('floor', 'đề cử tại đại hội'), ('withdrawal', 'xin rút'), ('slate', 'danh sách bầu'), ('counting_board', 'ban kiểm phiếu'), ('replacement', 'thay người của ban kiểm phiếu'), ('again', 'có bầu tiếp hay không'), ('resolution', 'nghị quyết đại hội')], max_length=14, verbose_name='về việc')),
                ('post', models.CharField(blank=True, max_length=20, verbose_name='chức danh')),
                ('round', models.PositiveSmallIntegerField(null=True, verbose_name='lần bầu')),
                ('seats', models.PositiveSmallIntegerField(null=True, verbose_name='số lượng')),
                ('present', models.PositiveSmallIntegerField(verbose_name='đảng viên chính thức có mặt')),
                ('in_favour', models.PositiveSmallIntegerField(verbose_name='tán thành')),
                ('against', models.PositiveSmallIntegerField(verbose_name='không tán thành')),
                ('carried', models.BooleanField(verbose_name='đoàn chủ tịch kết luận là thông qua')),
                ('words', models.CharField(blank=True, max_length=400, verbose_name='nội dung')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='người ghi')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='congress',
            name='congress_once',
        ),
        migrations.AddField(
            model_name='congress',
            name='convened_at',
            field=models.DateTimeField(null=True, verbose_name='triệu tập lại lúc'),
        ),
        migrations.AddField(
            model_name='congress',
            name='convened_why',
            field=models.CharField(blank=True, max_length=400, verbose_name='vì sao triệu tập lại'),
        ),
        migrations.AddField(
            model_name='congress',
            name='current',
            field=models.BooleanField(default=True, verbose_name='lần đang tính'),
        ),
        migrations.AddField(
            model_name='congress',
            name='number',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='lần triệu tập'),
        ),
        migrations.AddConstraint(
            model_name='congress',
            constraint=models.UniqueConstraint(models.F('election'), models.F('cell'), models.F('number'), name='congress_number_once'),
        ),
        migrations.AddConstraint(
            model_name='congress',
            constraint=models.UniqueConstraint(models.F('election'), models.F('cell'), condition=models.Q(('current', True)), name='congress_once'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='congress',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='store.congress'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='store.member'),
        ),
        migrations.AddField(
            model_name='congressofficer',
            name='congress',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='store.congress'),
        ),
        migrations.AddField(
            model_name='congressofficer',
            name='instead_of',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='store.congressofficer'),
        ),
        migrations.AddField(
            model_name='congressofficer',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member'),
        ),
        migrations.AddField(
            model_name='handvote',
            name='congress',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hand_votes', to='store.congress'),
        ),
        migrations.AddField(
            model_name='handvote',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.member'),
        ),
        migrations.AddField(
            model_name='congressofficer',
            name='chosen_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chosen', to='store.handvote'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(models.F('congress'), models.F('number'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='handvote',
            constraint=models.UniqueConstraint(models.F('congress'), models.F('number'), name='hand_vote_once'),
        ),
        migrations.AddConstraint(
            model_name='handvote',
            constraint=models.CheckConstraint(condition=models.Q(('present__gte', django.db.models.expressions.CombinedExpression(models.F('in_favour'), '+', models.F('against')))), name='hand_vote_within_present'),
        ),
        migrations.AddConstraint(
            model_name='congressofficer',
            constraint=models.UniqueConstraint(models.F('congress'), models.F('number'), name='congress_officer_once'),
        ),
        AppendOnly("attendance"),
        AppendOnly("handvote"),
        AppendOnly("congressofficer"),
    ]
