using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>One card: models that were not used for longest give way. Speeds are those of the simulator's table.</summary>
internal sealed class GpuMachine : IMachine
{
    // As the router counts it: the rest is the driver's and what grows with use.
    private const double UsableShare = 0.9;
    private const int ContextTokens = 4096;

    private readonly ImmutableArray<SimulatedModel> _models;
    private readonly ulong _memory;

    // Least recently used first.
    private readonly List<int> _resident = [];

    public GpuMachine(ImmutableArray<SimulatedModel> models, string gpu)
    {
        var memory = SpeedTable.TryFind(gpu)!.VramBytes;
        _memory = (ulong)memory;
        _models = [.. models.Select(model => SpeedTable.On(model, [new GpuConfig(gpu, memory)]))];
    }

    public bool IsResident(int model) => _resident.Contains(model);

    public double LoadSeconds(int model) =>
        IsResident(model)
            ? 0
            : SpeedTable.RunnerStart.TotalSeconds + (_models[model].SizeBytes / SpeedTable.Fitted.Load.BytesPerSecond);

    public double WorkSeconds(int model, double promptTokens, double answerTokens) =>
        (promptTokens / _models[model].PrefillTokensPerSecond) + (answerTokens / _models[model].DecodeTokensPerSecond);

    public (ulong Needs, ulong Has) Memory(int model) =>
        ((ulong)(_models[model].SizeBytes + _models[model].KvBytes(ContextTokens)), _memory);

    public Charge Run(int model, TrialAnswer answer)
    {
        var load = LoadSeconds(model);
        _resident.Remove(model);
        while (_resident.Count > 0 && Used() + Memory(model).Needs > UsableShare * _memory)
        {
            _resident.RemoveAt(0);
        }

        _resident.Add(model);
        return new Charge(WorkSeconds(model, answer.PromptTokens, answer.OutputTokens), load);
    }

    private double Used() => _resident.Sum(model => (double)Memory(model).Needs);
}
