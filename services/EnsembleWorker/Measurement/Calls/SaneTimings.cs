using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>A replica may say anything: negative times count as none, and none is longer than a day.</summary>
internal static class SaneTimings
{
    public static CallTimings Of(CallTimings said) =>
        new(Of(said.Total), Of(said.Load), Of(said.PromptEval), Of(said.Eval)) { AreOurs = said.AreOurs };

    private static TimeSpan Of(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero
        : span > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1)
        : span;
}
