import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    dependencies = [
        ("decisions", "0004_what_a_body_did"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='silenceround',
            name='kind',
            field=models.CharField(choices=[('opened', 'opened'), ('extended', 'extended'), ('restarted', 'restarted with a changed text'), ('taken-up', 'taken up again: the objection was withdrawn')], default='opened', max_length=10, verbose_name='why it began'),
        ),
        migrations.CreateModel(
            name='ObjectionWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('made_at', models.DateTimeField(help_text='The instant it was made here, or received on paper.', verbose_name='made at')),
                ('way', models.CharField(choices=[('portal', 'portal'), ('email', 'e-mail'), ('note-verbale', 'note verbale'), ('by-hand', 'handed over')], default='portal', max_length=14, verbose_name='by which way')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='decisions.silenceobjection', verbose_name='objection')),
            ],
            options={
                'verbose_name': 'withdrawal of an objection',
                'verbose_name_plural': 'withdrawals of objections',
                'ordering': ['made_at', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        never_changed(
            "decisions_withdrawals",
            [KeptTable("decisions_objectionwithdrawal")],
            "what was done is never changed",
        ),
    ]
