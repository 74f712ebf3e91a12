package org.skerry.learning.network;

/// Writes a network as a model of the Open Neural Network Exchange, intermediate representation 10,
/// operators of version 17: input `observation`, shape `[rows][observation]`, output `action`,
/// shape `[rows][action]`. Field numbers are those of the published `onnx.proto`.
public final class Onnx {
  private static final int REAL = 1;

  private final ProtoWriter graph = new ProtoWriter();
  private String last = "observation";

  private Onnx() {}

  /// What follows the network's last layer.
  public enum Ending {
    /// The output, clipped to [-1, 1].
    CLIP,
    /// The hyperbolic tangent of the output.
    TANH,
    /// The place of the largest output.
    LARGEST
  }

  /// The bytes of a model.
  ///
  /// @param network its sizes beyond `mean.length` inputs are constants
  /// @param mean subtracted from the observation
  /// @param deviation divides it after that
  /// @param bound then clips it to ±bound
  /// @param constants the values of the network's further inputs, such as an identity
  public static byte[] model(
      Mlp network, float[] mean, float[] deviation, float bound, float[] constants, Ending ending) {
    Onnx onnx = new Onnx();
    onnx.normalise(mean, deviation, bound);
    onnx.layers(network, mean.length, constants);
    onnx.end(ending);
    onnx.graph.text(2, "policy");
    onnx.shape(11, "observation", mean.length);
    onnx.shape(12, "action", ending == Ending.LARGEST ? 1 : network.outputs());
    return new ProtoWriter()
        .number(1, 10)
        .text(2, "skerry")
        .message(7, inner -> inner.append(onnx.graph))
        .message(8, opset -> opset.text(1, "").number(2, 17))
        .toBytes();
  }

  private void normalise(float[] mean, float[] deviation, float bound) {
    tensor("mean", mean, mean.length);
    tensor("deviation", deviation, deviation.length);
    tensor("lowest", new float[] {-bound});
    tensor("highest", new float[] {bound});
    node("Sub", "centred", "mean");
    node("Div", "scaled", "deviation");
    node("Clip", "normalised", "lowest", "highest");
  }

  private void layers(Mlp network, int observed, float[] constants) {
    int[] sizes = network.sizes();
    float[] parameters = network.parameters();
    for (int layer = 0; layer + 1 < sizes.length; layer++) {
      int inputs = layer == 0 ? observed : sizes[layer];
      int outputs = sizes[layer + 1];
      float[] weights = new float[inputs * outputs];
      float[] bias = new float[outputs];
      for (int j = 0; j < outputs; j++) {
        bias[j] = parameters[network.bias(layer, j)];
        for (int i = 0; i < inputs; i++) {
          weights[i * outputs + j] = parameters[network.weight(layer, i, j)];
        }
        for (int c = 0; layer == 0 && c < constants.length; c++) {
          bias[j] += constants[c] * parameters[network.weight(0, observed + c, j)];
        }
      }
      tensor("weights" + layer, weights, inputs, outputs);
      tensor("bias" + layer, bias, outputs);
      node("Gemm", "sums" + layer, "weights" + layer, "bias" + layer);
      if (layer + 2 < sizes.length) {
        node(network.activation() == Activation.TANH ? "Tanh" : "Relu", "hidden" + layer);
      }
    }
  }

  private void end(Ending ending) {
    switch (ending) {
      case CLIP -> {
        tensor("one", new float[] {1});
        tensor("minusOne", new float[] {-1});
        node("Clip", "action", "minusOne", "one");
      }
      case TANH -> node("Tanh", "action");
      case LARGEST -> {
        graph.message(
            1,
            node -> node.text(1, last).text(2, "place").text(4, "ArgMax").message(5, Onnx::axis));
        last = "place";
        graph.message(
            1,
            node ->
                node.text(1, last)
                    .text(2, "action")
                    .text(4, "Cast")
                    .message(5, to -> to.text(1, "to").number(3, REAL).number(20, 2)));
      }
    }
  }

  private static void axis(ProtoWriter attribute) {
    attribute.text(1, "axis").number(3, 1).number(20, 2);
  }

  private void node(String operator, String output, String... further) {
    graph.message(
        1,
        node -> {
          node.text(1, last);
          for (String input : further) {
            node.text(1, input);
          }
          node.text(2, output).text(4, operator);
        });
    last = output;
  }

  private void tensor(String name, float[] values, long... dimensions) {
    graph.message(
        5,
        tensor -> {
          for (long dimension : dimensions) {
            tensor.number(1, dimension);
          }
          tensor.number(2, REAL).text(8, name).raw(9, values);
        });
  }

  private void shape(int field, String name, int size) {
    graph.message(
        field,
        value ->
            value
                .text(1, name)
                .message(
                    2,
                    type ->
                        type.message(
                            1,
                            tensor ->
                                tensor
                                    .number(1, REAL)
                                    .message(
                                        2,
                                        shape ->
                                            shape
                                                .message(1, rows -> rows.text(2, "rows"))
                                                .message(1, columns -> columns.number(1, size))))));
  }
}
