using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads a step that decides which others are carried out.</summary>
internal static class ConditionFields
{
    private const int TextCharactersMax = 1_000;
    private const int ExpressionCharactersMax = 500;
    private const int FieldDepthMax = 8;
    private const double BoundMax = 1e15;

    public static IReadOnlyList<string> Names { get; } =
    ["of", "field", "contains", "equals", "matches", "above", "below", "then", "else"];

    public static StepDraft Read(string id, List<StepReference> needs, YamlFields fields, WorkflowOptions options)
    {
        var of = fields["of"].Needed();
        var looked = of.Text() is { } step ? [new StepReference(step, of, WantsText: true)] : new List<StepReference>();
        var then = StepFields.References(fields["then"], wantsText: false);
        var otherwise = StepFields.References(fields["else"], wantsText: false);
        CheckBranches(fields, then, otherwise);
        var condition = new WorkflowStep.Condition(
            id,
            StepFields.IdsOf([.. needs, .. looked]),
            looked is [var only] ? only.Id : "",
            Test(fields, options),
            StepFields.IdsOf(then),
            StepFields.IdsOf(otherwise)
        );
        return new StepDraft(condition, fields.Self, [.. needs, .. looked, .. then, .. otherwise]);
    }

    private static void CheckBranches(YamlFields fields, List<StepReference> then, List<StepReference> otherwise)
    {
        if (fields.Present("then", "else").Count == 0)
        {
            fields.Self.Problem("decides over nothing; it needs then or else");
        }

        foreach (var both in otherwise.Where(right => then.Exists(left => left.Id == right.Id)))
        {
            both.Field.Problem($"{Quoted.Of(both.Id)} is in then, too");
        }
    }

    private static StepTest Test(YamlFields fields, WorkflowOptions options)
    {
        var tests = fields.Present("contains", "equals", "matches", "above", "below");
        if (tests.Count != 1)
        {
            fields.Self.Problem($"has {tests.Count} tests; it needs one of contains, equals, matches, above and below");
            return StepTest.Never;
        }

        var path = fields["field"].Text()?.Split('.') ?? [];
        if (path.Length > FieldDepthMax || path.Any(name => name.Length == 0))
        {
            YamlValues.Wrong<string>(fields["field"], $"1 to {FieldDepthMax} names with dots between them");
        }

        return new StepTest(path, Holds(fields, options) ?? (_ => false));
    }

    private static Func<string, bool>? Holds(YamlFields fields, WorkflowOptions options) =>
        fields["contains"].Text(TextCharactersMax) is { } part ? StepTest.Contains(part)
        : fields["equals"].Text(TextCharactersMax) is { } whole ? StepTest.Equal(whole)
        : fields["above"].Number(-BoundMax, BoundMax) is { } least ? StepTest.Above(least)
        : fields["below"].Number(-BoundMax, BoundMax) is { } most ? StepTest.Below(most)
        : fields["matches"].Text(ExpressionCharactersMax) is { } pattern
            ? Expression(fields["matches"], pattern, options)
        : null;

    private static Func<string, bool>? Expression(YamlField field, string pattern, WorkflowOptions options)
    {
        var (expression, problem) = TextExpression.Of(pattern, options.MatchTimeout);
        if (expression is null)
        {
            field.Problem(problem);
            return null;
        }

        return StepTest.Matches(expression);
    }
}
