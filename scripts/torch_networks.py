"""Random networks in PyTorch, as ONNX files with what they give: for check-against-torch."""
import io
import warnings

import torch
from torch import nn

MOST_CELLS = 3000  # of one output


def conv(rng, channels):
    groups = channels if rng.random() < 0.25 else 1
    kernel = tuple(int(k) for k in rng.integers(1, 4, 2))
    return nn.Conv2d(channels, groups * int(rng.integers(1, 4)), kernel, stride=tuple(map(int, rng.integers(1, 3, 2))),
                     padding=tuple(map(int, rng.integers(0, 3, 2))), dilation=tuple(map(int, rng.integers(1, 3, 2))),
                     groups=groups, bias=bool(rng.integers(2)))


def batch_norm(rng, channels):
    layer = nn.BatchNorm2d(channels, eps=float(rng.choice([1e-5, 1e-3])))
    with torch.no_grad():
        for tensor in (layer.weight, layer.bias, layer.running_mean):
            tensor.normal_()
        layer.running_var.uniform_(0.2, 3)
    return layer


def pointwise(rng, _channels):
    low, high = sorted(rng.normal(0, 1, 2))
    layers = [nn.ReLU(), nn.LeakyReLU(float(rng.uniform(0.01, 0.5))), nn.ELU(float(rng.uniform(0.5, 2))), nn.Sigmoid(),
              nn.Tanh(), nn.ReLU6(), nn.Hardtanh(float(low), float(high)), nn.Hardsigmoid()]
    return layers[rng.integers(len(layers))]


def pooling(rng, _channels):
    kernel, stride = int(rng.integers(1, 4)), int(rng.integers(1, 3))
    padding = int(rng.integers(0, kernel // 2 + 1))
    # A mean that counts padding is written with a node of its own for the padding, which is no layer here.
    layers = [nn.MaxPool2d(kernel, stride, padding), nn.AvgPool2d(kernel, stride, padding, count_include_pad=False),
              nn.AdaptiveAvgPool2d(1)]
    return layers[rng.integers(len(layers))]


def softmax(_rng, _channels):
    return nn.Softmax(dim=1)


MAKERS = [conv, conv, conv, batch_norm, pointwise, pointwise, pooling, pooling, softmax]


class RandomNetwork(nn.Module):
    """Layers that read any maps before them, and perhaps a linear layer at the end."""

    def __init__(self, rng, x):
        super().__init__()
        self.layers = nn.ModuleList()
        self.reads = []  # (what, the maps that it reads)
        maps = [x]
        for _ in range(int(rng.integers(1, 8))):
            self.grow(rng, maps)
        if rng.random() < 0.4:
            self.layers.append(nn.Sequential(nn.Flatten(), nn.Linear(maps[-1][0].numel(), int(rng.integers(1, 6)))))
            self.reads.append(("layer", [len(maps) - 1]))

    def grow(self, rng, maps):
        """Adds one layer that can be; a draw that cannot is passed over."""
        last = len(maps) - 1
        if rng.random() < 0.25:
            what, reads = str(rng.choice(["add", "mul", "cat"])), [last, int(rng.integers(len(maps)))]
            layer = nn.Identity()
        else:
            what, reads = "layer", [last if rng.random() < 0.8 else int(rng.integers(len(maps)))]
            layer = MAKERS[rng.integers(len(MAKERS))](rng, maps[reads[0]].shape[1])
        try:
            output = self.apply_one(what, layer.eval(), [maps[i] for i in reads])
        except RuntimeError:
            return
        if 0 < output[0].numel() <= MOST_CELLS:
            maps.append(output)
            self.layers.append(layer)
            self.reads.append((what, reads))

    @staticmethod
    def apply_one(what, layer, inputs):
        if what == "add":
            return inputs[0] + inputs[1]
        if what == "mul":
            return inputs[0] * inputs[1]
        return torch.cat(inputs, 1) if what == "cat" else layer(inputs[0])

    def forward(self, x):
        maps = [x]
        for layer, (what, reads) in zip(self.layers, self.reads):
            maps.append(self.apply_one(what, layer, [maps[i] for i in reads]))
        return maps[-1]


def draw_network(rng):
    """(the ONNX file's bytes, x, y, the gradient by y, the gradient by x), as arrays."""
    torch.manual_seed(int(rng.integers(2**31)))
    x = torch.randn(tuple(int(s) for s in (rng.integers(1, 3), rng.integers(1, 4), *rng.integers(1, 11, 2))))
    network = RandomNetwork(rng, x).eval()
    if not network.reads:
        raise RuntimeError("no layer can be")
    x.requires_grad_()
    y = network(x)
    g = torch.randn(y.shape)
    y.backward(g)
    file = io.BytesIO()
    # As it is: else the exporter folds batch normalisation into convolutions.
    # Before opset 13 softmax is along the last axes, and maps are turned for it.
    oldest = 13 if any(isinstance(layer, nn.Softmax) for layer in network.layers) else 9
    as_it_is = torch.onnx.TrainingMode.EVAL if rng.random() < 0.3 else torch.onnx.TrainingMode.PRESERVE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, x.detach(), file, training=as_it_is, opset_version=int(rng.integers(oldest, 17)))
    return file.getvalue(), x.detach().numpy(), y.detach().numpy(), g.numpy(), x.grad.numpy()
