using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Abstractions;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Tests.Abstractions;

public sealed class ChatClientReplicaTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Everything_that_an_answer_has_comes_through()
    {
        using var replica = Replica(
            FakeChatClient.Says(
                new TextReasoningContent("hm"),
                new TextContent("Hi"),
                new FunctionCallContent("c1", "f", new Dictionary<string, object?> { ["a"] = 1 }),
                new UsageContent(
                    new UsageDetails
                    {
                        InputTokenCount = 5,
                        OutputTokenCount = 2,
                        CachedInputTokenCount = 4,
                    }
                )
            )
        );

        var deltas = await AskAsync(replica, Question);

        Assert.Equal(new ChatDelta.Thinking("hm"), deltas[0]);
        Assert.Equal(new ChatDelta.Text("Hi"), deltas[1]);
        var call = Assert.Single(Assert.IsType<ChatDelta.ToolCalls>(deltas[2]).Calls);
        Assert.Equal(("c1", "f", """{"a":1}"""), (call.Id, call.Name, call.Arguments.GetRawText()));
        var finished = Assert.IsType<ChatDelta.Finished>(deltas[3]);
        Assert.Equal(new TokenUsage(5, 2) { CachedPromptTokens = 4 }, finished.Usage);
        Assert.True(finished.Timings.AreOurs);
    }

    [Fact]
    public async Task Everything_that_a_call_says_comes_through()
    {
        var chat = FakeChatClient.Says(new TextContent("Hi"));
        using var replica = Replica(chat);
        var schema = JsonSerializer.SerializeToElement(new { type = "object" });
        var call = new ChatCall
        {
            Model = ModelId.Parse("some/model"),
            Turns =
            [
                new ChatTurn(TurnRole.System, "Be brief."),
                new ChatTurn(TurnRole.User, "What is it?") { Images = [Png] },
                new ChatTurn(TurnRole.Assistant, "") { ToolCalls = [new ToolCall("c1", "f", schema)], Thinking = "hm" },
                new ChatTurn(TurnRole.Tool, "42") { ToolCallId = "c1" },
            ],
            Tools =
            [
                JsonSerializer.SerializeToElement(
                    new
                    {
                        type = "function",
                        function = new
                        {
                            name = "f",
                            description = "d",
                            parameters = schema,
                        },
                    }
                ),
            ],
            Format = schema,
            Think = ThinkLevel.High,
            Options = new ModelOptions
            {
                NumPredict = 9,
                Temperature = 0.5f,
                Stop = ["x"],
                Seed = 7,
            },
        };

        await AskAsync(replica, call);

        Assert.Equal("Some/Model", chat.Options!.ModelId);
        Assert.Equal((9, 0.5f, 7L), (chat.Options.MaxOutputTokens, chat.Options.Temperature, chat.Options.Seed));
        Assert.Equal(ReasoningEffort.High, chat.Options.Reasoning!.Effort);
        Assert.Equal(["x"], chat.Options.StopSequences!);
        Assert.Equal("f", Assert.Single(chat.Options.Tools!).Name);
        Assert.NotNull(Assert.IsType<ChatResponseFormatJson>(chat.Options.ResponseFormat).Schema);
        Assert.Equal(["system", "user", "assistant", "tool"], chat.Messages.Select(message => message.Role.Value));
        Assert.Equal(Png, chat.Messages[1].Contents.OfType<DataContent>().Single().Data.ToArray());
        Assert.Equal("c1", chat.Messages[2].Contents.OfType<FunctionCallContent>().Single().CallId);
        Assert.Equal("42", chat.Messages[3].Contents.OfType<FunctionResultContent>().Single().Result);
    }

    [Fact]
    public async Task A_client_that_does_not_begin_is_given_up_at_the_first_token_limit()
    {
        using var replica = Replica(new FakeChatClient(StallAsync));
        var answer = AskAsync(replica, Question);

        _clock.Advance(TimeSpan.FromMinutes(10));

        await AssertFailsAsync(answer, InferenceStage.FirstToken, InferenceCause.FirstTokenTimedOut);
    }

    [Fact]
    public async Task A_client_that_stands_still_is_given_up_at_the_idle_limit()
    {
        using var replica = Replica(new FakeChatClient(HelloThenStallAsync));
        await using var deltas = replica.ChatAsync(Question, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));
        _clock.Advance(TimeSpan.FromHours(1));
        var next = deltas.MoveNextAsync().AsTask();

        _clock.Advance(TimeSpan.FromMinutes(2));

        await AssertFailsAsync(next, InferenceStage.Stream, InferenceCause.IdleTimedOut);
    }

    [Fact]
    public async Task Cancelling_reaches_the_client()
    {
        using var replica = Replica(new FakeChatClient(StallAsync));
        using var caller = new CancellationTokenSource();
        var answer = AskAsync(replica, Question, caller.Token);

        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Wait.ForAsync(answer, "the call ends")
        );
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, InferenceCause.Busy)]
    [InlineData(HttpStatusCode.BadRequest, InferenceCause.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, InferenceCause.ReplicaFailed)]
    public async Task A_status_that_a_client_reports_has_its_cause(HttpStatusCode status, InferenceCause cause)
    {
        using var replica = Replica(
            new FakeChatClient(_ => throw new HttpRequestException("words", inner: null, status))
        );

        var exception = await Assert.ThrowsAsync<InferenceException>(() => AskAsync(replica, Question));

        Assert.Equal(new InferenceError(InferenceStage.FirstToken, cause, "words", (int)status), exception.Error);
    }

    [Fact]
    public async Task Whatever_a_client_throws_is_an_error_without_the_secret()
    {
        using var replica = Replica(
            new FakeChatClient(_ => throw new FormatException("The header Bearer top-secret is wrong."))
        );

        var exception = await Assert.ThrowsAsync<InferenceException>(() => AskAsync(replica, Question));

        Assert.Equal(InferenceCause.ReplicaFailed, exception.Error.Cause);
        Assert.Equal("The header Bearer [secret] is wrong.", exception.Error.Message);
        Assert.DoesNotContain("top-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_among_the_contents_is_an_error_in_the_stream()
    {
        using var replica = Replica(FakeChatClient.Says(new TextContent("Hi"), new ErrorContent("boom")));

        await AssertFailsAsync(AskAsync(replica, Question), InferenceStage.Stream, InferenceCause.ReplicaFailed);
    }

    [Fact]
    public async Task Embeddings_are_refused_where_there_are_none()
    {
        using var replica = Replica(FakeChatClient.Says());
        var call = new EmbedCall { Model = ModelId.Parse("some/model"), Inputs = ["x"] };

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            replica.EmbedAsync(call, CancellationToken.None)
        );

        Assert.Equal(InferenceCause.Refused, exception.Error.Cause);
    }

    [Fact]
    public void The_client_is_disposed_with_the_replica()
    {
        var chat = FakeChatClient.Says();

        Replica(chat).Dispose();

        Assert.True(chat.IsDisposed);
    }

    private static ChatCall Question { get; } =
        new() { Model = ModelId.Parse("some/model"), Turns = [new ChatTurn(TurnRole.User, "Hi")] };

    private ChatClientReplica Replica(IChatClient chat) =>
        new(
            new ReplicaEndpoint("r", new Uri("http://localhost")) { Models = ["Some/Model"], ApiKey = new Secret() },
            chat,
            new HostedCallOptions(),
            _clock
        );

    private static async Task<List<ChatDelta>> AskAsync(
        ChatClientReplica replica,
        ChatCall call,
        CancellationToken cancellationToken = default
    )
    {
        List<ChatDelta> deltas = [];
        await foreach (var delta in replica.ChatAsync(call, cancellationToken))
        {
            deltas.Add(delta);
        }

        return deltas;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> StallAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> HelloThenStallAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Hello");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async Task AssertFailsAsync(Task call, InferenceStage stage, InferenceCause cause)
    {
        var exception = await Assert.ThrowsAsync<InferenceException>(() => Wait.ForAsync(call, "the call is given up"));
        Assert.Equal((stage, cause), (exception.Error.Stage, exception.Error.Cause));
    }

    private sealed class Secret : ISecret
    {
        public string Source => "a test";

        public string Read() => "top-secret";
    }
}
