"""What a preview hands out, in front of a server that does as MkDocs' own does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bangdex.model import OutFile
from bangdex.preview import Desk, Maker


@dataclass
class Server:
    """A server over a folder; *meanwhile* happens once while it is about to answer."""

    folder: Path
    desk: Desk = field(default_factory=Desk)
    meanwhile: Callable[[], None] | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            happens()
        path = self.folder / environ["PATH_INFO"].encode("latin-1").decode().lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        start("200 OK" if path.is_file() else "404 Not Found", [])
        return [path.read_bytes()] if path.is_file() else [b"nothing"]

    def get(self, path: str, mount: str = "/") -> str:
        said: list[str] = []

        def start(status: str, _: object, __: object = None, /) -> Callable[[bytes], object]:
            said.append(status)
            return lambda _: None

        environ = {"PATH_INFO": path.encode().decode("latin-1")}
        body = self.desk.before(self, mount)(environ, start)
        assert len(said) == 1
        return f"{said[0][:3]} {b''.join(body).decode()}"

    def opens(self, **makers: Maker) -> None:
        named = {name.replace("__", "/") + ".html": make for name, make in makers.items()}
        self.desk.open(self.folder, named)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def page(path: str, text: str, made: list[str] | None = None) -> Maker:
    def make() -> list[OutFile]:
        if made is not None:
            made.append(text)
        return [OutFile(path, text.encode())]

    return make


def test_a_page_is_made_when_it_is_asked_for_and_once(server: Server) -> None:
    made: list[str] = []
    server.opens(a=page("a.html", "A", made), b=page("b.html", "B", made))
    assert [server.get("/a.html"), server.get("/a.html")] == ["200 A", "200 A"]
    assert made == ["A"]


@pytest.mark.parametrize("path", ["/cdi/", "/cdi", "/cdi/index.html", "//cdi/../cdi/index.html"])
def test_a_folder_leads_to_its_index(server: Server, path: str) -> None:
    server.opens(cdi__index=page("cdi/index.html", "CDI"))
    server.get(path)
    assert (server.folder / "cdi/index.html").read_text() == "CDI"


def test_an_address_in_hangul_is_found(server: Server) -> None:
    server.desk.open(server.folder, {"용량.html": page("용량.html", "가득")})
    assert server.get("/용량.html") == "200 가득"


def test_what_is_made_together_is_made_when_one_of_it_is_asked_for(server: Server) -> None:
    files = [OutFile("index/manifest.js", b"m"), OutFile("index/shard-1.js", b"s")]
    server.desk.open(server.folder, {"index/": lambda: files})
    assert server.get("/index/shard-1.js") == "200 s"
    assert server.get("/index/manifest.js") == "200 m"
    assert server.get("/index/gone.js") == "404 nothing"


def test_what_is_not_ours_is_the_servers(server: Server) -> None:
    server.opens(a=page("a.html", "A"))
    (server.folder / "about.html").write_text("about")
    assert server.get("/about.html") == "200 about"
    assert server.get("/livereload/1/2") == "404 nothing"
    assert server.get("/a.html", mount="/below/") == "404 nothing"


def test_who_asks_while_a_build_is_made_waits_for_it(server: Server) -> None:
    server.opens(a=page("a.html", "old"))
    server.desk.close()
    asked, got = threading.Event(), []

    def ask() -> None:
        asked.set()
        got.append(server.get("/a.html"))

    thread = threading.Thread(target=ask)
    thread.start()
    asked.wait()
    server.opens(a=page("a.html", "new"))
    thread.join()
    assert got == ["200 new"]


def test_an_answer_of_a_build_that_is_over_is_asked_for_again(server: Server) -> None:
    server.opens(a=page("a.html", "old"))

    def build() -> None:
        server.desk.close()
        server.opens(a=page("a.html", "new"))

    server.meanwhile = build
    assert server.get("/a.html") == "200 new"


def test_what_is_done_too_late_is_not_put_into_the_next_build(server: Server) -> None:
    def slow() -> list[OutFile]:
        server.desk.close()
        server.opens(b=page("b.html", "B"))
        return [OutFile("a.html", b"of an issue that is no more")]

    server.opens(a=slow)
    assert server.get("/a.html") == "404 nothing"
    assert not (server.folder / "a.html").exists()


def test_what_was_made_goes_with_its_build(server: Server) -> None:
    server.opens(a=page("a.html", "A"))
    server.get("/a.html")
    server.desk.close()
    server.opens(b=page("b.html", "B"))
    assert server.get("/a.html") == "404 nothing"


def test_what_cannot_be_made_is_tried_again(server: Server) -> None:
    tries = iter([OSError("disk full")])

    def make() -> list[OutFile]:
        for error in tries:
            raise error
        return [OutFile("a.html", b"A")]

    server.opens(a=make)
    with pytest.raises(OSError, match="disk full"):
        server.get("/a.html")
    assert server.get("/a.html") == "200 A"
