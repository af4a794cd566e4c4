using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Speeds;

namespace Orchestrator.Profiler.Planning;

/// <summary>What a model costs on a replica: measured where it was, else the priors, else a stated guess. Pure.</summary>
internal static class ModelCosts
{
    // Where not even the card is known: a small card with an 8B model, and a SATA disk.
    private const double GuessedPrefill = 500;
    private const double GuessedDecode = 25;
    private const double GuessedDiskBytesPerSecond = 5e8;
    private const double RunnerStartSeconds = 2;

    // Calls at once gain little: 8 of them decode about 1.5 times what one does (RTX 4090, 8B).
    private const double Sharing = 0.8;

    public static ModelOnReplica Of(ModelState model, SpeedState speed, int slots, bool isLoaded)
    {
        var size = (long)Math.Min(model.Facts.SizeBytes, long.MaxValue / 4);
        var prefill = Known(SpeedBlend.Prefill(speed), GuessedPrefill);
        var load = Known(SpeedBlend.Load(speed), RunnerStartSeconds + (size / GuessedDiskBytesPerSecond));
        return new ModelOnReplica(
            model.Facts.Name,
            Bytes(model, speed, size, slots),
            load,
            slots / prefill,
            1 / DecodeWhileBusy(speed, slots),
            isLoaded
        );
    }

    private static long Bytes(ModelState model, SpeedState speed, long size, int slots)
    {
        var measured = Math.Max(speed.Live?.TotalBytes ?? 0, speed.Baseline?.TotalBytes ?? 0);
        var told = model.Settings.VramRequiredBytes > 0 ? model.Settings.VramRequiredBytes : measured;
        if (told > 0)
        {
            return (long)Math.Min(told, long.MaxValue / 4);
        }

        var context = MemoryNeed.ContextOf(model.Facts.ContextTokens);
        return MemoryNeed.Bytes(size, context, slots, MemoryNeed.CacheBytesPerToken(model.ParametersBillion, size));
    }

    private static double DecodeWhileBusy(SpeedState speed, int slots)
    {
        var alone = Known(SpeedBlend.Decode(speed), GuessedDecode);
        var atOnce = SpeedBlend.DecodeAtConcurrency(speed);
        // Index 0 is two calls at once.
        var at = Math.Min(slots - 2, atOnce.Length - 1);
        return at >= 0 && atOnce[at].IsKnown ? atOnce[at].Value : alone / Math.Pow(slots, Sharing);
    }

    private static double Known(Estimate estimate, double guess) =>
        estimate.IsKnown && double.IsFinite(estimate.Value) ? estimate.Value : guess;
}
