using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Fleet;

internal static class ListedModels
{
    /// <summary>Virtual models first, then the fleet's by name. Without a fleet "auto" is still there to be asked.</summary>
    public static IEnumerable<ListedModel> Of(FleetResponse fleet) =>
        VirtualModels
            .Listed(fleet.Strategies)
            .Select(name => new ListedModel(name, null))
            .Concat(
                fleet
                    .Models.OrderBy(model => model.Name, StringComparer.Ordinal)
                    .Select(model => new ListedModel(model.Name, model))
            );
}
