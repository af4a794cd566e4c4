using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>
/// Endpoints that state no durations: our own clock took them, and network and queue are in the time until the first
/// piece.
/// </summary>
public sealed class OurClockTests
{
    private const int Tokens = 200;
    private static readonly TimeSpan _untilFirst = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _writing = TimeSpan.FromSeconds(2);

    private readonly ReplicaMeter _meter = new(new MeterLimits(4, 8, TimeSpan.FromHours(1)));
    private double _now;

    private ModelMeter Model => _meter.Models["m"];

    [Fact]
    public void Their_time_until_the_first_piece_is_no_prefill_and_their_load_no_load()
    {
        for (var i = 0; i < 20; i++)
        {
            End(Begin(i), OurTimes() with { Load = TimeSpan.FromSeconds(1) });
        }

        Assert.False(Model.Prefill.IsKnown);
        Assert.Equal(0, Model.Loads.Count);
        Assert.InRange(Model.Decode.Value, 0.9 * Tokens / _writing.TotalSeconds, 1.1 * Tokens / _writing.TotalSeconds);
    }

    [Fact]
    public void The_same_times_from_the_replica_itself_are_both()
    {
        for (var i = 0; i < 20; i++)
        {
            End(Begin(i), OurTimes() with { Load = TimeSpan.FromSeconds(1), AreOurs = false });
        }

        Assert.True(Model.Prefill.IsKnown);
        Assert.True(Model.Loads.Count > 0);
    }

    [Fact]
    public void Calls_that_only_waited_for_their_first_piece_together_show_one_slot()
    {
        for (var i = 0; i < 10; i++)
        {
            var first = Begin(2 * i);
            var second = Begin((2 * i) + 1);
            End(first, OurTimes());
            // It was let in when the first one ended, which an endpoint that states no times does not tell.
            End(second, OurTimes() with { PromptEval = _untilFirst + _writing, Total = _untilFirst + (2 * _writing) });
        }

        Assert.Equal(1, Model.Slots.Known);
    }

    [Fact]
    public void Calls_that_wrote_together_show_as_many_slots()
    {
        for (var i = 0; i < 10; i++)
        {
            var first = Begin(2 * i);
            var second = Begin((2 * i) + 1);
            End(first, OurTimes());
            _now -= _writing.TotalSeconds / 2;
            End(
                second,
                OurTimes() with
                {
                    Total = _untilFirst + (1.5 * _writing),
                    PromptEval = _untilFirst + (_writing / 2),
                }
            );
        }

        Assert.Equal(2, Model.Slots.Known);
    }

    [Fact]
    public void Vectors_teach_no_prefill()
    {
        for (var i = 0; i < 20; i++)
        {
            var call = Begin(i);
            _now += 1;
            var timings = new CallTimings(TimeSpan.FromSeconds(1), default, default, default) { AreOurs = true };
            _meter.EndVectors(call, new TokenUsage(500, 0), timings, _now);
        }

        Assert.False(Model.Prefill.IsKnown);
    }

    private static CallTimings OurTimes() =>
        new(_untilFirst + _writing, default, _untilFirst, _writing) { AreOurs = true };

    private MeteredCall Begin(int number) =>
        _meter.Begin("m", new PromptPrint(0, 1000, 0, 1) { Blocks = [(ulong)number] }, isProbe: false, _now);

    // At the moment that the times say.
    private void End(MeteredCall call, CallTimings timings)
    {
        var firstAt = call.SentAt + timings.PromptEval.TotalSeconds;
        call.FirstPiece(Math.Max(firstAt, call.SentAt));
        _now = call.SentAt + timings.Total.TotalSeconds;
        _meter.End(call, new TokenUsage(250, Tokens), timings, _now);
    }
}
