using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement;

/// <summary>
/// What a client asks, whatever dialect it spoke. Messages, tools and sampling are the contract's own types: between
/// two wire formats a third set of the same fields would only be copied twice.
/// </summary>
internal sealed record Question
{
    /// <summary>A model's name, or a virtual one such as "auto".</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public IReadOnlyList<Tool> Tools { get; init; } = [];

    public Sampling Sampling { get; init; } = new();

    public ResponseFormat? Format { get; init; }

    public Thinking Thinking { get; init; }

    /// <summary>How long the model stays loaded afterwards; null leaves it to the worker, negative is for ever.</summary>
    public Duration? KeepAlive { get; init; }
}
