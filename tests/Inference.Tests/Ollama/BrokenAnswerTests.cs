using System.Text;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class BrokenAnswerTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(TestReplica.Hello + "\n" + TestReplica.Done);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_cut_at_any_byte_is_never_taken_for_complete(bool isAborted)
    {
        var cut = 0;
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            await context.SendAsync(Whole.AsMemory(0, cut));
            if (isAborted)
            {
                context.Abort();
            }
        });

        for (; cut < Whole.Length; cut++)
        {
            var error = await replica.FailAsync();
            Assert.True(error.Cause == InferenceCause.StreamBroken, $"Cut at {cut}: {error}");
        }
    }

    [Fact]
    public async Task The_last_line_needs_no_line_feed()
    {
        await using var replica = await TestReplica.StartAsync(context => context.SendAsync(Whole));

        Assert.IsType<ChatDelta.Finished>((await replica.ReadAllAsync())[^1]);
    }

    [Fact]
    public async Task An_early_end_tells_whether_anything_had_arrived()
    {
        await using var nothing = await TestReplica.AnswersAsync();
        await using var something = await TestReplica.AnswersAsync(TestReplica.Hello);

        Assert.Equal(InferenceStage.FirstToken, (await nothing.FailAsync()).Stage);
        Assert.Equal(InferenceStage.Stream, (await something.FailAsync()).Stage);
    }

    [Fact]
    public async Task An_error_line_inside_the_stream_is_an_error_with_the_replicas_words()
    {
        await using var replica = await TestReplica.AnswersAsync(
            TestReplica.Hello,
            """{"error":"an error was encountered while running the model: CUDA error"}"""
        );

        var error = await replica.FailAsync();

        Assert.Equal((InferenceStage.Stream, InferenceCause.ReplicaFailed), (error.Stage, error.Cause));
        Assert.Equal("an error was encountered while running the model: CUDA error", error.Message);
        Assert.Null(error.HttpStatus);
    }

    [Fact]
    public async Task An_error_as_the_first_line_still_allows_another_replica()
    {
        await using var replica = await TestReplica.AnswersAsync("""{"error":"boom"}""");

        Assert.Equal(InferenceStage.FirstToken, (await replica.FailAsync()).Stage);
    }

    [Fact]
    public async Task What_came_before_the_error_was_handed_on()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, """{"error":"boom"}""");
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, CancellationToken.None)
            .GetAsyncEnumerator();

        Assert.True(await deltas.MoveNextAsync());
        Assert.Equal(new ChatDelta.Text("Hello"), deltas.Current);
        await Assert.ThrowsAsync<InferenceException>(() => deltas.MoveNextAsync().AsTask());
    }

    [Theory]
    [InlineData("""{"message":{"content":"the word \"error\":\"x\" and \"done\":true"},"done":false}""")]
    [InlineData(
        """{"message":{"tool_calls":[{"function":{"name":"f","arguments":{"error":"x","done":true}}}]},"done":false}"""
    )]
    public async Task The_words_error_and_done_inside_an_answer_mean_nothing(string line)
    {
        await using var complete = await TestReplica.AnswersAsync(line, TestReplica.Done);
        await using var cut = await TestReplica.AnswersAsync(line);

        Assert.Equal(2, (await complete.ReadAllAsync()).Count);
        Assert.Equal(InferenceCause.StreamBroken, (await cut.FailAsync()).Cause);
    }

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("{}{}")]
    [InlineData("{\"message\":")]
    [InlineData("{\"message\":\"not an object\",\"done\":false}")]
    public async Task A_line_that_is_not_what_was_expected_ends_the_call(string line)
    {
        await using var replica = await TestReplica.AnswersAsync(line, TestReplica.Done);

        Assert.Equal(InferenceCause.StreamBroken, (await replica.FailAsync()).Cause);
    }

    [Fact]
    public async Task A_line_up_to_the_limit_passes_and_a_longer_one_ends_the_call()
    {
        var options = new OllamaOptions { MaxLineBytes = 20_000 };
        await using var fits = await TestReplica.StartAsync(200, Line(19_999) + "\n" + TestReplica.Done, options);
        await using var tooLong = await TestReplica.StartAsync(200, Line(20_000) + "\n" + TestReplica.Done, options);

        Assert.Equal(2, (await fits.ReadAllAsync()).Count);
        var error = await tooLong.FailAsync();
        Assert.Equal(InferenceCause.StreamBroken, error.Cause);
        Assert.Contains("20000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up_at_the_limit_and_the_replica_is_hung_up_on()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await TestReplica.StartAsync(
            async context =>
            {
                context.RequestAborted.Register(hungUp.SetResult);
                while (true)
                {
                    await context.SendAsync(new string('x', 1000));
                }
            },
            new OllamaOptions { MaxLineBytes = 5000 }
        );

        Assert.Equal(InferenceCause.StreamBroken, (await replica.FailAsync()).Cause);
        await Wait.ForAsync(hungUp.Task, "the replica sees the hang-up");
    }

    private static string Line(int length)
    {
        const string frame = """{"message":{"content":""},"done":false}""";
        return frame.Replace("\"\"", $"\"{new string('x', length - frame.Length)}\"", StringComparison.Ordinal);
    }
}
