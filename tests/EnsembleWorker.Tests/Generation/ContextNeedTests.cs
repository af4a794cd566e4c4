using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Generation;

public sealed class ContextNeedTests
{
    [Theory]
    [InlineData(100, null, null)] // Cold and short: what the replica takes by itself is enough.
    [InlineData(100, 4096, null)]
    [InlineData(7_000, null, 8192)] // With 1,024 for the answer and 8 for the turn.
    [InlineData(7_000, 4096, 8192)]
    [InlineData(7_200, 8192, 16384)]
    [InlineData(7_000, 131_072, null)] // Never lowered.
    [InlineData(1_000_000, null, 32_768)] // The option's limit.
    [InlineData(1_000_000, 32_768, null)]
    public void A_long_prompt_asks_for_what_it_needs_beyond_the_loaded_context(int chars, int? loaded, int? asked) =>
        Assert.Equal(asked, Need(chars, Known(loaded)).BeforeLoad(loaded));

    [Fact]
    public void A_caller_that_says_what_it_wants_is_not_second_guessed()
    {
        Assert.Equal(4096, Need(7_000, Known(null), said: 2048).BeforeLoad(loaded: null));
        Assert.Equal(65_536, Need(10, Known(null), said: 65_000).BeforeLoad(loaded: null));
    }

    [Fact]
    public void Nothing_is_guessed_about_a_model_that_is_not_known_or_does_not_tell_its_context()
    {
        Assert.Null(Need(7_000, known: null).Tokens);
        Assert.Null(Need(7_000, Known(null) with { Details = ModelDetails.Unknown }).Tokens);
        Assert.Null(Need(7_000, Known(loaded: 0)).Tokens);
    }

    [Fact]
    public void Guessing_can_be_turned_off() =>
        Assert.Null(Need(7_000, Known(null), options: new() { MaxEstimatedContextTokens = 0 }).Tokens);

    [Theory]
    [InlineData(8192, 16384, 16384)] // Somebody else's larger load is kept.
    [InlineData(8192, 4096, 8192)] // A smaller one is not enough.
    [InlineData(8192, null, 8192)] // The replica did not tell.
    [InlineData(null, 32_768, null)]
    [InlineData(null, 4096, 8192)] // The replica's own choice is too small after all.
    public void After_a_load_the_call_keeps_what_is_there_unless_it_is_too_small(int? asked, int? loaded, int? sent) =>
        Assert.Equal(sent, Need(7_000, Known(null)).AfterLoad(asked, loaded));

    private static KnownModel Known(int? loaded) =>
        new("tiny:1b", "d1")
        {
            Details = new ModelDetails(131_072, []),
            Loaded = loaded is { } tokens ? new LoadedState(0, 0, tokens, DateTimeOffset.UnixEpoch) : null,
        };

    private static ContextNeed Need(
        int chars,
        KnownModel? known,
        int? said = null,
        GenerationOptions? options = null
    ) =>
        ContextNeed.Of(
            new AnswerOrder(
                new CallTarget("gpu-1", 1, AdmissionPriority.Interactive),
                new ChatCall
                {
                    Model = ModelId.Parse("tiny:1b"),
                    Turns = [new ChatTurn(TurnRole.User, new string('가', chars))],
                },
                said
            ),
            known,
            options ?? new()
        );
}
