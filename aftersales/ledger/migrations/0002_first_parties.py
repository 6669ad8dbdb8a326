"""The parties that every installation has: the policy itself, the command line, the system, the importer."""

from django.db import migrations

FIRST = {
    "policy": ("制度", "policy zhidu zd"),
    "installation": ("安装", "installation anzhuang az"),
    "system": ("系统", "system xitong xt"),
    "importer": ("导入", "importer daoru dr"),
    "visitor": ("客户（链接）", "visitor kehu kh"),
}


def make(apps, _schema_editor):
    party = apps.get_model("ledger", "Party")
    for key, (name, pinyin) in FIRST.items():
        party.objects.get_or_create(
            key=key,
            defaults={"kind": "customer" if key == "visitor" else "system", "name": name, "names_pinyin": pinyin},
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
