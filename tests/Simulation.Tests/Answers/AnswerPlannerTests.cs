using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class AnswerPlannerTests
{
    private static AnswerRequest Ask(string prompt, string model = "llama3.2:3b") =>
        new()
        {
            Model = ModelCatalogue.Find(model)!,
            Messages = [new PromptMessage("user", prompt)],
            Seed = 1,
        };

    private static string Text(Answer answer) => string.Concat(answer.Content);

    [Theory]
    [InlineData("Why is the sky blue?", "[simulated]", "a question")]
    [InlineData("하늘은 왜 파란가요?", "[시뮬레이션]", "질문")]
    [InlineData("Write a python function", "[simulated]", "a programming request")]
    [InlineData("이 글을 영어로 번역해 줘", "[시뮬레이션]", "번역 요청")]
    [InlineData("Hello!", "[simulated]", "a greeting")]
    public void Says_first_that_it_is_simulated_in_the_language_of_the_prompt(string prompt, string label, string kind)
    {
        var text = Text(AnswerPlanner.Plan(Ask(prompt)));
        Assert.StartsWith(label, text, StringComparison.Ordinal);
        Assert.Contains(kind, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_for_the_same_seed_model_and_messages_and_different_otherwise()
    {
        var ask = Ask("Explain quicksort to a child");
        var text = Text(AnswerPlanner.Plan(ask));
        Assert.Equal(text, Text(AnswerPlanner.Plan(Ask("Explain quicksort to a child"))));
        Assert.NotEqual(text, Text(AnswerPlanner.Plan(ask with { Seed = 2 })));
        Assert.NotEqual(text, Text(AnswerPlanner.Plan(Ask("Explain quicksort to a child", "qwen3:8b"))));
        Assert.NotEqual(text, Text(AnswerPlanner.Plan(Ask("Explain quicksort to a cat"))));
    }

    [Fact]
    public void A_long_request_gets_a_longer_answer_than_a_greeting() =>
        Assert.True(
            AnswerPlanner.Plan(Ask("Write a story about a fox")).Tokens > AnswerPlanner.Plan(Ask("Hello")).Tokens
        );

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Num_predict_cuts_the_answer_and_says_length(int numPredict)
    {
        var answer = AnswerPlanner.Plan(Ask("Why?") with { NumPredict = numPredict });
        Assert.Equal(numPredict, answer.Tokens);
        Assert.Equal("length", answer.DoneReason);
        Assert.StartsWith("[simulated]", Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_before_a_stop_sequence_and_says_stop()
    {
        var whole = Text(AnswerPlanner.Plan(Ask("Why?")));
        var answer = AnswerPlanner.Plan(Ask("Why?") with { Stop = ["nothing like this", whole[40..44]] });
        Assert.Equal(whole[..whole.IndexOf(whole[40..44], StringComparison.Ordinal)], Text(answer));
        Assert.Equal("stop", answer.DoneReason);
    }

    [Fact]
    public void Thinking_comes_before_content_counts_as_tokens_and_grows_with_the_level()
    {
        var ask = Ask("Why?", "qwen3:8b");
        var low = AnswerPlanner.Plan(ask with { Think = ThinkLevel.Low });
        var high = AnswerPlanner.Plan(ask with { Think = ThinkLevel.High });
        Assert.Empty(AnswerPlanner.Plan(ask).Thinking);
        Assert.True(high.Thinking.Length > low.Thinking.Length);
        Assert.Equal(low.Tokens, low.Thinking.Length + low.Content.Length);
        var cut = AnswerPlanner.Plan(ask with { Think = ThinkLevel.High, NumPredict = 5 });
        Assert.Equal((5, 0, "length"), (cut.Thinking.Length, cut.Content.Length, cut.DoneReason));
    }

    [Fact]
    public void A_full_context_ends_the_answer_unless_it_may_shift()
    {
        var ask = Ask("Why is the sky blue?") with { ContextLength = 20, Shift = false };
        var answer = AnswerPlanner.Plan(ask);
        Assert.Equal(20, answer.PromptTokens + answer.Tokens);
        Assert.Equal("length", answer.DoneReason);
        Assert.Equal("stop", AnswerPlanner.Plan(ask with { Shift = true }).DoneReason);
    }

    [Fact]
    public void A_prompt_longer_than_the_context_loses_its_oldest_messages()
    {
        var messages = Enumerable.Range(0, 50).Select(at => new PromptMessage("user", $"message number {at}"));
        var ask = Ask("") with { Messages = [.. messages], ContextLength = 60 };
        Assert.True(PromptTokens.Whole(ask) > 60);
        Assert.InRange(AnswerPlanner.Plan(ask).PromptTokens, 1, 60);
    }

    [Fact]
    public void Tokens_joined_again_are_the_text_and_no_character_is_split()
    {
        const string Text = "Mixed 한국어 텍스트, emoji 👩‍🚀🎉 and 12345 numbers\n\n\tcode();[simulated] é";
        var pieces = Tokenizer.Split(Text);
        Assert.Equal(Text, string.Concat(pieces));
        Assert.Equal(pieces.Length, Tokenizer.Count(Text));
        Assert.All(pieces, piece => Assert.False(char.IsHighSurrogate(piece[^1]) || char.IsLowSurrogate(piece[0])));
    }

    [Fact]
    public void Embeddings_are_unit_vectors_and_shared_words_bring_them_nearer()
    {
        static float[] Of(string text, int? dimensions = null) => EmbeddingVector.Of("m", 768, text, dimensions);
        static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
        Assert.Equal(Of("a cat sat"), Of("a cat sat"));
        Assert.Equal(1, Dot(Of("a cat sat"), Of("a cat sat")), 5);
        Assert.Equal(1, Dot(Of("a cat sat", 64), Of("a cat sat", 64)), 5);
        Assert.Equal(64, Of("a cat sat", 64).Length);
        Assert.True(Dot(Of("a cat sat"), Of("a cat stood")) > Dot(Of("a cat sat"), Of("stock prices fell")));
    }

    [Fact]
    public void The_topic_of_a_translation_of_code_is_translation() =>
        Assert.Equal(PromptTopic.Translation, PromptTopics.Of("이 파이썬 코드의 주석을 번역해줘"));
}
