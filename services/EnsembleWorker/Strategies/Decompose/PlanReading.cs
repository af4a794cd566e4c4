using System.Globalization;
using Orchestrator.EnsembleWorker.Strategies.Graphs;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>A planner's answer as a plan, or everything that is wrong with it. Pure; the text is a stranger's.</summary>
/// <param name="Plan">Null when something is wrong.</param>
/// <param name="Problems">Sentences' ends for the planner, and for the log.</param>
internal sealed record PlanReading(Plan? Plan, IReadOnlyList<string> Problems)
{
    private const int ProblemsMax = 10;

    public static PlanReading Of(string text, DecomposeOptions options)
    {
        if (ModelJson.Find(text) is not { } answer)
        {
            return Bad("there is no JSON object");
        }

        if (PlanFields.List(answer) is not { } list)
        {
            return Bad("the list \"subquestions\" is missing");
        }

        var count = list.GetArrayLength();
        if (count == 0)
        {
            return Bad("the list \"subquestions\" is empty");
        }

        // Looked at before anything is read: the list may be endless.
        return count > options.MaxParts
            ? Bad(GraphProblem.TooMany(count, options.MaxParts).Message)
            : OfParts([.. list.EnumerateArray().Select(PlanFields.Part)], options);
    }

    private static PlanReading OfParts(IReadOnlyList<DraftPart> drafts, DecomposeOptions options)
    {
        var nodes = drafts.Select(draft => new GraphNode(draft.Id, draft.DependsOn)).ToList();
        var (graph, faults) = Graph.Of(nodes, new GraphLimits(options.MaxParts, options.MaxDepth));
        var problems = faults
            .Select(fault => fault.Message)
            .Concat(drafts.SelectMany((draft, at) => QuestionProblems(draft, at, options)))
            .Take(ProblemsMax)
            .ToList();
        return graph is null || problems.Count > 0
            ? new PlanReading(null, problems)
            : new PlanReading(new Plan([.. drafts.Select(ToPart)], graph), []);
    }

    private static IEnumerable<string> QuestionProblems(DraftPart draft, int at, DecomposeOptions options)
    {
        if (string.IsNullOrWhiteSpace(draft.Question))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"part {at + 1} has no question");
        }
        else if (draft.Question.Length > options.MaxPartCharacters)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the question of {Quoted.Of(draft.Id)} has {draft.Question.Length} characters; at most {options.MaxPartCharacters} are taken"
            );
        }
    }

    private static PlanPart ToPart(DraftPart draft, int at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"part-{at + 1}"), draft.Id, draft.Question.Trim());

    private static PlanReading Bad(string problem) => new(null, [problem]);
}
