from typing import Any

import django.db.models.deletion
import record.dates
from django.conf import settings
from django.db import migrations, models


def end_earlier_tokens(apps: Any, schema_editor: Any) -> None:
    """Tokens of before had no end and no scope, and could be made by somebody else: none of them opens anything more.

    Their table belongs to no model now; left there, it would hold on to people.
    """
    schema_editor.execute("DROP TABLE IF EXISTS knox_authtoken")


class Migration(migrations.Migration):

    dependencies = [
        ('knox', '0009_extend_authtoken_field'),
        ('members', '0004_terms_keep_their_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_key', models.CharField(blank=True, default='', editable=False, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('digest', models.CharField(editable=False, max_length=128, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('may_read', models.BooleanField(default=True, verbose_name='reads')),
                ('may_export', models.BooleanField(default=False, verbose_name='exports')),
                ('may_act', models.BooleanField(default=False, verbose_name='acts')),
                ('expiry', models.DateTimeField(verbose_name='ends at')),
                ('made_on', models.DateField(default=record.dates.day_of_the_house, editable=False, verbose_name='made on')),
                ('was_officer', models.BooleanField(default=False, editable=False)),
                ('seal', models.CharField(editable=False, max_length=64)),
                ('read_on', models.DateField(blank=True, editable=False, null=True, verbose_name='last used on')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended at')),
                ('why_ended', models.CharField(blank=True, choices=[('revoked', 'revoked'), ('password', 'a new password was set'), ('off', 'the account was switched off'), ('office', 'an office was left'), ('over', 'its day has come')], editable=False, max_length=10, verbose_name='why it ended')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'token',
                'verbose_name_plural': 'tokens',
                'ordering': ['-created', '-pk'],
                'default_permissions': ['view'],
                'constraints': [models.CheckConstraint(condition=models.Q(('may_read', True), ('may_export', True), ('may_act', True), _connector='OR'), name='token_opens_something'), models.CheckConstraint(condition=models.Q(('expiry__gt', models.F('created'))), name='token_ends_after_it_is_made'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('why_ended', '')), models.Q(('ended_at__isnull', False), models.Q(('why_ended', ''), _negated=True)), _connector='OR'), name='token_that_ended_says_why')],
            },
        ),
        migrations.RunPython(end_earlier_tokens, migrations.RunPython.noop),
    ]
