using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>The family that the worker takes a model for of which it knows the name alone.</summary>
internal static class RunFamily
{
    public static string Of(string model)
    {
        var request = new StartRunRequest();
        request.Models.Add(model);
        return RunModel.Of(request)[0].Family;
    }
}
