using System.Text;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class TaskClassifierTests
{
    private const int CharLimit = 4_000;

    [Theory]
    // The verb of the request decides, not what it is done to.
    [InlineData("translation", "이 파이썬 코드의 주석을 번역해줘")]
    [InlineData("translation", "Translate this code comment")]
    [InlineData("translation", "Translate to Korean: The function returns an integer.")]
    [InlineData("code", "이 코드를 자바로 번역해줘")]
    [InlineData("code", "Translate this function from Java to Python")]
    [InlineData("code", "번역기 만드는 파이썬 코드 짜줘")]
    [InlineData("code", "Write a Python script that translates text files to Korean")]
    [InlineData("creative_writing", "Write a story about a math teacher")]
    // A technical word in a plain question does not make it a request for code.
    [InlineData("question_answering", "API 키가 뭐야?")]
    [InlineData("question_answering", "What is recursion in simple words?")]
    [InlineData("question_answering", "Who invented calculus?")]
    [InlineData("question_answering", "What is the dress code for a wedding?")]
    [InlineData("question_answering", "비트코인이란 무엇인가요?")]
    // Korean, one of each kind.
    [InlineData("translation", "이 문장을 영어로 번역해 주실 수 있을까요?")]
    [InlineData("translation", "\"안녕하세요\" 영어로 뭐라고 해?")]
    [InlineData("summarization_extraction", "다음 글을 세 줄로 요약해줘")]
    [InlineData("summarization_extraction", "아래 이메일에서 날짜와 금액만 추출해줘")]
    [InlineData("planning", "제주도 2박 3일 여행 계획 짜줘")]
    [InlineData("creative_writing", "가을을 주제로 시 한 편 써줘")]
    [InlineData("math", "3x + 7 = 22 일 때 x를 구해줘")]
    [InlineData("math", "사과 5개를 3명이 나눠 가지면 몇 개가 남아?")]
    [InlineData("reasoning", "세종대왕이 한글을 만들지 않았다면 어떻게 되었을까?")]
    [InlineData("conversation_roleplay", "안녕! 오늘 기분이 어때?")]
    [InlineData("code", "SQL로 중복 행 찾는 쿼리 작성해줘")]
    // English, one of each kind.
    [InlineData("code", "How do I reverse a list in Python?")]
    [InlineData("math", "What is the derivative of x^2 sin(x)?")]
    [InlineData("reasoning", "If all bloops are razzies, are all bloops logically lazzies?")]
    [InlineData("summarization_extraction", "Summarize the following meeting notes")]
    [InlineData("planning", "Plan a two-week migration from MySQL to PostgreSQL for our team")]
    [InlineData("conversation_roleplay", "You are a grumpy pirate. Greet me.")]
    [InlineData("creative_writing", "Write an email declining a job offer")]
    public void The_request_decides_the_task(string expected, string text) =>
        Assert.Equal(expected, TaskNames.Of(Classify(text).Task));

    [Fact]
    public void Decomposed_Hangul_is_read_like_composed_Hangul()
    {
        const string Composed = "이 파이썬 코드의 주석을 번역해줘";

        var found = Classify(Decompose(Composed));

        Assert.Equivalent(Classify(Composed), found, strict: true);
    }

    [Fact]
    public void A_code_fence_with_a_question_is_about_code()
    {
        var found = Classify("What does this do?\n```\nfor (;;) { x ^= x << 1; }\n```");

        Assert.Equal(TaskType.Code, found.Task);
        Assert.Contains("code_fence", found.Evidence);
    }

    [Fact]
    public void Tools_decide_before_any_word()
    {
        var request = new ClassificationRequest(
            [new("user", "Translate this into Korean: good morning")],
            ToolCount: 2
        );

        var found = TaskClassifier.Classify(request, CharLimit);

        Assert.Equal((TaskType.ToolAgentic, ClassificationTier.Hint), (found.Task, found.Tier));
        Assert.InRange(found.Probability, 0.3, 0.8);
    }

    [Fact]
    public void A_wish_for_JSON_alone_decides_nothing()
    {
        var request = new ClassificationRequest([new("user", "이 문장을 영어로 번역해줘")], WantsJson: true);

        Assert.Equal(TaskType.Translation, TaskClassifier.Classify(request, CharLimit).Task);
    }

    [Theory]
    [InlineData("더 짧게")]
    [InlineData("shorter")]
    [InlineData("다시 한번")]
    public void A_short_follow_up_is_about_what_went_before(string followUp)
    {
        var found = Classify(("user", "이 문장을 영어로 번역해줘"), ("assistant", "Here it is."), ("user", followUp));

        Assert.Equal(TaskType.Translation, found.Task);
        Assert.Contains(found.Evidence, evidence => evidence.StartsWith("follow_up:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_request_is_not_a_follow_up()
    {
        var found = Classify(("user", "이 문장을 영어로 번역해줘"), ("assistant", "…"), ("user", "여행 계획 짜줘"));

        Assert.Equal(TaskType.Planning, found.Task);
    }

    [Fact]
    public void Where_the_user_is_silent_the_system_turn_speaks()
    {
        var found = Classify(
            ("system", "You are a translator. Translate everything into Korean."),
            ("user", "The meeting starts at noon on Friday in the large room.")
        );

        Assert.Equal(TaskType.Translation, found.Task);
    }

    [Theory]
    [InlineData("", "question_answering")]
    [InlineData(" ?! \n…", "question_answering")]
    public void Without_words_the_tier_says_so_and_the_probability_is_low(string text, string expected)
    {
        var found = Classify(text);

        Assert.Equal((expected, ClassificationTier.Default), (TaskNames.Of(found.Task), found.Tier));
        Assert.InRange(found.Probability, 0, 0.6);
        Assert.True(found.IsUnsure);
    }

    [Fact]
    public void Words_that_say_little_are_called_unsure()
    {
        var found = Classify("Oslo or Bergen?");

        Assert.Equal(ClassificationTier.Ngram, found.Tier);
        Assert.True(found.IsUnsure, $"{TaskNames.Of(found.Task)} with {found.Probability:F2}");
    }

    [Fact]
    public void An_outright_request_is_decided_by_rules_and_the_others_by_the_model()
    {
        var certain = Classify("Translate the following sentence into Korean: the meeting is at noon.");
        var learnt = Classify("What is the capital of Norway?");

        Assert.Equal((ClassificationTier.Rules, false), (certain.Tier, certain.IsUnsure));
        Assert.Contains(certain.Evidence, evidence => evidence.StartsWith("keyword:", StringComparison.Ordinal));
        Assert.Equal(ClassificationTier.Ngram, learnt.Tier);
        Assert.Contains(learnt.Evidence, evidence => evidence.StartsWith("ngram:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("이 문장을 영어로 번역해줘")]
    [InlineData("What is the capital of Norway?")]
    [InlineData("")]
    public void The_probabilities_of_all_tasks_make_one(string text)
    {
        foreach (var tools in new[] { 0, 1 })
        {
            var found = TaskClassifier.Classify(new ClassificationRequest([new("user", text)], tools), CharLimit);

            Assert.InRange(found.Difficulty, 0, 1);
            Assert.InRange(found.NeedsTools, 0, 1);
            if (text.Length > 0)
            {
                Assert.Equal(1, found.TaskProbabilities.Sum(), 4);
                Assert.Equal(found.Probability, found.TaskProbabilities[(int)found.Task], 6);
            }
        }
    }

    [Fact]
    public void A_long_text_is_read_at_both_ends_only()
    {
        var filler = new StringBuilder().Insert(0, "plain words of a letter without any request ", 2_000).ToString();

        var found = Classify($"{filler}\n위 글을 세 줄로 요약해줘");

        Assert.Equal(TaskType.SummarizationExtraction, found.Task);
    }

    private static Router.Classification.Classification Classify(string text) => Classify(("user", text));

    private static Router.Classification.Classification Classify(params (string Role, string Text)[] turns) =>
        TaskClassifier.Classify(
            new ClassificationRequest([.. turns.Select(turn => new ConversationTurn(turn.Role, turn.Text))]),
            CharLimit
        );

    private static string Decompose(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text)
        {
            var index = c - 0xAC00;
            if (index is < 0 or >= 11_172)
            {
                output.Append(c);
                continue;
            }

            output.Append((char)(0x1100 + (index / 588))).Append((char)(0x1161 + (index % 588 / 28)));
            if (index % 28 > 0)
            {
                output.Append((char)(0x11A7 + (index % 28)));
            }
        }

        return output.ToString();
    }
}
