using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>A choice among labelled candidates: the winner, or for an array all of them, best first.</summary>
internal sealed class ChoiceField(BankPrompt prompt, JudgeDraw judge) : IDeclaredField
{
    private static readonly ImmutableArray<string> _ties =
    [
        "tie",
        "draw",
        "equal",
        "both",
        "neither",
        "none",
        "무승부",
    ];

    public static bool IsNamed(string name) =>
        FieldNames.Is(name, "winner", "best", "choice", "preferred", "better", "selected", "pick", "decision")
        || FieldNames.Is(name, "verdict", "answer", "ranking", "order");

    public bool Write(SchemaProperty property)
    {
        if (!IsNamed(property.Name))
        {
            return false;
        }

        var isList = SchemaShape.TypeOf(property.Schema) == "array";
        var labels = FieldNames.Enum(isList ? FieldNames.Inner(property, "items") : property.Schema);
        var found = Candidates(labels);
        if (found.Length < 2)
        {
            return false;
        }

        var tie = labels.Where(IsTie).Take(1).ToArray();
        var winner = judge.Pick([.. found.Select(pair => pair.Candidate)], tie.Length > 0 && !isList);
        if (isList)
        {
            WriteRanking(property.Json, labels, found, winner ?? 0);
        }
        else
        {
            (winner is { } at ? Value(labels, found[at].Label) : tie[0]).WriteTo(property.Json);
        }

        return true;
    }

    /// <summary>Whether the choice that this schema asks for is right; null when it is no choice.</summary>
    public bool? IsRight(JsonElement schema)
    {
        var labels = FieldNames.Enum(schema);
        ImmutableArray<Candidate> candidates = [.. Candidates(labels).Select(pair => pair.Candidate)];
        if (candidates.Length < 2)
        {
            return null;
        }

        var winner = judge.Pick(candidates, labels.Any(IsTie));
        var isEven = candidates.All(candidate => candidate.IsRight == candidates[0].IsRight);
        return winner is { } at ? candidates[at].IsRight : isEven;
    }

    private ImmutableArray<(string Label, Candidate Candidate)> Candidates(ImmutableArray<JsonElement> labels) =>
        CandidateSections.Of(
            judge.Question,
            prompt.Rest,
            labels.Where(label => !IsTie(label)).Select(label => label.ToString())
        );

    private static bool IsTie(JsonElement label) => FieldNames.Is(label.ToString(), _ties.AsSpan());

    // The winner first; the others as the judge reads each of them.
    private void WriteRanking(
        Utf8JsonWriter json,
        ImmutableArray<JsonElement> labels,
        ImmutableArray<(string Label, Candidate Candidate)> found,
        int winner
    )
    {
        json.WriteStartArray();
        foreach (
            var (label, _) in found
                .OrderByDescending(pair => pair.Label == found[winner].Label)
                .ThenByDescending(pair => pair.Candidate.IsRight == judge.ReadsRightly(pair.Candidate.Text))
        )
        {
            Value(labels, label).WriteTo(json);
        }

        json.WriteEndArray();
    }

    // The schema's own element, so that a number stays a number.
    private static JsonElement Value(ImmutableArray<JsonElement> labels, string label) =>
        labels.First(value => value.ToString() == label);
}
