namespace Orchestrator.Inference;

/// <summary>How far a call had come. Up to <see cref="FirstToken"/> another replica may be tried.</summary>
public enum InferenceStage
{
    /// <summary>No connection yet: nothing reached the replica.</summary>
    Connect,

    /// <summary>The request is out, the answer has not begun: it waits in a queue, for a load, or for the prompt.</summary>
    FirstToken,

    /// <summary>Part of the answer is here.</summary>
    Stream,
}
