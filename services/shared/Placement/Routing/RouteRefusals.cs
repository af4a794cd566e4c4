using System.Globalization;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Routing;

/// <summary>A router's "no" as our error. Pure.</summary>
internal static class RouteRefusals
{
    private const int ShownNameChars = 200;

    /// <returns>Null when there is a choice.</returns>
    public static PlacementError? From(RouteResponse decision, RouteRequest request)
    {
        if (decision.Refusal is { } refusal)
        {
            return From(refusal, request);
        }

        // A router that neither refuses nor chooses breaks the contract; to the client it is the same as no replica.
        return decision.Choices.Count > 0 ? null : From(new Refusal { Reason = RefusalReason.NoReplica }, request);
    }

    private static PlacementError From(Refusal refusal, RouteRequest request)
    {
        var model = request.RequestedModel;
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
        return new PlacementError(kind, (words.Length > 0 ? words : otherwise) + Deadline(kind, request))
        {
            Cause = cause,
            Model = name,
            RetryAfter = Durations.Read(refusal.RetryAfter),
        };
    }

    /// <summary>Without one the request might have been taken: whoever set it has to see that.</summary>
    private static string Deadline(PlacementErrorKind kind, RouteRequest request) =>
        kind == PlacementErrorKind.AllBusy && Durations.Read(request.Deadline) is { } left
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" The request's deadline leaves {left.TotalSeconds:0.###} s until the first token."
            )
            : "";
}
