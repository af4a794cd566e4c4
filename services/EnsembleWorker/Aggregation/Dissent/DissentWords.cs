using System.Globalization;

namespace Orchestrator.EnsembleWorker.Aggregation.Dissent;

/// <summary>The sentences of <see cref="DisagreementText"/> in one language.</summary>
internal sealed record DissentWords
{
    private const double AlmostSure = 0.95;
    private const double Sure = 0.8;
    private const double RatherSure = 0.6;

    public required string Alone { get; init; }

    public required Func<int, string> All { get; init; }

    /// <summary>How many agree, of how many.</summary>
    public required Func<int, int, string> Some { get; init; }

    /// <summary>Who says what.</summary>
    public required Func<string, string, string> Says { get; init; }

    public required Func<string, int, string> AndOthers { get; init; }

    public required Func<int, string> More { get; init; }

    public required Func<int, string> Abstained { get; init; }

    /// <summary>In words, and in percent.</summary>
    public required Func<string, int, string> Confidence { get; init; }

    /// <summary>From almost sure down to unsure.</summary>
    public required IReadOnlyList<string> Grades { get; init; }

    public static DissentWords English { get; } =
        new()
        {
            Alone = "Only one member has answered.",
            All = voters => Text($"All {voters} members agree."),
            Some = (agreeing, voters) => Text($"{agreeing} of {voters} members agree."),
            Says = (models, answer) => $"Otherwise {models}: \"{answer}\".",
            AndOthers = (models, more) => Text($"{models} and {more} more"),
            More = answers => answers == 1 ? "There is one other answer." : Text($"There are {answers} other answers."),
            Abstained = members =>
                members == 1 ? "One member gave no short answer." : Text($"{members} members gave no short answer."),
            Confidence = (grade, percent) => Text($"The result is {grade} ({percent} %)."),
            Grades = ["almost certain", "likely", "rather likely", "uncertain"],
        };

    public static DissentWords Korean { get; } =
        new()
        {
            Alone = "모델 하나만 답했습니다.",
            All = voters => Text($"모델 {voters}개의 답이 모두 같습니다."),
            Some = (agreeing, voters) => Text($"모델 {voters}개 가운데 {agreeing}개의 답이 같습니다."),
            Says = (models, answer) => $"다른 답({models}): \"{answer}\".",
            AndOthers = (models, more) => Text($"{models} 외 {more}개"),
            More = answers => Text($"그 밖에 다른 답이 {answers}개 더 있습니다."),
            Abstained = members => Text($"모델 {members}개는 짧은 답을 내지 않았습니다."),
            Confidence = (grade, percent) => Text($"이 결과는 {grade}({percent}%)."),
            Grades = ["거의 확실합니다", "맞을 가능성이 높습니다", "맞을 가능성이 조금 더 높습니다", "불확실합니다"],
        };

    public string Sureness(double confidence) =>
        confidence >= AlmostSure ? Grades[0]
        : confidence >= Sure ? Grades[1]
        : confidence >= RatherSure ? Grades[2]
        : Grades[3];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
