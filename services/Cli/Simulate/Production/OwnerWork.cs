using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>What an owner reports of its queue, made once for each state of it.</summary>
internal sealed class OwnerWork
{
    private AdmissionState? _of;

    public ImmutableArray<HostWork> Models { get; private set; } = [];

    public HostLoading? Loading { get; private set; }

    public OwnerWork Of(AdmissionState state)
    {
        if (!ReferenceEquals(_of, state))
        {
            _of = state;
            var work = WorkByModel.Of(state);
            var models = work.Models.Select(Report);
            Models = Models.SequenceEqual(models) ? Models : [.. models];
            Loading = work.Loading is { } load ? new HostLoading(load.Model, load.Since) : null;
        }

        return this;
    }

    private static HostWork Report(ModelTally tally) =>
        new(
            tally.Model,
            tally.Running,
            tally.Waiting,
            tally.WaitingPromptTokens,
            tally.WaitingOutputTokens,
            tally.RunningPromptTokens,
            tally.RunningOutputTokens,
            tally.RunningSince,
            tally.WaitingSince
        );
}
