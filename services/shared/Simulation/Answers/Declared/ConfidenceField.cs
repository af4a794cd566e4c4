using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>
/// How sure the model says it is: 0.7 of its probability of being right, 0.3 more when it is right, and uniform noise
/// of ±0.15, within the schema's range (0 to 1 without one). So its mean is the probability itself (as far as the ends
/// of the range do not cut the noise), and it tells right from wrong, but not cleanly.
/// </summary>
internal sealed class ConfidenceField(
    JsonElement schema,
    AnswerOutcome outcome,
    JudgeDraw judge,
    ChoiceField choice,
    VerdictField verdict
) : IDeclaredField
{
    private const double KnownShare = 0.7;
    private const double Noise = 0.15;

    /// <summary>Properties among which a judgement is looked for.</summary>
    private const int PropertiesMax = 64;
    private bool? _judgement;
    private bool _isKnown;

    public bool Write(SchemaProperty property)
    {
        if (!FieldNames.Is(property.Name, "confidence", "certainty") || !FieldNames.IsNumber(property.Schema))
        {
            return false;
        }

        if (!_isKnown)
        {
            (_judgement, _isKnown) = (Judgement(), true);
        }

        var isJudgedRightly = _judgement;
        var probability = isJudgedRightly is null ? outcome.Probability : judge.Accuracy;
        var isRight = isJudgedRightly ?? outcome.IsRight;
        var noise = Noise * ((2 * judge.Draw("confidence", outcome.Text)) - 1);
        var share = (KnownShare * probability) + (isRight ? 1 - KnownShare : 0) + noise;
        property.Json.WriteNumberValue(SchemaNumbers.At(property.Schema, share, 1));
        return true;
    }

    /// <summary>Null when the schema asks for an answer and not for a judgement.</summary>
    private bool? Judgement()
    {
        foreach (var property in FieldNames.Properties(schema).Take(PropertiesMax))
        {
            var inner = SchemaShape.Resolve(schema, property.Value);
            var isRight =
                (ChoiceField.IsNamed(property.Name) ? choice.IsRight(inner) : null)
                ?? (VerdictField.IsNamed(property.Name) ? verdict.IsRight() : null);
            if (isRight is not null)
            {
                return isRight;
            }
        }

        return null;
    }
}
