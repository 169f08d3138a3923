import hashlib
import io
import json
import random
import re
import socket
import tarfile
import threading
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath

import pytest
from tqdm import tqdm

from app.errors import UsageError
from training.archives import ArchiveError
from training.catalogue import CATALOGUE, Archive, Route, catalogue_text
from training.connection import DownloadError, Patience, require_safe
from training.download import download, run_download, show_progress

BODY = random.Random(0).randbytes(600_000)
SHA256 = hashlib.sha256(BODY).hexdigest()


class Shelf(ThreadingHTTPServer):
    """A server of one file, which answers the next requests as it is told to, and then well."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = False  # closing waits for every answer
        self.body, self.etag = BODY, '"one"'
        self.plan: deque[Callable[[Handler], None]] = deque()
        self.asked: list[dict[str, str]] = []
        self.sent = 0
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/file.tar.gz"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""


class Handler(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers.items()))
        (self.server.plan.popleft() if self.server.plan else serve)(self)

    def log_message(self, *_: object) -> None:
        pass

    def head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def send(self, content: bytes) -> None:
        self.server.sent += len(content)
        self.wfile.write(content)

    def begin(self, may_resume: bool = True) -> bytes:
        """Send the head of an honest answer, and return what is to follow."""
        body, etag = self.server.body, self.server.etag
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if not span or self.headers.get("If-Range") != etag or not may_resume:
            self.head(200, Content_Length=len(body), ETag=etag)
            return body
        start = int(span[1])
        if start >= len(body):
            self.head(416, Content_Range=f"bytes */{len(body)}", Content_Length=0)
            return b""
        last = len(body) - 1
        self.head(206, Content_Length=len(body) - start, Content_Range=f"bytes {start}-{last}/{len(body)}", ETag=etag)
        return body[start:]


Answer = Callable[[Handler], None]


def serve(handler: Handler) -> None:
    handler.send(handler.begin())


def ignore_range(handler: Handler) -> None:
    handler.send(handler.begin(may_resume=False))


def stop_after(amount: int) -> Answer:
    return lambda handler: handler.send(handler.begin()[:amount])


def stall_after(amount: int) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send(handler.begin()[:amount])
        handler.server.release.wait()

    return answer


def declare(length: int) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(200, Content_Length=length, ETag=handler.server.etag)
        handler.send(handler.server.body)

    return answer


def say_no_length(handler: Handler) -> None:
    handler.head(200, ETag=handler.server.etag)
    handler.send(handler.server.body)


def status(code: int) -> Answer:
    return lambda handler: handler.head(code, Content_Length=0)


def redirect(url: str) -> Answer:
    return lambda handler: handler.head(302, Location=url, Content_Length=0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Shelf() as shelf:
        thread = threading.Thread(target=shelf.serve_forever, args=(0.01,))
        thread.start()
        yield shelf
        shelf.release.set()
        shelf.shutdown()
        thread.join()


class Quiet:
    """A progress display that nobody sees; it may be told to press Ctrl-C."""

    def __init__(self, stop_at: float = float("inf")) -> None:
        self.starts: list[int] = []
        self.totals: list[int | None] = []
        self._shown, self._stop_at = 0, stop_at

    def __call__(self, name: str, total: int | None, done: int) -> "Quiet":
        self.starts.append(done)
        self.totals.append(total)
        return self

    def update(self, amount: int) -> None:
        self._shown += amount
        if self._shown >= self._stop_at:
            raise KeyboardInterrupt

    def close(self) -> None:
        pass


class Getting:
    """Downloads from the server with little patience, and none of it real."""

    def __init__(self, server: Shelf, data: Path) -> None:
        self.data, self.server, self.pauses = data, server, []
        self.archive = Archive(
            name="words",
            url=server.url,
            bytes=len(BODY),
            sha256=SHA256,
            folder="words",
            strip=0,
            licence="CC BY 4.0",
            what="words",
            room=2_000_000,
        )
        self.patience = Patience(connect_s=5.0, stall_s=0.2, tries=3, sleep=self.pauses.append)

    def but(self, **changes: object) -> None:
        self.archive = Archive(**(self.archive.__dict__ | changes))

    def get(self, progress: Quiet | None = None) -> bytes:
        path, digest = download(self.archive, self.data, progress=progress or Quiet(), patience=self.patience)
        content = path.read_bytes()
        assert digest == hashlib.sha256(content).hexdigest()
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        return content

    def fails(self, match: str) -> None:
        """Expect one clear line."""
        with pytest.raises(DownloadError, match=match) as caught:
            self.get()
        assert "\n" not in str(caught.value)
        assert "; " in str(caught.value)

    @property
    def kept(self) -> int:
        partial = self.data / "downloads" / "words.partial"
        return partial.stat().st_size if partial.exists() else 0

    def resumed_at(self) -> list[int]:
        """Where each request wanted the server to begin."""
        return [int(re.sub(r"\D", "", asked.get("Range", "0"))) for asked in self.server.asked]


@pytest.fixture
def getting(server: Shelf, tmp_path: Path) -> Getting:
    return Getting(server, tmp_path / "data")


def test_a_file_arrives_whole_and_is_not_fetched_again(getting: Getting) -> None:
    assert getting.get() == BODY
    assert getting.get() == BODY
    assert len(getting.server.asked) == 1


def test_a_stalled_download_goes_on_from_where_it_stopped(getting: Getting) -> None:
    getting.server.plan.append(stall_after(300_000))
    progress = Quiet()
    assert getting.get(progress) == BODY
    first, second = getting.resumed_at()
    assert first == 0
    assert 200_000 < second <= 300_000
    assert progress.starts == [0, second]
    assert getting.pauses == [1.0]


def test_a_server_that_stays_silent_is_given_up_and_what_came_is_kept(getting: Getting) -> None:
    getting.server.plan.extend([stall_after(300_000), stall_after(0), stall_after(0)])
    getting.fails(r"the server has fallen silent; given up after 3 tries; 0.3 MB are kept: the same command goes on")
    assert getting.pauses == [1.0, 2.0]
    kept = getting.kept
    assert kept > 200_000
    assert getting.get() == BODY
    assert getting.resumed_at()[-1] == kept


def test_a_truncated_download_goes_on_from_where_it_stopped(getting: Getting) -> None:
    getting.server.plan.extend([stop_after(100_000), stop_after(250_000)])
    assert getting.get() == BODY
    assert getting.resumed_at() == [0, 100_000, 350_000]
    assert getting.server.sent == len(BODY)


def test_tries_are_counted_anew_after_much_has_arrived(getting: Getting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.fetch.WORTHWHILE", 90_000)
    getting.server.plan.extend([stop_after(100_000)] * 5)
    assert getting.get() == BODY
    assert getting.pauses == [1.0] * 5


@pytest.mark.parametrize("length", [len(BODY) - 1_000, len(BODY) + 1_000, 0])
def test_another_length_than_the_archive_has_is_refused_at_once(getting: Getting, length: int) -> None:
    getting.server.plan.append(declare(length))
    getting.fails(r"the server offers [0-9,]+ bytes instead of 600,000; this is not the archive")
    assert len(getting.server.asked) == 1


def test_a_length_that_is_too_large_is_found_out(getting: Getting) -> None:
    getting.but(bytes=None)
    getting.server.plan.extend([declare(len(BODY) + 1_000)] * 3)
    getting.fails("the connection broke; given up after 3 tries")


def test_a_length_that_is_too_small_is_found_out(getting: Getting) -> None:
    getting.but(bytes=None)
    getting.server.plan.append(declare(len(BODY) - 1_000))
    getting.fails("the file has SHA-256 .* it was removed")
    assert getting.get() == BODY


def test_a_server_that_says_no_length_is_good_enough(getting: Getting) -> None:
    getting.but(bytes=None)
    getting.server.plan.append(say_no_length)
    assert getting.get() == BODY


def test_a_body_that_is_cut_short_without_a_word_is_found_out(getting: Getting) -> None:
    def cut(handler: Handler) -> None:
        handler.head(200)
        handler.send(BODY[:1_000])

    getting.server.plan.append(cut)
    assert getting.get() == BODY
    assert len(getting.server.asked) == 2


def test_a_body_without_an_end_is_stopped(getting: Getting) -> None:
    getting.server.body = BODY * 4
    getting.server.plan.append(say_no_length)
    getting.fails("the server sends more than the archive can have")
    getting.server.body = BODY
    assert getting.get() == BODY
    assert getting.resumed_at() == [0, 0]


def test_a_wrong_file_is_removed(getting: Getting) -> None:
    getting.server.body = BODY[::-1]
    getting.fails(f"the file has SHA-256 [0-9a-f]{{64}}, not {SHA256}; it was removed: run the same command again")
    assert list((getting.data / "downloads").iterdir()) == []
    getting.server.body = BODY
    assert getting.get() == BODY


def test_a_server_that_ignores_ranges_is_asked_for_the_whole(getting: Getting) -> None:
    getting.server.plan.extend([stop_after(100_000), ignore_range])
    progress = Quiet()
    assert getting.get(progress) == BODY
    assert getting.resumed_at() == [0, 100_000]
    assert progress.starts == [0, 0]


def test_a_file_that_changed_between_two_tries_is_not_mixed_with_the_old_one(getting: Getting) -> None:
    changed = BODY[::-1]

    def change_and_stop(handler: Handler) -> None:
        stop_after(100_000)(handler)
        handler.server.body, handler.server.etag = changed, '"two"'

    getting.but(sha256=None)
    getting.server.plan.append(change_and_stop)
    assert getting.get() == changed


def test_a_server_that_goes_on_with_another_version_is_asked_from_the_beginning(getting: Getting) -> None:
    def other_version(handler: Handler) -> None:
        span = f"bytes 100000-{len(BODY) - 1}/{len(BODY)}"
        handler.head(206, Content_Length=500_000, Content_Range=span, ETag='"two"')
        handler.send(bytes(500_000))

    getting.server.plan.extend([stop_after(100_000), other_version])
    assert getting.get() == BODY
    assert getting.resumed_at() == [0, 100_000, 0]


def test_a_server_that_goes_on_elsewhere_is_asked_from_the_beginning(getting: Getting) -> None:
    def elsewhere(handler: Handler) -> None:
        handler.head(206, Content_Length=10, Content_Range=f"bytes 5-14/{len(BODY)}", ETag='"one"')
        handler.send(bytes(10))

    getting.server.plan.extend([stop_after(100_000), elsewhere])
    assert getting.get() == BODY


@pytest.mark.parametrize("etag", ["", 'W/"one"'])
def test_without_a_sure_sign_that_the_file_is_the_same_it_is_fetched_anew(getting: Getting, etag: str) -> None:
    getting.server.etag = etag
    getting.server.plan.append(stop_after(100_000))
    assert getting.get() == BODY
    assert getting.resumed_at() == [0, 0]


def test_a_missing_file_is_said_at_once(getting: Getting) -> None:
    getting.server.plan.append(status(404))
    getting.fails("the server answers 404 Not Found; see if the archive has moved")
    assert getting.pauses == []


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_server_in_trouble_is_asked_again(getting: Getting, code: int) -> None:
    getting.server.plan.append(status(code))
    assert getting.get() == BODY
    assert getting.pauses == [1.0]


def test_trouble_that_lasts_ends_the_download(getting: Getting) -> None:
    getting.server.plan.extend([status(500)] * 3)
    getting.fails(
        "the server answers 500 Internal Server Error; given up after 3 tries; run the same command again later"
    )


def test_a_redirect_is_followed(getting: Getting) -> None:
    getting.server.plan.append(redirect("/elsewhere.tar.gz"))
    assert getting.get() == BODY


def test_a_redirect_away_from_https_is_refused(getting: Getting) -> None:
    getting.server.plan.append(redirect("http://example.com/words.tar.gz"))
    getting.fails("http://example.com/words.tar.gz: not fetched, since it is not HTTPS; .* leads there")
    assert getting.pauses == []


def test_redirects_in_circles_end(getting: Getting) -> None:
    getting.server.plan.extend([redirect(getting.server.url)] * 9)
    getting.fails("redirected more than 5 times")


@pytest.mark.parametrize("url", ["http://example.com/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "x", "http://["])
def test_nothing_but_https_is_asked(url: str) -> None:
    with pytest.raises(DownloadError, match="not HTTPS"):
        require_safe(url)


def test_the_network_cannot_lead_a_download_to_this_machine() -> None:
    require_safe("https://example.com/x", "https://example.com/y")
    require_safe("http://127.0.0.1:80/x", "http://127.0.0.1/y")
    with pytest.raises(DownloadError, match="not HTTPS"):
        require_safe("http://127.0.0.1/x", "https://example.com/y")


def test_a_name_that_is_not_found_is_named(getting: Getting, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    monkeypatch.setenv("NO_PROXY", "*")
    getting.but(url="https://archives.example/words.tar.gz")
    getting.fails("no server is found by the name archives.example; is the network up.; given up after 3 tries")


def test_a_server_that_is_not_there_is_said_so(getting: Getting) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        getting.but(url=f"http://127.0.0.1:{taken.getsockname()[1]}/words.tar.gz")
        getting.fails("the server takes no connection; given up after 3 tries")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_clear_line(getting: Getting) -> None:
    downloads = getting.data / "downloads"
    downloads.mkdir(parents=True)
    (downloads / "words.partial").symlink_to("/dev/full")
    getting.fails(r"words.partial: \[Errno 28\] No space left on device; free some space and run the same command")


def test_a_disk_that_is_too_small_is_found_before_anything_is_asked(getting: Getting) -> None:
    getting.but(room=10**18)
    getting.fails(r"words: needs 1000000000.0 GB in .*, where .* are free; free some space or choose another folder")
    assert getting.server.asked == []


def test_a_folder_that_cannot_be_made_is_named(getting: Getting) -> None:
    getting.data.write_text("a file")
    with pytest.raises(UsageError, match=r"downloads: cannot be made .*; choose another folder with --data"):
        getting.get()


def test_a_killed_download_goes_on_from_where_it_stopped(getting: Getting) -> None:
    with pytest.raises(KeyboardInterrupt):
        getting.get(Quiet(stop_at=200_000))
    kept = getting.kept
    assert kept >= 200_000
    assert getting.get() == BODY
    assert getting.resumed_at() == [0, kept]


def test_a_download_killed_at_its_end_is_not_asked_for_again(getting: Getting) -> None:
    with pytest.raises(KeyboardInterrupt):
        getting.get(Quiet(stop_at=len(BODY)))
    assert getting.kept == len(BODY)
    assert getting.get() == BODY
    assert len(getting.server.asked) == 1


def test_a_download_of_unknown_length_killed_at_its_end_is_fetched_anew(getting: Getting) -> None:
    getting.but(bytes=None)
    with pytest.raises(KeyboardInterrupt):
        getting.get(Quiet(stop_at=len(BODY)))
    assert getting.get() == BODY


def test_too_much_from_an_earlier_try_is_dropped(getting: Getting) -> None:
    (getting.data / "downloads").mkdir(parents=True)
    (getting.data / "downloads" / "words.partial").write_bytes(BODY + b"more")
    assert getting.get() == BODY


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    screen.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(tqdm, "monitor_interval", 0)  # its thread would outlive the test
    bar = show_progress("words", 1_000_000, 250_000)
    bar.update(750_000)
    bar.close()
    assert "words:" in screen.getvalue()
    assert "100%" in screen.getvalue()
    assert "1.00M/1.00M" in screen.getvalue()


@pytest.mark.parametrize(("total", "last"), [(10_000_000, "words: 10.0 MB of 10.0 MB"), (None, "words: 1.0 GB")])
def test_progress_in_a_log_is_ten_lines(capsys: pytest.CaptureFixture[str], total: int | None, last: str) -> None:
    lines = show_progress("words", total, 0)
    for _ in range(1_000):
        lines.update((total or 1_000_000_000) // 1_000)
    lines.close()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 10
    assert said[-1] == last


def packed(names: list[str], suffix: str = ".tar.gz") -> bytes:
    buffer = io.BytesIO()
    if suffix == ".zip":
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in names:
                archive.writestr(name, name)
        return buffer.getvalue()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            tar.addfile(info, io.BytesIO(name.encode()))
    return buffer.getvalue()


class Running(Getting):
    """The whole command, with a catalogue of one archive."""

    def offer(self, body: bytes, **changes: object) -> None:
        self.server.body = body
        self.but(**{"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} | changes)

    def run(self, keep: bool = False, names: tuple[str, ...] = ("words",)) -> None:
        catalogue = {"words": self.archive}
        run_download(list(names), self.data, keep, catalogue=catalogue, progress=Quiet(), patience=self.patience)

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.data).as_posix() for path in self.data.rglob("*") if path.is_file())


@pytest.fixture
def running(server: Shelf, tmp_path: Path) -> Running:
    return Running(server, tmp_path / "data")


def test_an_archive_is_put_in_place_and_accounted_for(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    running.offer(
        packed(["./yes/a.wav", "./_background_noise_/rain.wav", "./LICENSE", "./.DS_Store"]),
        routes=(Route("_background_noise_", "noise", "*.wav"), Route("", "words")),
    )
    (running.data / "noise").mkdir(parents=True)
    (running.data / "noise" / "rain.wav").write_text("mine")
    running.run()
    assert running.files() == ["downloads.json", "noise/rain.wav", "words/LICENSE", "words/yes/a.wav"]
    assert (running.data / "noise" / "rain.wav").read_text() == "mine"
    noise, words = running.data / "noise", running.data / "words"
    assert capsys.readouterr().out.splitlines() == [
        f"words: 1 files in {noise}, 2 files in {words} (CC BY 4.0)",
        "  1 of them were there before, and were kept as they were",
    ]


def test_what_is_there_already_is_not_downloaded_again(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    running.offer(packed(["yes/a.wav"]))
    running.run()
    running.run(names=("words", "words"))
    assert len(running.server.asked) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [f"words: is there already, in {running.data / 'words'}"]


def test_a_corpus_that_was_removed_or_has_a_new_version_is_downloaded_again(running: Running) -> None:
    running.offer(packed(["yes/a.wav"]))
    running.run()
    (running.data / "words" / "yes" / "a.wav").unlink()
    (running.data / "words" / "yes").rmdir()
    (running.data / "words").rmdir()
    running.run()
    running.offer(packed(["yes/b.wav"]))
    running.run()
    assert len(running.server.asked) == 3
    assert running.files() == ["downloads.json", "words/yes/a.wav", "words/yes/b.wav"]


def test_an_archive_from_another_address_is_another_archive(running: Running) -> None:
    running.offer(packed(["yes/a.wav"]), sha256=None)
    running.run()
    running.offer(packed(["yes/b.wav"]), sha256=None, url=f"{running.server.url}?version=2")
    running.run()
    assert running.files() == ["downloads.json", "words/yes/a.wav", "words/yes/b.wav"]


def test_a_kept_archive_serves_again_without_a_network(running: Running) -> None:
    running.offer(packed(["yes/a.wav"]))
    running.run(keep=True)
    assert "downloads/words.tar.gz" in running.files()
    (running.data / "downloads.json").unlink()
    running.run()
    assert len(running.server.asked) == 1
    assert running.files() == ["downloads.json", "words/yes/a.wav"]


def test_an_archive_without_a_published_digest_must_stay_the_same(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    body = packed(["words-1a2b/data/01/0_01_0.wav"], ".zip")
    url = running.server.url.replace("tar.gz", "zip")
    running.offer(body, sha256=None, bytes=None, url=url, strip=1, routes=(Route("data", "words"),))
    running.run()
    digest = hashlib.sha256(body).hexdigest()
    assert f"no digest is published for it; SHA-256 {digest} was seen" in capsys.readouterr().out
    (running.data / "words" / "01" / "0_01_0.wav").rename(running.data / "elsewhere.wav")
    (running.data / "words" / "01").rmdir()
    (running.data / "words").rmdir()
    running.server.body = packed(["words-1a2b/data/01/evil.wav"], ".zip")
    with pytest.raises(DownloadError, match=f"not {digest}; it was removed"):
        running.run()
    assert running.files() == ["downloads.json", "elsewhere.wav"]


@pytest.mark.parametrize("suffix", [".tar.gz", ".zip"])
def test_the_digest_of_a_damaged_archive_is_not_learnt(running: Running, suffix: str) -> None:
    url = running.server.url.replace(".tar.gz", suffix)
    running.offer(packed(["yes/a.wav"], suffix), sha256=None, bytes=None, url=url)
    whole = running.server.body
    running.server.body = whole[:-10]
    with pytest.raises(ArchiveError, match="is damaged"):
        running.run()
    assert running.files() == []
    running.server.body = whole
    running.run()
    assert running.files() == ["downloads.json", "words/yes/a.wav"]


def test_a_dangerous_archive_leaves_nothing_but_itself(running: Running) -> None:
    running.offer(packed(["yes/a.wav", "../../evil.wav"]))
    with pytest.raises(ArchiveError, match="would land outside the folder"):
        running.run()
    assert running.files() == ["downloads/words.tar.gz"]
    assert not list(running.data.parent.rglob("evil.wav"))


def test_an_unknown_name_stops_everything_before_it_begins(running: Running) -> None:
    with pytest.raises(UsageError, match="sentences: no such archive; choose from words"):
        running.run(names=("words", "sentences"))
    with pytest.raises(UsageError, match="name what to download: words"):
        running.run(names=())
    assert running.server.asked == []


@pytest.mark.parametrize("text", ["", "[]", '{"words": {}}', '{"words": 1}', "{"])
def test_a_damaged_memory_is_not_guessed_at(running: Running, text: str) -> None:
    running.data.mkdir()
    (running.data / "downloads.json").write_text(text)
    with pytest.raises(UsageError, match="cannot be read; remove it to forget"):
        running.run()
    assert running.server.asked == []


def test_what_was_downloaded_is_remembered_with_its_digest(running: Running) -> None:
    running.offer(packed(["yes/a.wav"]))
    running.run()
    remembered = json.loads((running.data / "downloads.json").read_text())
    assert remembered == {"words": {"url": running.archive.url, "sha256": running.archive.sha256}}


@pytest.mark.parametrize("archive", CATALOGUE.values(), ids=CATALOGUE)
def test_every_archive_can_be_trusted_and_has_room(archive: Archive) -> None:
    require_safe(archive.url)
    assert archive.url.startswith("https://")
    assert archive.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", archive.sha256)
    # What may change behind an address must be pinned by a digest or by a commit.
    assert archive.sha256 or re.search(r"/[0-9a-f]{40}\.", archive.url)
    assert archive.room > 2 * (archive.bytes or 0)
    for text in (archive.name, archive.licence, archive.folder, archive.what):
        assert text in catalogue_text()


@pytest.mark.parametrize(
    ("name", "member", "place"),
    [
        ("speech-commands-v0.02", "./yes/0a7c2a8d_nohash_0.wav", "speech-commands/yes/0a7c2a8d_nohash_0.wav"),
        ("speech-commands-v0.02", "yes/0a7c2a8d_nohash_0.wav", "speech-commands/yes/0a7c2a8d_nohash_0.wav"),
        ("speech-commands-v0.02", "./_background_noise_/pink_noise.wav", "noise/pink_noise.wav"),
        ("speech-commands-v0.02", "./_background_noise_/README.md", "speech-commands/_background_noise_/README.md"),
        ("speech-commands-v0.02", "./validation_list.txt", "speech-commands/validation_list.txt"),
        ("speech-commands-v0.02", "./.DS_Store", None),
        ("speech-commands-v0.02", "./yes/._0a7c2a8d_nohash_0.wav", None),
        ("speech-commands-v0.02", ".", None),
        ("speech-commands-v0.01", "./bed/00176480_nohash_0.wav", "speech-commands-v0.01/bed/00176480_nohash_0.wav"),
        ("speech-commands-v0.01", "./_background_noise_/running_tap.wav", "noise/running_tap.wav"),
        ("speech-commands-test-v0.02", "./_silence_/0.wav", "speech-commands-test/_silence_/0.wav"),
        ("free-spoken-digits", "fsdd-1.0.9/recordings/0_theo_1.wav", "free-spoken-digits/0_theo_1.wav"),
        ("free-spoken-digits", "fsdd-1.0.9/README.md", "free-spoken-digits/README.md"),
        ("free-spoken-digits", "fsdd-1.0.9/metadata.py", None),
        ("free-spoken-digits", "fsdd-1.0.9", None),
        ("audiomnist", "AudioMNIST-ce04129/data/01/0_01_0.wav", "audiomnist/01/0_01_0.wav"),
        ("audiomnist", "AudioMNIST-ce04129/data/audioMNIST_meta.txt", "audiomnist/audioMNIST_meta.txt"),
        ("audiomnist", "AudioMNIST-ce04129/LICENSE", "audiomnist/LICENSE"),
        ("audiomnist", "AudioMNIST-ce04129/preprocess_data.py", None),
    ],
)
def test_members_of_the_public_archives_land_where_the_corpora_look(name: str, member: str, place: str | None) -> None:
    assert CATALOGUE[name].place(PurePosixPath(member)) == (place and PurePosixPath(place))
