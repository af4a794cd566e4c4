using System.Diagnostics;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Names that are picked up by themselves: a module makes its own <c>ActivitySource("Orchestrator.Something")</c> and its
/// own meter of such a name through IMeterFactory, and both are exported.
/// </summary>
public static class Telemetry
{
    public const string Prefix = "Orchestrator.";

    public static readonly ActivitySource Source = new("Orchestrator.ServiceDefaults");

    internal const string MeterName = "Orchestrator.ServiceDefaults";

    /// <summary>Ours, and what .NET and the libraries offer by themselves.</summary>
    internal static readonly string[] Sources =
    [
        $"{Prefix}*",
        "Microsoft.AspNetCore",
        "System.Net.Http",
        "Grpc.Net.Client",
        "MassTransit",
        "Npgsql",
        "OpenTelemetry.Instrumentation.StackExchangeRedis",
    ];

    internal static readonly string[] Meters =
    [
        $"{Prefix}*",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
        "System.Runtime",
        "MassTransit",
        "Npgsql",
    ];
}
