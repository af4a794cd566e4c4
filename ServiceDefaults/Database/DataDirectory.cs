using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

internal static class DataDirectory
{
    public const string EnvironmentKey = "ORCHESTRATOR_DATA_DIRECTORY";

    private const string DefaultName = "data";

    public static string Of(DataOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        string?[] choices = [options.Directory, configuration[EnvironmentKey], DefaultName];
        var chosen = choices.First(choice => !string.IsNullOrWhiteSpace(choice)) ?? DefaultName;
        return Path.GetFullPath(chosen, environment.ContentRootPath);
    }
}
