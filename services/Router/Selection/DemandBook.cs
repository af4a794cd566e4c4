using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>
/// How often each model was chosen lately, and whether a load of it has just been caused, by this router alone: of several,
/// each sees its own part. Pure.
/// </summary>
internal sealed record DemandBook(ImmutableDictionary<string, Demand> Models)
{
    public static readonly DemandBook Empty = new(ImmutableDictionary.Create<string, Demand>(StringComparer.Ordinal));

    /// <param name="load">That the choice causes; zero for none.</param>
    /// <param name="memory">After it a choice counts a third.</param>
    public DemandBook Chosen(string model, TimeSpan load, DateTimeOffset now, TimeSpan memory)
    {
        var before = Models.GetValueOrDefault(model);
        var count = Kept(before, now, memory) + 1;
        var loadedBy = load > TimeSpan.Zero ? now + load : before.LoadedBy;
        return this with { Models = Models.SetItem(model, new Demand(count, now, loadedBy)) };
    }

    public double PerSecond(string model, DateTimeOffset now, TimeSpan memory) =>
        Kept(Models.GetValueOrDefault(model), now, memory) / memory.TotalSeconds;

    /// <summary>A load that this router has caused is expected to go on.</summary>
    public bool IsOnItsWay(string model, DateTimeOffset now) =>
        Models.TryGetValue(model, out var demand) && now < demand.LoadedBy;

    /// <summary>Models that the fleet no longer has are forgotten.</summary>
    public DemandBook Without(Func<string, bool> isGone)
    {
        var gone = Models.Keys.Where(isGone).ToList();
        return gone.Count == 0 ? this : this with { Models = Models.RemoveRange(gone) };
    }

    private static double Kept(in Demand demand, DateTimeOffset now, TimeSpan memory) =>
        demand.Count * Math.Exp(-Math.Max(0, (now - demand.At).TotalSeconds) / memory.TotalSeconds);
}

/// <param name="Count">Choices, older ones counting less.</param>
/// <param name="At">When it was counted last.</param>
/// <param name="LoadedBy">When the last load of it that this router caused is expected to have ended.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Demand(double Count, DateTimeOffset At, DateTimeOffset LoadedBy);
