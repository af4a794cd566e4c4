namespace LocalServers;

/// <summary>RabbitMQ needs two more ports: Erlang nodes find each other by a directory (epmd), and talk on one.</summary>
internal sealed record RabbitSettings : ServerSettings
{
    public required int DistributionPort { get; init; }

    public required int DirectoryPort { get; init; }

    /// <summary>Where the management plugin serves its pages; null leaves the plugin out, which starts faster.</summary>
    public int? ManagementPort { get; init; }
}
