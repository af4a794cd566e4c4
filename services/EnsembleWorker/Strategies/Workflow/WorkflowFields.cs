using Orchestrator.EnsembleWorker.Strategies.Graphs;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads one workflow. Null when something is wrong, which has been told then.</summary>
internal static class WorkflowFields
{
    private const int DescriptionMax = 500;
    private const int OutputsMax = 16;

    public static WorkflowDefinition? Read(string name, YamlField field, WorkflowOptions options)
    {
        var before = field.Problems.Count;
        if (field.Fields("description", "steps", "output") is not { } fields)
        {
            return null;
        }

        var list = fields["steps"].Needed();
        var steps = list.Items(options.MaxSteps).Select(item => StepFields.Read(item, options)).ToList();
        var drafts = steps.Select(step => step.Draft).OfType<StepDraft>().ToList();
        // A step that is wrong itself is still there for those that name it.
        var known = steps.Select(step => step.Id).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        var description = fields["description"].Text(DescriptionMax) ?? "";
        var output = Output(fields["output"].Needed(), drafts, known);
        CheckReferences(drafts, known);
        var graph = Connect(drafts, list, options);
        return graph is null || field.Problems.Count > before
            ? null
            : new WorkflowDefinition(
                name,
                description,
                [.. drafts.Select(draft => draft.Step)],
                graph,
                output,
                Alone(name, field)
            );
    }

    private static List<int> Output(YamlField field, List<StepDraft> drafts, HashSet<string> known)
    {
        var places = new List<int>();
        foreach (var entry in field.IsList ? field.Items(OutputsMax) : [field])
        {
            var id = entry.Text() ?? "";
            var place = drafts.FindIndex(draft => draft.Step.Id == id);
            if (place >= 0 && drafts[place].Step is WorkflowStep.Condition)
            {
                entry.Problem($"{Quoted.Of(id)} is a condition, which has no text");
            }
            else if (place < 0 && id.Length > 0 && !known.Contains(id))
            {
                entry.Problem($"{Quoted.Of(id)} is no step; {ClosestNames.Hint(id, known)}");
            }

            places.Add(place);
        }

        return places;
    }

    private static void CheckReferences(List<StepDraft> drafts, HashSet<string> known)
    {
        var conditions = drafts
            .Where(draft => draft.Step is WorkflowStep.Condition)
            .Select(draft => draft.Step.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var reference in drafts.SelectMany(draft => draft.References))
        {
            if (!known.Contains(reference.Id))
            {
                reference.Field.Problem(
                    $"{Quoted.Of(reference.Id)} is no step; {ClosestNames.Hint(reference.Id, known)}"
                );
            }
            else if (reference.WantsText && conditions.Contains(reference.Id))
            {
                reference.Field.Problem($"{Quoted.Of(reference.Id)} is a condition, which has no text");
            }
        }
    }

    /// <summary>What the graph says of needs that are not known has been told where they stand.</summary>
    private static Graph? Connect(List<StepDraft> drafts, YamlField list, WorkflowOptions options)
    {
        var ids = drafts.Select(draft => draft.Step.Id).ToHashSet(StringComparer.Ordinal);
        var nodes = drafts
            .Select(draft => new GraphNode(
                draft.Step.Id,
                [.. draft.Step.Needs.Concat(Gates(drafts, draft.Step.Id)).Where(ids.Contains)]
            ))
            .ToList();
        var (graph, problems) = Graph.Of(nodes, new GraphLimits(options.MaxSteps, options.MaxDepth));
        foreach (var problem in problems)
        {
            (problem.Node < 0 ? list : drafts[problem.Node].Field).Problem(problem.Message);
        }

        return graph;
    }

    private static IEnumerable<string> Gates(List<StepDraft> drafts, string id) =>
        drafts
            .Select(draft => draft.Step)
            .OfType<WorkflowStep.Condition>()
            .Where(condition => condition.Then.Concat(condition.Else).Contains(id, StringComparer.Ordinal))
            .Select(condition => condition.Id);

    private static string Alone(string name, YamlField field) =>
        YamlJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject(WorkflowFile.Workflows);
            json.WritePropertyName(name);
            YamlJson.Write(json, field);
            json.WriteEndObject();
            json.WriteEndObject();
        });
}
