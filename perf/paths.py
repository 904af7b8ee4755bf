"""Where the data folders are that travel with the code: at the top of a checkout, inside the package in a wheel."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent
_IN_WHEEL = _PACKAGE / "shipped"

Folder = Literal["templates", "migrations", "seed"]


def is_checkout() -> bool:
    """Tell whether the code runs from its repository rather than from an installed wheel."""
    return not _IN_WHEEL.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file()


def checkout_root() -> Path:
    """Give the repository's top folder; only meaningful when :func:`is_checkout`."""
    return _PACKAGE.parent


def shipped(name: Folder) -> Path:
    """Give the folder of that name, wherever the code is installed."""
    return checkout_root() / name if is_checkout() else _IN_WHEEL / name
