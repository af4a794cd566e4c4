using System.Collections.Immutable;

namespace Orchestrator.Simulation.Replay;

/// <summary>What an owner tells of its host. All that a policy hears of it.</summary>
/// <param name="Host">Place in the fleet.</param>
/// <param name="InFlight">Calls that run.</param>
/// <param name="Queued">Calls that wait at the owner.</param>
/// <param name="Loaded">Models in memory, as seen at the last look; those that are being loaded included.</param>
public sealed record HostReport(int Host, int InFlight, int Queued, ImmutableArray<SeenModel> Loaded)
{
    /// <summary>What runs and waits at the owner, by model; models with neither are not named.</summary>
    public ImmutableArray<HostWork> Work { get; init; } = [];

    /// <summary>The load that is under way; null when there is none.</summary>
    public HostLoading? Loading { get; init; }

    /// <summary>Never looked at.</summary>
    public static HostReport Blank(int host) => new(host, 0, 0, []);

    public bool Has(string model)
    {
        foreach (var seen in Loaded)
        {
            if (seen.Name == model)
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="ContextTokens">Context it was loaded with.</param>
public readonly record struct SeenModel(string Name, int ContextTokens);

/// <summary>Calls of one model at an owner, in tokens as it has estimated them.</summary>
/// <param name="RunningSince">The mean of when the running calls began; null while none runs.</param>
/// <param name="WaitingSince">When the longest waiting call came; null while none waits.</param>
public sealed record HostWork(
    string Model,
    int Running,
    int Waiting,
    long WaitingPromptTokens,
    long WaitingOutputTokens,
    long RunningPromptTokens,
    long RunningOutputTokens,
    DateTimeOffset? RunningSince,
    DateTimeOffset? WaitingSince
);

public sealed record HostLoading(string Model, DateTimeOffset Since);
