using System.Net;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>
/// Which addresses count, given what DNS answers. Pure: <c>(state, answer, now) → state</c>. A name server that is away
/// must not take a fleet away that works.
/// </summary>
/// <param name="Addresses">That count now, in order, each once.</param>
/// <param name="KnownAt">When they were last answered.</param>
internal sealed record DnsMemory(IReadOnlyList<IPAddress> Addresses, DateTimeOffset KnownAt)
{
    public static readonly DnsMemory None = new([], DateTimeOffset.MinValue);

    /// <param name="answer">Null when the question failed.</param>
    /// <param name="now">Time.</param>
    /// <param name="options">How many are taken, and how long they stand without an answer.</param>
    public DnsMemory After(IReadOnlyList<IPAddress>? answer, DateTimeOffset now, ReplicaDnsOptions options)
    {
        if (answer is { Count: > 0 })
        {
            return new DnsMemory(InOrder(answer, options.MaxAddresses), now);
        }

        return Addresses.Count > 0 && now - KnownAt > options.KeepTime ? None : this;
    }

    // Answers come in turns; the order must not look like a change.
    private static List<IPAddress> InOrder(IReadOnlyList<IPAddress> answer, int max) =>
        [
            .. answer
                .Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
                .Distinct()
                .OrderBy(address => address.ToString(), StringComparer.Ordinal)
                .Take(max),
        ];
}
