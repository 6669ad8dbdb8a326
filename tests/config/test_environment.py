"""The environment is read loudly: every wrong value is reported at once, and a right one means what it says."""

import stat
from pathlib import Path

import pytest

from aftersales.config import environment
from aftersales.config.environment import SettingsRefused, read

KEY = "k" * environment.SECRET_LENGTH


def told(values: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsRefused) as refused:
        read(values)
    return refused.value.problems


def test_all_wrong_values_are_told_at_once() -> None:
    problems = told(
        {
            "AFTERSALES_LANGUAGE": "de",
            "AFTERSALES_TIMEZONE": "Mars/Olympus",
            "AFTERSALES_HOSTS": "https://service.example.com",
            "AFTERSALES_DEMO": "perhaps",
            "AFTERSALES_MAIL_URL": "mail.example.com",
            "AFTERSALES_SECRET_KEY": "short",
            "DATABASE_URL": "mysql://there/it",
        }
    )
    names = sorted(problem.split(":")[0] for problem in problems)
    assert names == sorted(
        [
            "AFTERSALES_LANGUAGE",
            "AFTERSALES_TIMEZONE",
            "AFTERSALES_HOSTS",
            "AFTERSALES_DEMO",
            "AFTERSALES_MAIL_URL",
            "AFTERSALES_SECRET_KEY",
            "DATABASE_URL",
        ]
    )


def test_a_misspelt_name_is_refused_with_the_names_there_are() -> None:
    (problem,) = told({"AFTERSALES_HOST": "service.example.com", "AFTERSALES_SECRET_KEY": KEY})
    assert "AFTERSALES_HOST:" in problem
    assert "AFTERSALES_HOSTS" in problem


def test_a_refused_start_leaves_no_folder_behind(tmp_path: Path) -> None:
    told({"AFTERSALES_DATA": str(tmp_path / "new"), "AFTERSALES_LANGUAGE": "de"})
    assert not (tmp_path / "new").exists()


def test_without_a_word_it_is_a_shop_in_china_on_one_file(tmp_path: Path) -> None:
    found = read({"AFTERSALES_DATA": str(tmp_path)})
    assert (found.language, found.time_zone, found.https) == ("zh-hans", "Asia/Shanghai", False)
    assert found.database["NAME"] == str(tmp_path / "aftersales.sqlite3")
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = read({"AFTERSALES_DATA": str(tmp_path)}).secret_key
    second = read({"AFTERSALES_DATA": str(tmp_path)}).secret_key
    assert first == second
    assert len(first) >= environment.SECRET_LENGTH
    assert stat.S_IMODE((tmp_path / "keys" / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_is_used_and_writes_nothing(tmp_path: Path) -> None:
    assert read({"AFTERSALES_DATA": str(tmp_path), "AFTERSALES_SECRET_KEY": KEY}).secret_key == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_reached_with_a_pool_and_its_words_unquoted() -> None:
    url = "postgresql://sun:p%40ss@db.example.com:6543/service?sslmode=require"
    found = read({"DATABASE_URL": url, "AFTERSALES_SECRET_KEY": KEY}).database
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("sun", "p@ss", "db.example.com", "6543")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] > 1


@pytest.mark.parametrize(
    "url", ["postgresql://there:5432", "sqlite://", "sqlite://host/file", "postgresql://there:port/name"]
)
def test_half_an_address_of_a_database_is_refused(url: str) -> None:
    (problem,) = told({"DATABASE_URL": url, "AFTERSALES_SECRET_KEY": KEY})
    assert problem.startswith("DATABASE_URL:")


def test_mail_goes_through_an_encrypted_server_and_says_who_writes(tmp_path: Path) -> None:
    url = "smtp://sun:p%40ss@mail.example.com?from=service@example.com"
    found = read({"AFTERSALES_MAIL_URL": url, "AFTERSALES_SECRET_KEY": KEY}).mail.settings(tmp_path)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == ("mail.example.com", 587, "p@ss")
    assert found["EMAIL_USE_TLS"]
    assert found["DEFAULT_FROM_EMAIL"] == "service@example.com"


def test_without_a_mail_server_messages_become_files(tmp_path: Path) -> None:
    found = read({"AFTERSALES_SECRET_KEY": KEY}).mail.settings(tmp_path)
    assert found["EMAIL_FILE_PATH"] == tmp_path / "mail"


@pytest.mark.parametrize("url", ["smtp://mail.example.com", "mail.example.com?from=a@b", "http://a.example?from=a@b"])
def test_half_an_address_of_a_mail_server_is_refused(url: str) -> None:
    (problem,) = told({"AFTERSALES_MAIL_URL": url, "AFTERSALES_SECRET_KEY": KEY})
    assert "smtp://" in problem


def test_forms_come_from_our_own_hosts_over_https_only() -> None:
    values = {"AFTERSALES_HOSTS": "localhost,service.example.com", "AFTERSALES_SECRET_KEY": KEY}
    assert read(values).origins == []
    assert read({**values, "AFTERSALES_HTTPS": "1"}).origins == ["https://service.example.com"]
