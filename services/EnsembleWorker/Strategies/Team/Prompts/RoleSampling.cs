using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Prompts;

/// <summary>How a role samples. Pure.</summary>
internal static class RoleSampling
{
    /// <summary>For work inside of the team: the request's ends of an answer are meant for the answer that the user gets.</summary>
    public static Sampling ForWork(StartRunRequest request, TeamRole role) => With(StepSampling.Inner(request), role);

    /// <summary>For decisions and verdicts, which are JSON.</summary>
    public static Sampling ForDecision(StartRunRequest request, TeamRole role) =>
        With(StepSampling.Structured(request), role);

    /// <summary>For an answer that goes to the user: what the request says counts more than the role's own settings.</summary>
    public static Sampling ForAnswer(StartRunRequest request, TeamRole role)
    {
        var own = With(new Sampling(), role);
        own.MergeFrom(request.Sampling ?? new Sampling());
        return own;
    }

    private static Sampling With(Sampling sampling, TeamRole role)
    {
        if (role.MaxTokens is { } tokens)
        {
            sampling.MaxTokens = (uint)tokens;
        }

        if (role.Temperature is { } temperature)
        {
            sampling.Temperature = temperature;
        }

        return sampling;
    }
}
