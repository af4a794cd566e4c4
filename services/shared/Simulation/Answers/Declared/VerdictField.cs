using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>Whether the last answer of the prompt is right, as a boolean or as one of two words.</summary>
internal sealed class VerdictField(Candidate? lastAnswer, JudgeDraw judge) : IDeclaredField
{
    public static bool IsNamed(string name) =>
        FieldNames.Is(name, "verdict", "correct", "isCorrect", "passed", "pass", "passes", "valid", "isValid")
        || FieldNames.Is(name, "right", "isRight", "approved", "verified", "accepted");

    public bool Write(SchemaProperty property)
    {
        if (!IsNamed(property.Name) || lastAnswer is not { } answer)
        {
            return false;
        }

        var isJudgedRight = answer.IsRight == judge.ReadsRightly(answer.Text);
        if (SchemaShape.TypeOf(property.Schema) == "boolean")
        {
            property.Json.WriteBooleanValue(isJudgedRight);
            return true;
        }

        return WriteWord(property, isJudgedRight);
    }

    /// <summary>Whether the verdict is right; null when there is nothing to check.</summary>
    public bool? IsRight() => lastAnswer is { } answer ? judge.ReadsRightly(answer.Text) : null;

    private static bool WriteWord(SchemaProperty property, bool isConsent)
    {
        var word = FieldNames
            .Enum(property.Schema)
            .FirstOrDefault(value => isConsent ? IsYes(value.ToString()) : IsNo(value.ToString()));
        if (word.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        word.WriteTo(property.Json);
        return true;
    }

    private static bool IsYes(string word) =>
        FieldNames.Is(word, "pass", "passed", "correct", "right", "yes", "true", "valid", "accept", "accepted")
        || FieldNames.Is(word, "approve", "approved", "ok", "통과", "맞음", "예");

    private static bool IsNo(string word) =>
        FieldNames.Is(word, "fail", "failed", "incorrect", "wrong", "no", "false", "invalid", "reject", "rejected")
        || FieldNames.Is(word, "revise", "disapproved", "notok", "실패", "틀림", "아니요");
}
