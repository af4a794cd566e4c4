namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>One step of an operator's workflow, as the file says.</summary>
/// <param name="Id">Also the step's name in the run.</param>
/// <param name="Needs">Steps that come before it, by their ids.</param>
internal abstract record WorkflowStep(string Id, IReadOnlyList<string> Needs)
{
    /// <summary>It is carried out when one of its needs has a result, not only when all have.</summary>
    public bool JoinsAny { get; init; }

    /// <summary>One model call.</summary>
    internal sealed record Model(string Id, IReadOnlyList<string> Needs, PromptTemplate Prompt)
        : WorkflowStep(Id, Needs)
    {
        /// <summary>A model, or a virtual name.</summary>
        public required string ModelName { get; init; }

        public string Role { get; init; } = "";

        /// <summary>A JSON schema, as text; null for free text.</summary>
        public string? Schema { get; init; }

        public double? Temperature { get; init; }

        public int? MaxTokens { get; init; }

        public TimeSpan? Timeout { get; init; }

        /// <summary>Null: the worker takes the run's models.</summary>
        public IReadOnlyList<string>? Instead { get; init; }
    }

    /// <summary>The best of several results, without a model.</summary>
    /// <param name="Over">The candidates, by their ids.</param>
    /// <param name="ByLikeness">Takes the text that is most like the others, whatever short answers they give.</param>
    internal sealed record Vote(string Id, IReadOnlyList<string> Needs, IReadOnlyList<string> Over, bool ByLikeness)
        : WorkflowStep(Id, Needs);

    /// <summary>Says which steps are carried out, without a model.</summary>
    /// <param name="Of">The step whose text is looked at.</param>
    /// <param name="Then">Steps that are carried out only if the test holds.</param>
    /// <param name="Else">Steps that are carried out only if it does not.</param>
    internal sealed record Condition(
        string Id,
        IReadOnlyList<string> Needs,
        string Of,
        StepTest Test,
        IReadOnlyList<string> Then,
        IReadOnlyList<string> Else
    ) : WorkflowStep(Id, Needs);
}
