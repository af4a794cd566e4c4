using System.Text;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.AppHost;

/// <summary>
/// Started by <c>dotnet run</c>, the system ends with that process, which takes Ctrl+C and SIGTERM along, but cannot do so when it
/// is killed itself. Any other parent may go: behind nohup, the shell does.
/// </summary>
internal sealed class RunCommandWatch(IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private const string Processes = "/proc";

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        OperatingSystem.IsLinux() ? WatchAsync(stoppingToken) : Task.CompletedTask;

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        try
        {
            var parent = Parent();
            if (!RunCommand.Is(CommandLineOf(parent)))
            {
                return;
            }

            using var timer = new PeriodicTimer(_interval, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (Parent() != parent)
                {
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        // Asked to stop; or there is no /proc to look into.
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or UnauthorizedAccessException) { }
    }

    private static int Parent() => RunCommand.ParentIn(File.ReadAllText($"{Processes}/self/stat"));

    private static string CommandLineOf(int process) =>
        Encoding.UTF8.GetString(File.ReadAllBytes($"{Processes}/{process}/cmdline"));
}
