using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ProjectLaunch;

/// <summary>Reads Properties/launchSettings.json and picks a profile of it.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static LaunchSettings? Read(IProjectMetadata project)
    {
        if (project.LaunchSettings is { } given)
        {
            return given;
        }

        if (!File.Exists(project.ProjectPath))
        {
            throw new DistributedApplicationException($"Project file '{project.ProjectPath}' was not found.");
        }

        var file = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "Properties", "launchSettings.json");
        return File.Exists(file) ? Parse(File.ReadAllText(file), file) : null;
    }

    /// <summary>The named one, else the AppHost's own profile name, else the first that runs the project.</summary>
    public static (string Name, LaunchProfile Profile)? Choose(
        LaunchSettings? settings,
        ProjectResourceOptions options,
        string? appHostProfile
    )
    {
        if (options.ExcludeLaunchProfile)
        {
            return null;
        }

        if (options.LaunchProfileName is { } wanted)
        {
            return settings?.Profiles.GetValueOrDefault(wanted) is { } named
                ? (wanted, named)
                : throw new DistributedApplicationException(
                    $"Launch settings file does not contain '{wanted}' profile."
                );
        }

        if (appHostProfile is not null && settings?.Profiles.GetValueOrDefault(appHostProfile) is { } same)
        {
            return (appHostProfile, same);
        }

        var first = settings?.Profiles.FirstOrDefault(profile => profile.Value.CommandName == "Project");
        return first is { Value: { } profile } ? (first.Value.Key, profile) : null;
    }

    private static LaunchSettings Parse(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var settings = new LaunchSettings();
            if (document.RootElement.TryGetProperty("profiles", out var profiles))
            {
                foreach (var profile in profiles.EnumerateObject())
                {
                    settings.Profiles[profile.Name] = Profile(profile.Value);
                }
            }

            return settings;
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"Failed to parse the launch settings file '{file}'.", exception);
        }
    }

    private static LaunchProfile Profile(JsonElement json)
    {
        var profile = new LaunchProfile
        {
            CommandName = Text(json, "commandName"),
            CommandLineArgs = Text(json, "commandLineArgs"),
            LaunchUrl = Text(json, "launchUrl"),
            ApplicationUrl = Text(json, "applicationUrl"),
            LaunchBrowser =
                json.TryGetProperty("launchBrowser", out var browser) && browser.ValueKind == JsonValueKind.True,
        };
        if (json.TryGetProperty("environmentVariables", out var variables))
        {
            foreach (var variable in variables.EnumerateObject())
            {
                profile.EnvironmentVariables[variable.Name] = variable.Value.GetString() ?? string.Empty;
            }
        }

        return profile;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
