from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0006_knowledge'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='taken_back',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.CheckConstraint(condition=models.Q(('taken_back', False), models.Q(('corrected', []), ('person__isnull', False)), _connector='OR'), name='reading_taken_back'),
        ),
        migrations.RunSQL((Path(__file__).parent.parent / "sql" / "guards_reading.sql").read_text()),
    ]
