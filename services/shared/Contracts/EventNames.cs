namespace Orchestrator.Contracts;

/// <summary>
/// Every name that an event of a run can have, on gRPC, the WebSocket, server-sent events and the bus alike.
/// </summary>
public static class EventNames
{
    /// <summary>One member's answer, whole.</summary>
    public const string AiResponse = "ai_response";

    /// <summary>A position, critique or revision in a debate.</summary>
    public const string DiscussionUpdate = "discussion_update";

    /// <summary>The members agree, or the weighted vote is final; dissent is part of it.</summary>
    public const string ConsensusReached = "consensus_reached";

    /// <summary>A part of a plan was carried out.</summary>
    public const string ExecutionResult = "execution_result";

    /// <summary>The run asks its user and waits for a message.</summary>
    public const string Question = "question";

    /// <summary>The user has said something to the run.</summary>
    public const string UserMessage = "user_message";

    /// <summary>Nobody carries the run out until it is resumed.</summary>
    public const string Paused = "paused";

    public const string Resumed = "resumed";

    /// <summary>How far the run is; not kept in the log.</summary>
    public const string Progress = "progress";

    /// <summary>The run ended with an answer.</summary>
    public const string Completed = "completed";

    /// <summary>The run ended without an answer.</summary>
    public const string Failed = "failed";

    /// <summary>Something went wrong and the run goes on.</summary>
    public const string Error = "error";

    /// <summary>All of them, in the order above.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AiResponse,
        DiscussionUpdate,
        ConsensusReached,
        ExecutionResult,
        Question,
        UserMessage,
        Paused,
        Resumed,
        Progress,
        Completed,
        Failed,
        Error,
    ];
}
