"""What an installation may set, and the sentence for each thing set wrongly."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from perf import settings as module
from perf.environment import SettingsError
from perf.mail_settings import MailSecurity, MailServer
from perf.paths import checkout_root
from perf.settings import Settings, SignInLimits


def test_checkout_keeps_its_data_in_var() -> None:
    settings = Settings.from_env({})
    assert settings.data_dir == checkout_root() / "var"
    assert settings.database_url == f"sqlite:///{checkout_root()}/var/jixiao.db"
    assert settings.upload_limit == 50 * 1024 * 1024


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_DATA_HOME": "/data"}, Path("/data/jixiao")),
        ({"XDG_DATA_HOME": "relative"}, Path("~/.local/share/jixiao").expanduser()),
        ({}, Path("~/.local/share/jixiao").expanduser()),
        ({"JIXIAO_DATA_DIR": "/srv/绩效 数据", "XDG_DATA_HOME": "/data"}, Path("/srv/绩效 数据")),
    ],
)
def test_installed_system_keeps_its_data_with_the_users(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: Path
) -> None:
    monkeypatch.setattr(module, "is_checkout", lambda: False)
    settings = Settings.from_env(environ)
    assert settings.data_dir == expected
    assert settings.database_url == f"sqlite:///{expected}/jixiao.db"


def test_relative_data_folder_is_taken_from_where_the_command_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_env({"JIXIAO_DATA_DIR": "data"}).data_dir == tmp_path / "data"


def test_limits_of_signing_in_can_be_set() -> None:
    set_here = {
        "JIXIAO_LOCK_FAILURES": "3",
        "JIXIAO_LOCK_MINUTES": "30",
        "JIXIAO_IDLE_HOURS": "1",
        "JIXIAO_SIGN_IN_DAYS": "2",
        "JIXIAO_ADDRESS_FAILURES": "1000",
    }
    limits = Settings.from_env(set_here).sign_in
    assert limits == SignInLimits(
        3, timedelta(minutes=30), timedelta(hours=1), timedelta(days=2), address_failures=1000
    )
    assert Settings.from_env({}).sign_in == SignInLimits()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_with_psycopg(scheme: str) -> None:
    settings = Settings.from_env({"JIXIAO_DATABASE_URL": f"{scheme}://u:p@host/db"})
    assert settings.database_url == "postgresql+psycopg://u:p@host/db"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("JIXIAO_DATABASE_URL", "mysql://u:hunter2@host/db", "mysql.*不能识别.*postgresql://"),
        ("JIXIAO_DATABASE_URL", "hunter2", "不能识别"),
        ("JIXIAO_DATABASE_URL", "sqlite://", "不能识别"),
        ("JIXIAO_DATABASE_URL", "sqlite:///", "不能识别"),
        ("JIXIAO_DATABASE_URL", "postgresql://", "不能识别"),
        ("JIXIAO_UPLOAD_MB", "0", "1 到 1024 的整数"),
        ("JIXIAO_UPLOAD_MB", "1025", "1 到 1024 的整数"),
        ("JIXIAO_UPLOAD_MB", "-5", "1 到 1024 的整数"),
        ("JIXIAO_UPLOAD_MB", "５", "1 到 1024 的整数"),
        ("JIXIAO_LOCK_FAILURES", "0", "JIXIAO_LOCK_FAILURES 应是 1 到 100 的整数（单位次）"),
        ("JIXIAO_LOCK_MINUTES", "1441", "1 到 1440 的整数（单位分钟）"),
        ("JIXIAO_IDLE_HOURS", "半天", "1 到 72 的整数（单位小时）"),
        ("JIXIAO_SIGN_IN_DAYS", "31", "1 到 30 的整数（单位天）"),
        ("JIXIAO_ADDRESS_FAILURES", "0", "1 到 100000 的整数（单位次）"),
        ("JIXIAO_UPLOAD_MB", "很多", "很多"),
        ("JIXIAO_SECRET_KEY", "hunter2", "太短"),
        ("JIXIAO_DATA_DIR", __file__, "不是文件夹"),
    ],
)
def test_wrong_setting_is_refused_in_words_that_give_no_secret_away(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        Settings.from_env({name: value})
    assert name in str(refused.value)
    assert "hunter2" not in str(refused.value).removeprefix("JIXIAO_DATABASE_URL 以“hunter2”")


def test_empty_variable_counts_as_not_set() -> None:
    names = ("JIXIAO_DATABASE_URL", "JIXIAO_UPLOAD_MB", "JIXIAO_SECRET_KEY", "JIXIAO_DATA_DIR")
    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})


def test_secrets_are_not_shown_with_the_settings() -> None:
    environ = {"JIXIAO_DATABASE_URL": "postgresql://u:hunter2@host/db", "JIXIAO_SECRET_KEY": "hunter2" * 3}
    assert "hunter2" not in repr(Settings.from_env(environ))


def test_reading_settings_touches_no_file(tmp_path: Path) -> None:
    Settings.from_env({"JIXIAO_DATA_DIR": str(tmp_path / "new")})
    assert not (tmp_path / "new").exists()


def test_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    environ = {"JIXIAO_DATA_DIR": str(tmp_path / "new")}
    key = Settings.from_env(environ).secret_key()
    assert len(key) == 64
    assert Settings.from_env(environ).secret_key() == key
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


def test_given_secret_key_is_used_and_not_kept(tmp_path: Path) -> None:
    environ = {"JIXIAO_DATA_DIR": str(tmp_path), "JIXIAO_SECRET_KEY": "0123456789abcdef"}
    assert Settings.from_env(environ).secret_key() == "0123456789abcdef"
    assert list(tmp_path.iterdir()) == []


def test_of_two_processes_that_start_together_one_makes_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    module._write_new_key(path)
    first = path.read_text()
    module._write_new_key(path)
    assert path.read_text() == first
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"short"])
def test_damaged_key_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(SettingsError, match="会话密钥文件"):
        Settings.from_env({"JIXIAO_DATA_DIR": str(tmp_path)}).secret_key()


MAIL = {"JIXIAO_SMTP_HOST": "mail.example.gov.cn", "JIXIAO_SMTP_FROM": "jixiao＠example.gov.cn"}


def test_without_mail_server_nothing_is_asked_for() -> None:
    assert Settings.from_env({}).mail is None
    assert Settings.from_env(dict.fromkeys(MAIL, " ")).mail is None


@pytest.mark.parametrize(("security", "port"), [("", 587), ("starttls", 587), ("SSL", 465), ("none", 25)])
def test_mail_server_has_the_usual_port_of_its_protection(security: str, port: int) -> None:
    mail = Settings.from_env({**MAIL, "JIXIAO_SMTP_SECURITY": security}).mail
    expected = MailSecurity(security.lower() or "starttls")
    assert mail == MailServer("mail.example.gov.cn", port, "jixiao@example.gov.cn", expected)


def test_mail_server_may_have_a_port_and_ask_for_a_password_that_is_never_shown() -> None:
    settings = Settings.from_env(
        {**MAIL, "JIXIAO_SMTP_PORT": "2525", "JIXIAO_SMTP_USER": "jixiao", "JIXIAO_SMTP_PASSWORD": "hunter2"}
    )
    assert settings.mail is not None
    assert (settings.mail.port, settings.mail.user, settings.mail.password) == (2525, "jixiao", "hunter2")
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"JIXIAO_SMTP_HOST": "mail"}, "还要设 JIXIAO_SMTP_FROM"),
        ({"JIXIAO_SMTP_FROM": "a@example.com"}, "还要设 JIXIAO_SMTP_HOST"),
        ({"JIXIAO_SMTP_PASSWORD": "hunter2"}, "还要设 JIXIAO_SMTP_HOST、JIXIAO_SMTP_FROM"),
        ({**MAIL, "JIXIAO_SMTP_USER": "jixiao"}, "还缺 JIXIAO_SMTP_PASSWORD"),
        ({**MAIL, "JIXIAO_SMTP_PASSWORD": "hunter2"}, "还缺 JIXIAO_SMTP_USER"),
        ({**MAIL, "JIXIAO_SMTP_USER": "绩效", "JIXIAO_SMTP_PASSWORD": "hunter2"}, "JIXIAO_SMTP_USER 只能用英文"),
        ({**MAIL, "JIXIAO_SMTP_PORT": "65536"}, "JIXIAO_SMTP_PORT 应是 1 到 65535 的整数，"),
        ({**MAIL, "JIXIAO_SMTP_SECURITY": "tls"}, "应是 starttls、ssl 或 none"),
        ({**MAIL, "JIXIAO_SMTP_FROM": "绩效 <a@example.com>"}, "JIXIAO_SMTP_FROM 应是一个邮箱"),
        ({**MAIL, "JIXIAO_SMTP_HOST": "smtp://mail"}, "JIXIAO_SMTP_HOST 应只写"),
    ],
)
def test_half_a_mail_server_is_refused_in_words_that_give_no_secret_away(given: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refused:
        Settings.from_env(given)
    assert "hunter2" not in str(refused.value)
