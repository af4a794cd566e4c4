using System.Text;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>How pieces come out does not depend on how packets come in, nor on other answers.</summary>
public sealed class StreamTests
{
    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Characters_that_are_split_over_packets_come_out_whole(string kind)
    {
        var dialect = Dialect.Of(kind);
        var answer = Encoding.UTF8.GetBytes(
            dialect.Hello.Replace("Hello", "한국어 😀 é", StringComparison.Ordinal) + dialect.End
        );
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.Response.ContentType = dialect.ContentType;
                foreach (var single in answer)
                {
                    await context.SendAsync(new[] { single });
                }
            }
        );

        Assert.Equal(new ChatDelta.Text("한국어 😀 é"), (await far.AskAsync())[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_piece_is_handed_on_before_the_endpoint_sends_the_next(string kind)
    {
        var dialect = Dialect.Of(kind);
        var next = new SemaphoreSlim(0);
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.Response.ContentType = dialect.ContentType;
                await context.SendAsync(dialect.Prelude);
                for (var i = 0; i < 3; i++)
                {
                    await context.SendAsync(dialect.Hello[dialect.Prelude.Length..]);
                    await next.WaitAsync(context.RequestAborted);
                }

                await context.SendAsync(dialect.End);
            }
        );
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), $"piece {i} arrives"));
            Assert.Equal(new ChatDelta.Text("Hello"), deltas.Current);
            next.Release();
        }

        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the end arrives"));
        Assert.IsType<ChatDelta.Finished>(deltas.Current);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_answers_at_a_time_do_not_mix(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.Response.ContentType = dialect.ContentType;
                var hello = dialect.Hello.Replace("Hello", context.Connection.Id, StringComparison.Ordinal);
                await context.SendAsync(hello);
                for (var i = 0; i < 19; i++)
                {
                    await context.SendAsync(hello[dialect.Prelude.Length..]);
                }

                await context.SendAsync(dialect.End);
            }
        );

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => far.AskAsync()));

        Assert.All(answers, answer => Assert.Single(answer.OfType<ChatDelta.Text>().Distinct()));
        Assert.All(answers, answer => Assert.Equal(20, answer.OfType<ChatDelta.Text>().Count()));
    }
}
