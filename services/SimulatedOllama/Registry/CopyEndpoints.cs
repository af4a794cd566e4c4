using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Copy and delete: they answer with nothing but a status.</summary>
internal static class CopyEndpoints
{
    public static void MapCopyAndDelete(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapWire("/api/copy", "CopyRequest", (_, fields) => Task.FromResult(Copy(fields, models, clock)));
        app.MapWire(
            "/api/delete",
            "DeleteRequest",
            (_, fields) => Task.FromResult(Delete(fields, models)),
            WireDialect.Native,
            HttpMethods.Delete
        );
    }

    private static WireError? Copy(JsonFields fields, ModelStore models, TimeProvider clock)
    {
        var source = fields.Text("source");
        var destination = fields.Text("destination");
        fields.Errors.Add(Invalid("source", source) ?? Invalid("destination", destination));
        if (fields.Errors.First is not null || ModelName.Normalise(destination) is not { } name)
        {
            return fields.Errors.First;
        }

        if (models.Find(source) is not { } stored)
        {
            return new WireError(StatusCodes.Status404NotFound, $"model \"{source}\" not found");
        }

        var copy = stored with { Model = stored.Model with { Name = name }, ModifiedAt = clock.GetUtcNow() };
        return models.Put(copy) ? null : RegistryErrors.Full;
    }

    private static WireError? Delete(JsonFields fields, ModelStore models)
    {
        var name = ModelField.Of(fields);
        fields.Errors.Add(ModelName.Normalise(name) is null ? WireError.Bad($"name \"{name}\" is invalid") : null);
        return fields.Errors.First
            ?? (models.Remove(ModelName.Normalise(name) ?? "") is null ? WireError.NotFound(name) : null);
    }

    private static WireError? Invalid(string field, string name) =>
        ModelName.Normalise(name) is null ? WireError.Bad($"{field} \"{name}\" is invalid") : null;
}
