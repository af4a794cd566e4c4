using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <param name="PromptTokensLeft">Still to be evaluated.</param>
/// <param name="OutputTokensLeft">Still to be answered.</param>
/// <param name="IsRunning">It has a slot of its model.</param>
public readonly record struct CallTruth(
    Arrival Request,
    double PromptTokensLeft,
    double OutputTokensLeft,
    bool IsRunning
);
