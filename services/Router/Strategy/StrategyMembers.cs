using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Strategy;

/// <summary>The members that a choice names, with what the strategy has to know of them.</summary>
internal static class StrategyMembers
{
    public static IReadOnlyList<StrategyMember> Of(IReadOnlyList<SelectedChoice> choices, FleetSnapshot fleet) =>
        [.. choices.Select(choice => Of(choice, fleet))];

    private static StrategyMember Of(SelectedChoice choice, FleetSnapshot fleet) =>
        new(
            choice.Entry.Model.Name,
            choice.Entry.Model.Family,
            choice.Quality.Mean,
            choice.Finish,
            choice.Cost,
            fleet.Find(choice.Entry.Model.Key)?.Homes ?? MemberHome.Of([choice.Entry])
        );
}
