using Grpc.Core;
using Orchestrator.Contracts;

namespace Orchestrator.Gateway.Runs.Workers;

/// <summary>Reads a worker's gRPC error about runs as the contract defines it. Pure.</summary>
internal static class WorkerReplies
{
    /// <returns>True when every worker would say the same.</returns>
    public static bool IsFinal(StatusCode status) => status is StatusCode.InvalidArgument or StatusCode.NotFound;

    /// <summary>As <see cref="IsFinal"/>, for calls that need not go to the holder: what the run's state forbids, it forbids everywhere.</summary>
    public static bool IsFinalAnywhere(StatusCode status) =>
        IsFinal(status) || status is StatusCode.FailedPrecondition or StatusCode.AlreadyExists;

    /// <returns>The worker that holds the run; null when the reply names none.</returns>
    public static Uri? Holder(RpcException exception) =>
        exception.StatusCode == StatusCode.FailedPrecondition
            ? Address(exception.Trailers.GetValue(TrailerNames.RunHolder))
            : null;

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
}

/// <summary>What came of asking the workers: a value and who gave it, or the last status.</summary>
/// <param name="Value">Null when there is none.</param>
/// <param name="From">Who gave the value.</param>
/// <param name="Status">Of the last failed try.</param>
internal readonly record struct WorkerReply<T>(T? Value, Uri? From, Status Status)
    where T : class;
