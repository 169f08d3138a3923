"""The seven systems: sizes as published, and the same answers wherever they run."""

import io
from collections.abc import Callable

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from torch import Tensor, nn

from app.errors import UsageError
from training.front_ends.complex_spectrogram import ComplexSpectrogram, ComplexSpectrogramConfig
from training.front_ends.front_end import FrontEnd
from training.front_ends.log_mel import LogMel, LogMelConfig
from training.front_ends.mel import Mel, MelConfig
from training.front_ends.mfcc import Mfcc, MfccConfig
from training.front_ends.raw import Raw, RawConfig
from training.networks.bc_resnet import BcResNet, BroadcastedBlock, SubSpectralNorm
from training.networks.cnn_complex import CnnComplex
from training.networks.cnn_mel4 import CnnMel4
from training.networks.cnn_mel64 import CnnMel64
from training.networks.conv1d_raw import Conv1dRaw
from training.networks.mlp import Mlp
from training.networks.network import Network
from training.networks.size import count_multiply_adds, count_parameters
from training.networks.tc_resnet import TcResNet

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Shape = tuple[int, ...]

SYSTEMS: dict[str, tuple[FrontEnd, Callable[[Shape, int], Network], int]] = {
    "mlp-mfcc": (Mfcc(MfccConfig()), Mlp, 40),
    "cnn-mel64": (Mel(MelConfig()), CnnMel64, 512),
    "cnn-complex": (ComplexSpectrogram(ComplexSpectrogramConfig()), CnnComplex, 512),
    "conv1d-raw": (Raw(RawConfig()), Conv1dRaw, 128),
    "cnn-mel4": (Mel(MelConfig(frames=100, win_length=960)), CnnMel4, 64),
    "bc-resnet": (LogMel(LogMelConfig(n_mels=40)), lambda s, n: BcResNet(s, n, width=1.5), 48),
    "tc-resnet": (LogMel(LogMelConfig()), lambda s, n: TcResNet(s[0], n, (16, 24, 32), stem=4), 32),
    "tc-resnet, separable": (
        LogMel(LogMelConfig(n_mels=40)),
        lambda s, n: TcResNet(s[0], n, (16, 16, 32), separable=True),
        32,
    ),
}
every_system = pytest.mark.parametrize("name", SYSTEMS)

ORDINARY = {
    "Add", "BatchNormalization", "Clip", "Concat", "Constant", "ConstantOfShape", "Conv", "Div", "Flatten", "Gather",
    "Gemm", "Identity", "Log", "MatMul", "MaxPool", "Mul", "ReduceMean", "Relu", "Reshape", "Shape", "Sigmoid",
    "Slice", "Split", "Sub", "Transpose", "Unsqueeze",
}  # fmt: skip
"""Operators that every runtime and every quantiser has."""


def build(name: str) -> tuple[FrontEnd, Network]:
    """The system with ten labels, its norms no longer as they were initialised."""
    front_end, make, _ = SYSTEMS[name]
    torch.manual_seed(0)
    network = make(front_end.shape, 10)
    with torch.no_grad():
        for _ in range(5):
            network(front_end(clips(4)))
    return front_end, network


def clips(count: int) -> Tensor:
    """Noise in the middle of the second, as loud as speech."""
    return 0.1 * torch.randn(count, 16_000) * torch.hann_window(16_000)


@every_system
def test_onnx_runtime_answers_as_torch_does(name: str) -> None:
    system = nn.Sequential(*build(name)).eval()
    file = io.BytesIO()
    torch.onnx.export(
        system, (torch.zeros(2, 16_000),), file, input_names=["waveform"], output_names=["embedding", "logits"],
        dynamic_axes={key: {0: "batch"} for key in ("waveform", "embedding", "logits")}, opset_version=17, dynamo=False,
    )  # fmt: skip
    assert {node.op_type for node in onnx.load_from_string(file.getvalue()).graph.node} <= ORDINARY
    session = onnxruntime.InferenceSession(file.getvalue(), providers=["CPUExecutionProvider"])
    for count in (1, 3):
        waves = clips(count)
        with torch.inference_mode():
            expected = system(waves)
        for actual, wanted in zip(session.run(None, {"waveform": waves.numpy()}), expected, strict=True):
            np.testing.assert_allclose(actual, wanted, rtol=0, atol=1e-4 * min(1.0, float(wanted.std())))


@every_system
def test_the_embedding_has_the_stated_width_and_the_logits_one_per_label(name: str) -> None:
    front_end, network = build(name)
    features = front_end(clips(3))
    embedding, logits = network.eval()(features)
    assert network.embedding_size == SYSTEMS[name][2]
    assert embedding.shape == (3, network.embedding_size)
    assert logits.shape == (3, 10)
    torch.testing.assert_close(network.embed(features), embedding)
    torch.testing.assert_close(network.classifier(embedding), logits)


@every_system
def test_every_parameter_learns(name: str) -> None:
    front_end, network = build(name)
    _, logits = network.train()(front_end(clips(16)))
    nn.functional.cross_entropy(logits, torch.arange(16) % 10).backward()
    idle = [key for key, p in network.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert idle == []


@every_system
def test_a_clip_is_answered_the_same_alone_and_among_others(name: str) -> None:
    front_end, network = build(name)
    features = front_end(clips(4))
    together = network.eval()(features)[1]
    torch.testing.assert_close(together[2:3], network(features[2:3])[1], atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(
    ("network", "parameters"),
    [
        (Mlp((30, 30), 10), 36_450),
        (CnnMel64((1, 64, 64), 10), 6_446_986),
        (Conv1dRaw((1, 8_000), 10), 1_611_498),
    ],
)
def test_the_early_systems_have_their_published_size_with_ten_labels(network: Network, parameters: int) -> None:
    assert count_parameters(network) == parameters


@pytest.mark.parametrize(("width", "thousands"), [(1, 9.2), (2, 27.3), (3, 54.2), (6, 188), (8, 321)])
def test_bc_resnet_has_its_published_size(width: float, thousands: float) -> None:
    network = BcResNet((40, 98), 12, width)
    digits = 0 if thousands > 100 else 1
    assert round(count_parameters(network) / 1000, digits) == thousands


@pytest.mark.parametrize(
    ("widths", "thousands", "mega_flops"),
    [
        ((16, 24, 32, 48), 66, 3.0),
        ((24, 36, 48, 72), 145, 6.6),
        ((16, 24, 24, 32, 32, 48, 48), 137, 6.1),
        ((24, 36, 36, 48, 48, 72, 72), 305, 13.4),
    ],
)
def test_tc_resnet_has_its_published_size_and_cost(widths: Shape, thousands: int, mega_flops: float) -> None:
    """The paper counts the running statistics of the norms too, and has no bias in the classifier."""
    network = TcResNet(40, 12, widths)
    statistics = sum(b.numel() for key, b in network.named_buffers() if "running" in key)
    assert round((count_parameters(network) + statistics - 12) / 1000) == thousands
    assert round(2 * count_multiply_adds(network, (40, 98)) / 1e6, 1) == mega_flops


def test_a_separable_temporal_network_is_a_fraction_of_the_full_one() -> None:
    full, separable = (TcResNet(52, 22, (64, 72, 96, 128), stem=16, separable=s) for s in (False, True))
    assert count_parameters(separable) < 0.25 * count_parameters(full)
    assert count_multiply_adds(separable, (52, 98)) < 0.4 * count_multiply_adds(full, (52, 98))


def test_multiply_adds_are_those_of_convolutions_and_products() -> None:
    convolution = nn.Conv2d(3, 8, (5, 3), stride=(2, 1), padding=(2, 1))
    assert count_multiply_adds(convolution, (3, 40, 98)) == 20 * 98 * 8 * 3 * 15
    assert count_multiply_adds(nn.Conv1d(8, 8, 9, padding=4, groups=8), (8, 50)) == 50 * 8 * 9
    assert count_multiply_adds(nn.Linear(900, 40), (900,)) == 900 * 40


def test_counting_multiply_adds_leaves_a_network_as_it_was() -> None:
    network = TcResNet(40, 12, (16, 24)).train()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    count_multiply_adds(network, (40, 98))
    assert network.training
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())


def test_sub_spectral_norm_normalises_five_groups_of_bands_apart() -> None:
    norm = SubSpectralNorm(3, (20, 7)).train()
    x = torch.randn(4, 3, 20, 7) * torch.arange(1, 21)[:, None]
    grouped = [nn.BatchNorm2d(3)(x[:, :, i : i + 4]) for i in range(0, 20, 4)]
    torch.testing.assert_close(norm(x), torch.cat(grouped, dim=2))


def test_bc_resnet_halves_bands_and_widens_its_view_of_time_as_published() -> None:
    network, seen = BcResNet((40, 98), 12).eval(), []
    for module in network.modules():
        if isinstance(module, BroadcastedBlock):
            module.register_forward_hook(
                lambda m, _, y: seen.append((y.shape[2], y.shape[3], m.temporal[0].dilation[1]))
            )
    network(torch.zeros(1, 40, 98))
    assert seen == [(20, 98, 1)] * 2 + [(10, 98, 2)] * 2 + [(5, 98, 4)] * 4 + [(5, 98, 8)] * 4


def test_bc_resnet_stays_in_half_precision_under_autocast() -> None:
    network, kinds = BcResNet((40, 98), 12), set()
    for module in network.modules():
        if isinstance(module, BroadcastedBlock | SubSpectralNorm):
            module.register_forward_hook(lambda _module, _inputs, output: kinds.add(output.dtype))
    with torch.autocast("cpu", torch.bfloat16):
        network(torch.randn(2, 40, 98))
    assert kinds == {torch.bfloat16}


def test_bc_resnet_refuses_bands_that_it_cannot_halve_and_group() -> None:
    with pytest.raises(UsageError, match="bc-resnet: cannot halve and group 52 bands; take 40"):
        BcResNet((52, 98), 12)


def test_a_mel_picture_of_any_size_fits_the_networks_that_pool() -> None:
    picture = torch.randn(2, 1, 128, 128)
    assert CnnMel4((1, 128, 128), 10)(picture)[1].shape == (2, 10)
    assert CnnMel64((1, 128, 128), 10, hidden=16)(picture)[1].shape == (2, 10)
