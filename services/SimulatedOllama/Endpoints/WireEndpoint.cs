using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Maps a verb that reads JSON and may end in an error of its API's form.</summary>
internal static class WireEndpoint
{
    /// <param name="goType">The request's name in error texts.</param>
    public static void MapWire(
        this WebApplication app,
        string path,
        string goType,
        Func<HttpContext, JsonFields, Task<WireError?>> answer
    ) => app.MapWire(path, goType, answer, WireDialect.Native, HttpMethods.Post);

    /// <inheritdoc cref="MapWire(WebApplication, string, string, Func{HttpContext, JsonFields, Task{WireError?}})"/>
    public static void MapWire(
        this WebApplication app,
        string path,
        string goType,
        Func<HttpContext, JsonFields, Task<WireError?>> answer,
        WireDialect dialect,
        string verb
    ) =>
        app.MapMethods(
            path,
            [verb],
            async context =>
            {
                var errors = new WireErrors();
                var fields = await RequestBody.ReadAsync(context, goType, errors, dialect);
                if ((errors.First ?? await answer(context, fields)) is { } error)
                {
                    await dialect.WriteAsync(context, error);
                }
            }
        );
}
