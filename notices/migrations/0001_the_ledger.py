import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from journal.migrations_sql import KeptTable, never_changed


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('day', models.DateField(help_text="In the recipient's zone.", verbose_name='day')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number on that day')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], max_length=10, verbose_name='language')),
                ('subject', models.CharField(max_length=300, verbose_name='subject')),
                ('text', models.TextField(verbose_name='text')),
                ('raw', models.BinaryField(verbose_name='as it goes')),
                ('official', models.BooleanField(default=False, verbose_name='official')),
                ('stage', models.CharField(choices=[('pending', 'waiting'), ('claimed', 'taken up'), ('sending', 'being sent'), ('sent', 'sent'), ('refused', 'refused'), ('unknown', 'held: outcome unknown'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded by a newer one'), ('expired', 'expired')], default='pending', max_length=12, verbose_name='stage')),
                ('generation', models.PositiveIntegerField(default=0, verbose_name='times taken up')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('is_doubtful', models.BooleanField(default=False, verbose_name='may have arrived')),
                ('worker', models.CharField(blank=True, max_length=100, verbose_name='taken up by')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='taken up until')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='next attempt')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer of the mail server')),
                ('created_at', models.DateTimeField(verbose_name='written')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-created_at', 'pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('language', models.CharField(choices=[('en', 'English'), ('ru', 'Russian'), ('zh-hans', 'Chinese'), ('ar', 'Arabic')], max_length=10, verbose_name='language')),
                ('line', models.CharField(max_length=200, verbose_name='one sentence')),
                ('body', models.TextField(max_length=4000, verbose_name='text')),
            ],
            options={
                'verbose_name': 'wording of a letter',
                'verbose_name_plural': 'wording of letters',
                'ordering': ['kind', 'language'],
                'default_permissions': ['view', 'change'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'language'), name='one_wording_a_kind_and_language')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('about_kind', models.CharField(max_length=100, verbose_name='kind of object')),
                ('about_key', models.CharField(max_length=64, verbose_name="object's key")),
                ('about_label', models.CharField(max_length=300, verbose_name='about what')),
                ('occurrence', models.CharField(max_length=100, verbose_name='occurrence')),
                ('channel', models.CharField(choices=[('portal', 'portal'), ('email', 'e-mail')], default='portal', max_length=10, verbose_name='channel')),
                ('url', models.CharField(max_length=300, verbose_name='link')),
                ('values', models.JSONField(default=dict, verbose_name='values')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='seen at')),
                ('stage', models.CharField(choices=[('pending', 'waiting'), ('claimed', 'taken up'), ('sending', 'being sent'), ('sent', 'sent'), ('refused', 'refused'), ('unknown', 'held: outcome unknown'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded by a newer one'), ('expired', 'expired')], default='sent', max_length=12, verbose_name='stage')),
                ('source', models.CharField(blank=True, max_length=40, verbose_name='source')),
                ('group', models.CharField(blank=True, max_length=60, verbose_name='group')),
                ('of_kind', models.CharField(blank=True, max_length=40, verbose_name='kind that told the date')),
                ('fingerprint', models.CharField(blank=True, max_length=100, verbose_name='fact told')),
                ('official', models.BooleanField(default=False, verbose_name='official')),
                ('attachment', models.CharField(blank=True, max_length=200, verbose_name='attachment')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('send_at', models.DateTimeField(blank=True, null=True, verbose_name='to be sent at')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='too late from')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told at')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.letter', verbose_name='letter')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='NoticeTransition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_stage', models.CharField(blank=True, choices=[('pending', 'waiting'), ('claimed', 'taken up'), ('sending', 'being sent'), ('sent', 'sent'), ('refused', 'refused'), ('unknown', 'held: outcome unknown'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded by a newer one'), ('expired', 'expired')], max_length=12, verbose_name='from')),
                ('to_stage', models.CharField(choices=[('pending', 'waiting'), ('claimed', 'taken up'), ('sending', 'being sent'), ('sent', 'sent'), ('refused', 'refused'), ('unknown', 'held: outcome unknown'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded by a newer one'), ('expired', 'expired')], max_length=12, verbose_name='to')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('worker', models.CharField(max_length=100, verbose_name='by')),
                ('detail', models.CharField(blank=True, max_length=300, verbose_name='detail')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='notices.letter', verbose_name='letter')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='notices.notice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'move of a notice',
                'verbose_name_plural': 'moves of notices',
                'ordering': ['pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='Rules',
            fields=[
                ('number', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('is_paused', models.BooleanField(default=False, verbose_name='all letters are paused')),
                ('unknown_outcome', models.CharField(choices=[('hold', 'hold it for a person: never twice'), ('resend', 'send it again, under the same number: twice at worst')], default='hold', max_length=10, verbose_name='a letter of which nobody can say whether it arrived')),
                ('hour', models.PositiveSmallIntegerField(default=9, help_text="The recipient's own hour.", validators=[django.core.validators.MaxValueValidator(22)], verbose_name='letters leave from')),
                ('until_hour', models.PositiveSmallIntegerField(default=18, validators=[django.core.validators.MaxValueValidator(24)], verbose_name='until')),
                ('most_a_day', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='letters a person and day, at most')),
                ('most_attempts', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='attempts, at most')),
            ],
            options={
                'verbose_name': 'rules for letters',
                'verbose_name_plural': 'rules for letters',
                'default_permissions': ['view', 'change'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number', 1)), name='one_set_of_rules'), models.CheckConstraint(condition=models.Q(('until_hour__gt', models.F('hour'))), name='letters_leave_in_some_hour')],
            },
        ),
        migrations.CreateModel(
            name='Sweep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField(verbose_name='since')),
                ('at', models.DateTimeField(verbose_name='last')),
                ('outcome', models.CharField(choices=[('done', 'done'), ('held', 'held: the clock jumped'), ('released', 'a person said that the clock is right')], default='done', max_length=10, verbose_name='outcome')),
                ('boot', models.CharField(blank=True, max_length=64, verbose_name='start of the machine')),
                ('since_boot', models.FloatField(blank=True, null=True, verbose_name='seconds since then')),
                ('counts', models.JSONField(default=dict, verbose_name='counts')),
                ('faults', models.JSONField(default=list, verbose_name='faults')),
            ],
            options={
                'verbose_name': 'sweep',
                'verbose_name_plural': 'sweeps',
                'ordering': ['-at', '-pk'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['-at'], name='sweeps_newest_first'), models.Index(fields=['boot', '-at'], name='sweeps_of_a_boot')],
            },
        ),
        migrations.CreateModel(
            name='Declined',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('about_kind', models.CharField(blank=True, max_length=100, verbose_name='kind of object')),
                ('about_key', models.CharField(blank=True, max_length=64, verbose_name="object's key")),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'declined letters',
                'verbose_name_plural': 'declined letters',
                'ordering': ['recipient', 'kind'],
                'default_permissions': ['view'],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'kind', 'about_kind', 'about_key'), name='one_wish_a_person_and_thing')],
            },
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('stage__in', ['pending', 'claimed', 'sending'])), fields=['stage', 'next_try_at'], name='letters_under_way'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['stage', '-created_at'], name='letters_by_stage'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('recipient', 'day', 'number'), name='one_letter_of_a_number_a_day'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['recipient', '-created_at'], name='notices_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('stage', 'pending')), fields=['channel', 'send_at'], name='notices_waiting'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['source', 'about_key'], name='notices_of_a_source'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['stage', '-created_at'], name='notices_by_stage'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('kind', 'about_kind', 'about_key', 'occurrence', 'recipient', 'channel'), name='one_notice_of_a_thing_to_a_person'),
        ),
        migrations.AddConstraint(
            model_name='noticetransition',
            constraint=models.CheckConstraint(condition=models.Q(('notice__isnull', True), ('letter__isnull', True), _connector='XOR'), name='a_notice_or_a_letter_moves'),
        ),
        never_changed(
            "notices",
            [
                KeptTable("notices_noticetransition"),
                KeptTable("notices_letter", ("raw", "subject", "text", "address")),
            ],
            "notices are kept as they were",
        ),
    ]
