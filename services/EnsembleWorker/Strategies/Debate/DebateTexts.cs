using System.Globalization;
using Orchestrator.EnsembleWorker.Aggregation.Dissent;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What the user is told of a disagreement, in Korean or English. Pure.</summary>
internal static class DebateTexts
{
    /// <param name="consensus">What it came to.</param>
    /// <param name="silent">Models that abstained.</param>
    /// <param name="language">Of the run; "ko" is Korean, anything else English.</param>
    /// <returns>Empty when all agree and nobody abstained.</returns>
    public static string Disagreement(DebateConsensus consensus, IReadOnlyList<string> silent, string language)
    {
        var others = consensus.Dissent.ToList();
        if (others.Count == 0 && silent.Count == 0)
        {
            return "";
        }

        var isKorean = RunLanguage.IsKorean(language);
        List<string> sentences = [isKorean ? KoreanCount(consensus) : EnglishCount(consensus)];
        sentences.AddRange(others.Select(vote => (isKorean ? "다른 의견" : "Another view") + Quote(vote.Voice)));
        if (silent.Count > 0)
        {
            sentences.Add((isKorean ? "기권: " : "Abstained: ") + string.Join(", ", silent.Select(QuotedText.Of)));
        }

        return string.Join(' ', sentences.Select(sentence => sentence + "."));
    }

    private static string KoreanCount(DebateConsensus consensus) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"의견을 낸 모델 {consensus.Votes.Count}개 중 {consensus.Agreed.Count()}개가 같은 결론입니다 (가중치 {Percent(consensus)}%)"
        );

    private static string EnglishCount(DebateConsensus consensus) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{consensus.Agreed.Count()} of {consensus.Votes.Count} models with a view came to this answer ({Percent(consensus)} % of the weight)"
        );

    private static int Percent(DebateConsensus consensus) => (int)Math.Round(100 * consensus.Share);

    private static string Quote(DebateVoice voice) =>
        $" ({QuotedText.Of(voice.Model)}): \"{QuotedText.Of(voice.Position!.Answer)}\"";
}
