"""A PulseAudio of our own, with a microphone that is not there: it can be started, spoken into and killed."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

NEEDED = ("pulseaudio", "pactl", "paplay")
POLL_S, PATIENCE_S = 0.1, 20.0


class SoundServer:
    """A sound server that lives in a folder of its own.

    It is the one place where tests wait for real: it is another program, and time passes in it.
    """

    def __init__(self) -> None:
        if missing := [program for program in NEEDED if shutil.which(program) is None]:
            pytest.skip(f"{missing[0]} is not installed (Debian: pulseaudio pulseaudio-utils libasound2-plugins)")
        self._folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"sayso-pulse-{os.getpid()}"  # a socket's path is short
        self._folder.mkdir(mode=0o700)
        folder = str(self._folder)
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": folder, "HOME": folder, "PULSE_RUNTIME_PATH": folder}
        self._server: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the server, and skip the test where that is not possible."""
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit",
             "-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=virtmic",
             "-L", "module-remap-source master=virtmic.monitor source_name=virtsrc"],
            env=self.environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if not self.waits_for("sources", "virtsrc"):
            self._server.terminate()
            pytest.skip(f"PulseAudio does not start here: {(self._server.communicate()[1] or '').strip()[-200:]}")
        subprocess.run(["pactl", "set-default-source", "virtsrc"], env=self.environment, check=True)

    def kill(self) -> None:
        """Take the server away at once, as a crash does."""
        assert self._server is not None
        self._server.kill()
        self._server.communicate()
        self._server = None

    def freeze(self) -> None:
        """Let the server stand still: it answers nobody, and nobody is told."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def is_listened_to(self) -> bool:
        """Wait until a program records, and return whether one does."""
        return self.waits_for("source-outputs", "protocol-native")

    def speak(self, clip: Path, patience_s: float = 60.0) -> None:
        """Say a recording into the microphone, from its beginning to its end."""
        subprocess.run(["paplay", "-d", "virtmic", str(clip)], env=self.environment, check=True, timeout=patience_s)

    def waits_for(self, kind: str, text: str, patience_s: float = PATIENCE_S) -> bool:
        """Wait until the server's list of ``kind`` holds ``text``."""
        until = time.monotonic() + patience_s
        while True:
            answer = subprocess.run(
                ["pactl", "list", "short", kind], env=self.environment, capture_output=True, text=True, check=False
            )
            if text in answer.stdout:
                return True
            if time.monotonic() > until or (self._server is not None and self._server.poll() is not None):
                return False
            time.sleep(POLL_S)

    def close(self) -> None:
        """Stop the server, if it runs, and leave nothing behind."""
        if self._server is not None:
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
