"""Streamlit's scripts and styles, compressed once and kept.

Streamlit sends its 3 MB bundle uncompressed and leaves compressing to a proxy. A school's Wi-Fi has eight laptops
asking for it in the same minute and no proxy, so each file is compressed at its first request and kept in memory.
"""

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

FOLDER = "/static/"
COMPRESSIBLE = frozenset({".css", ".js", ".json", ".svg"})
_YEAR = 31_536_000
_LEVEL = 6


class Assets:
    """ASGI middleware: answers for Streamlit's own text files with a compressed copy."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.root = Path(file_util.get_static_dir()).resolve()
        self.compressed = lru_cache(maxsize=1024)(_compress)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on when there is nothing to compress."""
        path = self._file(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        body = await to_thread.run_sync(self.compressed, path)
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": f"public, immutable, max-age={_YEAR}",
        }
        kind = mimetypes.guess_type(path.name)[0]
        await Response(body, headers=headers, media_type=kind or "application/octet-stream")(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(FOLDER):
            return None
        headers = Headers(scope=scope)
        if "gzip" not in headers.get("accept-encoding", "") or "range" in headers or "\x00" in scope["path"]:
            return None
        path = (self.root / scope["path"].lstrip("/")).resolve()
        fine = path.suffix in COMPRESSIBLE and path.is_relative_to(self.root / "static") and path.is_file()
        return path if fine else None


def _compress(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), _LEVEL, mtime=0)
