"""Offers and designations are made and ended outside a commitment, too; each keeps the edition of the law it began under.

Of the editions there are, all began under the first one.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import record.dates


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("members", "0003_handing_over"),
        ("commitments", "0005_the_language_of_a_commitment"),
    ]

    operations = [
        migrations.AddField(
            model_name="coordinatorassignment",
            name="law_edition",
            field=models.CharField(default="2007", editable=False, max_length=20, verbose_name="edition of the law"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="coordinatorassignment",
            name="at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="at"),
        ),
        migrations.AddField(
            model_name="coordinatorassignment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coordination_entered",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="coordinatorassignment",
            name="channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("portal", "portal"),
                    ("api", "API"),
                    ("note-verbale", "note verbale"),
                    ("email", "e-mail"),
                    ("record", "public record"),
                ],
                editable=False,
                max_length=20,
                verbose_name="by which way",
            ),
        ),
        migrations.AddField(
            model_name="coordinatorassignment",
            name="designated_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="designations_made",
                to="members.participant",
                verbose_name="designated by",
            ),
        ),
        migrations.AddField(
            model_name="coordinatorassignment",
            name="once_key",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.CreateModel(
            name="CoordinationEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Keys of sources, separated by semicolons, or a citation.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("V", "seen in a source"),
                            ("P", "partly: the main point seen, a detail such as the day not"),
                            ("I", "inferred from sources"),
                        ],
                        max_length=1,
                        verbose_name="confidence",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("record_key", models.CharField(blank=True, editable=False, max_length=120, null=True, unique=True)),
                (
                    "mistaken_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="entered by mistake: found at"
                    ),
                ),
                ("until", models.DateField(verbose_name="ended on")),
                ("until_before", models.DateField(blank=True, null=True, verbose_name="ended on, as it stood before")),
                (
                    "until_before_precision",
                    record.dates.PrecisionField(
                        choices=[
                            ("exact", "exact day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("by-then", "by that day"),
                        ],
                        default="exact",
                        max_length=10,
                        verbose_name="as it stood before: how well known",
                    ),
                ),
                (
                    "acting_as",
                    models.CharField(
                        choices=[
                            ("secretariat", "the Secretariat"),
                            ("chair", "the Chair"),
                            ("swg-chair", "the chair of the working group"),
                            ("coordinator", "the coordinator"),
                            ("co-coordinator", "a co-coordinator"),
                            ("intending-state", "a state that intends it"),
                            ("implementing-state", "the state that began implementation"),
                            ("member", "a member state"),
                            ("observer", "an observer"),
                        ],
                        max_length=20,
                        verbose_name="acting as",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "portal"),
                            ("api", "API"),
                            ("note-verbale", "note verbale"),
                            ("email", "e-mail"),
                            ("record", "public record"),
                        ],
                        max_length=20,
                        verbose_name="by which way",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("once_key", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="commitments.coordinatorassignment",
                        verbose_name="offer or designation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordination_ends",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordination_ended",
                        to="members.participant",
                        verbose_name="on behalf of",
                    ),
                ),
            ],
            options={
                "verbose_name": "end of an offer or a designation",
                "verbose_name_plural": "ends of offers and designations",
                "ordering": ["-at", "-pk"],
                "default_permissions": ["view"],
            },
        ),
    ]
