using System.Globalization;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Names and shapes of the attention tensors, as far as they follow from the model's published shape.</summary>
internal static class ShowTensors
{
    public static ShowTensor[] Of(SimulatedModel model)
    {
        var width = model.EmbeddingLength;
        var widthKv = width / model.HeadCount * model.HeadCountKv;
        return
        [
            .. Enumerable
                .Range(0, model.BlockCount)
                .SelectMany(block =>
                    new[]
                    {
                        Tensor(model, block, "attn_q", width, width),
                        Tensor(model, block, "attn_k", width, widthKv),
                        Tensor(model, block, "attn_v", width, widthKv),
                        Tensor(model, block, "attn_output", width, width),
                    }
                ),
            new ShowTensor("output_norm.weight", "F32", [width]),
        ];
    }

    private static ShowTensor Tensor(SimulatedModel model, int block, string name, long rows, long columns) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"blk.{block}.{name}.weight"),
            model.Quantization,
            [rows, columns]
        );
}
