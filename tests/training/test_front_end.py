import librosa
import numpy as np
import pytest
import torch

from training.config import FrontEndConfig
from training.front_end import LogMel


@pytest.mark.parametrize("n_mels", [40, 52, 64])
@pytest.mark.parametrize(("n_fft", "win_length", "hop_length"), [(512, 480, 160), (512, 400, 200), (1024, 640, 160)])
@pytest.mark.parametrize(("fmin", "fmax"), [(20.0, 7_600.0), (0.0, 4_000.0)])
def test_log_mel_equals_librosa(
    n_mels: int, n_fft: int, win_length: int, hop_length: int, fmin: float, fmax: float
) -> None:
    config = FrontEndConfig(n_fft, win_length, hop_length, n_mels, fmin, fmax)
    waves = 0.1 * np.random.default_rng(0).standard_normal((2, 16_000)).astype(np.float32)
    power = LogMel(config).power(torch.from_numpy(waves)).numpy()
    # librosa centres the window in the transform: the magnitudes are those of the window followed by zeros
    window = np.pad(np.hanning(win_length + 1)[:-1], (0, n_fft - win_length))
    padded = np.pad(waves, ((0, 0), (0, n_fft - win_length)))
    expected = librosa.feature.melspectrogram(
        y=padded, sr=16_000, n_fft=n_fft, hop_length=hop_length, window=window, center=False,
        n_mels=n_mels, fmin=fmin, fmax=fmax,
    )  # fmt: skip
    assert power.shape == (2, (16_000 - win_length) // hop_length + 1, n_mels)
    np.testing.assert_allclose(power.transpose(0, 2, 1), expected, rtol=1e-3, atol=1e-6)


def test_silence_is_finite_and_lower_than_sound() -> None:
    front_end = LogMel(FrontEndConfig())
    silence, sound = front_end(torch.stack([torch.zeros(16_000), torch.randn(16_000) * 0.1]))
    assert torch.isfinite(silence).all()
    assert (silence < sound).all()
    assert silence.shape == (52, 98)
