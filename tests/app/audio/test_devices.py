"""Names of inputs: in the order, the shape and the sound system that people expect."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.audio.devices import (
    InputDevice,
    choose_input,
    find_input,
    preferred_host_api,
    same_input,
    whole_name,
    without_copies,
)
from app.audio.glance import glance
from app.errors import DeviceError


def device(name: str, host_api: str = "ALSA", index: int = 0, is_default: bool = False) -> InputDevice:
    return InputDevice(name, host_api, 1, 48_000, is_default, index)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("USB Audio: PnP (hw:1,0)", "USB Audio: PnP (hw:3,0)", True),
        ("USB Audio: PnP (hw:1,0)", "USB Audio: PnP (hw:1,1)", False),
        ("Microphone (2- USB Audio Device)", "Microphone (USB Audio Device)", True),
        ("Microphone (11- USB Audio Device)", "microphone (3- usb audio device)", True),
        ("Microphone (2nd)", "Microphone (3rd)", False),
        ("Yeti", "Yeti Nano", False),
    ],
)
def test_a_name_stays_the_same_in_another_socket(first: str, second: str, same: bool) -> None:
    assert same_input(first, second) is same


def test_the_same_socket_is_preferred_to_another_one() -> None:
    inputs = [device("Yeti (hw:1,0)", index=1), device("Yeti (hw:2,0)", index=2)]
    found = find_input(inputs, "Yeti (hw:2,0)", "alsa")
    assert found is not None
    assert found.index == 2
    assert choose_input(inputs, "Yeti (hw:4,0)").index == 1


def test_an_input_of_another_sound_system_is_another_input() -> None:
    assert find_input([device("Yeti", "JACK")], "Yeti", "ALSA") is None


@pytest.mark.parametrize(
    ("host_apis", "preferred"),
    [
        (["MME", "Windows DirectSound", "Windows WASAPI"], "Windows WASAPI"),
        (["Core Audio"], "Core Audio"),
        (["ALSA", "JACK Audio Connection Kit"], "ALSA"),
        (["PulseAudio", "ALSA"], "PulseAudio"),
        ([], ""),
    ],
)
def test_the_sound_system_offered_first_is_that_of_the_default_but_never_mme_where_wasapi_is(
    host_apis: list[str], preferred: str
) -> None:
    assert preferred_host_api([device("Mic", name) for name in host_apis]) == preferred


CUT = "Microphone (Realtek High Defini"


def test_a_name_that_was_cut_is_completed_only_where_it_is_clear_how() -> None:
    whole = device(f"{CUT}tion Audio)", "Windows WASAPI")
    other = device(f"{CUT}te Audio)", "Windows WASAPI")
    assert whole_name(device(CUT, "MME"), [whole]) == whole.name
    assert whole_name(device(CUT, "MME"), [whole, other]) == CUT
    assert whole_name(device("Yeti", "MME"), [device("Yeti Nano", "Windows WASAPI")]) == "Yeti"


def test_of_copies_the_first_is_kept_and_the_order_stays() -> None:
    inputs = [device("A", index=0), device("B", index=1), device("A", index=2), device("A", "JACK", index=3)]
    assert [found.index for found in without_copies(inputs)] == [0, 1, 3]


def saying(text: str) -> list[str]:
    return [sys.executable, "-c", f"print({text!r})"]


def test_a_glance_tells_what_another_process_lists() -> None:
    line = '{"name": "Yeti", "host_api": "ALSA", "channels": 1, "sample_rate": 48000, "is_default": true}'
    assert glance(saying(line)) == [device("Yeti", index=-1, is_default=True)]


@pytest.mark.parametrize(
    "command", [saying("nonsense"), saying("{}"), [sys.executable, "-c", "exit(2)"], ["/no/such/program"]]
)
def test_a_glance_that_fails_is_one_clear_line(command: list[str]) -> None:
    with pytest.raises(DeviceError, match="the inputs cannot be listed"):
        glance(command)


def test_a_glance_runs_nothing_that_lies_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    with suppress(DeviceError):  # there may be no PortAudio here
        glance()
    assert not (tmp_path / "ran").exists()
