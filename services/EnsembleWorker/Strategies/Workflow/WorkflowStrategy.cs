using Microsoft.Extensions.Options;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>
/// An operator's own steps, as a file says. A run keeps the text of its workflow from its first moment on: whoever takes it over carries
/// out the same steps, whatever the file says by then.
/// </summary>
internal sealed class WorkflowStrategy(WorkflowBook book, IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    /// <summary>No id of a step has a colon.</summary>
    private const string DefinitionStep = "workflow:definition";

    private readonly WorkflowOptions _options = options.Value.Runs.Workflow;

    public string Name => WorkflowNames.Strategy;

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var wanted = run.Request.Workflow;
        var text = await run.DecideAsync(
            DefinitionStep,
            () => new RunDecision(book.Current.Find(wanted)?.Text ?? ""),
            cancellationToken
        );
        if (text.Length == 0)
        {
            return new RunEnd.Failed("unknown_workflow", Unknown(wanted, book.Current.Names));
        }

        // It was checked when it was read from the file; the limits may be others by now.
        var reading = WorkflowFile.Read(text, "", WorkflowLimits.Widest(_options));
        return reading.Value?.ByName.Values.FirstOrDefault() is { } workflow
            ? await new WorkflowRun(run, workflow, _options).RunAsync(cancellationToken)
            : new RunEnd.Failed("unreadable_workflow", "The workflow that this run has kept cannot be read.");
    }

    private static string Unknown(string wanted, IReadOnlyList<string> known) =>
        known.Count == 0 ? "This worker has no workflows."
        : wanted.Length == 0 ? $"Several workflows are known and none was named; {ClosestNames.Hint(wanted, known)}."
        : $"This worker knows no workflow {Quoted.Of(wanted)}; {ClosestNames.Hint(wanted, known)}.";
}
