using System.Globalization;
using System.Text;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>Parts and what became of them, as text. Pure.</summary>
internal static class PartText
{
    /// <param name="result">Null for none.</param>
    public static string Of(PlanPart part, string? result, int mostCharacters, bool isKorean)
    {
        var text = result is null ? None(isKorean) : CutText.Middle(result, mostCharacters);
        return $"{part.Question}\n\n{text}";
    }

    /// <summary>The results in the plan's order: the answer where nobody could write one from them.</summary>
    public static string Listed(IReadOnlyList<PlanPart> parts, IReadOnlyList<string?> results, bool isKorean)
    {
        var text = new StringBuilder();
        for (var at = 0; at < parts.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at + 1}. {parts[at].Question}\n\n");
            text.Append(results[at]?.Trim() ?? None(isKorean)).Append(at < parts.Count - 1 ? "\n\n" : "");
        }

        return text.ToString();
    }

    private static string None(bool isKorean) => isKorean ? "(결과 없음)" : "(no result)";
}
