namespace Orchestrator.Profiler.Registry;

/// <summary>Why a replica is not served, where its owner does not say it.</summary>
internal static class ReplicaReasons
{
    public static readonly ReasonText Unowned = new("unowned", "No worker owns it now.");

    public static ReasonText OwnerSilent(string worker) =>
        new("owner_silent", $"Its worker {worker} is not heard; another one takes over when the lease has run out.");

    public static ReasonText Unclaimed(TimeSpan waited) =>
        new(
            "unclaimed",
            $"No worker has claimed it for more than {waited.TotalSeconds:0} s: none may reach its address, or none knows its kind or credential."
        );
}
