using System.Globalization;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>Everything that runs during a measurement: the stub, and the ways to it.</summary>
internal sealed class Course : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _started = [];
    private readonly List<Target> _targets = [];

    private Course(ChildProcess stub) => Stub = new TargetProcess("stub", stub.Id);

    public TargetProcess Stub { get; }

    /// <summary>The direct way first.</summary>
    public IReadOnlyList<Target> Targets => _targets;

    /// <param name="folder">For logs, data and configurations; the caller deletes it.</param>
    /// <param name="options">Which ways, those whose program is not installed left out; and further settings.</param>
    /// <param name="progress">Says what is left out.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    public static async Task<Course> StartAsync(
        string folder,
        BenchmarkOptions options,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var port = FreePort.Take();
        var stub = StartStub(folder, port);
        var course = new Course(stub);
        course._started.Add(stub);
        try
        {
            await Ready.WaitAsync(AddressOf(port, "api/version"), "stub", stub, cancellationToken);
            course._targets.Add(new Target(Target.Direct, "the stub itself", Ready.EndPointOf(AddressOf(port)), []));
            await course.AddOwnAsync(folder, port, options, cancellationToken);
            await course.AddNginxAsync(folder, port, options.Targets, progress, cancellationToken);
            await course.AddNodeAsync(folder, port, options.Targets, progress, cancellationToken);
            return course;
        }
        catch
        {
            await course.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _targets.ForEach(target => target.Dispose());
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }
    }

    private static ChildProcess StartStub(string folder, int port) =>
        ChildProcess.Start("stub", folder, "dotnet", [typeof(Course).Assembly.Location, "stub", Text(port)]);

    private async Task AddOwnAsync(
        string folder,
        int stubPort,
        BenchmarkOptions options,
        CancellationToken cancellationToken
    )
    {
        var own = new OwnProcesses(folder, stubPort, options.HasTelemetry);
        _started.Add(own);
        own.Start(options.Settings);
        _targets.Add(await own.ReadyAsync(cancellationToken));
    }

    private Task AddNginxAsync(
        string folder,
        int stubPort,
        IReadOnlyCollection<string> names,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var port = FreePort.Take();
        return AddAsync(
            Target.Nginx,
            "nginx as reverse proxy before the stub",
            names.Contains(Target.Nginx) ? NginxProxy.Find() : null,
            program => NginxProxy.Start(program, folder, port, stubPort),
            port,
            progress,
            cancellationToken
        );
    }

    private Task AddNodeAsync(
        string folder,
        int stubPort,
        IReadOnlyCollection<string> names,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var port = FreePort.Take();
        var script = Path.Combine(AppContext.BaseDirectory, "Targets", "node-proxy.mjs");
        return AddAsync(
            Target.Node,
            "a minimal node:http proxy of one process before the stub (no gateway product)",
            names.Contains(Target.Node) ? Programs.OnPath("node").FirstOrDefault() : null,
            node => ChildProcess.Start(Target.Node, folder, node, [script, Text(port), Text(stubPort)]),
            port,
            progress,
            cancellationToken
        );
    }

    private async Task AddAsync(
        string name,
        string label,
        string? program,
        Func<string, ChildProcess> start,
        int port,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        if (program is null)
        {
            progress($"{name} is left out: not asked for, or not installed.");
            return;
        }

        var process = start(program);
        _started.Add(process);
        await Ready.WaitAsync(AddressOf(port, "api/version"), "stub", process, cancellationToken);
        _targets.Add(new Target(name, label, Ready.EndPointOf(AddressOf(port)), [new TargetProcess(name, process.Id)]));
    }

    private static Uri AddressOf(int port, string path = "") => new($"http://127.0.0.1:{Text(port)}/{path}");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
