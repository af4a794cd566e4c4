using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire.Servers;

/// <summary>An AppHost of servers alone, with its private instances in a folder of the test's own.</summary>
internal sealed class ServerApplication : IAsyncDisposable
{
    // RabbitMQ needs three seconds, and many times that when other tests run beside it.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    private readonly bool _keepsFolder;
    private DistributedApplication? _application;

    /// <param name="folder">Of an earlier application, for what stays; null: one of its own.</param>
    public ServerApplication(string? folder = null)
    {
        _keepsFolder = folder is not null;
        Folder = folder ?? NewFolder();
        Builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                ProjectDirectory = Folder,
                DisableDashboard = true,
                Args = [$"--Aspire:StandIn:Folder={Folder}", "--Aspire:StandIn:Console=false"],
            }
        );
    }

    public string Folder { get; }

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication Application =>
        _application ?? throw new InvalidOperationException("The application has not been started.");

    /// <summary>Starts it and waits until all of these are healthy.</summary>
    public async Task StartAsync(params string[] healthy)
    {
        _application = Builder.Build();
        await _application.StartAsync();
        foreach (var name in healthy)
        {
            await HealthyAsync(name);
        }
    }

    /// <summary>Everybody may pass through it: PostgreSQL is another user when the tests are root.</summary>
    public static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-apphost-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.OtherExecute;
        }

        return folder.FullName;
    }

    public Task HealthyAsync(string name) =>
        WithinAsync(Application.ResourceNotifications.WaitForResourceHealthyAsync(name), $"{name} is healthy");

    public Task InStateAsync(string name, string state) =>
        WithinAsync(Application.ResourceNotifications.WaitForResourceAsync(name, state), $"{name} is {state}");

    public int ProcessId(string name)
    {
        Assert.True(Application.ResourceNotifications.TryGetCurrentState(name, out var current));
        return current
            .Snapshot.Properties.Where(at => at.Name == "executable.pid")
            .Select(at => Convert.ToInt32(at.Value, CultureInfo.InvariantCulture))
            .Single();
    }

    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            await application.StopAsync();
            await application.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_keepsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    public static Task<string?> ConnectionStringAsync(IResourceBuilder<IResourceWithConnectionString> builder) =>
        builder.Resource.GetConnectionStringAsync().AsTask();

    private static async Task WithinAsync(Task task, string what)
    {
        await Wait.UntilAsync(() => Task.FromResult(task.IsCompleted), () => what, _limit);
        await task;
    }
}
