namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>A replica as its source describes it. Equal when everything is equal.</summary>
/// <param name="Name">Unique in the fleet, for it is the key of the lease.</param>
/// <param name="Url">Where it listens.</param>
internal sealed record ReplicaConfig(string Name, Uri Url)
{
    public const string DefaultKind = "ollama";

    /// <summary>Names the provider that speaks to it.</summary>
    public string Kind { get; init; } = DefaultKind;

    /// <summary>Calls that may run at once; null when that is to be inferred.</summary>
    public int? Slots { get; init; }

    /// <summary>Calls that may wait.</summary>
    public int QueueLimit { get; init; } = ReplicaOptions.DefaultQueueLimit;

    /// <summary>Another worker should own it.</summary>
    public bool Standby { get; init; }

    /// <summary>Card; empty while unknown.</summary>
    public string Gpu { get; init; } = "";

    /// <summary>Memory of the card; 0 while unknown.</summary>
    public long VramBytes { get; init; }

    /// <summary>Name of a credential that this process holds; empty for none. Never the credential.</summary>
    public string Credential { get; init; } = "";

    /// <summary>Models to offer; empty for what the endpoint lists.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How it was found, as in <see cref="SourceNames"/>.</summary>
    public string Source { get; init; } = SourceNames.Static;

    /// <summary>True when one client serves both: what else differs can change while calls run.</summary>
    public bool HasEndpointOf(ReplicaConfig other) =>
        Url == other.Url
        && Kind == other.Kind
        && Credential == other.Credential
        && Models.SequenceEqual(other.Models, StringComparer.Ordinal);

    public bool Equals(ReplicaConfig? other) =>
        other is not null
        && Name == other.Name
        && HasEndpointOf(other)
        && (Slots, QueueLimit, Standby, Gpu, VramBytes, Source)
            == (other.Slots, other.QueueLimit, other.Standby, other.Gpu, other.VramBytes, other.Source);

    public override int GetHashCode() => HashCode.Combine(Name, Url, Kind);
}
