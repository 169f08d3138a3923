"""The order of preference, and the search for what is plugged in."""

import json
from dataclasses import replace

import pytest

from app.errors import SettingsError
from app.gui.listening.inputs import InputChoice, InputSearch, best_present, order_of, prefer
from app.settings import Settings
from app.settings_file import MOST_INPUTS, load_settings, save_settings
from tests.app.gui.fakes import HEADSET, YETI

ON_YETI, ON_HEADSET, DEFAULT = (
    InputChoice("mic", "Yeti", "ALSA"),
    InputChoice("mic", "Headset", "PulseAudio"),
    InputChoice("mic"),
)


@pytest.mark.parametrize(
    ("order", "devices", "best"),
    [
        ((ON_YETI, ON_HEADSET), (YETI, HEADSET), ON_YETI),
        ((ON_YETI, ON_HEADSET), (HEADSET,), ON_HEADSET),
        ((ON_HEADSET,), (YETI,), DEFAULT),
        ((DEFAULT, ON_HEADSET), (YETI, HEADSET), DEFAULT),
        ((ON_YETI,), (), None),
    ],
)
def test_the_most_preferred_input_that_is_there_is_used_else_the_default(order, devices, best):
    assert best_present(order, devices) == best


def test_an_input_that_was_refused_is_passed_over():
    assert best_present((ON_YETI, ON_HEADSET), (YETI, HEADSET), {ON_YETI}) == ON_HEADSET
    assert best_present((ON_YETI,), (YETI,), {ON_YETI, DEFAULT}) is None


def test_an_input_is_in_the_order_once_and_the_oldest_are_forgotten():
    settings = Settings()
    names = [f"Mic {number}" for number in range(MOST_INPUTS + 5)]
    for name in [*names, "Mic 19"]:
        settings = replace(settings, **prefer(settings, InputChoice("mic", name, "ALSA")))
    order = order_of(settings)
    assert [choice.device for choice in order[:3]] == ["Mic 19", "Mic 20", "Mic 18"]
    assert len(set(order)) == len(order) == MOST_INPUTS + 1


def test_the_order_is_kept_and_a_file_from_before_there_was_one_still_loads(tmp_path):
    path = tmp_path / "settings.json"
    settings = Settings(device="Yeti", host_api="ALSA", other_inputs=(("Headset", "PulseAudio"), ("", "")))
    save_settings(settings, path)
    assert load_settings(path).settings == settings
    content = json.loads(path.read_text())
    del content["other_inputs"]
    path.write_text(json.dumps(content))
    assert order_of(load_settings(path).settings) == (ON_YETI,)


@pytest.mark.parametrize("damaged", ["Yeti", [["Yeti"]], [["Yeti", 3]], [["a", "b"]] * (MOST_INPUTS + 1)])
def test_a_damaged_order_is_set_aside_with_a_reason(tmp_path, damaged):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, "other_inputs": damaged}))
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "other_inputs" in loaded.complaint


def found(search: InputSearch):
    search.wait()
    return search.take()


def test_a_glance_does_not_keep_anyone_waiting_and_says_that_it_was_one():
    search = InputSearch(lambda _: (YETI,), lambda: (YETI, HEADSET))
    search.glance()
    assert not search.running
    inputs = found(search)
    assert (inputs.devices, inputs.at_a_glance) == ((YETI, HEADSET), True)


def test_a_search_that_is_wanted_during_a_glance_follows_it():
    looks = []
    search = InputSearch(lambda rescan: looks.append(rescan) or (YETI,), lambda: (HEADSET,))
    search.glance()
    search.start(rescan=True)
    assert search.running
    assert found(search) is None
    inputs = found(search)
    assert (inputs.devices, inputs.at_a_glance, looks) == ((YETI,), False, [True])


def test_a_search_is_not_begun_twice():
    looks = []
    search = InputSearch(lambda rescan: looks.append(rescan) or ())
    search.start(rescan=False)
    search.start(rescan=True)
    search.glance()
    assert found(search).complaint.startswith("no microphone found")
    assert looks == [False]


def test_a_failure_that_has_no_line_of_its_own_gets_one():
    def fail(_):
        raise SettingsError("strange\nand long")

    search = InputSearch(fail)
    search.start(rescan=False)
    assert found(search).complaint == "no microphone: the sound system failed (strange); choose Rescan inputs (F5)"
