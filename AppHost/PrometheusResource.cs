namespace Orchestrator.AppHost;

/// <summary>Prometheus, where it is installed. Its series are state like any other: they stay in the data folder.</summary>
internal static class PrometheusResource
{
    public const string Name = "prometheus";
    private const string Retention = "7d";
    private const string RetentionSize = "512MB";

    public static void AddPrometheus(
        this IDistributedApplicationBuilder builder,
        Plan plan,
        IReadOnlyList<IResourceBuilder<ProjectResource>> services
    )
    {
        if (InstalledPrograms.Find(InstalledPrograms.Prometheus) is not { } program)
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(plan.Folder, Name)).FullName;
        var prometheus = builder.AddExecutable(Name, program, folder).WithHttpEndpoint(name: "http");
        var port = prometheus.GetEndpoint("http").Property(EndpointProperty.TargetPort);
        prometheus
            .WithArgs(
                $"--config.file={Path.Combine(folder, "scrape.json")}",
                $"--storage.tsdb.path={Path.Combine(folder, "series")}",
                $"--storage.tsdb.retention.time={Retention}",
                $"--storage.tsdb.retention.size={RetentionSize}",
                "--log.level=warn"
            )
            .WithArgs(context => context.Args.Add(ReferenceExpression.Create($"--web.listen-address=127.0.0.1:{port}")))
            // Addresses are known when the arguments are asked for, which is before the program starts.
            .WithArgs(context => WriteScrapeConfigAsync(folder, services, context.CancellationToken))
            .WithHttpHealthCheck("/-/ready");
    }

    private static async Task WriteScrapeConfigAsync(
        string folder,
        IReadOnlyList<IResourceBuilder<ProjectResource>> services,
        CancellationToken cancellationToken
    )
    {
        var targets = new List<(string, string)>();
        foreach (var service in services)
        {
            var address = service.HttpEndpoint().Property(EndpointProperty.HostAndPort);
            if (await address.GetValueAsync(cancellationToken) is { } hostAndPort)
            {
                targets.Add((service.Resource.Name, hostAndPort));
            }
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder, "scrape.json"),
            ScrapeConfig.Text(targets),
            cancellationToken
        );
    }
}
