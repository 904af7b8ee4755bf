"""Run every benchmark: ``python -m tests.benchmarks [tables]``.

A benchmark is a module of this package whose name ends in ``_speed`` with a function ``run(count)``.
"""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

DEFAULT_COUNT = 100


def main() -> None:
    """Run the benchmarks one after the other."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_COUNT
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.endswith("_speed"):
            import_module(f"tests.benchmarks.{module.name}").run(count)


if __name__ == "__main__":
    main()
