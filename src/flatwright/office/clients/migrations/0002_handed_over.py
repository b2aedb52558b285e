"""A device that was handed over knows its first row, so that its rows are one thing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="thing",
            name="origin",
            field=models.CharField(
                blank=True, db_index=True, default="", editable=False, max_length=24
            ),
        ),
    ]
