using System.Collections.Immutable;
using System.Text;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Bank;

/// <summary>A short answer in the question's language: labelled, some steps, and the answer on the last line.</summary>
internal static class BankText
{
    private static readonly ImmutableArray<string> _english =
    [
        "First I note what is given.",
        "Then I work through it one step at a time.",
        "The intermediate result is carried over to the next step.",
        "Nothing else in the question changes this.",
        "A quick check of the result agrees with the steps above.",
        "The usual rules apply here, so the order of the steps matters.",
    ];

    private static readonly ImmutableArray<string> _korean =
    [
        "먼저 주어진 것을 정리합니다.",
        "그다음 한 단계씩 풀어 갑니다.",
        "중간 결과를 다음 단계로 넘깁니다.",
        "질문의 다른 부분은 결과를 바꾸지 않습니다.",
        "결과를 다시 확인해도 위의 단계와 맞습니다.",
        "일반적인 규칙을 따르므로 단계의 순서가 중요합니다.",
    ];

    public static string Write(Question question, AnswerOutcome outcome, SimulationRandom random)
    {
        var isKorean = question.Language == "ko";
        var steps = isKorean ? _korean : _english;
        var text = new StringBuilder(isKorean ? Tokenizer.KoreanLabel : Tokenizer.EnglishLabel);
        var at = random.Below(steps.Length);
        for (var left = StepsOf(question, random); left > 0; left--)
        {
            text.Append(' ').Append(steps[at]);
            at = (at + 1) % steps.Length;
        }

        return text.Append(isKorean ? "\n\n답: " : "\n\nAnswer: ").Append(outcome.Text).ToString();
    }

    // Translations and facts are said, the others are worked out: 1 to 2 sentences against 2 to 6.
    private static int StepsOf(Question question, SimulationRandom random) =>
        question.Task is "translation" or "question_answering"
            ? 1 + random.Below(2)
            : 2 + (int)question.Difficulty + random.Below(3);
}
