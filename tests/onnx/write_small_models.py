"""Writes small ONNX models of every kind of node that is read, with what ONNX's own checker says of them; by hand.

Usage: write_small_models.py FOLDER     (needs Debian's python3-onnx and python3-numpy)
"""

import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

RANDOM = numpy.random.default_rng(7)


def weights(name, *shape):
    return numpy_helper.from_array((RANDOM.integers(-8, 9, shape) / 4).astype(numpy.float32), name)


def model(name, nodes, constants, shape, output, opset=13):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output)], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    made.ir_version = 7
    return made


def digits():
    """The network of the 8 x 8 digits, smaller."""
    node = helper.make_node
    nodes = [node("Conv", ["x", "w", "b"], ["1"], "conv", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
             node("Relu", ["1"], ["2"]), node("MaxPool", ["2"], ["3"], kernel_shape=[2, 2], strides=[2, 2]),
             node("BatchNormalization", ["3", "s", "s", "m", "v"], ["4"]),
             node("Clip", ["4", "low", "high"], ["5"]), node("Shape", ["5"], ["6"]),
             node("Gather", ["6", "zero"], ["7"]), node("Unsqueeze", ["7", "zeros"], ["8"]),
             node("Concat", ["8", "rest"], ["9"], axis=0), node("Reshape", ["5", "9"], ["10"]),
             node("Gemm", ["10", "u", "c"], ["11"], "fc", transB=1), node("Softmax", ["11"], ["y"], axis=1)]
    ints = lambda name, *all: numpy_helper.from_array(numpy.array(all, numpy.int64), name)
    constants = [weights("w", 2, 1, 3, 3), weights("b", 2), weights("s", 2), weights("m", 2),
                 numpy_helper.from_array(numpy.array([1, 2], numpy.float32), "v"),
                 numpy_helper.from_array(numpy.array(0, numpy.float32), "low"),
                 numpy_helper.from_array(numpy.array(6, numpy.float32), "high"),
                 numpy_helper.from_array(numpy.array(0, numpy.int64), "zero"), ints("zeros", 0), ints("rest", -1),
                 weights("u", 3, 8), weights("c", 3)]
    return model("digits", nodes, constants, [None, 1, 4, 4], [None, 3])


def branches():
    node = helper.make_node
    nodes = [node("AveragePool", ["x"], ["a"], kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1]),
             node("Sigmoid", ["x"], ["b"]), node("Mul", ["a", "b"], ["c"]), node("Add", ["c", "k"], ["d"]),
             node("Concat", ["d", "x"], ["e"], axis=1), node("LeakyRelu", ["e"], ["f"]), node("Elu", ["f"], ["g"]),
             node("HardSigmoid", ["g"], ["h"]), node("GlobalAveragePool", ["h"], ["i"]), node("Flatten", ["i"], ["j"]),
             node("MatMul", ["j", "m"], ["y"])]
    return model("branches", nodes, [weights("k", 1, 2, 1, 1), weights("m", 4, 3)], [1, 2, 5, 5], [1, 3])


def one_axis():
    node = helper.make_node
    nodes = [node("Conv", ["x", "w"], ["1"], kernel_shape=[3], dilations=[2], group=2, auto_pad="SAME_UPPER"),
             node("Tanh", ["1"], ["2"]), node("LpPool", ["2"], ["y"], kernel_shape=[2], strides=[2], p=2)]
    return model("one_axis", nodes, [weights("w", 2, 1, 3)], [1, 2, 9], [1, 2, 4], 11)


def main():
    folder = pathlib.Path(sys.argv[1])
    for make in (digits, branches, one_axis):
        made = make()
        onnx.checker.check_model(made)
        onnx.save(made, str(folder / f"{make.__name__}.onnx"))
        print(make.__name__, (folder / f"{make.__name__}.onnx").stat().st_size, "bytes")


main()
