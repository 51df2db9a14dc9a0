
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("meetings", "0002_entered_by_mistake"),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='consensus',
            field=models.TextField(blank=True, max_length=2000, verbose_name='how consensus was found'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='consensus_source',
            field=models.CharField(blank=True, max_length=300, verbose_name='where that is said'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='rests_on',
            field=models.CharField(blank=True, help_text='Symbol of a decision, or reference of a silence procedure.', max_length=60, verbose_name='basis'),
        ),
    ]
