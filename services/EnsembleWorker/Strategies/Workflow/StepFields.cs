using System.Text.RegularExpressions;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads one step: what all kinds have in common, and which kind it is.</summary>
internal static partial class StepFields
{
    private const int NeedsMax = 64;

    private static readonly string[] _common = ["id", "kind", "needs", "join"];
    private static readonly string[] _tool = ["tool", "arguments"];

    private static readonly string[] _all =
    [
        .. _common
            .Concat(ModelStepFields.Names)
            .Concat(VoteStepFields.Names)
            .Concat(ConditionFields.Names)
            .Concat(_tool)
            .Distinct(),
    ];

    /// <returns>The step's id, empty for none, and the step; null when it is of no kind that can be carried out.</returns>
    public static (string Id, StepDraft? Draft) Read(YamlField item, WorkflowOptions options)
    {
        if (item.Fields(_all) is not { } fields)
        {
            return ("", null);
        }

        var id = Id(fields["id"].Needed());
        var needs = References(fields["needs"], wantsText: false);
        var kind = fields["kind"].IsThere ? fields["kind"].OneOf("model", "vote", "condition", "tool") : "model";
        var draft = kind switch
        {
            "model" => Known(fields, kind, ModelStepFields.Names)
                ? ModelStepFields.Read(id, needs, fields, options)
                : null,
            "vote" => Known(fields, kind, VoteStepFields.Names) ? VoteStepFields.Read(id, needs, fields) : null,
            "condition" => Known(fields, kind, ConditionFields.Names)
                ? ConditionFields.Read(id, needs, fields, options)
                : null,
            "tool" => Tool(fields["kind"]),
            _ => null,
        };
        return (id, draft is null ? null : draft with { Step = WithJoin(draft.Step, fields["join"]) });
    }

    /// <summary>Ids of steps: a list, or one of them alone.</summary>
    public static List<StepReference> References(YamlField field, bool wantsText)
    {
        var references = new List<StepReference>();
        IEnumerable<YamlField> entries =
            field.IsList ? field.Items(NeedsMax)
            : field.IsThere ? [field]
            : [];
        foreach (var entry in entries)
        {
            if (entry.Text() is { } id)
            {
                references.Add(new StepReference(id, entry, wantsText));
            }
        }

        return references;
    }

    public static IReadOnlyList<string> IdsOf(params IEnumerable<StepReference> references) =>
        [.. references.Select(reference => reference.Id).Distinct(StringComparer.Ordinal)];

    // Until there are tools, a step that pretends to use one would be worse than none.
    private static StepDraft? Tool(YamlField kind)
    {
        kind.Problem("tools cannot be carried out yet; a step is one of model, vote and condition");
        return null;
    }

    private static bool Known(YamlFields fields, string kind, IReadOnlyList<string> names)
    {
        foreach (var field in fields.Present([.. _all.Except(_common).Except(names)]))
        {
            field.Problem($"is no field of a {kind} step; {ClosestNames.Hint(NameOf(field), _common.Concat(names))}");
        }

        return true;
    }

    private static string NameOf(YamlField field) => field.Path[(field.Path.LastIndexOf('.') + 1)..];

    private static WorkflowStep WithJoin(WorkflowStep step, YamlField join)
    {
        var wanted = join.IsThere ? join.OneOf("all", "any") : null;
        return wanted is null ? step : step with { JoinsAny = wanted == "any" };
    }

    private static string Id(YamlField field)
    {
        var id = field.Scalar?.Text ?? "";
        if (field.IsThere && !StepId().IsMatch(id))
        {
            YamlValues.Wrong<string>(
                field,
                "1 to 40 lower-case letters, digits, dashes or underscores, a letter first"
            );
        }

        return id;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,39}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex StepId();
}
