using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class RetryTests
{
    private readonly ConcurrentQueue<string?> _previousAttempts = [];

    [Fact]
    public async Task A_retryable_failure_is_tried_again()
    {
        await using var server = await ProbeServer.StartAsync(FailingAtFirst(StatusCode.Unavailable));
        var client = server.Client(options => options.ServiceConfig = RetryUnavailable());

        var answer = await client.UnaryAsync(new Note { Text = "at last" }).ResponseAsync.Within("the third try");

        Assert.Equal("at last", answer.Text);
        Assert.Equal([null, "1", "2"], _previousAttempts);
    }

    [Fact]
    public async Task Another_failure_is_final()
    {
        await using var server = await ProbeServer.StartAsync(FailingAtFirst(StatusCode.InvalidArgument));
        var client = server.Client(options => options.ServiceConfig = RetryUnavailable());

        var failure = await Awaited.FailureOf(async () => await client.UnaryAsync(new Note()));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Single(_previousAttempts);
    }

    private ProbeScript FailingAtFirst(StatusCode statusCode) =>
        new()
        {
            Unary = (note, context) =>
            {
                _previousAttempts.Enqueue(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
                return _previousAttempts.Count < 3
                    ? throw new RpcException(new Status(statusCode, "not yet"))
                    : Task.FromResult(note);
            },
        };

    private static ServiceConfig RetryUnavailable() =>
        new()
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 4,
                        InitialBackoff = TimeSpan.FromMilliseconds(1),
                        MaxBackoff = TimeSpan.FromMilliseconds(5),
                        BackoffMultiplier = 1.5,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        };
}
