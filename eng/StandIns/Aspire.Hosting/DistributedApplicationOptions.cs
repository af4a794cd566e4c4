namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly, when it is not the program's entry assembly.</summary>
    public string? AssemblyName { get; set; }

    public string? ProjectDirectory { get; set; }

    public string? ContainerRegistryOverride { get; set; }

    public string? DashboardApplicationName { get; set; }

    public bool DisableDashboard { get; set; }

    public bool AllowUnsecuredTransport { get; set; }

    public bool EnableResourceLogging { get; set; }

    public bool? TrustDeveloperCertificate { get; set; }

    public bool? DeveloperCertificateDefaultHttpsTerminationEnabled { get; set; }
}
