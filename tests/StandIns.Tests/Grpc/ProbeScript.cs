using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>What each method of the probe does; unless a test says otherwise, it gives back what it got.</summary>
internal sealed class ProbeScript
{
    public UnaryServerMethod<Note, Note> Unary { get; init; } = (note, _) => Task.FromResult(note);

    public ServerStreamingServerMethod<Note, Note> Down { get; init; } =
        async (note, responses, context) =>
        {
            foreach (var word in note.Text.Split(' '))
            {
                await responses.WriteAsync(new Note { Text = word }, context.CancellationToken);
            }
        };

    public ClientStreamingServerMethod<Note, Note> Up { get; init; } =
        async (requests, context) =>
        {
            var words = new List<string>();
            await foreach (var note in requests.ReadAllAsync(context.CancellationToken))
            {
                words.Add(note.Text);
            }

            return new Note { Text = string.Join(' ', words) };
        };

    public DuplexStreamingServerMethod<Note, Note> Both { get; init; } =
        async (requests, responses, context) =>
        {
            await foreach (var note in requests.ReadAllAsync(context.CancellationToken))
            {
                await responses.WriteAsync(note, context.CancellationToken);
            }
        };
}

/// <summary>The generated service over a script.</summary>
internal sealed class ProbeService(ProbeScript script) : Probe.ProbeBase
{
    public override Task<Note> Unary(Note request, ServerCallContext context) => script.Unary(request, context);

    public override Task Down(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context) =>
        script.Down(request, responseStream, context);

    public override Task<Note> Up(IAsyncStreamReader<Note> requestStream, ServerCallContext context) =>
        script.Up(requestStream, context);

    public override Task Both(
        IAsyncStreamReader<Note> requestStream,
        IServerStreamWriter<Note> responseStream,
        ServerCallContext context
    ) => script.Both(requestStream, responseStream, context);
}
