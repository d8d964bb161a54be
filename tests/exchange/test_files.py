"""Files are written whole or not at all: whatever stands in the way is said, and what was there before stays."""

import sys
from pathlib import Path

import pytest

from desktop.errors import UnreadableFileError
from desktop.exchange.files import save_file


@pytest.mark.parametrize("name", ["", ".", "/", "folder", "no/such/folder.pdf", "a\0b.pdf", "long" * 99])
def test_a_place_where_nothing_can_be_saved_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableFileError, match="can't be saved"):
        save_file(Path(name), b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of a file can be set there")
def test_a_disk_that_takes_no_more_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    import resource

    file, before = tmp_path / "page.pdf", resource.getrlimit(resource.RLIMIT_FSIZE)
    file.write_bytes(b"old")
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(UnreadableFileError, match="can't be saved"):
            save_file(file, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]
    save_file(file, b"new")
    assert file.read_bytes() == b"new"
