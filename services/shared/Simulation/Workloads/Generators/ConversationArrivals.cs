namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Puts the turns of all open conversations in order of time. Only what is open is held.</summary>
internal sealed class ConversationArrivals(GeneratedWorkload workload, Sessions shape, ulong seed)
{
    private readonly PriorityQueue<Conversation, (TimeSpan At, long Number)> _waiting = new();

    public IEnumerable<Arrival> Read(IEnumerable<TimeSpan> starts)
    {
        var number = 0L;
        var sessions = 0L;
        foreach (var start in starts)
        {
            while (_waiting.TryPeek(out _, out var next) && next.At <= start)
            {
                yield return Turn(_waiting.Dequeue(), number++, next.At);
            }

            yield return Turn(Begin(sessions++), number++, start);
        }
    }

    private Conversation Begin(long session) =>
        new(seed, session, shape, workload.Mix.ModelOf(seed, session), workload.Mix.TenantOf(seed, session));

    private Arrival Turn(Conversation conversation, long number, TimeSpan at)
    {
        var (input, output) = workload.LengthsOf(conversation.Model);
        var (prompt, answer) = conversation.Ask(input, output);
        if (!conversation.IsOver)
        {
            _waiting.Enqueue(conversation, (at + conversation.Think(), conversation.Number));
        }

        return new Arrival(number, at, conversation.Model.Name, prompt, answer) { Tenant = conversation.Tenant };
    }
}
