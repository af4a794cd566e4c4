using System.Globalization;
using Xunit.Abstractions;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>Compares what was learned of each model with the truth; tells all figures, and fails with all that are wrong.</summary>
internal sealed class LearningFigures(string title, VirtualReplica replica)
{
    private readonly List<string> _lines = [];
    private readonly List<string> _wrong = [];

    public void CheckSpeeds(double within)
    {
        foreach (var (name, model) in replica.State.Config.Models)
        {
            var meter = replica.Meter.Models[name];
            var truth = Truth.Of(replica.State, model);
            Check(name, "decode", meter.Decode.Value, truth.Decode, within);
            Check(name, "prefill", meter.Prefill.Value, truth.Prefill, within);
        }
    }

    public void CheckLoads(double within)
    {
        foreach (var (name, model) in replica.State.Config.Models)
        {
            var truth = replica.State.Config.LoadTime(model).TotalSeconds;
            Check(name, "load", replica.Meter.Models[name].Loads.Seconds().Value, truth, within);
        }
    }

    public void CheckSlots()
    {
        foreach (var (name, model) in replica.State.Config.Models)
        {
            var found = replica.Meter.SlotsOf(replica.Meter.Models[name]);
            Check(name, "slots", found, Truth.Of(replica.State, model).Slots, 0);
        }
    }

    public void Tell(ITestOutputHelper output)
    {
        _lines.ForEach(output.WriteLine);
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
    }

    private void Check(string model, string what, double found, double truth, double within)
    {
        var off = (found / truth) - 1;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: {model} {what} {found:0.###} for {truth:0.###}, off by {off:P1}"
        );
        _lines.Add(line);
        if (!(Math.Abs(off) <= within))
        {
            _wrong.Add(line);
        }
    }
}
