"""What time it is, for everything that pages do; nothing below pages reads the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give this moment."""
    return datetime.now(UTC)
