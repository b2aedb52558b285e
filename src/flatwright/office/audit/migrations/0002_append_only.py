"""Events are appended, never changed or deleted."""

from django.db import migrations

from flatwright.office.audit.guards import guarded


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [guarded("audit_event")]
