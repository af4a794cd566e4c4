using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>What can be asked without running a model.</summary>
internal static class ModelsEndpoints
{
    private const string Banner = "Ollama is running";
    private static readonly string[] _read = [HttpMethods.Get];
    private static readonly string[] _readOrHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapModels(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var models = app.Services.GetRequiredService<ModelStore>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods("/", _readOrHead, WriteBannerAsync);
        app.MapMethods(
            "/api/version",
            _readOrHead,
            context => WireWriter.OkAsync(context, new VersionResponse(SimulatedOllamaModule.Version))
        );
        app.MapMethods(
            "/api/status",
            _read,
            context => WireWriter.OkAsync(context, new StatusResponse(new CloudStatus(Disabled: true, "env")))
        );
        app.MapMethods("/api/tags", _readOrHead, context => WireWriter.OkAsync(context, Tags(models, clock)));
        app.MapMethods("/api/ps", _read, context => WireWriter.OkAsync(context, Running(host, models, clock)));
        app.MapWire("/api/show", "ShowRequest", (context, fields) => ShowAsync(context, fields, models, clock));
    }

    private static Task WriteBannerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = Banner.Length;
        return context.Response.WriteAsync(Banner, context.RequestAborted);
    }

    private static TagsResponse Tags(ModelStore models, TimeProvider clock) =>
        new([
            .. models
                .All.Values.OrderByDescending(stored => stored.ModifiedAt)
                .Select(stored => ModelViews.Tag(stored, clock.LocalTimeZone)),
        ]);

    private static PsResponse Running(HostDriver host, ModelStore models, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var longestFirst = host
            .State.Runners.Values.OrderByDescending(runner => runner.ShownExpiry(now))
            .ThenBy(runner => runner.Model.Name, StringComparer.Ordinal);
        return new PsResponse([
            .. longestFirst.Select(runner =>
                ModelViews.Running(runner, models.Find(runner.Model.Name)?.Parent ?? "", now, clock.LocalTimeZone)
            ),
        ]);
    }

    private static async Task<WireError?> ShowAsync(
        HttpContext context,
        JsonFields fields,
        ModelStore models,
        TimeProvider clock
    )
    {
        var name = ModelField.Of(fields);
        var isVerbose = fields.Flag("verbose") ?? false;
        fields.Errors.Add(name.Length == 0 ? WireError.ModelRequired : null);
        if (fields.Errors.First is { } error)
        {
            return error;
        }

        if (models.Find(name) is not { } found)
        {
            return WireError.NotFound(name);
        }

        await WireWriter.OkAsync(context, ShowViews.Show(found, isVerbose, clock.LocalTimeZone));
        return null;
    }
}
