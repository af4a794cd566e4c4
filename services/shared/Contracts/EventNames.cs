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
    [AiResponse, DiscussionUpdate, ConsensusReached, ExecutionResult, Progress, Completed, Failed, Error];
}
