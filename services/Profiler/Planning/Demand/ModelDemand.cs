namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>What is expected of one model.</summary>
/// <param name="PromptTokens">Of a call, on average over the newest ones.</param>
/// <param name="OutputTokens">Of a call, on average over the newest ones.</param>
internal sealed record ModelDemand(DemandForecast Forecast, double PromptTokens, double OutputTokens)
{
    // Before a model was called once.
    private const double UsualPromptTokens = 500;
    private const double UsualOutputTokens = 200;

    // Calls after which the lengths of the older ones count half.
    private const double Memory = 200;

    public static readonly ModelDemand Unknown = new(DemandForecast.Empty, UsualPromptTokens, UsualOutputTokens);

    public ModelDemand With(DateTimeOffset bin, DemandCounts counts)
    {
        var share = 1 - Math.Pow(0.5, counts.Calls / Memory);
        var calls = Math.Max(1, counts.Calls);
        return new ModelDemand(
            Forecast.With(bin, counts.Calls),
            PromptTokens + (share * (((double)counts.PromptTokens / calls) - PromptTokens)),
            OutputTokens + (share * (((double)counts.OutputTokens / calls) - OutputTokens))
        );
    }

    /// <summary>False for what no calls can have left: it comes from storage.</summary>
    public bool IsSound() =>
        Forecast?.IsSound() == true
        && double.IsFinite(PromptTokens)
        && double.IsFinite(OutputTokens)
        && PromptTokens >= 0
        && OutputTokens >= 0;
}
