using System.Globalization;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Registry;

/// <summary>Profiles of models, and what operators set for them.</summary>
internal sealed class ModelsApi(Profiler.ProfilerClient profiler, NativeBody bodies)
{
    private const string ProfileEnding = "/profile";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOnly(
            "/api/models",
            [HttpMethods.Get],
            (HttpContext context, ModelsApi models) => models.ListAsync(context)
        );
        // A name may have slashes, hf.co/someone/model:tag, so what follows it cannot be a part of the pattern.
        app.MapOnly(
            "/api/models/{**name}",
            [HttpMethods.Get, HttpMethods.Patch, HttpMethods.Post],
            (HttpContext context, ModelsApi models, string name) =>
                models.HandleAsync(context, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))
        );
    }

    private Task HandleAsync(HttpContext context, string name)
    {
        var isProfile = name.EndsWith(ProfileEnding, StringComparison.Ordinal);
        return context.Request.Method switch
        {
            "GET" => ReadAsync(context, name),
            "PATCH" => EditAsync(context, name),
            _ when isProfile => ProfileAsync(context, name[..^ProfileEnding.Length]),
            _ => RegistryAnswer.RefuseAsync(
                context,
                new GatewayError(
                    ErrorKind.WrongVerb,
                    "A model is measured by POST /api/models/{name}/profile and changed by PATCH /api/models/{name}."
                )
            ),
        };
    }

    private Task ListAsync(HttpContext context) =>
        RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.ListModelsAsync(new ListModelsRequest(), cancellationToken: cancel),
            isModel: true,
            (_, json, answer) => ModelJson.WriteList(json, answer.Models)
        );

    private Task ReadAsync(HttpContext context, string name) =>
        RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.GetModelAsync(new GetModelRequest { Name = name }, cancellationToken: cancel),
            isModel: true,
            (context, json, answer) =>
            {
                SetTag(context, answer.Profiles);
                ModelJson.WriteOne(json, name, answer.Profiles, answer.Speeds, answer.Edits);
            }
        );

    private async Task EditAsync(HttpContext context, string name)
    {
        var (patch, error) = await bodies.ReadAsync(context, NativeJson.Default.ModelPatch);
        if (patch is null)
        {
            await RegistryAnswer.RefuseAsync(context, error!); // Not null: without a body there is an error.
            return;
        }

        var problems = new FieldProblems();
        var request = ModelPatchMapping.ToRequest(name, patch, context.Request.Headers.IfMatch, problems);
        request.Actor = Actors.Of(context);
        if (problems.Any)
        {
            await RegistryAnswer.RefuseAsync(context, problems.ToError());
            return;
        }

        await RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.EditModelAsync(request, cancellationToken: cancel),
            isModel: true,
            (context, json, answer) =>
            {
                SetTag(context, answer.Profiles);
                ModelJson.WriteOne(json, name, answer.Profiles, [], []);
            }
        );
    }

    private async Task ProfileAsync(HttpContext context, string name)
    {
        var request = new ProfileModelRequest { Name = name, Actor = Actors.Of(context) };
        if (NativeBody.IsSent(context))
        {
            var (body, error) = await bodies.ReadAsync(context, NativeJson.Default.ProfileQuestion);
            if (body is null)
            {
                await RegistryAnswer.RefuseAsync(context, error!); // As above.
                return;
            }

            request.Replica = body.Replica ?? "";
        }

        await RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.ProfileModelAsync(request, cancellationToken: cancel),
            isModel: true,
            (context, json, answer) =>
            {
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                json.WriteStartObject();
                json.WriteNumber("queued", answer.Queued);
                json.WriteEndObject();
            }
        );
    }

    /// <summary>What a client sends back as If-Match, so that it overwrites nobody's edit.</summary>
    private static void SetTag(HttpContext context, IEnumerable<ModelProfile> profiles)
    {
        var revision = profiles.Select(profile => profile.Settings?.Revision ?? 0).DefaultIfEmpty().Max();
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
    }
}
