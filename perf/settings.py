"""What an installation may set, read from the environment in one place.

Anything set wrongly stops the start with a sentence that says what to write instead; nothing is guessed.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from perf.environment import SettingsError, whole
from perf.mail_settings import MailServer, mail_server
from perf.paths import checkout_root, is_checkout

DEFAULT_UPLOAD_MB = 50
_UPLOAD_MB_MAX = 1024
_KEY_LENGTH_MIN = 16


@dataclass(frozen=True, slots=True)
class SignInLimits:
    """How signing in is limited.

    Attributes:
        failures: so many wrong passwords in a row lock an account.
        lock: for so long.
        idle: a sign-in nobody uses ends after so long.
        longest: every sign-in ends after so long.
        link: a link for setting a password can be used for so long.
        address_failures: so many failures from one network address within the time of a lock stop it for others than
            those who signed in from there lately. A whole office may stand behind one address.
    """

    failures: int = 5
    lock: timedelta = timedelta(minutes=15)
    idle: timedelta = timedelta(hours=8)
    longest: timedelta = timedelta(days=7)
    link: timedelta = timedelta(hours=48)
    address_failures: int = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation.

    Attributes:
        data_dir: folder for what the installation keeps (database, secret key); made when first needed.
        database_url: SQLAlchemy address, ``sqlite:///…`` or ``postgresql+psycopg://…``; it may hold a password.
        upload_limit: largest accepted upload in bytes.
        given_secret_key: the key set by ``JIXIAO_SECRET_KEY``, ``None`` when the installation keeps its own.
        sign_in: how signing in is limited.
        mail: the server that messages are sent through, if any.
        address: where the pages begin, as people reach them, without a slash at its end; for links in messages.
    """

    data_dir: Path
    database_url: str = field(repr=False)
    upload_limit: int = DEFAULT_UPLOAD_MB * 1024 * 1024
    given_secret_key: str | None = field(default=None, repr=False)
    sign_in: SignInLimits = SignInLimits()
    mail: MailServer | None = None
    address: str | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment: every variable that this module and :mod:`perf.mail_settings` name.

        An empty variable counts as not set. Refuses wrong values with :class:`SettingsError`; touches no file.
        """
        data_dir = _data_dir(environ)
        return cls(
            data_dir=data_dir,
            database_url=_database_url(environ.get("JIXIAO_DATABASE_URL") or f"sqlite:///{data_dir / 'jixiao.db'}"),
            upload_limit=whole(environ, "JIXIAO_UPLOAD_MB", DEFAULT_UPLOAD_MB, _UPLOAD_MB_MAX, "单位 MB") * 1024 * 1024,
            given_secret_key=_given_key(environ.get("JIXIAO_SECRET_KEY") or None),
            sign_in=_sign_in_limits(environ),
            mail=mail_server(environ),
            address=page_address(environ.get("JIXIAO_URL", ""), "JIXIAO_URL"),
        )

    def secret_key(self) -> str:
        """Give the key that signs sessions: the given one, else a random one made once and kept in the data folder.

        The file ``secret-key`` is readable by its owner only.
        """
        if self.given_secret_key is not None:
            return self.given_secret_key
        path = self.data_dir / "secret-key"
        try:
            if not path.exists():
                _write_new_key(path)
            key = path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"会话密钥文件 {path} 不能读写，请检查数据文件夹的权限，或删去这个文件") from error
        if len(key) < _KEY_LENGTH_MIN:
            raise SettingsError(f"会话密钥文件 {path} 内容不完整，请删去这个文件，系统会重新生成")
        return key


def page_address(written: str, name: str) -> str | None:
    """Read where the pages begin, ``None`` for nothing; refuses, with :class:`SettingsError`, what is no address."""
    address = written.strip().rstrip("/")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not address.isprintable() or " " in address:
        raise SettingsError(f"{name} 写的“{address[:60]}”不是网址，应写成 https://jixiao.example.gov.cn 这样")
    return address


def _data_dir(environ: Mapping[str, str]) -> Path:
    """Choose the data folder: the given one, ``var/`` of a checkout, else the user's data folder."""
    given = environ.get("JIXIAO_DATA_DIR")
    if given:
        folder = Path(given).expanduser().absolute()
        if folder.exists() and not folder.is_dir():
            raise SettingsError(f"JIXIAO_DATA_DIR 写的 {folder} 不是文件夹，请改成一个文件夹的路径")
        return folder
    if is_checkout():
        return checkout_root() / "var"
    home = environ.get("XDG_DATA_HOME")
    # The base directory specification says that a relative XDG_DATA_HOME is to be ignored.
    base = Path(home) if home and Path(home).is_absolute() else Path.home() / ".local" / "share"
    return base / "jixiao"


def _database_url(written: str) -> str:
    """Take SQLite and PostgreSQL addresses; PostgreSQL is reached with psycopg 3."""
    scheme, separator, rest = written.partition("://")
    if separator and scheme == "sqlite" and rest.startswith("/") and rest.strip("/"):
        return written
    if separator and scheme in {"postgresql", "postgres", "postgresql+psycopg"} and rest:
        return f"postgresql+psycopg://{rest}"
    # The address itself is not repeated: it may hold a password.
    raise SettingsError(
        f"JIXIAO_DATABASE_URL 以“{scheme[:20]}”开头，不能识别；"
        "请写成 sqlite:///文件路径 或 postgresql://用户:密码@主机/数据库"
    )


def _sign_in_limits(environ: Mapping[str, str]) -> SignInLimits:
    """Read how signing in is limited."""
    return SignInLimits(
        failures=whole(environ, "JIXIAO_LOCK_FAILURES", 5, 100, "单位次"),
        lock=timedelta(minutes=whole(environ, "JIXIAO_LOCK_MINUTES", 15, 1440, "单位分钟")),
        idle=timedelta(hours=whole(environ, "JIXIAO_IDLE_HOURS", 8, 72, "单位小时")),
        longest=timedelta(days=whole(environ, "JIXIAO_SIGN_IN_DAYS", 7, 30, "单位天")),
        address_failures=whole(environ, "JIXIAO_ADDRESS_FAILURES", 100, 100_000, "单位次"),
    )


def _given_key(written: str | None) -> str | None:
    """Refuse a key that is too short to protect anything."""
    if written is not None and len(written) < _KEY_LENGTH_MIN:
        raise SettingsError(f"JIXIAO_SECRET_KEY 太短，至少要 {_KEY_LENGTH_MIN} 个字符；不设置时系统会自己生成一个")
    return written


def _write_new_key(path: Path) -> None:
    """Make the key file complete or not at all; of two processes that start together one wins."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    # mkstemp makes the file readable by its owner only.
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
