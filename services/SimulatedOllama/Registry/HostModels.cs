using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Models of the catalogue as they run on this machine.</summary>
internal sealed class HostModels(HostDriver host, IOptions<SimulatedOptions> options)
{
    public SimulatedModel OnThisHost(SimulatedModel model) =>
        HostConfigs.OnHost(model, host.State.Config.Gpus, options.Value.SpeedFactor);
}
