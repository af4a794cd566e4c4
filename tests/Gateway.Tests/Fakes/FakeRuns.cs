using System.Threading.Channels;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>Runs of several steps as the test tells them, whichever worker is asked.</summary>
internal sealed class FakeRuns
{
    private readonly Channel<ControlRunRequest> _controls = Channel.CreateUnbounded<ControlRunRequest>();
    private int _controlled;
    private readonly List<StartRunRequest> _started = [];
    private readonly List<WatchRunRequest> _watched = [];

    /// <summary>Throws what a start throws; its argument counts the starts from 1.</summary>
    public Action<int> OnStart { get; set; } = _ => { };

    /// <summary>What a watch gives; its first argument counts the watches from 1.</summary>
    public Func<int, WatchRunRequest, IServerStreamWriter<RunEvent>, CancellationToken, Task> OnWatch { get; set; } =
        (_, request, stream, _) => TellAsync(stream, RunEvents.Answered(request.RunId, "Hello", " world"));

    public Func<string, RunView> OnView { get; set; } = id => RunEvents.View(id, "Hello world");

    /// <summary>What a list gives.</summary>
    public Func<ListRunsRequest, ListRunsResponse> OnList { get; set; } = _ => new ListRunsResponse();

    /// <summary>The state after a control; its argument counts the controls from 1.</summary>
    public Func<int, string> OnControl { get; set; } = _ => "stopped";

    public IReadOnlyList<StartRunRequest> Started => Copy(_started);

    public IReadOnlyList<WatchRunRequest> Watched => Copy(_watched);

    public Task<ControlRunRequest> NextControlAsync() =>
        _controls.Reader.ReadAsync().AsTask().Within("a worker is told what to do with a run");

    public bool WasControlled => _controls.Reader.TryPeek(out _);

    public static async Task TellAsync(IServerStreamWriter<RunEvent> stream, IEnumerable<RunEvent> events)
    {
        foreach (var one in events)
        {
            await stream.WriteAsync(one);
        }
    }

    public Task<StartRunResponse> StartAsync(StartRunRequest request)
    {
        OnStart(Add(_started, request));
        return Task.FromResult(new StartRunResponse { RunId = request.RunId });
    }

    public Task WatchAsync(WatchRunRequest request, IServerStreamWriter<RunEvent> stream, ServerCallContext context) =>
        OnWatch(Add(_watched, request), request, stream, context.CancellationToken);

    public Task<ControlRunResponse> ControlAsync(ControlRunRequest request)
    {
        var count = Interlocked.Increment(ref _controlled);
        _controls.Writer.TryWrite(request);
        return Task.FromResult(new ControlRunResponse { State = OnControl(count) });
    }

    private static int Add<T>(List<T> list, T item)
    {
        lock (list)
        {
            list.Add(item);
            return list.Count;
        }
    }

    private static IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }
}
