using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>A model that the host has on its disk.</summary>
/// <param name="Parent">The model it was created from, or empty.</param>
internal sealed record StoredModel(SimulatedModel Model, DateTimeOffset ModifiedAt, ModelText Text, string Parent = "");
