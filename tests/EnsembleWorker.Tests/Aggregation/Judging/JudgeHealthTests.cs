using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.EnsembleWorker.Aggregation.Judging;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Judging;

public sealed class JudgeHealthTests
{
    private static readonly PairVerdict First = new(JudgeChoice.A, JudgeChoice.B);
    private static readonly PairVerdict Second = new(JudgeChoice.B, JudgeChoice.A);
    private static readonly PairVerdict Torn = new(JudgeChoice.A, JudgeChoice.A);
    private static readonly PairVerdict Broken = new(null, JudgeChoice.A);

    [Fact]
    public void Consistency_is_the_share_of_pairs_that_both_orders_agree_on()
    {
        var health = Of([(First, 10, 20), (Second, 10, 20), (Torn, 10, 20), (Broken, 10, 20)]);

        Assert.Equal(2.0 / 3, health.PositionConsistency!.Value, 9);
        Assert.Equal(7.0 / 8, health.VerdictRate, 9);
        Assert.Equal((3, 2, 1), (health.Pairs, health.Decided, health.LongerWon));
    }

    [Fact]
    public void Who_always_prefers_the_longer_answer_is_seen_by_the_correlation()
    {
        var longer = Of([(First, 300, 100), (Second, 100, 300), (First, 500, 100), (Second, 90, 400)]);
        var shorter = Of([(Second, 300, 100), (First, 100, 300), (Second, 500, 100), (First, 90, 400)]);
        var neither = Of([(First, 300, 100), (Second, 300, 100), (First, 100, 300), (Second, 100, 300)]);

        Assert.InRange(longer.LengthCorrelation!.Value, 0.9, 1);
        Assert.InRange(shorter.LengthCorrelation!.Value, -1, -0.9);
        Assert.Equal(0, neither.LengthCorrelation!.Value, 9);
        Assert.Null(Of([(First, 300, 100)]).LengthCorrelation);
    }

    [Fact]
    public void A_judge_that_takes_a_place_and_reads_nothing_weighs_less_and_less()
    {
        var torn = Of(Enumerable.Repeat((Torn, 10, 20), 100));
        var steady = Of(Enumerable.Repeat((First, 10, 20), 100));
        var mute = Of(Enumerable.Repeat((new PairVerdict(null, null), 10, 20), 100));

        Assert.InRange(torn.Weight, 0, 0.1);
        Assert.InRange(steady.Weight, 0.95, 1);
        Assert.InRange(mute.Weight, 0, 0.1);
        Assert.InRange(JudgeHealth.New.Weight, 0.5, 0.9);
    }

    [Fact]
    public void The_book_keeps_so_many_models_and_publishes_their_figures()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var book = new JudgeHealthBook(services.GetRequiredService<IMeterFactory>());
        Parallel.For(
            0,
            JudgeHealthBook.ModelsMax * 4,
            at => book.Add($"judge-{at % (JudgeHealthBook.ModelsMax + 20)}", First, 10, 20)
        );

        Assert.Equal(JudgeHealthBook.ModelsMax, book.Snapshot().Count);
        var measured = Measured(services.GetRequiredService<IMeterFactory>());
        Assert.Contains(("orchestrator.worker.judges.consistency", 1.0), measured);
        Assert.Contains(("orchestrator.worker.judges.verdict.rate", 1.0), measured);
        Assert.Contains(measured, each => each.Item1 == "orchestrator.worker.judges.pairs" && each.Item2 >= 1);
        Assert.Equal(JudgeHealth.New, book.Of("nobody"));
    }

    private static List<(string, double)> Measured(IMeterFactory factory)
    {
        List<(string, double)> measured = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => measured.Add((instrument.Name, value))
        );
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.Add((instrument.Name, value)));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static JudgeHealth Of(IEnumerable<(PairVerdict Verdict, int First, int Second)> judged) =>
        judged.Aggregate(JudgeHealth.New, (health, one) => health.With(one.Verdict, one.First, one.Second));
}
