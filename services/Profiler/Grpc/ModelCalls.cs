using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Grpc;

/// <summary>What is asked about models.</summary>
internal sealed class ModelCalls(
    FleetFeed feed,
    SettingsStore settings,
    IProbeStore probes,
    StoreCalls store,
    IOptions<ProfilerOptions> options,
    IdSource ids,
    TimeProvider clock
)
{
    public ListModelsResponse List()
    {
        var models = feed.Read(registry => registry.Maps.Models.ToList());
        var response = new ListModelsResponse();
        response.Models.AddRange(
            models
                .OrderBy(model => model.Facts.Name, StringComparer.Ordinal)
                .ThenBy(model => model.Facts.Digest, StringComparer.Ordinal)
                .Select(ModelMapping.ToMessage)
        );
        return response;
    }

    public async Task<GetModelResponse> GetAsync(GetModelRequest request, CancellationToken cancellationToken)
    {
        var models = Known(request.Name);
        var edits = await EditsAsync(request.Name, cancellationToken);
        var speeds = feed.Read(registry =>
            models
                .SelectMany(model =>
                    model.Replicas.Select(replica => registry.Maps.Speed(new SpeedId(replica, model.Facts.Digest)))
                )
                .OfType<SpeedState>()
                .ToList()
        );
        var response = new GetModelResponse();
        response.Profiles.AddRange(models.Select(ModelMapping.ToMessage));
        response.Speeds.AddRange(speeds.Select(FleetMapping.ToMessage));
        response.Edits.AddRange(edits.Select(ToMessage));
        return response;
    }

    public async Task<EditModelResponse> EditAsync(EditModelRequest request, CancellationToken cancellationToken)
    {
        Known(request.Name);
        var edit = EditRule.Read(request);
        var actor = ActorRule.NameOf(request.Actor);
        var after = await store.ChangeAsync(
            cancel => settings.EditAsync(ModelName.KeyOf(request.Name), edit, request.ExpectedRevision, actor, cancel),
            cancellationToken
        );
        if (after is null)
        {
            throw Refusal.Of(
                StatusCode.Aborted,
                "The settings have changed since they were read: read them again and repeat the edit."
            );
        }

        feed.Apply(registry => registry.Models.SetSettings(request.Name, after, clock.GetUtcNow()));
        var response = new EditModelResponse();
        response.Profiles.AddRange(
            feed.Read(registry => registry.Models.Named(request.Name)).Select(ModelMapping.ToMessage)
        );
        return response;
    }

    public async Task<ProfileModelResponse> ProfileAsync(
        ProfileModelRequest request,
        CancellationToken cancellationToken
    )
    {
        var models = Known(request.Name);
        var places = models
            .SelectMany(model => model.Replicas.Select(replica => (model.Id, Replica: replica)))
            .Where(place => request.Replica.Length == 0 || place.Replica == request.Replica)
            .ToList();
        if (places.Count == 0)
        {
            throw Refusal.Of(
                StatusCode.NotFound,
                request.Replica.Length == 0
                    ? $"No replica has '{request.Name}' now."
                    : $"There is no replica named '{request.Replica}' that has '{request.Name}'."
            );
        }

        var actor = ActorRule.NameOf(request.Actor);
        var rows = places.ConvertAll(place => NewRequest(place.Id, place.Replica, actor));
        var queue = await store.RunAsync(
            cancel => probes.RequestAsync(rows, options.Value.ProbeRequestsMax, cancel),
            cancellationToken
        );
        // Of a model on many replicas some may be taken; the answer says how many wait.
        return queue.LeftOut < rows.Count
            ? new ProfileModelResponse { Queued = (uint)queue.Waiting }
            : throw Refusal.Of(StatusCode.ResourceExhausted, $"{queue.Waiting} measurements wait already; try later.");
    }

    private IReadOnlyList<ModelState> Known(string name)
    {
        if (name.Length == 0)
        {
            throw Refusal.Field("name", "must be the name of a model");
        }

        var models = feed.Read(registry => registry.Models.Named(name));
        return models.Count > 0 ? models : throw Refusal.Unknown("model", name);
    }

    // What is known is shown without the database, too.
    private async Task<IReadOnlyList<EditRow>> EditsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var key = ModelName.KeyOf(name);
            return await store.RunAsync(
                cancel => settings.ReadEditsAsync(key, options.Value.EditsShownMax, cancel),
                cancellationToken
            );
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
        {
            return [];
        }
    }

    private ProbeRequestRow NewRequest(ModelId model, string replica, string actor) =>
        new()
        {
            RequestId = ids.Next(),
            AtUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = actor,
            Model = model.Name,
            Digest = model.Digest,
            Replica = replica,
        };

    private static ProfileEdit ToMessage(EditRow edit) =>
        new()
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(edit.AtUnixMs).ToTimestamp(),
            Actor = edit.Actor,
            Field = edit.Field,
            Before = edit.Before,
            After = edit.After,
        };
}
