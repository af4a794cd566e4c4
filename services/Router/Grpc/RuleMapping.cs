using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Grpc;

/// <summary>What the operators' rules did, as it goes over the wire.</summary>
internal static class RuleMapping
{
    public static IEnumerable<Contracts.Router.V1.RuleHit> Hits(RuleVerdict verdict) => verdict.Hits.Select(ToWire);

    /// <returns>Unspecified when no rule has changed it.</returns>
    public static RequestPriority Priority(RuleVerdict verdict) =>
        verdict.Priority switch
        {
            Decisions.RequestPriority.Interactive => RequestPriority.Interactive,
            Decisions.RequestPriority.Normal => RequestPriority.Normal,
            Decisions.RequestPriority.Batch => RequestPriority.Batch,
            _ => RequestPriority.Unspecified,
        };

    private static Contracts.Router.V1.RuleHit ToWire(Rules.RuleHit hit)
    {
        var wire = new Contracts.Router.V1.RuleHit { Rule = hit.Rule };
        wire.Effects.Add(hit.Effects);
        return wire;
    }
}
