using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orchestrator.Simulation.Text;

/// <summary>The sentences that simulated answers are made of, in one language.</summary>
internal sealed record AnswerPhrases
{
    public required string Label { get; init; }

    /// <summary>{0} model, {1} kind of request, {2} number of words.</summary>
    public required ImmutableArray<string> Openings { get; init; }

    /// <summary>{0} a word of the prompt.</summary>
    public required ImmutableArray<string> Mentions { get; init; }

    public required ImmutableArray<string> Sentences { get; init; }

    public required ImmutableArray<string> Thoughts { get; init; }

    /// <summary>{0} tool, {1} characters of its result.</summary>
    public required string ToolResult { get; init; }

    public required FrozenDictionary<PromptTopic, string> Topics { get; init; }

    public static AnswerPhrases For(string prompt) => prompt.Any(IsHangul) ? Korean : English;

    private static bool IsHangul(char letter) =>
        letter is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF');

    public static AnswerPhrases English { get; } =
        new()
        {
            Label = Tokenizer.EnglishLabel,
            Openings =
            [
                "{0} received {1} of {2} words; this text only stands in for an answer.",
                "This placeholder from {0} replies to {1} of {2} words.",
                "No model ran: {0} is imitated here, and it was given {1} of {2} words.",
            ],
            Mentions =
            [
                "The word \"{0}\" was part of it.",
                "It mentioned \"{0}\", which a real model would address here.",
                "A real answer would say something about \"{0}\".",
            ],
            Sentences =
            [
                "The length of this text follows the length and the kind of the request.",
                "Every sentence here comes from a fixed list and carries no knowledge.",
                "The same seed, model and messages give exactly these words again.",
                "Timing and token counts are those of the imitated machine.",
                "Nothing in this paragraph should be taken as advice.",
                "A different seed would have put these sentences in another order.",
                "Please judge the plumbing by this text, not the content.",
                "The next sentence is as empty as this one.",
            ],
            Thoughts =
            [
                "First I would look at what is being asked.",
                "Then I would weigh the possible answers.",
                "This chain of thought is a placeholder without reasoning.",
                "One more step is imitated here.",
                "Finally I would settle on an answer.",
            ],
            ToolResult = "The tool {0} returned {1} characters, which a real model would now use.",
            Topics = new Dictionary<PromptTopic, string>
            {
                [PromptTopic.Question] = "a question",
                [PromptTopic.Greeting] = "a greeting",
                [PromptTopic.Code] = "a programming request",
                [PromptTopic.Math] = "a mathematics request",
                [PromptTopic.Translation] = "a translation request",
                [PromptTopic.Summary] = "a summary request",
                [PromptTopic.Writing] = "a writing request",
                [PromptTopic.Plan] = "a planning request",
            }.ToFrozenDictionary(),
        };

    public static AnswerPhrases Korean { get; } =
        new()
        {
            Label = Tokenizer.KoreanLabel,
            Openings =
            [
                "{0} 모델을 흉내 낸 글이며, 받은 요청은 {1}({2}단어)입니다.",
                "실제 모델은 실행되지 않았습니다. {0}에 들어온 것은 {1}({2}단어)입니다.",
                "{2}단어로 된 {1}에 {0}의 답변 자리를 채우는 글입니다.",
            ],
            Mentions =
            [
                "요청에는 \"{0}\"라는 말이 있었습니다.",
                "실제 답변이라면 \"{0}\"에 대해 설명했을 것입니다.",
                "\"{0}\"도 언급되었습니다.",
            ],
            Sentences =
            [
                "이 글의 길이는 요청의 길이와 종류를 따릅니다.",
                "여기 있는 문장은 정해진 목록에서 나오며 지식을 담고 있지 않습니다.",
                "시드와 모델과 메시지가 같으면 같은 글이 나옵니다.",
                "시간과 토큰 수는 흉내 낸 기계의 값입니다.",
                "이 문단의 내용을 조언으로 받아들이지 마십시오.",
                "시드가 다르면 문장의 순서도 달라집니다.",
                "내용이 아니라 연결이 잘 되는지를 보아 주십시오.",
                "다음 문장도 이 문장처럼 비어 있습니다.",
            ],
            Thoughts =
            [
                "먼저 무엇을 묻는지 살펴봅니다.",
                "그다음 가능한 답을 견주어 봅니다.",
                "이 생각의 흐름은 추론이 없는 자리 채우기입니다.",
                "한 단계를 더 흉내 냅니다.",
                "끝으로 답을 정합니다.",
            ],
            ToolResult = "도구 {0}의 결과 {1}자를 받았으며, 실제 모델이라면 이제 그것을 썼을 것입니다.",
            Topics = new Dictionary<PromptTopic, string>
            {
                [PromptTopic.Question] = "질문",
                [PromptTopic.Greeting] = "인사",
                [PromptTopic.Code] = "프로그래밍 요청",
                [PromptTopic.Math] = "수학 요청",
                [PromptTopic.Translation] = "번역 요청",
                [PromptTopic.Summary] = "요약 요청",
                [PromptTopic.Writing] = "글쓰기 요청",
                [PromptTopic.Plan] = "계획 요청",
            }.ToFrozenDictionary(),
        };
}
