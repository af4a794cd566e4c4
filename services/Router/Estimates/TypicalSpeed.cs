using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// What a model is taken to do where nobody has measured it: decoding reads all weights once per token, so it is the
/// memory's bandwidth over their size; the rest is in proportion. Right to a factor of a few, which is enough to tell a
/// small model from a large one and a load from an answer.
/// </summary>
internal static class TypicalSpeed
{
    /// <summary>Bytes per second that weights are read with: a card of the middle class, at 60 % of its bandwidth.</summary>
    private const double MemoryBytesPerSecond = 250e9;

    /// <summary>Prompt tokens that are evaluated in the time of one answer token.</summary>
    private const double PrefillPerDecode = 25;

    /// <summary>Bytes per second from a common SSD, and seconds that a runner takes to start.</summary>
    private const double DiskBytesPerSecond = 2e9;
    private const double StartSeconds = 1.5;

    /// <summary>Of a model that says nothing of its size: four billion parameters.</summary>
    private const double UnknownBillions = 4;

    /// <summary>Bytes per parameter of four-bit weights with their scales.</summary>
    private const double BytesPerParameter = 0.6;

    /// <summary>Memory beside the weights: caches and working space.</summary>
    private const double MemoryPerWeight = 1.2;

    /// <summary>What is known, and typical figures for what is not.</summary>
    public static ModelSpeed Fill(ModelSpeed known, ModelSnapshot model)
    {
        if (known is { Prefill: > 0, Decode: > 0, LoadSeconds: > 0, VramBytes: > 0 })
        {
            return known;
        }

        var bytes = WeightBytes(model);
        var decode = known.Decode > 0 ? known.Decode : MemoryBytesPerSecond / bytes;
        return known with
        {
            Decode = decode,
            Prefill = known.Prefill > 0 ? known.Prefill : decode * PrefillPerDecode,
            LoadSeconds = known.LoadSeconds > 0 ? known.LoadSeconds : StartSeconds + (bytes / DiskBytesPerSecond),
            VramBytes = known.VramBytes > 0 ? known.VramBytes : (ulong)(bytes * MemoryPerWeight),
        };
    }

    // A replica may state a size of nothing, and a name may lie: the larger of the two is the safe one.
    private static double WeightBytes(ModelSnapshot model)
    {
        var billions =
            model.ParametersBillion > 0 ? model.ParametersBillion
            : model.SizeBytes > 0 ? 0
            : UnknownBillions;
        return Math.Max(Math.Max(model.SizeBytes, 1), billions * 1e9 * BytesPerParameter);
    }
}
