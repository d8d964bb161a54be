"""Every test: no screen, no locale but English, no folder of the user's, no log line that it did not expect."""

import logging
import os
import tempfile
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported; without it Qt aborts where no display is
os.environ["LANG"] = "C.UTF-8"
for _name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME", "COUNTERSIGN_DATA", "COUNTERSIGN_LANGUAGE"):
    os.environ.pop(_name, None)


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session", autouse=True)
def _folders_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Data, settings, caches and passing files of the tests and what they start go to a folder that is thrown away."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(home / name.lower()))
        patch.setattr(tempfile, "tempdir", str(home))
        yield


@pytest.fixture(autouse=True)
def _no_unexpected_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log line at WARNING or above, unless the test uses `caplog` or is marked `logs`."""
    if "caplog" in request.fixturenames or request.node.get_closest_marker("logs"):
        yield
        return
    unexpected = _Unexpected()
    logging.getLogger().addHandler(unexpected)
    yield
    logging.getLogger().removeHandler(unexpected)
    if unexpected.lines:
        pytest.fail("Unexpected log lines:\n" + "\n".join(unexpected.lines), pytrace=False)
