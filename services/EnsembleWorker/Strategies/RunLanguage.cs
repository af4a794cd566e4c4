namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>In which language a run speaks to its user in its own words. Pure.</summary>
internal static class RunLanguage
{
    /// <param name="language">Of the request, as the router has found it; English where it is not Korean.</param>
    public static bool IsKorean(string language) => language.Equals("ko", StringComparison.OrdinalIgnoreCase);
}
