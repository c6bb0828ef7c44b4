"""What a record says of the election that began a term; empty where it says nothing."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("store", "0010_allowance_endings")]

    operations = [
        migrations.AddField("term", "roll", models.PositiveIntegerField("tổng số trong danh sách khi bầu", null=True)),
        migrations.AddField("term", "voted", models.PositiveIntegerField("đã bỏ phiếu", null=True)),
        migrations.AddField("term", "votes", models.PositiveIntegerField("phiếu của người trúng cử", null=True)),
        migrations.AddField(
            "term", "round_number", models.PositiveSmallIntegerField("trúng cử ở lần bầu thứ", null=True)
        ),
        migrations.AddField("term", "also_head", models.BooleanField("bí thư đồng thời là trưởng thôn", null=True)),
        migrations.AddConstraint(
            "term",
            models.CheckConstraint(
                condition=Q(side="state", also_head=None)
                | Q(side="party", roll=None, voted=None, votes=None, round_number=None),
                name="term_figures_on_their_own_side",
            ),
        ),
        migrations.AddConstraint(
            "term",
            models.CheckConstraint(
                condition=(Q(voted=None) | Q(voted__lte=F("roll"))) & (Q(votes=None) | Q(votes__lte=F("voted"))),
                name="term_figures_within_the_roll",
            ),
        ),
    ]
