using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>A running application of a test, in a folder of its own; nothing of it is left afterwards.</summary>
internal sealed class AspireApp : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http = new();

    private AspireApp(DirectoryInfo folder, DistributedApplication app)
    {
        _folder = folder;
        App = app;
    }

    public DistributedApplication App { get; }

    public string Folder => _folder.FullName;

    public ResourceNotificationService Notifications => App.ResourceNotifications;

    /// <param name="add">Adds the resources; the text is the application's folder.</param>
    /// <param name="settings">Configuration, as on a command line: "Parameters:key=x".</param>
    public static async Task<AspireApp> StartAsync(
        Action<IDistributedApplicationBuilder, string> add,
        params string[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-");
        var builder = Builder(folder.FullName, settings);
        add(builder, folder.FullName);
        var running = new AspireApp(folder, builder.Build());
        try
        {
            await Wait.ForAsync(running.App.StartAsync(), "the application starts");
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public static IDistributedApplicationBuilder Builder(string folder, params string[] settings) =>
        DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                ProjectDirectory = folder,
                AssemblyName = typeof(AspireApp).Assembly.GetName().Name, // the test host's configuration is not ours
                Args =
                [
                    "--Aspire:StandIn:Console=false",
                    $"--Aspire:StandIn:Folder={folder}",
                    .. settings.Select(setting => $"--{setting}"),
                ],
            }
        );

    public async Task<ResourceEvent> HealthyAsync(string resource)
    {
        try
        {
            return await Wait.ForAsync(Notifications.WaitForResourceHealthyAsync(resource), $"{resource} is healthy");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message} Its log: {Log(resource)}", exception);
        }
    }

    /// <summary>The lines of a resource so far.</summary>
    public string Log(string resource) =>
        string.Join(
            '\n',
            App.Services.GetRequiredService<ResourceLoggerService>().Log(resource).Kept.Select(line => line.Content)
        );

    public Task<ResourceEvent> StateAsync(string resource, string state) =>
        Wait.ForAsync(
            Notifications.WaitForResourceAsync(resource, current => current.Snapshot.State?.Text == state),
            $"{resource} is {state}"
        );

    public CustomResourceSnapshot Snapshot(string id) =>
        Notifications.TryGetCurrentState(id, out var current)
            ? current.Snapshot
            : throw new InvalidOperationException($"Nothing is known of {id}.");

    public EndpointReference Endpoint(string resource, string endpoint) =>
        ((IResourceWithEndpoints)Resource(resource)).GetEndpoint(endpoint);

    /// <summary>GET on a resource's public address.</summary>
    public Task<string> GetAsync(string resource, string path, string endpoint = "http") =>
        Wait.ForAsync(
            _http.GetStringAsync(new Uri(new Uri(Endpoint(resource, endpoint).Url), path)),
            $"{resource} answers"
        );

    /// <summary>What an executable of a test wrote into the folder, once it is complete.</summary>
    public async Task<string> FileAsync(string name)
    {
        var path = Path.Combine(Folder, name);
        await Wait.UntilAsync(() => File.Exists(path), $"{name} is written");
        return (await File.ReadAllTextAsync(path)).Trim();
    }

    public async Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        await Wait.ForAsync(App.ResourceCommands.ExecuteCommandAsync(resource, command), $"{command} of {resource}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private IResource Resource(string name) =>
        Notifications.TryGetCurrentState(name, out var current)
            ? current.Resource
            : throw new InvalidOperationException($"Nothing is known of {name}.");
}
