using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Building;

/// <summary>Sees an application come into being inside a program that it runs: Aspire.Hosting.Testing.</summary>
internal interface IApplicationObserver
{
    void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    void Constructed(DistributedApplicationBuilder builder);

    void Building(DistributedApplicationBuilder builder);

    void Built(DistributedApplication application);
}

internal static class ApplicationObservation
{
    private static readonly AsyncLocal<IApplicationObserver?> Ambient = new();

    /// <summary>Set it before the program's entry point is called; it flows into the program's threads.</summary>
    public static IApplicationObserver? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
