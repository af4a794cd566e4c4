using System.Runtime.InteropServices;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>What asking a model costs, in quality (0 to 1). Pure.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallPrice(double LatencyWeight, double CostWeight)
{
    /// <summary>As the router has weighed them; the options where it has weighed nothing.</summary>
    public static CallPrice Of(StartRunRequest request, CascadeOptions options)
    {
        var (latency, cost) = (Sane(request.LatencyWeight), Sane(request.CostWeight));
        return latency > 0 || cost > 0
            ? new CallPrice(latency, cost)
            : new CallPrice(options.LatencyWeight, options.CostWeight);
    }

    /// <summary>Until its first answer: the queue, the swap with what it displaces, the answer, and the money.</summary>
    public double Of(RunModel model) =>
        (LatencyWeight * (model.WaitSeconds + model.LoadSeconds + model.AnswerSeconds)) + (CostWeight * model.Cost);

    /// <summary>With so many further calls, which run at once: their time counts once, their money each time.</summary>
    public double Of(RunModel model, int further) =>
        Of(model) + (further > 0 ? (LatencyWeight * model.AnswerSeconds) + (CostWeight * model.Cost * further) : 0);

    private static double Sane(double weight) => double.IsFinite(weight) && weight > 0 ? weight : 0;
}
