namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class ConnectionTests
{
    [Fact]
    public async Task The_connection_to_the_replica_is_kept_for_the_next_call()
    {
        const int CallCount = 20;
        await using var far = await FakeOllama.StartAsync();
        var connections = new HashSet<string>(StringComparer.Ordinal);
        far.Chat = context =>
        {
            connections.Add(context.Connection.Id);
            return context.AnswerAsync("Hello");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        for (var i = 0; i < CallCount; i++)
        {
            using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
            await Calls.ReadAsync(call);
        }

        // Not exactly one: the worker's looks at the replica share the pool, and a call may find its connection taken.
        Assert.InRange(connections.Count, 1, CallCount / 2);
    }
}
