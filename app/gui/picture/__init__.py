"""The picture of the sound: spectrogram, waveform, gate and words over one time axis."""
