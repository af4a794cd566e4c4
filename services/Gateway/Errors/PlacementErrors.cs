using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Errors;

/// <summary>Failures on the way to a model, as errors of this gateway. Pure.</summary>
internal static class PlacementErrors
{
    public static GatewayError ToGateway(this PlacementError error) =>
        new(Kind(error.Kind), error.Message)
        {
            Cause = error.Cause,
            Model = error.Model,
            RetryAfter = error.RetryAfter,
        };

    private static ErrorKind Kind(PlacementErrorKind kind) =>
        kind switch
        {
            PlacementErrorKind.UnknownModel => ErrorKind.UnknownModel,
            PlacementErrorKind.NotCapable => ErrorKind.NotCapable,
            PlacementErrorKind.AllBusy => ErrorKind.AllBusy,
            PlacementErrorKind.NoReplica or PlacementErrorKind.OwnerChanging => ErrorKind.NoReplica,
            PlacementErrorKind.RouterUnavailable => ErrorKind.RouterUnavailable,
            PlacementErrorKind.ReplicaRefused => ErrorKind.ReplicaRefused,
            PlacementErrorKind.TimedOut => ErrorKind.TimedOut,
            _ => ErrorKind.UpstreamFailed,
        };
}
