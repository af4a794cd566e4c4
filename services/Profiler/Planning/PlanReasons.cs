namespace Orchestrator.Profiler.Planning;

/// <summary>Why a model is where it is.</summary>
internal static class PlanReasons
{
    public const string Pinned = "pinned";

    /// <summary>It has not stayed for its least time yet.</summary>
    public const string MinResidency = "min_residency";
    public const string AlreadyLoaded = "already_loaded";

    /// <summary>It is needed: without this place its calls would wait for loads.</summary>
    public const string Demand = "demand";

    /// <summary>It is elsewhere, too, and one place would be too busy.</summary>
    public const string SharesLoad = "shares_load";

    /// <summary>Too little is asked of it to keep it: it is loaded here when it is called.</summary>
    public const string LoadedWhenCalled = "loaded_when_called";
}
