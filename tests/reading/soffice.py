"""LibreOffice, to make files that only an office program writes."""

import subprocess
from pathlib import Path


def convert(soffice: str, data: bytes, source: str, target: str, folder: Path) -> bytes:
    """Give a file's content after LibreOffice has saved it in another format."""
    path = folder / f"source.{source}"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"source.{target}").read_bytes()
