using System.Xml.Linq;

namespace Orchestrator.StandIns.Tests.Switch;

/// <summary>A project that asks for everything that the switch concerns, evaluated both ways, once for all tests.</summary>
public sealed class SwitchProbe : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(
        EvaluatedProject.Root,
        "artifacts",
        "switch-probe",
        Path.GetRandomFileName()
    );

    /// <summary>
    /// Not for a project to name: from 13.2 on Aspire.AppHost.Sdk brings it as an implicit reference, in a version of its own, and
    /// NuGet refuses a second version of such a package (NU1009).
    /// </summary>
    internal const string OfTheAppHostSdk = "Aspire.Hosting.AppHost";

    /// <summary>The stand-ins that a project names with <c>StandInFor</c>: whole packages, not parts of genuine ones.</summary>
    internal static IReadOnlyList<string> WholePackages { get; } =
        Directory
            .EnumerateFiles(
                Path.Combine(EvaluatedProject.Root, "eng", "StandIns"),
                "*.csproj",
                SearchOption.AllDirectories
            )
            .Where(project => !XDocument.Load(project).Descendants("PackageId").Any())
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(package => package != OfTheAppHostSdk)
            .Order(StringComparer.Ordinal)
            .ToList();

    internal EvaluatedProject Default { get; private set; } = null!; // set before the first test runs

    internal EvaluatedProject Upstream { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        var project = Path.Combine(_folder, "Probe.csproj");
        await File.WriteAllTextAsync(project, Text());
        Default = await EvaluatedProject.OfAsync(project, upstreamPackages: false);
        Upstream = await EvaluatedProject.OfAsync(project, upstreamPackages: true);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string Text() =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Grpc.AspNetCore" />
                <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite.Core" />
                {string.Concat(WholePackages.Select(id => $"<StandInFor Include=\"{id}\" />"))}
              </ItemGroup>
            </Project>
            """;
}
