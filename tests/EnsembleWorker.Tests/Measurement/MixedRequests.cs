using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>Requests in bursts, of mixed models and lengths; some go on with an earlier conversation, which the host has cached.</summary>
internal sealed class MixedRequests(int seed, IReadOnlyList<SimulatedModel> models)
{
    private const int BlockTokens = 32;
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, ImmutableArray<ulong>> _conversations = new(StringComparer.Ordinal);
    private ulong _lastBlock;

    /// <param name="from">Seconds at which the first one may come.</param>
    public IReadOnlyList<VirtualRequest> Take(int count, double from)
    {
        var requests = new List<VirtualRequest>();
        var at = from;
        while (requests.Count < count)
        {
            var lead = models[_random.Next(models.Count)];
            var size = Math.Min(count - requests.Count, 1 + _random.Next(9));
            var spread = Seconds(lead, 100, 40);
            for (var i = 0; i < size; i++)
            {
                var model = _random.Next(8) == 0 ? models[_random.Next(models.Count)] : lead;
                requests.Add(Request(model, at + (_random.NextDouble() * spread)));
            }

            at += -Math.Log(1 - _random.NextDouble()) * size * Seconds(lead, 400, 150);
        }

        return requests;
    }

    private static double Seconds(SimulatedModel model, int prompt, int output) =>
        (prompt / model.PrefillTokensPerSecond) + (output / model.DecodeTokensPerSecond);

    private int Length(int least, int most) =>
        (int)Math.Round(least * Math.Pow((double)most / least, _random.NextDouble()));

    private VirtualRequest Request(SimulatedModel model, double at)
    {
        var goesOn = _random.Next(4) == 0 && _conversations.ContainsKey(model.Name);
        var before = goesOn ? _conversations[model.Name] : [];
        before = before.Length > 60 ? [] : before;
        var added = Enumerable.Range(0, Length(2, 60)).Select(_ => ++_lastBlock).ToArray();
        ImmutableArray<ulong> blocks = [.. before, .. added];
        _conversations[model.Name] = blocks;
        var tokens = blocks.Length * BlockTokens;
        return new VirtualRequest(at, model.Name, tokens, Length(20, 500))
        {
            Prompt = new PromptShape(tokens, blocks, BlockTokens),
            Print = new PromptPrint(0, blocks.Length * PromptPrint.BlockChars, 0, 1) { Blocks = blocks },
        };
    }
}
