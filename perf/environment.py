"""Reading single settings from the environment."""

from collections.abc import Mapping

from perf.plain_words import PlainWordsError


class SettingsError(PlainWordsError):
    """A setting that cannot be used; its text is a Chinese sentence for the person who set it."""


def whole(environ: Mapping[str, str], name: str, default: int, most: int, unit: str = "") -> int:
    """Read a whole number from 1 on; refuses any other with :class:`SettingsError`."""
    written = environ.get(name) or str(default)
    if written.isascii() and written.isdigit() and 1 <= int(written) <= most:
        return int(written)
    raise SettingsError(f"{name} 应是 1 到 {most} 的整数{f'（{unit}）' if unit else ''}，现在是“{written[:20]}”")
