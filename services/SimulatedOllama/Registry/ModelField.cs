using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Registry;

internal static class ModelField
{
    /// <summary>The model that a request is about. Old clients say "name".</summary>
    public static string Of(JsonFields fields) =>
        fields.Text("model") is { Length: > 0 } model ? model : fields.Text("name");
}
