using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>What can be asked without running a model.</summary>
internal static class ModelsEndpoints
{
    private const string Banner = "Ollama is running";
    private static readonly string[] _read = [HttpMethods.Get];
    private static readonly string[] _readOrHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapModels(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods("/", _readOrHead, WriteBannerAsync);
        app.MapMethods(
            "/api/version",
            _readOrHead,
            context => Ok(context, new VersionResponse(SimulatedOllamaModule.Version))
        );
        app.MapMethods("/api/tags", _readOrHead, context => Ok(context, Tags(host, clock)));
        app.MapMethods("/api/ps", _read, context => Ok(context, Running(host, clock)));
        app.MapWire("/api/show", "ShowRequest", (context, fields) => ShowAsync(context, fields, host, clock));
    }

    private static Task WriteBannerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = Banner.Length;
        return context.Response.WriteAsync(Banner, context.RequestAborted);
    }

    private static Task Ok<T>(HttpContext context, T value) =>
        WireWriter.WriteAsync(context, StatusCodes.Status200OK, value);

    private static TagsResponse Tags(HostDriver host, TimeProvider clock) =>
        new([
            .. host
                .State.Config.Models.Values.Select(model => ModelViews.Tag(model, clock.LocalTimeZone))
                .OrderByDescending(model => model.ModifiedAt, StringComparer.Ordinal),
        ]);

    private static PsResponse Running(HostDriver host, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var longestFirst = host
            .State.Runners.Values.OrderByDescending(runner => runner.ShownExpiry(now))
            .ThenBy(runner => runner.Model.Name, StringComparer.Ordinal);
        return new PsResponse([.. longestFirst.Select(runner => ModelViews.Running(runner, now, clock.LocalTimeZone))]);
    }

    private static async Task<WireError?> ShowAsync(
        HttpContext context,
        JsonFields fields,
        HostDriver host,
        TimeProvider clock
    )
    {
        // Old clients say "name".
        var name = fields.Text("model") is { Length: > 0 } model ? model : fields.Text("name");
        if (name.Length == 0)
        {
            fields.Errors.Add(WireError.Bad("model is required"));
        }

        if (fields.Errors.First is { } error)
        {
            return error;
        }

        if (host.Find(name) is not { } found)
        {
            return WireError.NotFound(name);
        }

        await Ok(context, ModelViews.Show(found, clock.LocalTimeZone));
        return null;
    }
}
