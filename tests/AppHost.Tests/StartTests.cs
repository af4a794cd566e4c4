using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.AppHost.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_stop_that_is_asked_for_before_everything_has_started_is_no_failure()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.Services.AddHostedService<StopsWhileItStarts>();

        await Wait.ForAsync(Start.RunToTheEndAsync(builder.Build()), "the run ends");
    }

    [Fact]
    public async Task Any_other_end_of_a_start_is_one()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.Services.AddHostedService<GivesUp>();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Start.RunToTheEndAsync(builder.Build()));
    }

    private sealed class StopsWhileItStarts(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class GivesUp : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new OperationCanceledException("too slow");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
