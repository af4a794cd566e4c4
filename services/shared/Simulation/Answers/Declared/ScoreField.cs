using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>
/// A number per labelled candidate, or one for the last answer of the prompt. What is judged right gets 70 to 100 % of
/// the range, what is judged wrong 0 to 40 %; the first of several gets the judge's position bias on top.
/// </summary>
internal sealed class ScoreField(Question question, BankPrompt prompt, JudgeDraw judge) : IDeclaredField
{
    private const decimal DefaultMost = 10;

    public bool Write(SchemaProperty property) =>
        FieldNames.IsNumber(property.Schema)
            ? FieldNames.Is(property.Name, "score", "rating", "grade") && WriteOne(property)
            : FieldNames.Is(property.Name, "score", "scores", "ratings", "grades") && WriteEach(property);

    private bool WriteOne(SchemaProperty property)
    {
        if (LastAnswer.Of(question, prompt) is not { } answer)
        {
            return false;
        }

        property.Json.WriteNumberValue(SchemaNumbers.At(property.Schema, ShareOf(answer), DefaultMost));
        return true;
    }

    private bool WriteEach(SchemaProperty property)
    {
        var schemas = FieldNames.Properties(property.Schema).ToList();
        var found = CandidateSections.Of(question, prompt.Rest, schemas.Select(each => each.Name));
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
                property.Json.WriteNumberValue(SchemaNumbers.At(schema, share, DefaultMost));
            }
            else
            {
                property.WriteAny(each.Value);
            }
        }

        property.Json.WriteEndObject();
        return true;
    }

    private double ShareOf(Candidate candidate)
    {
        var isJudgedRight = candidate.IsRight == judge.ReadsRightly(candidate.Text);
        var spread = judge.Draw("score", candidate.Text);
        return isJudgedRight ? 0.7 + (0.3 * spread) : 0.4 * spread;
    }
}
