namespace Orchestrator.Profiler.Storage;

/// <summary>What operators want of a replica: that it is there, that it takes no new work, or both.</summary>
internal sealed class ReplicaRow
{
    public required string Name { get; init; }

    /// <summary>False: a configured replica, of which only the drain is kept.</summary>
    public required bool Added { get; set; }

    public string Url { get; set; } = "";

    public string Kind { get; set; } = "";

    public long Slots { get; set; }

    public long QueueLimit { get; set; }

    public string Gpu { get; set; } = "";

    public long VramBytes { get; set; }

    /// <summary>Name of a credential that workers hold; never the credential.</summary>
    public string Credential { get; set; } = "";

    public bool Drained { get; set; }
}
