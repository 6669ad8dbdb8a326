"""Every measure stays above its floor; `make bench` runs them, one after another."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.bench
@pytest.mark.parametrize("measure", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.stem)
def test_a_measure_stays_above_its_floor(measure: Path) -> None:
    """The program prints its figures and exits 0."""
    done = subprocess.run([sys.executable, str(measure)], cwd=ROOT, capture_output=True, text=True, check=False)
    sys.stdout.write(f"\n{done.stdout}{done.stderr}")
    assert done.returncode == 0
