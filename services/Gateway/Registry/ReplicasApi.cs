using System.Text.Json;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Registry;

/// <summary>The fleet's replicas: shown, added, drained and removed.</summary>
internal sealed class ReplicasApi(Profiler.ProfilerClient profiler, NativeBody bodies)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOnly(
            "/api/replicas",
            [HttpMethods.Get, HttpMethods.Post],
            (HttpContext context, ReplicasApi replicas) =>
                HttpMethods.IsGet(context.Request.Method) ? replicas.ListAsync(context) : replicas.AddAsync(context)
        );
        app.MapOnly(
            "/api/replicas/{name}",
            [HttpMethods.Delete],
            (HttpContext context, ReplicasApi replicas, string name) => replicas.RemoveAsync(context, name)
        );
        app.MapOnly(
            "/api/replicas/{name}/drain",
            [HttpMethods.Post],
            (HttpContext context, ReplicasApi replicas, string name) => replicas.DrainAsync(context, name)
        );
    }

    private Task ListAsync(HttpContext context) =>
        RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.ListReplicasAsync(new ListReplicasRequest(), cancellationToken: cancel),
            isModel: false,
            (_, json, answer) =>
            {
                json.WriteStartObject();
                json.WriteObjects("replicas", answer.Replicas, ReplicaJson.Write);
                json.WriteEndObject();
            }
        );

    private async Task AddAsync(HttpContext context)
    {
        var (body, error) = await bodies.ReadAsync(context, NativeJson.Default.NewReplica);
        if (body is null)
        {
            await RegistryAnswer.RefuseAsync(context, error!); // Not null: without a body there is an error.
            return;
        }

        var problems = new FieldProblems();
        var replica = NewReplicaMapping.ToMessage(body, problems);
        if (problems.Any)
        {
            await RegistryAnswer.RefuseAsync(context, problems.ToError());
            return;
        }

        var request = new AddReplicaRequest { Replica = replica, Actor = Actors.Of(context) };
        await RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.AddReplicaAsync(request, cancellationToken: cancel),
            isModel: false,
            (context, json, answer) =>
            {
                context.Response.StatusCode = StatusCodes.Status201Created;
                Write(json, answer.Replica);
            }
        );
    }

    private Task RemoveAsync(HttpContext context, string name)
    {
        var request = new RemoveReplicaRequest { Name = name, Actor = Actors.Of(context) };
        return RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.RemoveReplicaAsync(request, cancellationToken: cancel),
            isModel: false,
            (_, json, _) =>
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteBoolean("removed", true);
                json.WriteEndObject();
            }
        );
    }

    /// <summary>Without a body it drains; {"drain": false} ends that.</summary>
    private async Task DrainAsync(HttpContext context, string name)
    {
        var request = new DrainReplicaRequest
        {
            Name = name,
            Drain = true,
            Actor = Actors.Of(context),
        };
        if (NativeBody.IsSent(context))
        {
            var (body, error) = await bodies.ReadAsync(context, NativeJson.Default.DrainQuestion);
            if (body is null)
            {
                await RegistryAnswer.RefuseAsync(context, error!); // As above.
                return;
            }

            request.Drain = body.Drain ?? true;
        }

        await RegistryAnswer.WriteAsync(
            context,
            cancel => profiler.DrainReplicaAsync(request, cancellationToken: cancel),
            isModel: false,
            (_, json, answer) => Write(json, answer.Replica)
        );
    }

    private static void Write(Utf8JsonWriter json, ReplicaEntry replica)
    {
        json.WriteStartObject();
        ReplicaJson.Write(json, replica);
        json.WriteEndObject();
    }
}
