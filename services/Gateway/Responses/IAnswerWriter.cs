using Orchestrator.Gateway.Errors;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Responses;

/// <summary>One dialect's way to send one answer: streamed or whole.</summary>
internal interface IAnswerWriter : IDisposable
{
    /// <summary>True when a sign of life may go out before anybody knows whether there will be an answer.</summary>
    bool CanWait { get; }

    /// <summary>False once the answer has become an error that ends it: the replica need not go on.</summary>
    bool WantsMore { get; }

    /// <summary>True when nothing goes out before the end of the answer.</summary>
    bool WantsWhole { get; }

    /// <summary>The sign of life. The first one sends the status and the headers.</summary>
    ValueTask WaitingAsync(CancellationToken cancellationToken);

    /// <summary>The first token is there: called once, before the first <see cref="WriteAsync"/>.</summary>
    void Begin(AnswerOrigin origin);

    ValueTask WriteAsync(AnswerChunk chunk, CancellationToken cancellationToken);

    /// <summary>There will be no answer: with a status of its own, or in-band when the headers have been sent.</summary>
    ValueTask RefuseAsync(GatewayError error, CancellationToken cancellationToken);
}
