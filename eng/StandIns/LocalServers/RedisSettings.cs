namespace LocalServers;

internal sealed record RedisSettings : ServerSettings
{
    /// <summary>Redis' own words for when it writes a snapshot: "60 1" is after 60 s with one change. Null: never.</summary>
    public string? Save { get; init; }
}
