using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class MetadataOnTheWireTests
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    [Fact]
    public async Task Request_headers_arrive_as_text_and_as_bytes()
    {
        var seen = new TaskCompletionSource<Metadata>();
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (note, context) =>
                {
                    seen.SetResult(context.RequestHeaders);
                    return Task.FromResult(note);
                },
            }
        );

        await server.Client().UnaryAsync(new Note(), new Metadata { { "X-Run", "run 7" }, { "X-Digest-bin", Bytes } });
        var headers = await seen.Task.Within("the handler runs");

        Assert.Equal("run 7", headers.GetValue("x-run"));
        Assert.Equal(Bytes, headers.GetValueBytes("x-digest-bin"));
    }

    [Fact]
    public async Task Response_headers_come_before_the_first_message()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = async (note, context) =>
                {
                    await context.WriteResponseHeadersAsync(
                        new Metadata { { "x-model", "m" }, { "x-raw-bin", Bytes } }
                    );
                    await mayAnswer.Task;
                    return note;
                },
            }
        );

        using var call = server.Client().UnaryAsync(new Note { Text = "later" });
        var headers = await call.ResponseHeadersAsync.Within("the headers, while the handler still works");

        Assert.Equal("m", headers.GetValue("x-model"));
        Assert.Equal(Bytes, headers.GetValueBytes("x-raw-bin"));
        Assert.False(call.ResponseAsync.IsCompleted);
        mayAnswer.SetResult();
        Assert.Equal("later", (await call).Text);
    }

    [Fact]
    public async Task Trailers_of_a_success_follow_the_last_message()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Down = async (note, responses, context) =>
                {
                    await responses.WriteAsync(note, context.CancellationToken);
                    context.ResponseTrailers.Add("x-tokens", "42");
                    context.ResponseTrailers.Add("x-sum-bin", Bytes);
                },
            }
        );

        using var call = server.Client().Down(new Note());
        await call.ResponseStream.All();

        Assert.Equal("42", call.GetTrailers().GetValue("x-tokens"));
        Assert.Equal(Bytes, call.GetTrailers().GetValueBytes("x-sum-bin"));
    }

    [Fact]
    public async Task Trailers_of_a_failure_are_in_the_exception()
    {
        var status = new Status(StatusCode.Unavailable, "draining");
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (_, _) => throw new RpcException(status, new Metadata { { "x-retry-ms", "250" } }),
            }
        );

        var failure = await Awaited.FailureOf(async () => await server.Client().UnaryAsync(new Note()));

        Assert.Equal("250", failure.Trailers.GetValue("x-retry-ms"));
        Assert.Equal("Status(StatusCode=\"Unavailable\", Detail=\"draining\")", failure.Message);
    }

    [Fact]
    public async Task A_status_without_an_exception_is_a_failure_too()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = (note, context) =>
                {
                    context.Status = new Status(StatusCode.NotFound, "no such model");
                    return Task.FromResult(note);
                },
            }
        );

        var failure = await Awaited.FailureOf(async () => await server.Client().UnaryAsync(new Note()));

        Assert.Equal(new Status(StatusCode.NotFound, "no such model").ToString(), failure.Status.ToString());
    }

    [Fact]
    public async Task Status_and_trailers_are_refused_while_the_call_runs()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript
            {
                Unary = async (note, _) =>
                {
                    await mayAnswer.Task;
                    return note;
                },
            }
        );

        using var call = server.Client().UnaryAsync(new Note());

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(call.GetTrailers);
        mayAnswer.SetResult();
        await call.ResponseAsync.Within("the answer");
    }
}
