"""Where the files that travel with the program lie."""

from pathlib import Path

import workbench


def data_dir() -> Path:
    """Return the folder of our data: in an installed wheel ``workbench/_data``, else the checkout's ``data``."""
    package = Path(workbench.__file__).parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent / "data"
