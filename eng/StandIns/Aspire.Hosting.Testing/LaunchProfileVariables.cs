using System.Reflection;
using System.Text.Json;

namespace Aspire.Hosting.Testing;

/// <summary>The variables of the AppHost's first launch profile, as <c>dotnet run</c> would set them.</summary>
internal static class LaunchProfileVariables
{
    private const string ProjectPathKey = "apphostprojectpath";
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static IReadOnlyDictionary<string, string> Of(Assembly appHost)
    {
        var project = appHost
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == ProjectPathKey)
            ?.Value;
        var file = Path.Combine(project ?? "", "Properties", "launchSettings.json");
        if (project is null || !File.Exists(file))
        {
            return new Dictionary<string, string>();
        }

        using var settings = JsonDocument.Parse(File.ReadAllText(file), Lenient);
        return
            settings.RootElement.TryGetProperty("profiles", out var profiles)
            && profiles.EnumerateObject().Select(profile => profile.Value).FirstOrDefault(IsProject)
                is { ValueKind: JsonValueKind.Object } first
            ? Variables(first)
            : new Dictionary<string, string>();
    }

    private static bool IsProject(JsonElement profile) =>
        profile.TryGetProperty("commandName", out var command) && command.GetString() == "Project";

    private static Dictionary<string, string> Variables(JsonElement profile)
    {
        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (profile.TryGetProperty("applicationUrl", out var url) && url.GetString() is { Length: > 0 } urls)
        {
            variables["ASPNETCORE_URLS"] = urls;
        }

        if (profile.TryGetProperty("environmentVariables", out var set))
        {
            foreach (var variable in set.EnumerateObject())
            {
                variables[variable.Name] = variable.Value.GetString() ?? "";
            }
        }

        return variables;
    }
}
