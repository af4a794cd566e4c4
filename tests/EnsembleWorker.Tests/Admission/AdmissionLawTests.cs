using FsCheck;
using FsCheck.Fluent;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>What holds for every history of arrivals, ends, hang-ups, drains and waits.</summary>
public sealed class AdmissionLawTests
{
    private static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One thing that happens, <paramref name="Pick"/> chooses whom it happens to.</summary>
    public sealed record Happening(int Kind, int Pick, int Seconds);

    public sealed record History(int Slots, int QueueLimit, Happening[] Happenings);

    private static Arbitrary<History> Histories()
    {
        var happening =
            from kind in Gen.Frequency(
                (6, Gen.Constant(0)),
                (4, Gen.Constant(1)),
                (2, Gen.Constant(2)),
                (2, Gen.Choose(3, 8))
            )
            from pick in Gen.Choose(0, 1000)
            from seconds in Gen.Choose(0, 9)
            select new Happening(kind, pick, seconds);
        var history =
            from slots in Gen.Choose(1, 4)
            from queue in Gen.Choose(0, 6)
            from happenings in happening.ListOf(80)
            select new History(slots, queue, [.. happenings]);
        return Arb.From(history);
    }

    [Fact]
    public void Every_history_keeps_the_laws() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Histories(), history => new AdmissionWitness(history, _start).Run())
        );
}
