using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Tests.Grpc;

/// <summary>The front door for internal services.</summary>
public sealed class AskTests
{
    [Fact]
    public async Task The_origin_comes_first_then_the_pieces_then_the_end()
    {
        await using var app = await GatewayApp.StartAsync();

        using var call = Client(app).Ask(Ask("auto"));
        var chunks = await ReadAsync(call);

        Assert.Equal(
            [
                AskChunk.KindOneofCase.Origin,
                AskChunk.KindOneofCase.Delta,
                AskChunk.KindOneofCase.Delta,
                AskChunk.KindOneofCase.Finished,
            ],
            chunks.Select(chunk => chunk.KindCase)
        );
        Assert.Equal(("gpu-1", "single"), (chunks[0].Origin.Choice.Replica, chunks[0].Origin.Strategy));
        Assert.Equal("Hello world", string.Concat(chunks.Select(chunk => chunk.Delta?.Content)));
    }

    [Fact]
    public async Task A_refusal_is_a_status_with_its_cause_in_the_trailer()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Refusal(RefusalReason.UnknownModel);

        using var call = Client(app).Ask(Ask("nope"));
        var exception = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(call));

        var failure = InferenceFailure.Parser.ParseFrom(exception.Trailers.GetValueBytes("orchestrator-error-bin"));
        Assert.Equal((StatusCode.NotFound, "unknown_model"), (exception.StatusCode, failure.Cause));
    }

    [Fact]
    public async Task Wrong_input_names_its_field()
    {
        await using var app = await GatewayApp.StartAsync();

        using var call = Client(app).Ask(new AskRequest { Model = "auto" });
        var exception = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(call));

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Contains("'messages'", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_aborted()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = (_, stream, end) => stream.WriteAsync(Answers.Piece("half"), end);

        using var call = Client(app).Ask(Ask("auto"));
        var exception = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(call));

        Assert.Equal(StatusCode.Aborted, exception.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_call_ends_the_replicas_work()
    {
        await using var app = await GatewayApp.StartAsync();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, _, cancellation) =>
        {
            await using var end = cancellation.Register(() => cancelled.TrySetResult());
            called.SetResult();
            await cancelled.Task;
        };

        using (Client(app).Ask(Ask("auto")))
        {
            await called.Task.Within("the worker is called");
        }

        await cancelled.Task.Within("the worker's call is cancelled");
    }

    private static AskRequest Ask(string model) =>
        new()
        {
            Model = model,
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };

    private static GatewayContract.GatewayClient Client(GatewayApp app) =>
        new(app.Services.GetRequiredService<GrpcPeers>().At(app.Grpc));

    private static async Task<IReadOnlyList<AskChunk>> ReadAsync(AsyncServerStreamingCall<AskChunk> call)
    {
        var chunks = new List<AskChunk>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None).Within("the next piece arrives"))
        {
            chunks.Add(call.ResponseStream.Current);
        }

        return chunks;
    }
}
