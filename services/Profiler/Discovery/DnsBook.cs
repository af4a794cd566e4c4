namespace Orchestrator.Profiler.Discovery;

/// <summary>The addresses behind names, each until some time after its name stopped standing for it. Pure but for its state.</summary>
internal sealed class DnsBook(TimeSpan keep)
{
    private readonly Dictionary<string, Dictionary<Uri, DateTimeOffset>> _seen = new(StringComparer.Ordinal);

    /// <param name="name">As configured.</param>
    /// <param name="addresses">What it stands for now; null when that could not be found out.</param>
    /// <param name="now">Time.</param>
    public void Heard(string name, IReadOnlyCollection<Uri>? addresses, DateTimeOffset now)
    {
        if (!_seen.TryGetValue(name, out var known))
        {
            _seen.Add(name, known = []);
        }

        foreach (var address in addresses ?? [.. known.Keys])
        {
            known[address] = now;
        }

        foreach (var (address, seenAt) in known)
        {
            if (now - seenAt > keep)
            {
                known.Remove(address);
            }
        }
    }

    public IReadOnlyList<Uri> Addresses => [.. _seen.Values.SelectMany(known => known.Keys).Distinct()];
}
