using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>What a verifier says of one version. Pure.</summary>
/// <param name="Confidence">As stated, 0 to 1; null when it was not.</param>
internal sealed record RefineVerdict(bool Passed, IReadOnlyList<string> Problems, double? Confidence)
{
    public const string Schema = """
        {"type":"object","properties":{
        "problems":{"type":"array","items":{"type":"string"}},
        "passed":{"type":"boolean"},
        "confidence":{"type":"number","minimum":0,"maximum":1}},
        "required":["problems","passed","confidence"]}
        """;

    /// <returns>Null for a text that says nothing: no object, or neither a verdict nor a problem in it.</returns>
    public static RefineVerdict? Of(string text, RefineOptions options)
    {
        if (ModelJson.Find(text) is not { } json)
        {
            return null;
        }

        var problems = JsonFields.Texts(json, "problems", options.MaxProblems);
        // A verifier that only lists problems has not passed the version; one that says nothing has not verified it.
        var passed = JsonFields.Flag(json, "passed") ?? (problems.Count > 0 ? false : null);
        return passed is not { } verdict
            ? null
            : new RefineVerdict(
                verdict,
                [.. problems.Select(problem => CutText.Middle(problem, options.MaxProblemCharacters))],
                JsonFields.Share(json, "confidence")
            );
    }

    /// <summary>Whether both find the same problems, in whatever order, and in letters of whatever case.</summary>
    public bool Repeats(RefineVerdict other) => Passed == other.Passed && Keys().SetEquals(other.Keys());

    private HashSet<string> Keys() => [.. Problems.Select(Key)];

    private static string Key(string problem) => string.Concat(problem.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
