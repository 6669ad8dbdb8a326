"""The web face's first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Failed sign-ins."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "web_sign_in_failure",
                "indexes": [
                    models.Index(fields=["who", "at"], name="sign_in_failure_who"),
                    models.Index(fields=["address", "at"], name="sign_in_failure_address"),
                ],
            },
        ),
    ]
