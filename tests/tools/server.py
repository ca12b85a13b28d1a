"""A web server over a folder, as plain as those that the site is hosted on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _QuietHandler(SimpleHTTPRequestHandler):
    # Connections are kept, as they are everywhere; then a body must not wait for the
    # acknowledgement of its header.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: pytest prints what matters."""

    def handle(self) -> None:
        """Serve a connection until the browser closes it, as it may at any moment."""
        with suppress(ConnectionError):
            super().handle()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port of the loopback; yields the address without a final slash."""
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # Chromium keeps connections open that it may never use.
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
