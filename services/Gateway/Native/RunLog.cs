using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Native;

/// <summary>A run's log so far as one JSON object.</summary>
internal sealed class RunLog(RunCalls calls, IOptions<SeveralStepsLimits> limits, TimeProvider clock)
{
    public async Task WriteAsync(HttpContext context, RunView run, ulong after)
    {
        var entries = await ReadAsync(run, after, context.RequestAborted);
        if (entries is null)
        {
            var error = RunErrors.NoWorker("No worker gives the log of this run at the moment.").ToGateway();
            await ErrorResponse.WriteAsync(context, Dialect.Native, error, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        json.WriteStartObject();
        json.WriteString("id", run.RunId);
        json.WriteString("state", run.State);
        json.WriteStartArray("events");
        foreach (var entry in entries)
        {
            RunEventText.WriteEntry(json, entry);
        }

        json.WriteEndArray();
        json.WriteNumber("last_sequence", run.LastSequence);
        json.WriteEndObject();
    }

    /// <returns>Null when no worker gives it in time.</returns>
    private async Task<List<RunEvent>?> ReadAsync(RunView run, ulong after, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Value.ViewTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var watch = calls.Watch(run.RunId, after, first: null, either.Token);
        var entries = new List<RunEvent>();
        try
        {
            while (after < run.LastSequence)
            {
                if (await watch.NextAsync() is not { Event: { } found })
                {
                    return null;
                }

                if (found.Sequence > 0)
                {
                    entries.Add(found);
                    after = found.Sequence;
                }
            }

            return entries;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
