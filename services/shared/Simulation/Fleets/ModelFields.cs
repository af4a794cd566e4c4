using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Files;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Fleets;

/// <summary>Reads a model that a fleet file defines itself.</summary>
internal static class ModelFields
{
    private const int CapabilitiesMax = 8;

    public static readonly ImmutableArray<string> Known =
    [
        "name",
        "family",
        "parameters",
        "active_parameters",
        "quantization",
        "bytes",
        "context",
        "layers",
        "heads",
        "kv_heads",
        "embedding_length",
        "head_length",
        "sliding_layers",
        "sliding_window",
        "kv_bytes_per_token",
        "capabilities",
    ];

    /// <param name="name">Read before, because hosts name models that are wrong otherwise.</param>
    public static SimulatedModel Read(YamlFields fields, string name)
    {
        var parameters = Parameters(fields["parameters"].Needed()) ?? FleetLimits.ParametersMin;
        var shape = Shape(fields);
        var sliding = Sliding(fields, shape.Layers);
        var model = new SimulatedModel
        {
            Name = name,
            Family = fields["family"].Text() ?? name.Split(':')[0],
            ParameterCount = parameters,
            ParameterSize = string.Create(CultureInfo.InvariantCulture, $"{parameters / 1e9:0.#}B"),
            ActiveParameterCount = Active(fields["active_parameters"], parameters),
            Quantization = fields["quantization"].Text() ?? "Q4_K_M",
            SizeBytes = Bytes(fields["bytes"].Needed()),
            ContextLength = fields["context"].Needed().Whole(4, FleetLimits.ContextMax) ?? 4,
            EmbeddingLength = shape.Embedding,
            BlockCount = shape.Layers,
            HeadCount = shape.Heads,
            HeadCountKv = shape.KvHeads,
            HeadLength = fields["head_length"].Whole(1, FleetLimits.EmbeddingLengthMax) ?? 0,
            SlidingBlockCount = sliding.Layers,
            SlidingWindow = sliding.Window,
            KvBytesPerToken = KvBytes(fields["kv_bytes_per_token"]),
            Capabilities = Capabilities(fields["capabilities"]),
        }.WithDigest();
        CheckCache(fields, model);
        return model;
    }

    private static long? Parameters(YamlField field) =>
        (long?)field.Quantity(UnitScale.Parameters, FleetLimits.ParametersMin, FleetLimits.ParametersMax);

    private static long Active(YamlField field, long parameters)
    {
        var active = Parameters(field) ?? parameters;
        if (active > parameters)
        {
            field.Problem("more parameters are active than the model has");
        }

        return active;
    }

    private static long Bytes(YamlField field) =>
        (long)(field.Quantity(UnitScale.Bytes, FleetLimits.ModelBytesMin, FleetLimits.ModelBytesMax) ?? 0);

    private static long KvBytes(YamlField field) =>
        (long)(field.Quantity(UnitScale.Bytes, 1, FleetLimits.KvBytesPerTokenMax) ?? 0);

    // The key/value cache needs the shape or its own size; the display needs numbers either way.
    private static (int Layers, int Heads, int KvHeads, int Embedding) Shape(YamlFields fields)
    {
        var isGiven = fields["kv_bytes_per_token"].IsThere;
        int Part(string name, int max) => (isGiven ? fields[name] : fields[name].Needed()).Whole(1, max) ?? 1;

        var heads = Part("heads", FleetLimits.HeadsMax);
        var kvHeads = fields["kv_heads"].Whole(1, FleetLimits.HeadsMax) ?? heads;
        if (kvHeads > heads)
        {
            fields["kv_heads"].Problem("more than 'heads'");
        }

        return (
            Part("layers", FleetLimits.LayersMax),
            heads,
            kvHeads,
            Part("embedding_length", FleetLimits.EmbeddingLengthMax)
        );
    }

    private static (int Layers, int Window) Sliding(YamlFields fields, int layers)
    {
        var sliding = fields["sliding_layers"].Whole(0, FleetLimits.LayersMax) ?? 0;
        if (sliding > layers)
        {
            fields["sliding_layers"].Problem("more than 'layers'");
            sliding = layers;
        }

        var window = sliding > 0 ? fields["sliding_window"].Needed() : fields["sliding_window"];
        return (sliding, window.Whole(1, FleetLimits.ContextMax) ?? 1);
    }

    private static void CheckCache(YamlFields fields, SimulatedModel model)
    {
        if (model.KvBytesPerToken > FleetLimits.KvBytesPerTokenMax)
        {
            fields.Self.Problem(
                $"its shape makes a cache of {model.KvBytesPerToken} bytes per token, and at most {FleetLimits.KvBytesPerTokenMax} are allowed"
            );
        }
    }

    private static ModelCapabilities Capabilities(YamlField list)
    {
        var all = ModelCapabilities.None;
        foreach (var item in list.Items(CapabilitiesMax))
        {
            var name = item.OneOf(ModelCapabilityNames.All);
            all |= name is null ? ModelCapabilities.None : Enum.Parse<ModelCapabilities>(name, ignoreCase: true);
        }

        return list.IsThere ? all : ModelCapabilities.Completion;
    }
}
