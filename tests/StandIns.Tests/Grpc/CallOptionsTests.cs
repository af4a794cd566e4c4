using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class CallOptionsTests
{
    [Fact]
    public void Every_With_changes_one_thing_and_leaves_the_original()
    {
        using var cancellation = new CancellationTokenSource();
        var headers = new Metadata();
        var deadline = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var write = new WriteOptions(WriteFlags.NoCompress);
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var none = new CallOptions();

        var all = none.WithHeaders(headers)
            .WithDeadline(deadline)
            .WithCancellationToken(cancellation.Token)
            .WithWriteOptions(write)
            .WithCredentials(credentials)
            .WithWaitForReady();

        Assert.Same(headers, all.Headers);
        Assert.Equal(deadline, all.Deadline);
        Assert.Equal(cancellation.Token, all.CancellationToken);
        Assert.Same(write, all.WriteOptions);
        Assert.Same(credentials, all.Credentials);
        Assert.True(all.IsWaitForReady);
        Assert.Null(all.PropagationToken);
        Assert.Equal(default, none);
        Assert.False(all.WithWaitForReady(false).IsWaitForReady);
    }

    [Fact]
    public void Everything_can_be_given_at_once()
    {
        var headers = new Metadata();
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

        var options = new CallOptions(
            headers,
            DateTime.MaxValue,
            credentials: credentials,
            writeOptions: WriteOptions.Default
        );

        Assert.Same(headers, options.Headers);
        Assert.Equal(DateTime.MaxValue, options.Deadline);
        Assert.Same(credentials, options.Credentials);
        Assert.Equal(default, options.WriteOptions!.Flags);
        Assert.False(options.IsWaitForReady);
    }
}
