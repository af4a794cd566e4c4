using System.Collections.Immutable;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Figures;

/// <summary>Which models a workload asks for, and how much of each. Memory grows with the models, not with requests.</summary>
public sealed class DemandTally
{
    private readonly SortedDictionary<string, (long Requests, double Prompt, double Answer)> _models = new(
        StringComparer.Ordinal
    );

    public long Requests { get; private set; }

    /// <summary>When the last request came, since the beginning.</summary>
    public TimeSpan LastAt { get; private set; }

    public double Tokens { get; private set; }

    public ImmutableArray<ModelDemand> Models =>
        [
            .. _models.Select(model => new ModelDemand(
                model.Key,
                (double)model.Value.Requests / Requests,
                model.Value.Prompt / model.Value.Requests,
                model.Value.Answer / model.Value.Requests
            )),
        ];

    /// <summary>Prompt and answer tokens per second from the beginning to the last arrival; 0 when all come at once.</summary>
    public double OfferedTokensPerSecond => LastAt > TimeSpan.Zero ? Tokens / LastAt.TotalSeconds : 0;

    public static DemandTally Of(IWorkload workload, ulong seed)
    {
        var tally = new DemandTally();
        foreach (var request in workload.Read(seed))
        {
            tally.Add(request, request.Prompt.Tokens);
        }

        return tally;
    }

    /// <param name="promptTokens">Those of its prompt that count.</param>
    public void Add(Arrival request, double promptTokens)
    {
        var (requests, prompt, answer) = _models.GetValueOrDefault(request.Model);
        _models[request.Model] = (requests + 1, prompt + promptTokens, answer + request.OutputTokens);
        Requests++;
        LastAt = request.At;
        Tokens += promptTokens + request.OutputTokens;
    }
}
