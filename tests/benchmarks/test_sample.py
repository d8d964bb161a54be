"""Filling the sample database, which "Explore with sample data" waits for: seconds of the processor."""

from pathlib import Path
from time import process_time

from desktop.sample.play import fill

MOST = 8.0  # seconds


def test_filling_the_sample_takes_a_few_seconds(tmp_path: Path) -> None:
    began = process_time()
    fill(tmp_path)
    took = process_time() - began
    print(f"sample data filled in {took:.1f} s of the processor (at most {MOST:.0f} s)")
    assert took < MOST
