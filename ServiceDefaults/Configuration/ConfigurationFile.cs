using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace Orchestrator.ServiceDefaults;

/// <summary>One JSON file for all processes, below environment variables and the command line.</summary>
internal static class ConfigurationFile
{
    /// <summary>Names the file. A file named here must exist; without it, orchestrator.json is read if it is there.</summary>
    public const string PathKey = "ORCHESTRATOR_CONFIG";

    private const string DefaultName = "orchestrator.json";

    // Quiet by default: these libraries log one line or more for each request at Information.
    private static readonly Dictionary<string, string?> _levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Grpc"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
    };

    public static void AddConfigurationFile(this WebApplicationBuilder builder)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        sources.Insert(0, new MemoryConfigurationSource { InitialData = _levels });
        var named = builder.Configuration[PathKey];
        var path = Path.GetFullPath(
            named is { Length: > 0 } ? named : DefaultName,
            builder.Environment.ContentRootPath
        );
        if (named is { Length: > 0 } && !File.Exists(path))
        {
            throw new WrongSettingException($"{PathKey} names '{path}', and there is no such file.");
        }

        var file = new JsonConfigurationSource
        {
            Path = path,
            Optional = string.IsNullOrEmpty(named),
            // Options are read once; a file that changes half-way would leave a process between two states.
            ReloadOnChange = false,
        };
        file.ResolveFileProvider();
        sources.Insert(PlaceOfFile(sources), file);
    }

    /// <returns>The place directly below the environment and the command line, whatever else was added before.</returns>
    private static int PlaceOfFile(IList<IConfigurationSource> sources)
    {
        for (var i = 1; i < sources.Count; i++)
        {
            if (
                sources[i] is CommandLineConfigurationSource
                || sources[i] is EnvironmentVariablesConfigurationSource { Prefix: null or "" }
            )
            {
                return i;
            }
        }

        return 1;
    }
}
