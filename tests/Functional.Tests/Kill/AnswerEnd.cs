namespace Orchestrator.Functional.Tests.Kill;

/// <summary>How one request of the load ended, as its client saw it.</summary>
internal enum AnswerEnd
{
    /// <summary>The whole answer, with its proper end.</summary>
    Complete,

    /// <summary>An error status, or no gateway that answers: nothing had started.</summary>
    Refused,

    /// <summary>The answer had begun and broke off, with an error in-band or with the connection.</summary>
    Broken,
}

/// <param name="Detail">What the client read last, for the message of a failed test.</param>
internal sealed record Answer(AnswerEnd End, string Detail);
