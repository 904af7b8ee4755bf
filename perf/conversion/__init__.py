"""From a file to the targets it states, and from a target to a file: the two ways through the house.

Commands and pages use these functions; neither readers nor writers know of each other.
"""

from perf.conversion.files_to_targets import FileReading, read_targets
from perf.conversion.targets_to_files import FORMATS, FileFormat, render_target

__all__ = ["FORMATS", "FileFormat", "FileReading", "read_targets", "render_target"]
