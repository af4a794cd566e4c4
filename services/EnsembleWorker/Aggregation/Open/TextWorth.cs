using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>
/// What is taken off an open answer before it is compared with others: short and empty phrases are alike to everything. Pure.
/// </summary>
internal static class TextWorth
{
    /// <summary>Below this share of the middle length an answer is short.</summary>
    private const double ShortShare = 0.5;

    private const double Generic = 0.5;

    /// <summary>Characters at the beginning in which an answer shows that it is none.</summary>
    private const int OpeningLength = 160;

    private static readonly ImmutableArray<string> _generic =
    [
        "i cannot",
        "i can't",
        "i'm sorry",
        "i am sorry",
        "as an ai",
        "i'm not able",
        "i am unable",
        "죄송합니다",
        "죄송하지만",
        "답변할 수 없",
        "답변드릴 수 없",
        "도와드릴 수 없",
        "도움을 드릴 수 없",
        "알 수 없습니다",
    ];

    /// <returns>Per text a factor: 1 in full, 0 for an empty one.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<string> texts)
    {
        var lengths = texts.Select(text => (double)text.AsSpan().Trim().Length).ToList();
        var middle = lengths.Where(length => length > 0).Order().ToList() is { Count: > 0 } some
            ? some[some.Count / 2]
            : 1;
        return
        [
            .. texts.Select(
                (text, at) =>
                    Math.Sqrt(Math.Min(1, lengths[at] / (ShortShare * middle))) * (IsGeneric(text) ? Generic : 1)
            ),
        ];
    }

    private static bool IsGeneric(string text)
    {
        var opening = text[..Math.Min(text.Length, OpeningLength)];
        return _generic.Any(phrase => opening.Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }
}
