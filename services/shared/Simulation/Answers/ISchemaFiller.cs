using System.Text.Json;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Supplies the texts and numbers of a generated JSON value.</summary>
internal interface ISchemaFiller
{
    string Text(SimulationRandom random);

    double? Number();

    /// <summary>Writes the value of a property whose name and schema say what it is for.</summary>
    /// <returns>False, with nothing written, for a property that is filled as any other.</returns>
    bool Write(SchemaProperty property) => false;
}

/// <param name="Schema">References are resolved.</param>
/// <param name="Resolve">Resolves references of a schema inside this one.</param>
/// <param name="WriteAny">Writes a value for a schema as if nothing were known about it.</param>
internal readonly record struct SchemaProperty(
    string Name,
    JsonElement Schema,
    Func<JsonElement, JsonElement> Resolve,
    Action<JsonElement> WriteAny,
    Utf8JsonWriter Json,
    SimulationRandom Random
);
