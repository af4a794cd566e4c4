using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.ServiceDefaults.Tests.EchoV1;

namespace Orchestrator.ServiceDefaults.Tests;

/// <summary>What the test wants to happen in a call.</summary>
internal sealed class EchoScript
{
    public Func<EchoRequest, ServerCallContext, Task<string>> Say { get; set; } =
        (request, _) => Task.FromResult(request.Text);

    public Func<IServerStreamWriter<EchoReply>, ServerCallContext, Task> Repeat { get; set; } =
        (_, _) => Task.CompletedTask;
}

internal sealed class EchoGrpcService(EchoScript script) : Echo.EchoBase
{
    public override async Task<EchoReply> Say(EchoRequest request, ServerCallContext context) =>
        new() { Text = await script.Say(request, context) };

    public override Task Repeat(
        EchoRequest request,
        IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context
    ) => script.Repeat(responseStream, context);

    public override Task<Empty> Nothing(Empty request, ServerCallContext context) => Task.FromResult(new Empty());
}
