using System.Diagnostics;
using System.Text.Json;

namespace Orchestrator.StandIns.Tests.Switch;

internal sealed record Item(string Identity, string? Version);

/// <summary>What MSBuild makes of a project file below this repository's root, with the genuine packages or without.</summary>
internal sealed class EvaluatedProject
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly JsonElement _items;

    private EvaluatedProject(JsonElement items) => _items = items;

    public IReadOnlyList<Item> Packages => Items("PackageReference");

    public IReadOnlyList<Item> Projects => Items("ProjectReference");

    public IReadOnlyList<Item> Versions => Items("PackageVersion");

    public static string Root { get; } = FindRoot();

    public static async Task<EvaluatedProject> OfAsync(string project, bool upstreamPackages)
    {
        using var build = Process.Start(Command(project, upstreamPackages))!;
        var output = build.StandardOutput.ReadToEndAsync();
        var errors = build.StandardError.ReadToEndAsync();
        await build.WaitForExitAsync().WaitAsync(Deadline);
        Assert.True(build.ExitCode == 0, $"dotnet msbuild ended with {build.ExitCode}: {await output}{await errors}");
        using var document = JsonDocument.Parse(await output);
        return new EvaluatedProject(document.RootElement.GetProperty("Items").Clone());
    }

    private static ProcessStartInfo Command(string project, bool upstreamPackages)
    {
        var command = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "msbuild",
                project,
                "-nologo",
                "-nodeReuse:false",
                "-getItem:PackageReference",
                "-getItem:ProjectReference",
                "-getItem:PackageVersion",
            },
        };
        command.Environment.Remove("UpstreamPackages"); // the switch works from the environment, too
        if (upstreamPackages)
        {
            command.ArgumentList.Add("-p:UpstreamPackages=true");
        }

        return command;
    }

    private List<Item> Items(string kind) =>
        _items
            .GetProperty(kind)
            .EnumerateArray()
            .Select(item => new Item(
                item.GetProperty("Identity").GetString()!.Replace('\\', '/'),
                item.TryGetProperty("Version", out var version) ? version.GetString() : null
            ))
            .ToList();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder =
                folder.Parent ?? throw new InvalidOperationException("Directory.Packages.props is not above the test.");
        }

        return folder.FullName;
    }
}
