import json
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import Settings
from app.settings_file import change_settings, load_settings, save_settings, settings_path


def test_settings_survive_a_run(tmp_path: Path) -> None:
    chosen = Settings(device="Headset", host_api="ALSA", vocabulary="digits", threshold=0.7, theme="dark")
    save_settings(chosen, tmp_path / "new" / "settings.json")
    loaded = load_settings(tmp_path / "new" / "settings.json")
    assert (loaded.settings, loaded.complaint) == (chosen, "")


def test_models_survive_a_run(tmp_path: Path) -> None:
    chosen = Settings(model="narrow", added_models=("/models/one.onnx", "/models/two.onnx"))
    save_settings(chosen, tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").settings == chosen


def test_without_a_file_there_are_defaults_and_no_complaint(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json").settings == Settings()
    assert not load_settings(tmp_path / "none.json").complaint


DAMAGED = {
    "empty": "",
    "half": '{"version": 1, "device": "He',
    "list": "[1, 2]",
    "a version that never was": '{"version": 0}',
    "no version": '{"device": "Headset"}',
    "threshold as text": '{"version": 1, "threshold": "high"}',
    "threshold beyond 1": '{"version": 1, "threshold": 3}',
    "threshold not a number": '{"version": 1, "threshold": NaN}',
    "threshold beyond any number": '{"version": 1, "threshold": 1' + 400 * "0" + "}",
    "threshold infinite": '{"version": 1, "threshold": Infinity}',
    "threshold true": '{"version": 1, "threshold": true}',
    "span beyond a minute": '{"version": 1, "span_s": 3600}',
    "axis unknown": '{"version": 1, "frequency_axis": "bark"}',
    "a switch as number": '{"version": 1, "show_gate": 1}',
    "levels the wrong way round": '{"version": 1, "quietest_db": -20, "loudest_db": -80}',
    "unknown theme": '{"version": 1, "theme": "pink"}',
    "device as number": '{"version": 1, "device": 3}',
    "added models as text": '{"version": 1, "added_models": "mine.onnx"}',
    "an added model as number": '{"version": 1, "added_models": [3]}',
    "nested too deep": "[" * 100_000,
    "not UTF-8": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_kept_aside_and_defaults_are_used(tmp_path: Path, kind: str) -> None:
    content = DAMAGED[kind]
    content = content if isinstance(content, bytes) else content.encode()
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert str(path) in loaded.complaint
    assert "kept as settings.json.bad, defaults are used" in loaded.complaint
    assert "\n" not in loaded.complaint
    assert len(loaded.complaint) < 200 + len(str(path))
    assert not path.exists()
    assert (tmp_path / "settings.json.bad").read_bytes() == content


def test_settings_of_a_later_version_are_not_called_damaged_and_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 99, "theme": {"hue": 3}}')
    loaded = load_settings(path)
    why = "settings were written by a later version of Sayso (99)"
    assert loaded.settings == Settings()
    assert loaded.complaint == f"{path}: {why}; defaults are used, the file is kept as settings.json.bad"
    assert json.loads((tmp_path / "settings.json.bad").read_text())["version"] == 99


def test_a_change_leaves_alone_what_another_sayso_wrote_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(threshold=0.7, theme="light"), path)
    change_settings(path, {"theme": "dark"}, Settings(theme="dark"))
    assert load_settings(path).settings == Settings(threshold=0.7, theme="dark")


@pytest.mark.parametrize("content", [None, "{", '{"version": 99}', '{"version": 1, "quietest_db": -25}'])
def test_a_change_that_has_no_file_to_go_into_is_written_with_all_that_was_in_use(
    tmp_path: Path, content: str | None
) -> None:
    path, in_use = tmp_path / "settings.json", Settings(threshold=0.7, loudest_db=-22.0)
    if content is not None:
        path.write_text(content)
    change_settings(path, {"loudest_db": -22.0}, in_use)
    assert load_settings(path).settings == in_use


def test_settings_of_an_older_release_are_read_and_the_rest_is_as_by_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    old = {"device": "Yeti", "host_api": "ALSA", "vocabulary": "digits", "threshold": None, "listening": "hold",
           "theme": "dark", "colour_map": "grey"}  # fmt: skip
    path.write_text(json.dumps({"version": 1, **old}))
    loaded = load_settings(path)
    assert (loaded.settings, loaded.complaint) == (Settings(**old), "")


def test_an_entry_of_a_later_release_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, "vocabulary": "digits", "hologram": True}))
    assert load_settings(path).settings == Settings(vocabulary="digits")


def test_settings_that_cannot_be_kept_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="settings cannot be kept"):
        save_settings(Settings(), tmp_path / "file" / "settings.json")


def test_a_failed_write_leaves_the_old_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(vocabulary="digits"), path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        save_settings(Settings(vocabulary="commands"), path)
    assert load_settings(path).settings.vocabulary == "digits"
    assert list(tmp_path.iterdir()) == [path]


def test_push_to_talk_reaches_the_engine() -> None:
    assert Settings(listening="hold").engine().push_to_talk
    assert not Settings(listening="always").engine().push_to_talk


def test_settings_live_in_the_users_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert settings_path().name == "settings.json"
    assert settings_path().parent.name == "sayso"
