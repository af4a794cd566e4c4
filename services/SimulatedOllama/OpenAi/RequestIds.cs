using Microsoft.Extensions.Options;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>Ids of answers: seeded, so that the n-th request of a run has the same one each time.</summary>
internal sealed class RequestIds(IOptions<SimulatedOptions> options)
{
    private const string Digits = "0123456789abcdef";
    private long _last;

    /// <returns>0 to 998, not unique: so small are Ollama's.</returns>
    public int Small() => Next().Below(999);

    public int UpTo(int limit) => Next().Below(limit);

    /// <returns>24 hex digits.</returns>
    public string Long()
    {
        var random = Next();
        return string.Concat(Enumerable.Range(0, 24).Select(_ => Digits[random.Below(Digits.Length)]));
    }

    private SimulationRandom Next() =>
        new(SimulationRandom.Hash(unchecked((ulong)(options.Value.Seed + Interlocked.Increment(ref _last))), ["id"]));
}
