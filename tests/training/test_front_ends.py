import json

import librosa
import numpy as np
import pytest
import scipy.signal
import torch
from torch import Tensor

from app.errors import UsageError
from training.front_ends.complex_spectrogram import ComplexSpectrogram, ComplexSpectrogramConfig
from training.front_ends.front_end import FrontEnd
from training.front_ends.log_mel import LogMel, LogMelConfig
from training.front_ends.mel import Mel, MelConfig
from training.front_ends.mfcc import Mfcc, MfccConfig
from training.front_ends.raw import Raw, RawConfig, low_pass

FRONT_ENDS: list[FrontEnd] = [
    LogMel(LogMelConfig()),
    LogMel(LogMelConfig(n_fft=1024, win_length=640, hop_length=250, n_mels=40)),
    Mel(MelConfig()),
    Mel(MelConfig(bands=128, frames=128)),
    Mel(MelConfig(frames=100, win_length=960)),
    Mfcc(MfccConfig()),
    ComplexSpectrogram(ComplexSpectrogramConfig()),
    Raw(RawConfig()),
]
every_front_end = pytest.mark.parametrize(
    "front_end", FRONT_ENDS, ids=lambda f: f"{f.kind}-{'x'.join(map(str, f.shape))}"
)


def clips(count: int, seed: int = 0) -> Tensor:
    """Noise of different loudness."""
    noise = np.random.default_rng(seed).standard_normal((count, 16_000)) * np.geomspace(0.1, 0.001, count)[:, None]
    return torch.from_numpy(noise.astype(np.float32))


def mel_db(
    waves: np.ndarray, n_fft: int, win_length: int, hop_length: int, n_mels: int, fmin: float, fmax: float, floor: float
) -> np.ndarray:
    """Mel levels ``(batch, n_mels, frames)`` by librosa, the window at the beginning of each frame."""
    window = np.pad(np.hanning(win_length + 1)[:-1], (0, n_fft - win_length))
    power = librosa.feature.melspectrogram(
        y=np.pad(waves, ((0, 0), (0, n_fft - win_length))), sr=16_000, n_fft=n_fft, hop_length=hop_length,
        window=window, center=False, n_mels=n_mels, fmin=fmin, fmax=fmax,
    )  # fmt: skip
    return librosa.power_to_db(power, ref=1.0, amin=floor, top_db=None)


@pytest.mark.parametrize("n_mels", [40, 52, 64])
@pytest.mark.parametrize(
    ("n_fft", "win_length", "hop_length"), [(512, 480, 160), (512, 400, 200), (1024, 640, 160), (1024, 1000, 300)]
)
@pytest.mark.parametrize(("fmin", "fmax"), [(20.0, 7_600.0), (0.0, 4_000.0)])
def test_log_mel_equals_librosa(
    n_mels: int, n_fft: int, win_length: int, hop_length: int, fmin: float, fmax: float
) -> None:
    config = LogMelConfig(n_fft, win_length, hop_length, n_mels, fmin, fmax)
    waves = clips(2)
    power = LogMel(config).power(waves).numpy()
    expected = mel_db(waves.numpy(), n_fft, win_length, hop_length, n_mels, fmin, fmax, floor=1e-30)
    assert power.shape == (2, (16_000 - win_length) // hop_length + 1, n_mels)
    np.testing.assert_allclose(10 * np.log10(power.transpose(0, 2, 1)), expected, atol=0.01)


@pytest.mark.parametrize(("bands", "frames", "win_length"), [(64, 64, 1000), (128, 128, 1000), (64, 100, 960)])
@pytest.mark.parametrize(("fmin", "fmax"), [(0.0, 8_000.0), (50.0, 7_000.0)])
@pytest.mark.parametrize("floor", [1e-7, 1e-3])
def test_mel_equals_librosa(bands: int, frames: int, win_length: int, fmin: float, fmax: float, floor: float) -> None:
    front_end = Mel(MelConfig(bands, frames, 1024, win_length, fmin, fmax, floor))
    waves, hop = clips(2), 16_000 // frames
    before = (win_length - hop) // 2
    surrounded = np.pad(waves.numpy(), ((0, 0), (before, win_length - hop - before)))
    expected = mel_db(surrounded, 1024, win_length, hop, bands, fmin, fmax, floor)
    np.testing.assert_allclose(front_end.level_db(waves).numpy().transpose(0, 2, 1), expected, atol=0.01)
    np.testing.assert_allclose(front_end(waves)[:, 0], (expected + 40) / 20, atol=1e-3)


@pytest.mark.parametrize("frames", [64, 128])
def test_the_middle_of_each_mel_frame_is_its_own_share_of_the_second(frames: int) -> None:
    front_end = Mel(MelConfig(bands=64, frames=frames))
    hop = 16_000 // frames
    clicks = torch.zeros(frames, 16_000)
    clicks[range(frames), range(hop // 2, 16_000, hop)] = 1.0  # one click in the middle of each share
    loudest = front_end(clicks).mean(dim=(1, 2)).argmax(dim=1)
    assert loudest.tolist() == list(range(frames))


def test_a_mel_picture_whose_frames_do_not_divide_the_second_is_refused() -> None:
    with pytest.raises(UsageError, match="frames 60: does not divide 16000 samples; take"):
        Mel(MelConfig(frames=60))


@pytest.mark.parametrize(("n_fft", "hop_length"), [(1024, 512), (512, 160)])
@pytest.mark.parametrize(("coefficients", "n_mels"), [(13, 40), (30, 64), (40, 40)])
@pytest.mark.parametrize("lifter", [0, 22, 60])
def test_mfcc_equals_librosa(n_fft: int, hop_length: int, coefficients: int, n_mels: int, lifter: int) -> None:
    config = MfccConfig(coefficients, n_mels, n_fft, hop_length, lifter=lifter)
    waves = clips(2)
    levels = mel_db(waves.numpy(), n_fft, n_fft, hop_length, n_mels, config.fmin, config.fmax, config.floor)
    expected = librosa.feature.mfcc(S=levels, n_mfcc=coefficients, dct_type=2, norm="ortho", lifter=lifter)
    front_end = Mfcc(config)
    actual = front_end.cepstrum(front_end.level_db(waves)).numpy()
    assert actual.shape == expected.shape
    np.testing.assert_allclose(actual, expected, atol=2e-3 * np.abs(expected).max() / 100)


def test_mfcc_of_a_second_are_thirty_by_thirty_and_their_scale_moves_the_first_one_only() -> None:
    front_end, waves = Mfcc(MfccConfig()), clips(3)
    cepstrum = front_end.cepstrum(front_end.level_db(waves))
    assert front_end.shape == (30, 30)
    difference = front_end(waves) * 160.0 - cepstrum
    torch.testing.assert_close(difference[:, 1:], torch.zeros(3, 29, 30), atol=1e-2, rtol=0)
    lift = 1 + 30 * np.sin(np.pi / 60)
    torch.testing.assert_close(difference[:, 0], torch.full((3, 30), 40.0 * 64**0.5 * lift), atol=1e-2, rtol=0)


@pytest.mark.parametrize(("n_fft", "hop_length"), [(512, 160), (512, 256), (400, 100), (256, 80)])
def test_the_complex_spectrogram_equals_librosa(n_fft: int, hop_length: int) -> None:
    waves = clips(2)
    real, imaginary = ComplexSpectrogram(ComplexSpectrogramConfig(n_fft, hop_length))(waves).unbind(1)
    expected = librosa.stft(waves.numpy(), n_fft=n_fft, hop_length=hop_length, center=True, pad_mode="constant")
    np.testing.assert_allclose(torch.complex(real, imaginary).numpy(), expected, atol=1e-5)


@pytest.mark.parametrize("attenuation_db", [62.0, 70.0, 90.0])
@pytest.mark.parametrize("passband_hz", [3_000.0, 3_500.0])
def test_the_raw_waveform_is_resampled_as_scipy_does(passband_hz: float, attenuation_db: float) -> None:
    config = RawConfig(passband_hz, attenuation_db=attenuation_db)
    waves = clips(3)
    expected = scipy.signal.resample_poly(waves.numpy().astype(np.float64), 1, 2, axis=1, window=low_pass(config))
    resampled = Raw(config)(waves)
    assert resampled.shape == (3, 1, 8_000)
    np.testing.assert_allclose(resampled[:, 0], config.gain * expected, atol=1e-5)


@pytest.mark.parametrize("config", [RawConfig(), RawConfig(passband_hz=3_000.0, attenuation_db=62.0)])
def test_the_low_pass_passes_speech_unchanged_and_stops_what_would_fold_back(config: RawConfig) -> None:
    frequency, response = scipy.signal.freqz(low_pass(config), worN=8_192, fs=16_000)
    level_db = 20 * np.log10(np.abs(response) + 1e-12)
    assert np.abs(level_db[frequency <= config.passband_hz]).max() < 0.02
    assert level_db[frequency >= config.stopband_hz].max() < -60.0


@every_front_end
def test_features_have_the_stated_shape_and_silence_is_finite(front_end: FrontEnd) -> None:
    features = front_end(torch.stack([torch.zeros(16_000), clips(1)[0], torch.full((16_000,), -1.0)]))
    assert features.shape == (3, *front_end.shape)
    assert features.dtype == torch.float32
    assert torch.isfinite(features).all()


@every_front_end
def test_features_are_of_a_size_that_a_network_can_begin_with(front_end: FrontEnd) -> None:
    speech_like = clips(8) * torch.from_numpy(np.hanning(16_000).astype(np.float32))
    spread = float(front_end(speech_like).std())
    assert 0.005 < spread < 3.0


@every_front_end
def test_a_clip_has_the_same_features_alone_and_among_others(front_end: FrontEnd) -> None:
    waves = clips(4)
    torch.testing.assert_close(front_end(waves)[2:3], front_end(waves[2:3]), atol=1e-5, rtol=1e-5)


@every_front_end
def test_what_comes_later_changes_no_earlier_feature(front_end: FrontEnd) -> None:
    """A clip's own maximum or mean enters nowhere: live and offline agree."""
    quiet = clips(2)[1:]
    loud = quiet.clone()
    loud[:, 12_000:] = 0.9
    half = front_end.shape[-1] // 2
    before, after = front_end(quiet), front_end(loud)
    torch.testing.assert_close(before[..., :half], after[..., :half], atol=1e-5, rtol=1e-5)
    assert (before[..., half:] - after[..., half:]).abs().max() > 0.1


@every_front_end
def test_a_front_end_learns_nothing_and_describes_itself_completely(front_end: FrontEnd) -> None:
    assert list(front_end.parameters()) == []
    described = json.loads(json.dumps(front_end.describe()))
    assert described.pop("kind") == front_end.kind
    config = type(front_end.config)(**described)
    assert config == front_end.config
    torch.testing.assert_close(type(front_end)(config)(clips(1)), front_end(clips(1)))


def test_louder_sound_has_higher_log_mel_levels_than_silence() -> None:
    silence, sound = LogMel(LogMelConfig())(torch.stack([torch.zeros(16_000), clips(1)[0]]))
    assert (silence < sound).all()
