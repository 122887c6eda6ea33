"""What must be sealed before a removal leaves is kept by the database."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0009_trace'),
    ]

    operations = [
        migrations.RunSQL((Path(__file__).parent.parent / "sql" / "guards_proof.sql").read_text()),
    ]
