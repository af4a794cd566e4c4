using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What a member holds to be the answer. Pure.</summary>
/// <param name="Answer">As the user would get it; empty for an abstention.</param>
/// <param name="Confidence">As stated, 0 to 1; null when it was not, or could not be read.</param>
/// <param name="Parts">Of a plan, as they were given and unchecked.</param>
/// <param name="IsStructured">False for a text that was no JSON: the text itself is the position then.</param>
internal sealed record DebatePosition(
    string Answer,
    IReadOnlyList<string> Reasons,
    double? Confidence,
    IReadOnlyList<DebatePart> Parts,
    bool IsStructured
)
{
    public bool Abstains => Answer.Length == 0;

    public static DebatePosition Of(string text, bool hasPlan, DebateOptions options) =>
        ModelJson.Find(text) is { } json && JsonFields.Field(json, "answer") is not null
            ? Of(json, hasPlan, options)
            : new DebatePosition(text.Trim(), [], null, [], IsStructured: false);

    public static DebatePosition Of(JsonElement json, bool hasPlan, DebateOptions options) =>
        new(
            JsonFields.Text(json, "answer"),
            Items(json, "reasons", options),
            JsonFields.Share(json, "confidence"),
            hasPlan ? DebatePart.All(json, options) : [],
            IsStructured: true
        );

    /// <summary>The first texts of a list, none of them too long.</summary>
    public static IReadOnlyList<string> Items(JsonElement json, string name, DebateOptions options) =>
        [
            .. JsonFields
                .Texts(json, name, options.MaxListItems)
                .Select(text => CutText.Middle(text, options.MaxItemCharacters)),
        ];

    /// <summary>As others get to see it.</summary>
    public string Shown(int most)
    {
        var reasons = Reasons.Count == 0 ? "" : "\nReasons:\n- " + string.Join("\n- ", Reasons);
        var parts = Parts.Count == 0 ? "" : "\nParts:\n- " + string.Join("\n- ", Parts.Select(part => part.Shown()));
        return CutText.Middle(Answer + reasons + parts, most);
    }
}
