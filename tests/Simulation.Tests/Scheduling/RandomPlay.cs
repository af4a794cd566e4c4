using System.Globalization;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Plays random events on a host: callers that come and hang up, loads that fail, a machine that changes.</summary>
internal sealed class RandomPlay
{
    private const int OpenMax = 40;
    private static readonly string[] _models = ["llama3.2:3b", "qwen3:8b", "gemma3:12b", "nomic-embed-text:latest"];
    private readonly HostConfig _whole = HostScript.Config(_models) with
    {
        NumParallel = 3,
        PendingMax = 6,
        LoadedModelsMax = 3,
        Gpus = HostScript.Gpus(12, 8),
    };

    private readonly Random _random;
    private long _digests;

    public RandomPlay(int seed)
    {
        _random = new Random(seed);
        Host = new HostScript(_whole);
    }

    public HostScript Host { get; }

    /// <summary>Requests that have had no end yet.</summary>
    public List<long> Open { get; } = [];

    public void Next()
    {
        Act(_random.Next(100));
        Open.RemoveAll(id => Host.Refused(id) || Host.Error(id) is not null);
    }

    /// <summary>Ends all that runs, until nothing waits any more.</summary>
    public void Finish()
    {
        for (var round = 0; round < 500 && Open.Count > 0; round++)
        {
            if (IsLoading)
            {
                Host.EndLoad();
            }

            foreach (var id in Open.Where(Host.Started).ToArray())
            {
                End(id, RequestEnd.Finished);
            }

            Open.RemoveAll(id => Host.Error(id) is not null);
        }
    }

    private bool IsLoading => Host.State.Runners.Values.Any(runner => runner.IsLoading);

    private string AnyModel => _models[_random.Next(_models.Length)];

    private void Act(int dice)
    {
        switch (dice)
        {
            case < 40 when Open.Count < OpenMax:
                Open.Add(Arrive());
                break;
            case < 75 when Open.Count > 0:
                EndAny();
                break;
            case < 88 when IsLoading:
                Host.EndLoad();
                break;
            case 88 when IsLoading:
                Host.FailLoad(_random.Next(2) == 0 ? LoadFailure.OutOfMemory : LoadFailure.Stalled);
                break;
            case 89:
                Host.Do(new HostEvent.UnloadAsked(AnyModel));
                break;
            case 90 or 91:
                Host.Reconfigure(Change);
                break;
            case 92 when _random.Next(10) == 0:
                Host.Do(new HostEvent.Crashed());
                break;
            default:
                Host.Wait(TimeSpan.FromSeconds(_random.Next(5)));
                break;
        }
    }

    private long Arrive() =>
        Host.Arrive(
            AnyModel,
            _random.Next(4) == 0 ? TimeSpan.FromSeconds(_random.Next(100)) : null,
            new RunnerOptions(
                NumCtx: _random.Next(10) == 0 ? 8192 : null,
                NumGpu: _random.Next(20) == 0 ? _random.Next(30) : -1,
                Shift: _random.Next(20) > 0
            ),
            _random.Next(8) == 0,
            new PromptShape(500, [.. Enumerable.Range(0, 5).Select(_ => (ulong)_random.Next(2))], 100)
        );

    private void EndAny()
    {
        var id = Open[_random.Next(Open.Count)];
        var how = !Host.Started(id) || _random.Next(3) == 0 ? RequestEnd.Cancelled : RequestEnd.Finished;
        End(id, how == RequestEnd.Finished && _random.Next(20) == 0 ? RequestEnd.OutOfMemory : how);
    }

    private void End(long id, RequestEnd how)
    {
        Open.Remove(id);
        Host.End(id, how);
    }

    private HostConfig Change(HostConfig config) =>
        _random.Next(6) switch
        {
            0 => config with { Gpus = HostScript.Gpus(_random.Next(1, 13), _random.Next(1, 9)) },
            1 => config with { Gpus = HostScript.Gpus([.. Enumerable.Repeat(8, _random.Next(3))]) },
            2 => config with { NumParallel = _random.Next(1, 5), KvCacheType = (KvCacheType)_random.Next(3) },
            3 => config with { Models = config.Models.Remove(AnyModel) },
            4 when config.Models.Count > 0 => config with { Models = Replaced(config) },
            _ => _whole,
        };

    private System.Collections.Immutable.ImmutableSortedDictionary<string, Simulation.Models.SimulatedModel> Replaced(
        HostConfig config
    )
    {
        var model = config.Models.Values.ElementAt(_random.Next(config.Models.Count));
        var digest = (++_digests).ToString("x64", CultureInfo.InvariantCulture);
        return config.Models.SetItem(model.Name, model with { Digest = digest });
    }
}
