using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Grpc;

/// <summary>The numbers that decided, as they go over the wire.</summary>
internal static class EstimateMapping
{
    public static Estimate ToWire(SelectedChoice choice) =>
        new()
        {
            Quality = choice.Quality.Mean,
            QualityError = choice.Quality.StandardError,
            QualitySource = choice.Quality.Source,
            WaitSeconds = choice.Finish.Wait,
            LoadSeconds = choice.Finish.Load,
            DisplacedSeconds = choice.Finish.Displaced,
            PrefillSeconds = choice.Finish.Prefill,
            DecodeSeconds = choice.Finish.Decode,
            Cost = choice.Cost.Amount,
            Currency = choice.Cost.Currency,
            Value = choice.Value,
            CachedTokens = (uint)Math.Max(0, choice.Finish.CachedTokens),
        };
}
