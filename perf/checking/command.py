"""What ``jixiao check`` does with files: check them, leave out what was not asked for, report the rest."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import click

from perf.checking.files import CheckedFile, check_file, checker
from perf.checking.json_report import render_json_report
from perf.checking.limits import read_limits
from perf.checking.selection import Selection, Tally
from perf.checking.terminal_lines import PAGE_WIDTH, terminal_width
from perf.checking.text_report import text_report
from perf.checking.year_chain import with_year_chains
from perf.conversion.writing import write_whole
from perf.domain.checks.runner import Settings
from perf.domain.terms import Severity
from perf.reading import Reader


@dataclass(frozen=True, slots=True)
class CheckCommand:
    """One call of the command.

    Attributes:
        selection: which findings were asked for.
        limits: settings that come before those of rules and forms.
    """

    selection: Selection
    limits: Settings

    @classmethod
    def of(cls, *, rules: Sequence[str], severity: str, limits: Path | None) -> Self:
        """Understand the command's options; refuses, in a sentence, unknown rules and limits that cannot be used."""
        return cls(Selection(tuple(rules), Severity(severity)), read_limits(limits) if limits else {})

    def check(self, path: Path, /, *, reader: Reader) -> CheckedFile:
        """Check a file."""
        return check_file(path, reader=reader, limits=self.limits)

    def report(self, checked: Iterable[CheckedFile], report_format: str, output: Path | None) -> bool:
        """Print the report, or write it to a file; nothing where no file could be read. Tells whether it has errors.

        The files are held against each other first; then what was not asked for is left out.
        """
        chained = with_year_chains(tuple(checked), checker(self.limits))
        tally = Tally(map(self.selection.of, chained))
        report = _rendered(tally, report_format, on_terminal=output is None and sys.stdout.isatty())
        if not tally.files:
            return False
        if output is None:
            click.echo(report, nl=False)
        else:
            write_whole(output, report)
        return tally.severities[Severity.ERROR] > 0


def _rendered(checked: Tally, report_format: str, *, on_terminal: bool) -> bytes:
    match report_format:
        case "json":
            return render_json_report(checked)
        case "html":
            from perf.checking.html_report import render_html_report

            found = tuple(checked)
            return render_html_report(found) if found else b""
        case _:
            width = terminal_width() if on_terminal else PAGE_WIDTH
            lines = text_report(checked, width=width, in_colour=on_terminal)
            return "".join(f"{line}\n" for line in lines).encode()
