using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Stops the process gracefully when its starter is gone, where <see cref="StoppingOptions.WithParent"/> asks for it.</summary>
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, IOptions<StoppingOptions> options)
    : IHostedService,
        IDisposable
{
    private readonly Stream _input = Console.OpenStandardInput();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.WithParent)
        {
            StopWithParent.Watch(_input, lifetime.StopApplication);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _input.Dispose();
}
