using System.Runtime.CompilerServices;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Pull, push and create: long operations that tell how far they are.</summary>
internal static class PullEndpoints
{
    public static void MapPullPushAndCreate(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        var pull = app.Services.GetRequiredService<PullSteps>();
        var create = app.Services.GetRequiredService<CreateSteps>();
        var stream = app.Services.GetRequiredService<ProgressStream>();
        app.MapWire(
            "/api/pull",
            "PullRequest",
            (context, fields) =>
                Read(fields) is { } name
                    ? stream.SendAsync(context, IsStreamed(fields), token => pull.RunAsync(name, token))
                    : Task.FromResult(fields.Errors.First)
        );
        app.MapWire(
            "/api/push",
            "PushRequest",
            (context, fields) =>
                Read(fields) is { } name
                    ? stream.SendAsync(context, IsStreamed(fields), token => PushAsync(models, name, token))
                    : Task.FromResult(fields.Errors.First)
        );
        app.MapWire(
            "/api/create",
            "CreateRequest",
            (context, fields) =>
                CreateCall.Read(fields) is { } call && fields.Errors.First is null
                    ? stream.SendAsync(context, IsStreamed(fields), token => create.RunAsync(call, token))
                    : Task.FromResult(fields.Errors.First)
        );
    }

    private static bool IsStreamed(JsonFields fields) => fields.Flag("stream") ?? true;

    private static string? Read(JsonFields fields)
    {
        var name = ModelField.Of(fields);
        _ = fields.Flag("insecure");
        _ = fields.Flag("stream");
        fields.Errors.Add(ModelName.Normalise(name) is null ? RegistryErrors.InvalidName : null);
        return fields.Errors.First is null ? name : null;
    }

    /// <summary>Fails as it does on a host that is not signed in: nothing ever leaves a simulated host.</summary>
    private static async IAsyncEnumerable<Progress> PushAsync(
        ModelStore models,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        yield return Progress.Of("retrieving manifest");
        await Task.Yield();
        yield return new Progress.Failed(
            models.Find(name) is null ? WireError.NotFound(name) : RegistryErrors.NotSignedIn
        );
    }
}
