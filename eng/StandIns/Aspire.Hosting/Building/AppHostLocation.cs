using System.Reflection;

namespace Aspire.Hosting.Building;

/// <summary>Where the AppHost's project lies: relative paths of the model start there.</summary>
internal static class AppHostLocation
{
    private const string ProjectPathKey = "apphostprojectpath";

    public static Assembly? AssemblyOf(DistributedApplicationOptions options) =>
        options.AssemblyName is { Length: > 0 } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();

    public static string DirectoryOf(DistributedApplicationOptions options, Assembly? assembly) =>
        options.ProjectDirectory ?? BuiltFrom(assembly) ?? Directory.GetCurrentDirectory();

    private static string? BuiltFrom(Assembly? assembly)
    {
        // An application that was copied to another machine has no project there.
        var path = assembly
            ?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => string.Equals(metadata.Key, ProjectPathKey, StringComparison.OrdinalIgnoreCase))
            ?.Value;
        return Directory.Exists(path) ? path : null;
    }
}
