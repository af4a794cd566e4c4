using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ProjectLaunch;

internal sealed class ProjectAtPath(string path) : IProjectMetadata
{
    public string ProjectPath { get; } = path;
}

/// <summary>What every project gets: telemetry, its launch profile, its endpoints and the variables made of them.</summary>
internal static class ProjectDefaults
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffffff ";

    public static IResourceBuilder<ProjectResource> WithProjectDefaults(
        this IResourceBuilder<ProjectResource> builder,
        IProjectMetadata metadata,
        ProjectResourceOptions options
    )
    {
        OtlpEnvironment.Add(builder, required: null);
        builder.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        builder.WithEnvironment("LOGGING__CONSOLE__FORMATTEROPTIONS__TIMESTAMPFORMAT", TimestampFormat);
        var appHostProfile = builder.ApplicationBuilder.Configuration["DOTNET_LAUNCH_PROFILE"];
        var chosen = LaunchProfiles.Choose(LaunchProfiles.Read(metadata), options, appHostProfile);
        if (chosen is { } profile)
        {
            AddProfile(builder, profile.Name, profile.Profile);
        }
        else
        {
            builder.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }

        var kestrel = options.ExcludeKestrelEndpoints ? [] : KestrelEndpoints.Read(metadata, builder);
        foreach (var endpoint in kestrel)
        {
            builder.WithAnnotation(endpoint);
        }

        if (kestrel.Count == 0 && chosen?.Profile.ApplicationUrl is { } urls)
        {
            AddEndpoints(builder, urls);
        }

        return builder.WithEnvironment(ProjectAddresses.Set);
    }

    private static void AddProfile(IResourceBuilder<ProjectResource> builder, string name, LaunchProfile profile)
    {
        builder.WithAnnotation(new LaunchProfileAnnotation(name));
        builder.WithEnvironment("DOTNET_LAUNCH_PROFILE", name);
        builder.WithEnvironment(context =>
        {
            foreach (var (variable, value) in profile.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(variable, value);
            }
        });
        if (profile.CommandLineArgs is { Length: > 0 } arguments)
        {
            builder.WithArgs([.. CommandLine.Split(arguments)]);
        }
    }

    /// <summary>Named after their schemes; a further one of the same scheme gets a number.</summary>
    private static void AddEndpoints(IResourceBuilder<ProjectResource> builder, string urls)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var uri = new Uri(url);
            var count = names[uri.Scheme] = names.GetValueOrDefault(uri.Scheme) + 1;
            var name = count == 1 ? uri.Scheme : $"{uri.Scheme}{count}";
            builder.WithAnnotation(
                new EndpointAnnotation(ProtocolType.Tcp, uri.Scheme, name: name, port: uri.Port > 0 ? uri.Port : null)
                {
                    FromLaunchProfile = true,
                }
            );
        }
    }
}
