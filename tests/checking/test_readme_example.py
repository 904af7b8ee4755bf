"""What the first page of the project promises of checking is what happens."""

from pathlib import Path

from perf.checking.command import CheckCommand
from perf.checking.files import check_file
from perf.checking.selection import Tally
from perf.checking.text_report import text_report

ROOT = Path(__file__).parents[2]
COMMAND = "$ .venv/bin/jixiao check docs/check-example.txt"


def test_the_report_in_the_readme_is_that_of_the_example() -> None:
    shown = (ROOT / "README.md").read_text("utf-8").split(COMMAND)[1].split("```")[0]
    report = "\n".join(text_report(Tally([check_file(ROOT / "docs/check-example.txt")]), width=80, in_colour=False))
    parts = [part.strip("\n") for part in shown.split("……\n")]
    places = [report.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_limits_in_the_readme_are_limits_of_a_rule(tmp_path: Path) -> None:
    limits = tmp_path / "limits.toml"
    limits.write_text("[values_are_not_sentences]\nmost_characters = 30\n", "utf-8")
    for line in limits.read_text("utf-8").splitlines():
        assert f"`{line}`" in (ROOT / "README.md").read_text("utf-8")
    assert CheckCommand.of(rules=(), severity="note", limits=limits).limits
