from django.db import migrations, models

from journal.migrations_sql import KeptTable, kept_again, kept_no_more

STAFF_ROLES = [('officer', 'Officer'), ('assistant', 'Assistant'), ('translator', 'Translator'), ('reader', 'Reader')]
ROLES = [('reader', 'Reader'), ('preparer', 'Preparer'), ('authority', 'Authority')]
REQUESTS, WHY = "members_secondofficerrequest", "what an officer asked a second one stays as it was asked"
AS_ASKED = ("what", "person_id", "office_id", "until", "reason", "by_id", "at")


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0010_found_by_age'),
    ]

    operations = [
        # As it stands, with its triggers: SQLite would make the table anew, and leave them behind.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE members_user ADD COLUMN staff_role varchar(10) NOT NULL DEFAULT 'officer'",
                    "ALTER TABLE members_user DROP COLUMN staff_role",
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name='user',
                    name='staff_role',
                    field=models.CharField(choices=STAFF_ROLES, default='officer', max_length=10, verbose_name='role at the Secretariat'),
                ),
            ],
        ),
        migrations.AlterField(
            model_name='user',
            name='is_staff',
            field=models.BooleanField(default=False, verbose_name="of the Secretariat's staff"),
        ),
        migrations.AlterField(
            model_name='focalpoint',
            name='role',
            field=models.CharField(choices=ROLES, default='preparer', max_length=10, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='role',
            field=models.CharField(choices=ROLES, default='preparer', max_length=10, verbose_name='role'),
        ),
        kept_no_more("members", KeptTable(REQUESTS, AS_ASKED), WHY),
        migrations.AddField(
            model_name='secondofficerrequest',
            name='role',
            field=models.CharField(blank=True, choices=STAFF_ROLES, max_length=10, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='secondofficerrequest',
            name='what',
            field=models.CharField(choices=[('make-officer', 'A new officer of the Secretariat'), ('staff-role', 'A role at the Secretariat'), ('release-officer', 'Somebody leaves the Secretariat'), ('forget-factor', 'Another second factor'), ('end-for-cause', 'The end of an office for cause')], max_length=20, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='secondofficerrequest',
            constraint=models.CheckConstraint(condition=models.Q(('what', 'staff-role'), ('role', ''), _connector='XOR'), name='a_role_to_give_is_named'),
        ),
        kept_again("members", KeptTable(REQUESTS, (*AS_ASKED, "role")), WHY),
    ]
