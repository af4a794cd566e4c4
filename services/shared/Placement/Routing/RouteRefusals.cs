using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Routing;

/// <summary>A router's "no" as our error. Pure.</summary>
internal static class RouteRefusals
{
    private const int ShownNameChars = 200;

    /// <returns>Null when there is a choice.</returns>
    public static PlacementError? From(RouteResponse decision, string model)
    {
        if (decision.Refusal is { } refusal)
        {
            return From(refusal, model);
        }

        // A router that neither refuses nor chooses breaks the contract; to the client it is the same as no replica.
        return decision.Choices.Count > 0 ? null : From(new Refusal { Reason = RefusalReason.NoReplica }, model);
    }

    private static PlacementError From(Refusal refusal, string model)
    {
        var name = model.Length <= ShownNameChars ? model : $"{model[..ShownNameChars]}…";
        var (kind, cause, otherwise) = refusal.Reason switch
        {
            RefusalReason.UnknownModel => (
                PlacementErrorKind.UnknownModel,
                "unknown_model",
                $"The model '{name}' does not exist."
            ),
            RefusalReason.NotCapable => (
                PlacementErrorKind.NotCapable,
                "not_capable",
                "No model can do what the request needs."
            ),
            RefusalReason.OwnerChanging => (
                PlacementErrorKind.OwnerChanging,
                "owner_changing",
                "The replicas that could answer are being taken over by another worker."
            ),
            RefusalReason.AllBusy => (
                PlacementErrorKind.AllBusy,
                "all_busy",
                "Every replica that could answer is busy."
            ),
            _ => (PlacementErrorKind.NoReplica, "no_replica", "No replica that could answer can be reached."),
        };
        var words = refusal.Explanation?.English ?? "";
        return new PlacementError(kind, words.Length > 0 ? words : otherwise)
        {
            Cause = cause,
            Model = name,
            RetryAfter = refusal.RetryAfter?.ToTimeSpan(),
        };
    }
}
