using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application under test differs from one that somebody starts: no dashboard, no fixed ports.</summary>
internal static class TestDefaults
{
    private const string RandomPorts = "DcpPublisher:RandomizePorts";
    private const string EnvironmentKey = "DOTNET_ENVIRONMENT";
    private const string WebEnvironmentKey = "ASPNETCORE_ENVIRONMENT";

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        Assembly appHost
    )
    {
        options.AssemblyName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.Configuration ??= new ConfigurationManager();
        var profile = LaunchProfileVariables.Of(appHost);
        settings.Configuration.AddInMemoryCollection(
            profile.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":"), (string?)variable.Value))
        );
        settings.Configuration.AddInMemoryCollection([KeyValuePair.Create(RandomPorts, (string?)"true")]);
        settings.EnvironmentName ??=
            profile.GetValueOrDefault(EnvironmentKey) ?? profile.GetValueOrDefault(WebEnvironmentKey);
    }
}
