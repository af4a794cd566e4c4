using Grpc.Core;
using Orchestrator.Contracts;

namespace Orchestrator.Profiler.Grpc;

/// <summary>How calls are refused.</summary>
internal static class Refusal
{
    /// <param name="field">Its name in the request, in snake case.</param>
    /// <param name="expected">What was expected, to be read after the field's name: "must be from 1 to 10".</param>
    public static RpcException Field(string field, string expected) =>
        new(
            new Status(StatusCode.InvalidArgument, $"'{field}' {expected}."),
            new Metadata { { TrailerNames.Field, field } }
        );

    public static RpcException Unknown(string what, string name) =>
        new(new Status(StatusCode.NotFound, $"There is no {what} named '{name}'."));

    public static RpcException Of(StatusCode status, string message) => new(new Status(status, message));
}
