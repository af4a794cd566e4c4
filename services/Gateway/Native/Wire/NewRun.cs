using Orchestrator.Gateway.OpenAi.Wire;

namespace Orchestrator.Gateway.Native.Wire;

/// <summary>A run that is started and left to itself: a chat completion's fields, and what only runs have.</summary>
internal sealed class NewRun : ChatCompletionRequest
{
    /// <summary>Short for one user message.</summary>
    public string? Prompt { get; set; }

    /// <summary>Another way to name a strategy than as the model; the model is left out then, or "auto".</summary>
    public string? Strategy { get; set; }

    /// <summary>Models that the run may use, best first, instead of the router's.</summary>
    public List<string?>? Models { get; set; }

    /// <summary>How many of them answer; 0 or left out: as the router or the worker thinks right.</summary>
    public long? Members { get; set; }

    public NewRunBudget? Budget { get; set; }

    /// <summary>Until it has to have an answer; pauses do not count.</summary>
    public double? DeadlineSeconds { get; set; }

    /// <summary>True when somebody answers the run's questions.</summary>
    public bool? Interactive { get; set; }

    /// <summary>For the strategy "workflow": which one.</summary>
    public string? Workflow { get; set; }
}

/// <summary>What a run may use at most; what is left out is left to the worker's limits.</summary>
internal sealed class NewRunBudget
{
    public long? Calls { get; set; }

    public long? Tokens { get; set; }

    public double? GpuSeconds { get; set; }

    public double? WallTimeSeconds { get; set; }
}

/// <summary>Something that a user says to a run.</summary>
internal sealed class NewRunMessage
{
    public string? Text { get; set; }

    /// <summary>The client's name for it, as in the header Idempotency-Key: a message that is sent again is stored once.</summary>
    public string? MessageId { get; set; }
}
