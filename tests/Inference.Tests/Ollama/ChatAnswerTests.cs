using System.Text;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class ChatAnswerTests
{
    [Fact]
    public async Task Text_comes_piece_by_piece_and_the_last_piece_has_the_figures()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, TestReplica.Done);

        var deltas = await replica.ReadAllAsync();

        Assert.Equal(
            [
                new ChatDelta.Text("Hello"),
                new ChatDelta.Finished(
                    FinishReason.Stop,
                    new TokenUsage(7, 3),
                    new CallTimings(
                        TimeSpan.FromSeconds(5),
                        TimeSpan.FromSeconds(1),
                        TimeSpan.FromSeconds(0.5),
                        TimeSpan.FromSeconds(2)
                    )
                ),
            ],
            deltas
        );
    }

    [Fact]
    public async Task Time_that_the_replica_does_not_explain_is_the_wait_for_a_slot()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Done);

        var finished = Assert.IsType<ChatDelta.Finished>(Assert.Single(await replica.ReadAllAsync()));

        Assert.Equal(TimeSpan.FromSeconds(1.5), finished.Timings.SlotWait);
    }

    [Fact]
    public async Task Figures_that_the_replica_leaves_out_are_zero()
    {
        await using var replica = await TestReplica.AnswersAsync("""{"done":true,"done_reason":"length"}""");

        var finished = Assert.IsType<ChatDelta.Finished>(Assert.Single(await replica.ReadAllAsync()));

        Assert.Equal(FinishReason.Length, finished.Reason);
        Assert.Equal(new TokenUsage(0, 0), finished.Usage);
        Assert.Equal(TimeSpan.Zero, finished.Timings.SlotWait);
    }

    [Fact]
    public async Task Thoughts_come_before_the_text_of_the_same_line()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"message":{"role":"assistant","content":"4","thinking":"2+2"},"done":false}""",
            TestReplica.Done
        );

        var deltas = await replica.ReadAllAsync();

        Assert.Equal([new ChatDelta.Thinking("2+2"), new ChatDelta.Text("4")], deltas[..2]);
    }

    [Fact]
    public async Task Tool_calls_keep_the_replicas_ids_and_the_order_of_arguments()
    {
        await using var replica = await TestReplica.AnswersAsync(
            """{"message":{"role":"assistant","content":"","tool_calls":[{"id":"call_ab12cd34","function":{"index":0,"name":"weather","arguments":{"z":"서울","a":{"n":[1,2.5,null]}}}}]},"done":false}""",
            TestReplica.Done
        );

        var calls = Assert.IsType<ChatDelta.ToolCalls>((await replica.ReadAllAsync())[0]).Calls;

        var call = Assert.Single(calls);
        Assert.Equal(("call_ab12cd34", "weather"), (call.Id, call.Name));
        Assert.Equal(["z", "a"], call.Arguments.EnumerateObject().Select(argument => argument.Name));
        Assert.Equal("서울", call.Arguments.GetProperty("z").GetString());
        Assert.Equal("""{"n":[1,2.5,null]}""", call.Arguments.GetProperty("a").GetRawText());
    }

    [Fact]
    public async Task Each_piece_is_handed_on_before_the_replica_sends_the_next()
    {
        var next = new SemaphoreSlim(0);
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            for (var i = 0; i < 3; i++)
            {
                await context.SendAsync(TestReplica.Hello + "\n");
                await next.WaitAsync(context.RequestAborted);
            }

            await context.SendAsync(TestReplica.Done + "\n");
        });
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, CancellationToken.None)
            .GetAsyncEnumerator();

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), $"piece {i} arrives"));
            Assert.Equal(new ChatDelta.Text("Hello"), deltas.Current);
            next.Release();
        }

        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the end arrives"));
        Assert.IsType<ChatDelta.Finished>(deltas.Current);
        Assert.False(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "nothing follows"));
    }

    [Fact]
    public async Task Characters_that_are_split_over_packets_come_out_whole()
    {
        var answer = Encoding.UTF8.GetBytes(
            """{"message":{"role":"assistant","content":"한국어 😀 é"},"done":false}""" + "\n" + TestReplica.Done + "\n"
        );
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            foreach (var single in answer)
            {
                await context.SendAsync(new[] { single });
            }
        });

        Assert.Equal(new ChatDelta.Text("한국어 😀 é"), (await replica.ReadAllAsync())[0]);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n\n")]
    [InlineData("\n  \n")]
    public async Task Line_ends_of_other_servers_and_blank_lines_do_no_harm(string lineEnd)
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            lineEnd + TestReplica.Hello + lineEnd + TestReplica.Done + lineEnd
        );

        Assert.Equal(2, (await replica.ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Many_answers_at_a_time_do_not_mix()
    {
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            var id = context.Connection.Id;
            for (var i = 0; i < 20; i++)
            {
                await context.SendAsync($$"""{"message":{"content":"{{id}}"},"done":false}""" + "\n");
            }

            await context.SendAsync(TestReplica.Done + "\n");
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => replica.ReadAllAsync()));

        Assert.All(answers, answer => Assert.Single(answer.OfType<ChatDelta.Text>().Distinct()));
        Assert.All(answers, answer => Assert.Equal(20, answer.OfType<ChatDelta.Text>().Count()));
    }
}
