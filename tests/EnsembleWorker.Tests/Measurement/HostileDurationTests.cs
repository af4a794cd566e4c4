using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Measurement.Estimates;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>A replica may say anything about its times and tokens. What holds whatever it says.</summary>
public sealed class HostileDurationTests
{
    private static readonly string[] _digests = ["a", "b", "c"];

    /// <param name="Kind">0 begins a call, 1 ends one, 2 breaks one off, 3 is a first piece, 4 an end with vectors, 5 a load.</param>
    public sealed record Happening(int Kind, int Pick, long[] Ticks, int Prompt, int Output, double Seconds);

    private static Arbitrary<Happening[]> Histories()
    {
        var ticks = Gen.OneOf(
            Gen.Constant(0L),
            Gen.Choose(-1000, 1000).Select(value => (long)value),
            Gen.Choose(0, int.MaxValue).Select(value => value * 50L),
            Gen.Elements(long.MinValue, long.MaxValue, -1L, 1L)
        );
        var tokens = Gen.OneOf(Gen.Constant(0), Gen.Choose(-5, 4000), Gen.Elements(int.MinValue, int.MaxValue));
        var happening =
            from kind in Gen.Frequency((5, Gen.Constant(0)), (5, Gen.Constant(1)), (3, Gen.Choose(2, 5)))
            from pick in Gen.Choose(0, 1000)
            from times in ticks.ArrayOf(4)
            from prompt in tokens
            from output in tokens
            from seconds in Gen.Elements(0, 1e-9, 0.01, 1, 40, 1e6)
            select new Happening(kind, pick, times, prompt, output, seconds);
        return Arb.From(happening.ArrayOf(120));
    }

    [Fact]
    public void Estimates_are_finite_and_positive_and_counters_never_go_down() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Histories(), Play));

    private static void Play(Happening[] history)
    {
        var meter = new ReplicaMeter(new MeterLimits(2, 8, TimeSpan.FromHours(1)));
        var open = new List<MeteredCall>();
        var counted = new Dictionary<ModelMeter, long[]>();
        var now = 0.0;
        foreach (var happening in history)
        {
            now += happening.Seconds;
            Do(meter, open, happening, now);
            Assert.InRange(meter.Models.Count, 0, 2);
            foreach (var model in meter.Models.Values)
            {
                CheckEstimates(model);
                CheckCounters(model, counted);
                Assert.InRange(meter.SlotsOf(model), 0, 8);
            }

            Assert.All(_digests, digest => Assert.InRange(meter.SlotsFor(digest, now), 1, 8));
        }
    }

    private static void Do(ReplicaMeter meter, List<MeteredCall> open, Happening happening, double now)
    {
        var digest = _digests[happening.Pick % _digests.Length];
        var timings = new CallTimings(
            new TimeSpan(happening.Ticks[0]),
            new TimeSpan(happening.Ticks[1]),
            new TimeSpan(happening.Ticks[2]),
            new TimeSpan(happening.Ticks[3])
        );
        var usage = new TokenUsage(happening.Prompt, happening.Output);
        if (happening.Kind == 0)
        {
            open.Add(meter.Begin(digest, new PromptPrint(happening.Pick, 7, 0, 1), happening.Pick % 5 == 0, now));
        }
        else if (happening.Kind == 5)
        {
            meter.Loaded(digest, now - happening.Seconds, now);
        }
        else if (open.Count > 0)
        {
            End(meter, open[happening.Pick % open.Count], happening, usage, timings, now);
        }
    }

    // Also twice, and in any order: what has ended has ended.
    private static void End(
        ReplicaMeter meter,
        MeteredCall call,
        Happening happening,
        TokenUsage usage,
        CallTimings timings,
        double now
    )
    {
        switch (happening.Kind)
        {
            case 1:
                meter.End(call, usage, timings, now);
                break;
            case 2:
                meter.BreakOff(call, isFailure: happening.Pick % 2 == 0, now);
                break;
            case 3:
                call.FirstPiece(now);
                break;
            default:
                meter.EndVectors(call, usage, timings, now);
                break;
        }
    }

    private static void CheckEstimates(ModelMeter model)
    {
        Estimated[] all =
        [
            model.Prefill,
            model.Decode,
            model.DecodeAt(2),
            model.Loads.Seconds(),
            model.Density(PromptLanguage.English),
            model.Density(PromptLanguage.Korean),
        ];
        foreach (var estimate in all.Where(estimate => estimate.IsKnown))
        {
            Assert.True(estimate.Value > 0 && double.IsFinite(estimate.Value), $"{estimate}");
            Assert.True(double.IsFinite(estimate.P10) && estimate.P10 >= 0 && estimate.P10 <= estimate.P90);
            Assert.True(double.IsFinite(estimate.P90) && double.IsFinite(estimate.Weight));
        }
    }

    private static void CheckCounters(ModelMeter model, Dictionary<ModelMeter, long[]> counted)
    {
        long[] counters = [model.Calls, model.FailedCalls, model.PromptTokens, model.OutputTokens, model.Loads.Count];
        if (counted.TryGetValue(model, out var before))
        {
            Assert.All(counters.Zip(before), pair => Assert.True(pair.First >= pair.Second));
        }

        counted[model] = counters;
    }
}
