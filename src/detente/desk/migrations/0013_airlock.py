from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_calm'),
        ('journal', '0001_initial'),
        ('desk', '0012_calm'),
    ]

    operations = [
        migrations.RunSQL((Path(__file__).parent.parent / "sql" / "guards_airlock.sql").read_text()),
    ]
