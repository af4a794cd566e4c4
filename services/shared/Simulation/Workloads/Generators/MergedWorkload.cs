using System.Collections.Immutable;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Several workloads at once, in order of time; requests are numbered anew. Memory does not grow with the length.</summary>
/// <param name="parts">At least one.</param>
public sealed class MergedWorkload(string name, ImmutableArray<GeneratedWorkload> parts, Deadline? deadline) : IWorkload
{
    public string Name => name;

    public Deadline? Deadline => deadline;

    /// <summary>The same requests at another rate.</summary>
    public MergedWorkload Scaled(double factor) => new(name, [.. parts.Select(part => part.Scaled(factor))], deadline);

    public IEnumerable<Arrival> Read(ulong seed)
    {
        var next = new PriorityQueue<IEnumerator<Arrival>, (TimeSpan At, int Part)>();
        try
        {
            for (var part = 0; part < parts.Length; part++)
            {
                // Parts of the same shape must not draw the same requests.
                Offer(next, parts[part].Read(seed + ((ulong)part << 32)).GetEnumerator(), part);
            }

            var number = 0L;
            while (next.TryDequeue(out var requests, out var place))
            {
                yield return requests.Current with
                {
                    Number = number++,
                };
                Offer(next, requests, place.Part);
            }
        }
        finally
        {
            foreach (var (requests, _) in next.UnorderedItems)
            {
                requests.Dispose();
            }
        }
    }

    private static void Offer(
        PriorityQueue<IEnumerator<Arrival>, (TimeSpan At, int Part)> next,
        IEnumerator<Arrival> requests,
        int part
    )
    {
        if (requests.MoveNext())
        {
            next.Enqueue(requests, (requests.Current.At, part));
        }
        else
        {
            requests.Dispose();
        }
    }
}
