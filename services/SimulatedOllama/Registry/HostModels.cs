using Microsoft.Extensions.Options;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Models of the catalogue as they run on this machine.</summary>
internal sealed class HostModels(IOptions<SimulatedOptions> options)
{
    public SimulatedModel OnThisHost(SimulatedModel model) => HostConfigs.OnHost(options.Value, model);
}
