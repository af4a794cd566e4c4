using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.ProjectLaunch;

/// <summary>Finds the built program of a project.</summary>
internal sealed class ProjectPrograms(Assembly? appHost)
{
    /// <summary>What the stand-in's targets write for each project: this prefix and the project's path name the program.</summary>
    public const string OutputKeyPrefix = "aspire-project-output:";

    private static readonly TimeSpan QuestionLimit = TimeSpan.FromMinutes(1);

    /// <summary>The dotnet that runs this process, which need not be the first on the path.</summary>
    public static string Dotnet { get; } = FindDotnet();

    public async Task<string> FindAsync(IProjectMetadata project, CancellationToken cancellationToken)
    {
        var program =
            Told(project.GetType().Assembly, project.ProjectPath)
            ?? Told(appHost, project.ProjectPath)
            ?? await AskAsync(project.ProjectPath, cancellationToken);
        return File.Exists(program)
            ? program
            : throw new DistributedApplicationException(
                $"The project '{project.ProjectPath}' is not built: there is no '{program}'. Build it first: "
                    + $"dotnet build \"{project.ProjectPath}\" · 프로젝트가 빌드되지 않았습니다."
            );
    }

    private static string? Told(Assembly? assembly, string projectPath) =>
        assembly
            ?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == OutputKeyPrefix + projectPath)
            ?.Value;

    /// <summary>A project that was added by its path alone: only MSBuild knows. Takes a second.</summary>
    private async Task<string> AskAsync(string projectPath, CancellationToken cancellationToken)
    {
        if (!File.Exists(projectPath))
        {
            throw new DistributedApplicationException($"Project file '{projectPath}' was not found.");
        }

        using var build = Process.Start(
            new ProcessStartInfo(Dotnet)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                ArgumentList =
                {
                    "msbuild",
                    projectPath,
                    "-nologo",
                    "-nodeReuse:false",
                    "-getProperty:TargetPath",
                    $"-property:Configuration={Configuration()}",
                },
            }
        )!;
        var output = build.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = build.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await build.WaitForExitAsync(cancellationToken).WaitAsync(QuestionLimit, cancellationToken);
        }
        catch
        {
            build.Kill(entireProcessTree: true);
            throw;
        }

        return build.ExitCode == 0
            ? (await output).Trim()
            : throw new DistributedApplicationException(
                $"MSBuild could not tell where the project '{projectPath}' is built to: {await output}{await errors}"
            );
    }

    private string Configuration() =>
        appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } configuration
            ? configuration
            : "Debug";

    private static string FindDotnet()
    {
        // …/dotnet/shared/Microsoft.NETCore.App/<version>/
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(host) ? host : "dotnet";
    }
}
