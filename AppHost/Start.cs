using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.AppHost;

/// <summary>From the command line to an exit code: what is decided and checked before the first part starts.</summary>
internal static class Start
{
    /// <summary>Services finish running answers for 30 s and clean up for up to 10 s; after this one is killed.</summary>
    private static readonly TimeSpan _serviceStopLimit = TimeSpan.FromSeconds(45);

    /// <summary>The gateway stops first, then those that it called, then the servers.</summary>
    private static readonly TimeSpan _stopLimit = TimeSpan.FromMinutes(3);

    private const string RandomPorts = "DcpPublisher:RandomizePorts";

    // Settings of the stand-in's runner; the genuine packages know no such keys.
    private const string StopGrace = "Aspire:StandIn:StopGrace";
    private const string LogFolder = "Aspire:StandIn:LogFolder";

    /// <summary>With the genuine packages containers bring the servers, and there is a dashboard.</summary>
    public static bool HasGenuinePackages { get; } =
        typeof(Start)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(metadata => metadata is { Key: "UpstreamPackages", Value: "true" });

    /// <param name="describe">Adds the parts of the system to the builder.</param>
    /// <returns>An exit code (<see cref="ExitCodes"/>).</returns>
    public static async Task<int> RunAsync(string[] args, Action<IDistributedApplicationBuilder, Plan> describe)
    {
        if (OperatingSystem.IsWindows())
        {
            // Its console would show Korean as question marks.
            Console.OutputEncoding = Encoding.UTF8;
        }

        switch (AppHostOptions.Parse(args))
        {
            case AppHostOptions.Parsed.Help:
                Console.WriteLine(AppHostOptions.HelpText);
                return ExitCodes.Success;
            case AppHostOptions.Parsed.Wrong wrong:
                return await FailAsync($"{wrong.Message}\n\n{AppHostOptions.HelpText}", ExitCodes.WrongArguments);
            case AppHostOptions.Parsed.Valid valid:
                return await TryRunAsync(valid.Options, describe);
            default:
                return ExitCodes.Failed;
        }
    }

    private static async Task<int> TryRunAsync(
        AppHostOptions options,
        Action<IDistributedApplicationBuilder, Plan> describe
    )
    {
        try
        {
            return await RunAsync(options, describe);
        }
        catch (Exception exception) when (exception is StartException or DistributedApplicationException)
        {
            return await FailAsync(exception.Message, ExitCodes.Failed);
        }
    }

    private static async Task<int> RunAsync(
        AppHostOptions options,
        Action<IDistributedApplicationBuilder, Plan> describe
    )
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = [.. options.Settings],
                DashboardApplicationName = "Orchestrator",
            }
        );
        var port = PortOf(options, builder.Configuration);
        using var folder = DataFolder.Open(FolderOf(options, builder));
        var shape = ShapeOf(options.Mode);
        var ollama = options.ForceSimulated ? null : await FindOllamaAsync();
        Console.WriteLine(StartReport.Found(ollama, options.ForceSimulated));
        var outcome = new Outcome();
        builder.Services.AddSingleton(outcome);
        builder.Services.AddHostedService<HangUp>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<RunCommandWatch>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _stopLimit);
        builder.Configuration[StopGrace] = _serviceStopLimit.ToString();
        builder.Services.AddLogging(logs => logs.SetMinimumLevel(LogLevel.Warning));
        // A terminal is for what needs a person.
        builder.Configuration[LogFolder] = DataFolder.LogsOf(folder.Path);
        var credential = builder.AddParameter(
            "service-credential",
            new GenerateParameterDefault { MinLength = 64, Special = false },
            secret: true
        );
        describe(builder, new Plan(shape, ollama, port, folder.Path, credential));
        await RunToTheEndAsync(builder.Build());
        return outcome.ExitCode;
    }

    internal static async Task RunToTheEndAsync(DistributedApplication application)
    {
        await using var disposed = application;
        var stopping = application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await application.StartAsync(stopping);
        }
        // Asked to stop before everything had been started: as good an end as any. To be asked here: the disposal stops it, too.
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        await application.WaitForShutdownAsync(CancellationToken.None);
    }

    private static string FolderOf(AppHostOptions options, IDistributedApplicationBuilder builder) =>
        options.DataFolder
        ?? (
            builder.Configuration[DataFolder.Variable] is { Length: > 0 } set
                ? set
                : Path.Combine(builder.AppHostDirectory, "..", "artifacts", "run")
        );

    /// <returns>Null when any port will do: a test host asks for random ones, whatever the model says.</returns>
    private static int? PortOf(AppHostOptions options, ConfigurationManager configuration)
    {
        if (configuration.GetValue<bool>(RandomPorts))
        {
            return null;
        }

        return PortCheck.ProblemOf(options.Port) is { } problem
            ? throw new StartException(StartReport.PortUnusable(options.Port, problem))
            : options.Port;
    }

    private static Shape ShapeOf(Shape? asked)
    {
        switch (ShapeChoice.Of(asked, HasGenuinePackages ? [] : InstalledPrograms.MissingServers()))
        {
            case ShapeChoice.Chosen chosen:
                Console.WriteLine(ShapeReport.Chosen(chosen, HasGenuinePackages));
                return chosen.Shape;
            case ShapeChoice.Impossible impossible:
                throw new StartException(ShapeReport.Impossible(impossible.Missing));
            default:
                throw new InvalidOperationException("Every choice has a case.");
        }
    }

    private static async Task<Uri?> FindOllamaAsync()
    {
        // It is on this machine or beside it, whatever proxy the environment names.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        return await LocalOllama.FindAsync(
            http,
            Environment.GetEnvironmentVariable("OLLAMA_HOST"),
            CancellationToken.None
        );
    }

    private static async Task<int> FailAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
