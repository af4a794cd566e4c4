using System.Runtime.InteropServices;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Placement.Attempts;

/// <summary>When a second copy of a call goes out, and where to, as the router has decided.</summary>
/// <param name="After">Time from the first call.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HedgePlan(TimeSpan After, Choice Choice)
{
    /// <returns>Null when the router wants none, or means the same replica twice.</returns>
    public static HedgePlan? Of(RouteResponse decision)
    {
        if (Durations.Read(decision.HedgeAfter) is not { } after || decision.HedgeChoice >= decision.Choices.Count)
        {
            return null;
        }

        var choice = decision.Choices[(int)decision.HedgeChoice];
        return choice.Replica == decision.Choices[0].Replica ? null : new HedgePlan(after, choice);
    }
}
