using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Maps a POST that reads JSON and may end in an error of Ollama's form.</summary>
internal static class WireEndpoint
{
    /// <param name="goType">The request's name in error texts.</param>
    public static void MapWire(
        this WebApplication app,
        string path,
        string goType,
        Func<HttpContext, JsonFields, Task<WireError?>> answer
    ) =>
        app.MapMethods(
            path,
            [HttpMethods.Post],
            async context =>
            {
                var errors = new WireErrors();
                var fields = await RequestBody.ReadAsync(context, goType, errors);
                if ((errors.First ?? await answer(context, fields)) is { } error)
                {
                    await WireWriter.WriteAsync(context, error);
                }
            }
        );

    /// <returns>Null when the host does not have the model, or the text is no name.</returns>
    public static SimulatedModel? Find(this HostDriver host, string name) =>
        ModelName.Normalise(name) is { } normal ? host.State.Config.Models.GetValueOrDefault(normal) : null;
}
