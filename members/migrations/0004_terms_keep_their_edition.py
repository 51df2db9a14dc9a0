"""Under which edition of the law a term of the Chair began: of those there are, all began under the first one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0003_handing_over")]

    operations = [
        migrations.AddField(
            model_name="chairmanship",
            name="edition",
            field=models.CharField(default="2007", editable=False, max_length=20, verbose_name="edition of the law"),
            preserve_default=False,
        ),
    ]
