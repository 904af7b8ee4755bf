"""The files a command was given: read one by one in one child process, each refusal said in a sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import click

from perf.progress import shown_when_slow

if TYPE_CHECKING:
    from perf.reading import Reader

UNREADABLE = 2
"""Exit code when a file could not be read, or an argument makes no sense."""

Found_co = TypeVar("Found_co", covariant=True)


class Read(Protocol[Found_co]):
    """Makes something of a file, or refuses it with :class:`perf.reading.UnreadableFile`."""

    def __call__(self, path: Path, /, *, reader: "Reader") -> Found_co:
        """Read one file."""


class FileArguments(Generic[Found_co]):
    """Goes through the files, and says of each that cannot be used why.

    Attributes:
        exit_code: 0, or :data:`UNREADABLE` once a file could not be used.
    """

    def __init__(self, files: Sequence[Path], read: Read[Found_co], doing: str) -> None:
        self._files = files
        self._read = read
        self._doing = doing
        self.exit_code = 0

    def __iter__(self) -> Iterator[Found_co]:
        """Give what became of each file that could be read."""
        from perf.reading import Reader, UnreadableFile

        with Reader() as reader:
            for path in shown_when_slow(self._files, self._doing):
                try:
                    found = self._read(path, reader=reader)
                except UnreadableFile as error:
                    self.refuse(str(error))
                    continue
                yield found

    def refuse(self, sentence: str) -> None:
        """Say why a file could not be used."""
        click.echo(sentence, err=True)
        self.exit_code = UNREADABLE
