import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import columns_stay


class Migration(migrations.Migration):

    dependencies = [
        ("members", "0002_entered_by_mistake"),
    ]

    operations = [
        migrations.AddField(
            model_name='focalpoint',
            name='closes_account',
            field=models.BooleanField(default=False, editable=False, verbose_name='its end closes the account'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='begins_on',
            field=models.DateField(blank=True, help_text='Empty: on the day it is accepted.', null=True, verbose_name='the office begins on'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='ends_earlier',
            field=models.BooleanField(default=False, verbose_name='ends the term of whoever holds the post'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='purpose',
            field=models.CharField(blank=True, max_length=500, verbose_name='what for'),
        ),
        migrations.AddField(
            model_name='participant',
            name='people_confirmed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='people last confirmed'),
        ),
        migrations.AddField(
            model_name='participant',
            name='people_confirmed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='people confirmed by'),
        ),
        migrations.AddField(
            model_name='participant',
            name='people_confirmed_letter',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='by which letter people were confirmed'),
        ),
        # Last: on SQLite a change of a table's columns makes it anew, and leaves its triggers behind.
        columns_stay(
            'members_focalpoint', ('user_id', 'participant_id'), 'who holds a post is never changed: hand it over'
        ),
    ]
