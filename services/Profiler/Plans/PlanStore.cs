using Google.Protobuf;
using Google.Protobuf.Collections;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Plans;

/// <summary>The plan that holds, the same for all profilers: it is written by the leader, and each tells its workers.</summary>
internal sealed class PlanStore(IDbContextFactory<ProfilerDbContext> contexts, TimeProvider clock)
{
    private const string Kind = "plan";
    private const string Act = "act";
    private const string Advise = "advise";

    /// <param name="plans">For each replica that has one; none ends all plans.</param>
    /// <param name="isCarriedOut">False: it is shown, and workers are not told.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task WriteAsync(
        IReadOnlyList<ReplicaPlan> plans,
        bool isCarriedOut,
        CancellationToken cancellationToken
    )
    {
        var text = JsonFormatter.Default.Format(new WorkerOrders { Plans = { plans } });
        var nothing = JsonFormatter.Default.Format(new WorkerOrders());
        var byKey = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Act] = isCarriedOut ? text : nothing,
            [Advise] = text,
        };
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await new DocumentStore(contexts, clock).PutAsync(context, Kind, byKey, cancellationToken);
            await context.BumpAsync(RevisionNames.Orders, cancellationToken);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return;
            }
            // An operator changed the orders at the same moment.
            catch (DbUpdateConcurrencyException) when (attempt < Revisions.AttemptsMax) { }
        }
    }

    /// <returns>What workers carry out, and what is shown.</returns>
    public async Task<(IReadOnlyList<ReplicaPlan> CarriedOut, IReadOnlyList<ReplicaPlan> Shown)> ReadAsync(
        CancellationToken cancellationToken
    )
    {
        var byKey = await new DocumentStore(contexts, clock).ReadAsync(Kind, cancellationToken);
        return (Plans(byKey.GetValueOrDefault(Act)), Plans(byKey.GetValueOrDefault(Advise)));
    }

    // A plan that this version cannot read is none: the next one replaces it.
    private static RepeatedField<ReplicaPlan> Plans(string? json)
    {
        try
        {
            return json is null ? [] : JsonParser.Default.Parse<WorkerOrders>(json).Plans;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException)
        {
            return [];
        }
    }
}
