using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class ReadAllTests
{
    [Fact]
    public async Task Gives_every_message_and_then_ends()
    {
        var words = new List<string>();
        await foreach (var word in new ListReader(["a", "b"]).ReadAllAsync())
        {
            words.Add(word);
        }

        Assert.Equal(["a", "b"], words);
    }

    [Fact]
    public async Task Hands_the_token_to_every_move()
    {
        using var cancellation = new CancellationTokenSource();
        var reader = new ListReader(["a"]);

        await foreach (var _ in reader.ReadAllAsync(cancellation.Token)) { }

        Assert.Equal([cancellation.Token, cancellation.Token], reader.Tokens);
    }

    [Fact]
    public async Task Takes_the_token_of_the_enumeration_as_well()
    {
        using var cancellation = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var words = new ListReader(["a", "b"]).ReadAllAsync(CancellationToken.None);
            await foreach (var _ in words.WithCancellation(cancellation.Token))
            {
                read++;
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(1, read);
    }

    [Fact]
    public void Refuses_null_before_the_first_read() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<string>)null!).ReadAllAsync());
}

/// <summary>A response stream of what it is given; it notes the tokens.</summary>
internal sealed class ListReader(IReadOnlyList<string> items) : IAsyncStreamReader<string>
{
    private int _next;

    public List<CancellationToken> Tokens { get; } = [];

    public string Current => items[_next - 1];

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        Tokens.Add(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_next++ < items.Count);
    }
}
