"""An import knows of which clients its rows speak, so that others do not read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("intake", "0001_initial")]
    operations = [
        migrations.AddField("batch", "met", models.JSONField(blank=True, default=list)),
    ]
