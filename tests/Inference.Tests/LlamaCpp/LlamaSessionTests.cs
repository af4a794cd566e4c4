using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.Inference.Tests.LlamaCpp;

public sealed class LlamaSessionTests(TinyModelFile file) : IClassFixture<TinyModelFile>
{
    private static readonly LlamaSampling _greedy = new() { Temperature = 0 };

    [LlamaFact]
    public void A_conversation_gets_the_answer_that_the_file_was_written_for()
    {
        using var session = NewSession();
        var prompt = PromptTemplate.Apply(file.Model.ChatTemplate, [("user", "What is it?")], out var isKnown);

        var (pieces, answer) = Answer(session, prompt, _greedy);

        Assert.True(isKnown);
        Assert.Equal(TinyModel.ChatAnswer, string.Concat(pieces));
        Assert.Equal(FinishReason.Stop, answer.End);
        Assert.Equal(TinyModel.ChatAnswerTokens, answer.OutputTokens);
    }

    [LlamaFact]
    public void Every_token_is_a_piece_of_its_own_and_part_of_a_letter_is_an_empty_one()
    {
        using var session = NewSession();

        var (pieces, _) = Answer(session, "\n", _greedy);

        Assert.Equal(["The", " answer", " is ", "", "", "한", "", "", "글", " forty-two.", ""], pieces);
    }

    [LlamaFact]
    public void A_letter_that_the_limit_cuts_off_becomes_one_replacement_character()
    {
        using var session = NewSession();

        var (pieces, answer) = Answer(session, "\n", _greedy, new AnswerLimits(4, []));

        Assert.Equal("The answer is \uFFFD", string.Concat(pieces));
        Assert.Equal(FinishReason.Length, answer.End);
        Assert.Equal(4, answer.OutputTokens);
    }

    [LlamaFact]
    public void The_answer_ends_before_a_stop_sequence_that_comes_in_several_tokens()
    {
        using var session = NewSession();

        var (pieces, answer) = Answer(session, "A", _greedy, new AnswerLimits(64, ["IJ", "GHX"]));

        Assert.Equal("BCDEFGH", string.Concat(pieces));
        Assert.Equal(FinishReason.Stop, answer.End);
    }

    [LlamaFact]
    public void An_answer_without_an_end_stops_where_the_context_is_full()
    {
        using var session = NewSession(tokens: 256);

        var (pieces, answer) = Answer(session, "A", _greedy, new AnswerLimits(-1, []));

        Assert.Equal(FinishReason.Length, answer.End);
        Assert.Equal(session.ContextTokens, 2 + answer.OutputTokens);
        Assert.Equal(TinyModel.AfterCharacter('A', answer.OutputTokens), string.Concat(pieces));
    }

    [LlamaFact]
    public void A_prompt_that_does_not_fit_is_refused()
    {
        using var session = NewSession(tokens: 256);

        var failure = Assert.Throws<LlamaException>(() => Answer(session, new string('x', 300), _greedy));

        Assert.Equal(LlamaFault.InputTooLong, failure.Fault);
    }

    [LlamaFact]
    public void A_conversation_that_goes_on_is_read_from_where_it_goes_on()
    {
        using var session = NewSession();
        var question = "A question that is long enough\n";

        var (_, first) = Answer(session, question, _greedy);
        var (pieces, second) = Answer(session, question + "more\n", _greedy);
        var (_, other) = Answer(session, "Something else\n", _greedy);

        Assert.Equal(question.Length + 1, first.ReadTokens);
        Assert.Equal("more\n".Length, second.ReadTokens);
        Assert.Equal(TinyModel.ChatAnswer, string.Concat(pieces));
        Assert.Equal("Something else\n".Length, other.ReadTokens);
    }

    [LlamaFact]
    public void Equal_seeds_give_equal_answers_and_different_seeds_different_ones()
    {
        using var session = NewSession();
        var hot = new LlamaSampling
        {
            Temperature = 5,
            TopK = 0,
            TopP = 1,
        };
        var limits = new AnswerLimits(32, []);

        string With(uint seed) => string.Concat(Answer(session, "A", hot with { Seed = seed }, limits).Pieces);

        Assert.Equal(With(7), With(7));
        Assert.NotEqual(With(7), With(8));
    }

    [LlamaTheory]
    [InlineData(1, 1f, 0f)]
    [InlineData(0, 0.01f, 0f)]
    [InlineData(0, 1f, 0.99f)]
    public void What_leaves_only_the_likeliest_token_is_as_good_as_greedy(int topK, float topP, float minP)
    {
        using var session = NewSession();
        var narrow = new LlamaSampling
        {
            Temperature = 3,
            TopK = topK,
            TopP = topP,
            MinP = minP,
            Seed = 1,
        };

        var (pieces, _) = Answer(session, "A", narrow, new AnswerLimits(20, []));

        Assert.Equal(TinyModel.AfterCharacter('A', 20), string.Concat(pieces));
    }

    [LlamaFact]
    public void A_penalty_keeps_the_model_from_going_round_again()
    {
        using var session = NewSession();
        var penalised = _greedy with { RepeatLastN = -1, PresencePenalty = 100 };

        var (pieces, _) = Answer(session, "A", penalised, new AnswerLimits(120, []));

        var text = string.Concat(pieces);
        Assert.Equal(TinyModel.AfterCharacter('A', 95), text[..95]);
        // Every character had its turn; without the penalty it would be B's again.
        Assert.False(text.AsSpan(95).StartsWith("B"), text);
    }

    [LlamaFact]
    public void A_grammar_lets_only_json_through()
    {
        using var session = NewSession();

        var (free, _) = Answer(session, "\n", _greedy);
        var (bound, _) = Answer(session, "\n", _greedy with { Grammar = JsonGrammar.Rules }, new AnswerLimits(8, []));

        Assert.StartsWith("T", string.Concat(free), StringComparison.Ordinal);
        Assert.StartsWith("{", string.Concat(bound), StringComparison.Ordinal);
    }

    [LlamaFact]
    public void A_wrong_grammar_is_an_error_and_not_a_crash()
    {
        using var session = NewSession();

        var wrong = _greedy with { Grammar = "root ::= nothing-of-that-name" };

        Assert.Throws<LlamaException>(() => Answer(session, "A", wrong));
        Assert.Equal(TinyModel.ChatAnswer, string.Concat(Answer(session, "\n", _greedy).Pieces));
    }

    [LlamaFact]
    public void Cancelling_ends_the_answer_at_the_next_token_and_the_session_goes_on()
    {
        using var session = NewSession();
        using var hangUp = new CancellationTokenSource();
        var tokens = file.Model.Vocabulary.Tokenize("A", addStart: true, readMarks: true);
        using (var answer = session.Start(tokens, new AnswerLimits(-1, []), _greedy, hangUp.Token))
        {
            Assert.Equal("B", answer.Next(hangUp.Token));
            hangUp.Cancel();

            Assert.Throws<OperationCanceledException>(() => answer.Next(hangUp.Token));
            Assert.Equal(1, answer.OutputTokens);
        }

        Assert.Equal(TinyModel.ChatAnswer, string.Concat(Answer(session, "\n", _greedy).Pieces));
    }

    private LlamaSession NewSession(int tokens = 512) =>
        new(file.Model, new ContextShape(tokens, BatchTokens: 64, Threads: 1));

    private (List<string> Pieces, LlamaAnswer Answer) Answer(
        LlamaSession session,
        string prompt,
        LlamaSampling sampling,
        AnswerLimits? limits = null
    )
    {
        var tokens = file.Model.Vocabulary.Tokenize(prompt, addStart: true, readMarks: true);
        using var answer = session.Start(tokens, limits ?? new AnswerLimits(64, []), sampling, CancellationToken.None);
        List<string> pieces = [];
        while (answer.Next(CancellationToken.None) is { } piece)
        {
            pieces.Add(piece);
        }

        return (pieces, answer);
    }
}
