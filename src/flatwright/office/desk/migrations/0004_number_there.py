"""An imported ticket is found by the number that it had where it came from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index; no table is made anew."""

    dependencies = [("desk", "0003_quick_lists")]
    operations = [
        migrations.AddIndex(
            "ticket", models.Index(fields=["external"], name="ticket_by_number_there")
        ),
    ]
