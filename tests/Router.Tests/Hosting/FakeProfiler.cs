using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Router.Tests;

/// <summary>A profiler that says what the test wants.</summary>
internal sealed class FakeProfiler(IHostApplicationLifetime lifetime) : Profiler.ProfilerBase
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FleetChange _view = NewView(1);

    public void Name(params Uri[] owners)
    {
        var view = NewView(_view.Version + 1);
        view.Owners.Add(owners.Select(address => new Owner { Worker = "w", Address = address.ToString() }));
        view.Models.Add(_view.Models);
        Tell(view);
    }

    public void Set(string model, ModelSettings settings)
    {
        var view = NewView(_view.Version + 1);
        view.Owners.Add(_view.Owners);
        view.Models.Add(new ModelProfile { Name = model, Settings = settings });
        Tell(view);
    }

    private static FleetChange NewView(ulong version) =>
        new()
        {
            Version = version,
            View = "view",
            Snapshot = true,
            Complete = true,
        };

    private void Tell(FleetChange view)
    {
        Volatile.Write(ref _view, view);
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _changed, next).SetResult();
    }

    public override async Task WatchFleet(
        WatchFleetRequest request,
        IServerStreamWriter<FleetChange> responseStream,
        ServerCallContext context
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        while (!ends.IsCancellationRequested)
        {
            var changed = Volatile.Read(ref _changed).Task;
            await responseStream.WriteAsync(Volatile.Read(ref _view), context.CancellationToken);
            await changed.WaitAsync(ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
