namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>What the run has told.</summary>
internal abstract record TeamEvent
{
    private TeamEvent() { }

    /// <param name="CanGoOn">False when the budget is better kept for the answer.</param>
    /// <param name="Said">Messages of the user since the last look.</param>
    public sealed record Opened(bool CanGoOn, IReadOnlyList<string> Said) : TeamEvent;

    /// <summary>The lead has answered.</summary>
    public sealed record Led(StepResult Result, bool IsRepair) : TeamEvent;

    /// <summary>The time in which the user could step in is over.</summary>
    public sealed record SteppedIn(IReadOnlyList<string> Said) : TeamEvent;

    /// <summary>The role that was called has answered.</summary>
    public sealed record Worked(StepResult Result) : TeamEvent;

    public sealed record Replied(string Text) : TeamEvent;

    /// <summary>The final answer was written, or was not.</summary>
    public sealed record Written(StepResult Result) : TeamEvent;
}

/// <summary>What is to be done next.</summary>
internal abstract record TeamNext
{
    private TeamNext() { }

    public sealed record OpenTurn : TeamNext;

    /// <param name="Problem">Null; or what was wrong with the lead's answer, so that it is asked once more.</param>
    public sealed record AskLead(string? Problem, string Broken) : TeamNext;

    /// <summary>Let the user step in, and carry the lead's decision out then.</summary>
    public sealed record WaitForUser : TeamNext;

    public sealed record CallRole(TeamCall Call) : TeamNext;

    public sealed record AskUser(string Name, string Question) : TeamNext;

    public sealed record WriteAnswer : TeamNext;

    /// <param name="Answer">Its text is the answer.</param>
    public sealed record Complete(StepResult Answer) : TeamNext;

    public sealed record Fail(string Cause, string Message) : TeamNext;
}
