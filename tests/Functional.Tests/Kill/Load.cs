using System.Collections.Concurrent;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>Clients that ask without a pause until they are told to stop; each then finishes the answer it is reading.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Model, Answer Answer)> _answers = new();
    private readonly CancellationTokenSource _noMore = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Task _clients;

    private Load(RunningCluster cluster, IEnumerable<string> models) =>
        _clients = Task.WhenAll(models.Select((model, turn) => AskAsync(new LoadClient(cluster, model), model, turn)));

    public static Load Start(RunningCluster cluster, int singles, int ensembles) =>
        new(cluster, [.. Enumerable.Repeat("auto", singles), .. Enumerable.Repeat("ensemble", ensembles)]);

    public IReadOnlyList<Answer> Singles => Of("auto");

    public IReadOnlyList<Answer> Ensembles => Of("ensemble");

    public async Task StopAsync()
    {
        await _noMore.CancelAsync();
        await _clients.WaitAsync(TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        await _noMore.CancelAsync();
        await _abort.CancelAsync();
        try
        {
            await _clients;
        }
        catch (OperationCanceledException)
        {
            // A test that has failed does not wait for its clients.
        }

        _noMore.Dispose();
        _abort.Dispose();
    }

    /// <summary>The latest answers, for the message of a failed test.</summary>
    public string Latest => string.Join('\n', _answers.TakeLast(3));

    private IReadOnlyList<Answer> Of(string model) =>
        [.. _answers.Where(answer => answer.Model == model).Select(answer => answer.Answer)];

    private async Task AskAsync(LoadClient client, string model, int turn)
    {
        while (!_noMore.IsCancellationRequested)
        {
            _answers.Enqueue((model, await client.AskAsync(turn++, _abort.Token)));
        }
    }
}
