using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads a step that takes the best of several results.</summary>
internal static class VoteStepFields
{
    private const int LeastCandidates = 2;

    public static IReadOnlyList<string> Names { get; } = ["over", "by"];

    public static StepDraft Read(string id, List<StepReference> needs, YamlFields fields)
    {
        var over = StepFields.References(fields["over"].Needed(), wantsText: true);
        var ids = StepFields.IdsOf(over);
        if (fields["over"].IsThere && ids.Count < LeastCandidates)
        {
            fields["over"].Problem($"has {ids.Count} different steps, and a vote needs {LeastCandidates}");
        }

        var by = fields["by"].IsThere ? fields["by"].OneOf("majority", "likeness") : null;
        var step = new WorkflowStep.Vote(id, StepFields.IdsOf([.. needs, .. over]), ids, by == "likeness")
        {
            // Those that have a result vote.
            JoinsAny = true,
        };
        return new StepDraft(step, fields.Self, [.. needs, .. over]);
    }
}
