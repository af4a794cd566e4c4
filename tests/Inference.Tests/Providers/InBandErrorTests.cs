namespace Orchestrator.Inference.Tests.Providers;

public sealed class InBandErrorTests
{
    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_inside_the_answer_is_an_error_with_the_endpoints_words(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.InBand("CUDA error"));

        var error = (await far.FailAsync()).Error;

        Assert.Equal(new InferenceError(InferenceStage.Stream, InferenceCause.ReplicaFailed, "CUDA error"), error);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_before_any_content_still_allows_another_replica(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Prelude + dialect.InBand("boom"));

        Assert.Equal(InferenceStage.FirstToken, (await far.FailAsync()).Error.Stage);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_came_before_the_error_was_handed_on(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.InBand("boom"));
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await deltas.MoveNextAsync());
        Assert.Equal(new ChatDelta.Text("Hello"), deltas.Current);
        await Assert.ThrowsAsync<InferenceException>(() => deltas.MoveNextAsync().AsTask());
    }

    [Theory]
    [InlineData("openai", """data: {"error":{"message":"slow down","type":"x","code":429}}""")]
    [InlineData("openai", """data: {"error":{"message":"slow down","type":"x","code":"rate_limit_exceeded"}}""")]
    [InlineData("openai", """error: {"message":"slow down","type":"unavailable_error"}""")]
    [InlineData("anthropic", """data: {"type":"error","error":{"type":"overloaded_error","message":"slow down"}}""")]
    public async Task Overload_inside_a_stream_is_load_and_no_fault(string kind, string line)
    {
        await using var far = await FarEnd.StreamsAsync(kind, line + "\n\n");

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceCause.Busy, "slow down"), (error.Cause, error.Message));
    }

    [Theory]
    [InlineData("openai", """data: {"choices":[{"index":0,"delta":{"content":"\"error\": \"message_stop\""}}]}""")]
    [InlineData(
        "anthropic",
        """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\"error\" \"message_stop\""}}"""
    )]
    public async Task The_words_of_errors_and_ends_inside_an_answer_mean_nothing(string kind, string line)
    {
        var type = kind == "anthropic" ? "event: content_block_delta\n" : "";
        await using var far = await FarEnd.StreamsAsync(kind, type + line + "\n\n");
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await deltas.MoveNextAsync());
        Assert.Contains("error", Assert.IsType<ChatDelta.Text>(deltas.Current).Value, StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<InferenceException>(() => deltas.MoveNextAsync().AsTask());
        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }
}
