using System.Runtime.InteropServices;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Strategy;

/// <summary>A model that would take part, at the place that is best for it.</summary>
/// <param name="Family">As its replica says; empty while unknown.</param>
/// <param name="Homes">Where it can run at all.</param>
internal sealed record StrategyMember(
    string Model,
    string Family,
    double Quality,
    FinishEstimate Finish,
    CostEstimate Cost,
    IReadOnlyList<MemberHome> Homes
);

/// <param name="Bytes">Memory that the model takes there; 0 while unknown.</param>
/// <param name="VramBytes">Memory of the replica's cards; 0 while unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemberHome(string Replica, ulong Bytes, ulong VramBytes)
{
    public static MemberHome[] Of(IEnumerable<ModelEntry> entries) =>
        [
            .. entries
                .Where(entry => entry.Replica.IsServing)
                .Select(entry => new MemberHome(entry.Replica.Name, entry.Speed.VramBytes, entry.Replica.VramBytes)),
        ];
}
