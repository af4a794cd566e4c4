using System.Collections.Immutable;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>The texts of a plan's parts: the questions of the bank in the prompt, else its sentences.</summary>
internal static class PlanParts
{
    public const int CountMin = 2;
    public const int CountMax = 5;
    private const int LengthMax = 400;
    private const int LengthMin = 4;
    private const string SentenceEnds = ".!?。";

    public static ImmutableArray<string> Of(BankPrompt prompt, string text)
    {
        var isKorean = AnswerPhrases.For(text) == AnswerPhrases.Korean;
        var label = isKorean ? Tokenizer.KoreanLabel : Tokenizer.EnglishLabel;
        var parts = prompt.Questions.IsEmpty ? Sentences(text) : prompt.Questions.Select(question => question.Prompt);
        string[] fillers = isKorean
            ? ["무엇이 주어졌는지 정리하기", "앞 단계의 결과 확인하기"]
            : ["List what is given", "Check the result of the step before"];
        var taken = parts.Take(CountMax).ToList();
        var padded = taken.Concat(fillers.Skip(taken.Count == 0 ? 0 : 1)).Take(Math.Max(CountMin, taken.Count));
        return [.. padded.Select(part => $"{label} {part}")];
    }

    // An end of a sentence has white space after it: "3.5" and "example.com" have not.
    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var isEnd =
                text[at] == '\n'
                || at == text.Length - 1
                || (SentenceEnds.Contains(text[at], StringComparison.Ordinal) && char.IsWhiteSpace(text[at + 1]));
            if (!isEnd)
            {
                continue;
            }

            var sentence = text.AsSpan(start, at + 1 - start).Trim(" \t\r\n-*#>");
            start = at + 1;
            if (sentence.Length >= LengthMin)
            {
                yield return sentence[..Math.Min(sentence.Length, LengthMax)].ToString();
            }
        }
    }
}
