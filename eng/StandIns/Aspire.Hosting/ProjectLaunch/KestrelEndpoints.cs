using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ProjectLaunch;

/// <summary>Endpoints that a project's own appsettings declare under Kestrel:Endpoints.</summary>
internal static class KestrelEndpoints
{
    public static IReadOnlyList<EndpointAnnotation> Read(
        IProjectMetadata project,
        IResourceBuilder<ProjectResource> builder
    )
    {
        var folder = Path.GetDirectoryName(project.ProjectPath)!; // an absolute path of a file
        var environment = builder.ApplicationBuilder.Environment.EnvironmentName;
        string[] files = ["appsettings.json", $"appsettings.{environment}.json"];
        if (!files.Any(file => File.Exists(Path.Combine(folder, file))))
        {
            return [];
        }

        var configuration = new ConfigurationBuilder();
        foreach (var file in files)
        {
            configuration.AddJsonFile(Path.Combine(folder, file), optional: true, reloadOnChange: false);
        }

        return
        [
            .. configuration
                .Build()
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Where(endpoint => endpoint["Url"] is { Length: > 0 })
                .Select(Endpoint),
        ];
    }

    private static EndpointAnnotation Endpoint(IConfigurationSection section)
    {
        // Kestrel's hosts may be wildcards, which are no URI.
        var address = BindingAddress.Parse(section["Url"]!); // filtered above
        return new EndpointAnnotation(
            ProtocolType.Tcp,
            address.Scheme,
            transport: section["Protocols"] == "Http2" ? "http2" : null,
            name: section.Key.ToLowerInvariant(),
            port: address.Port
        )
        {
            FromKestrelConfiguration = true,
            KestrelName = section.Key,
        };
    }
}
