using System.Reflection;
using Aspire.Hosting.Building;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

internal sealed class EmptyTestingBuilder(IDistributedApplicationBuilder empty) : TestingBuilder(empty)
{
    public static EmptyTestingBuilder Create(string[] args, Assembly test)
    {
        var outer = ApplicationObservation.Current;
        ApplicationObservation.Current = new Defaults(test);
        try
        {
            return new EmptyTestingBuilder(DistributedApplication.CreateBuilder(args));
        }
        finally
        {
            ApplicationObservation.Current = outer;
        }
    }

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Inner.Build());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Defaults(Assembly test) : IApplicationObserver
    {
        public void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
            TestDefaults.Apply(options, settings, test);

        public void Constructed(DistributedApplicationBuilder builder) { }

        public void Building(DistributedApplicationBuilder builder) { }

        public void Built(DistributedApplication application) { }
    }
}
