using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>
/// A number per labelled candidate, or one for the last answer of the prompt. What is judged right gets 70 to 100 % of
/// the range, what is judged wrong 0 to 40 %; the first of several gets the judge's position bias on top.
/// </summary>
internal sealed class ScoreField(BankPrompt prompt, Candidate? lastAnswer, JudgeDraw judge) : IDeclaredField
{
    private const decimal DefaultMost = 10;

    public bool Write(SchemaProperty property) =>
        FieldNames.IsNumber(property.Schema)
            ? FieldNames.Is(property.Name, "score", "rating", "grade") && WriteOne(property)
            : IsNamed(property.Name) && WriteEach(property);

    private static bool IsNamed(string name) =>
        FieldNames.Is(name, "score", "scores", "ratings", "grades", "relevance", "feasibility");

    private bool WriteOne(SchemaProperty property)
    {
        if (lastAnswer is not { } answer)
        {
            return false;
        }

        property.Json.WriteNumberValue(NumberOf(property.Schema, ShareOf(answer)));
        return true;
    }

    private bool WriteEach(SchemaProperty property)
    {
        var schemas = FieldNames.Properties(property.Schema).ToList();
        var found = CandidateSections.Of(judge.Question, prompt.Rest, schemas.Select(each => each.Name));
        if (found.Length < 2)
        {
            return false;
        }

        property.Json.WriteStartObject();
        foreach (var each in schemas)
        {
            property.Json.WritePropertyName(each.Name);
            var at = found.IndexOf(found.FirstOrDefault(pair => pair.Label == each.Name));
            var schema = property.Resolve(each.Value);
            if (at >= 0 && FieldNames.IsNumber(schema))
            {
                var share = ShareOf(found[at].Candidate) + (at == 0 ? judge.PositionBias : 0);
                property.Json.WriteNumberValue(NumberOf(schema, share));
            }
            else
            {
                property.WriteAny(each.Value);
            }
        }

        property.Json.WriteEndObject();
        return true;
    }

    // A scale may be listed (1, 2, 3, 4, 5) as well as bounded.
    private static decimal NumberOf(JsonElement schema, double share)
    {
        var scale = FieldNames
            .Enum(schema)
            .Where(value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _))
            .Select(value => value.GetDecimal())
            .Order()
            .ToArray();
        return scale.Length == 0
            ? SchemaNumbers.At(schema, share, DefaultMost)
            : scale[(int)Math.Round(Math.Clamp(share, 0, 1) * (scale.Length - 1))];
    }

    private double ShareOf(Candidate candidate)
    {
        var isJudgedRight = candidate.IsRight == judge.ReadsRightly(candidate.Text);
        var spread = judge.Draw("score", candidate.Text);
        return isJudgedRight ? 0.7 + (0.3 * spread) : 0.4 * spread;
    }
}
