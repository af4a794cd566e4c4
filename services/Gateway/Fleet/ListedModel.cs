using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Fleet;

/// <summary>A model as clients may name it.</summary>
/// <param name="Real">Null for a virtual model.</param>
internal sealed record ListedModel(string Name, FleetModel? Real)
{
    private const string DefaultTag = ":latest";

    public string Owner =>
        Real is null ? "orchestrator"
        : Real.Simulated ? "simulated"
        : "ollama";

    /// <summary>As Ollama matches names: without case, and ":latest" may be left out.</summary>
    public bool IsNamed(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Name, name + DefaultTag, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Name + DefaultTag, name, StringComparison.OrdinalIgnoreCase);
}
