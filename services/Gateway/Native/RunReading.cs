using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Native;

/// <summary>Looks a run up by the id in a request's path.</summary>
internal sealed class RunReading(RunCalls calls)
{
    /// <returns>The run, or why there is none; exactly one of the two is null.</returns>
    public async Task<(RunView? Run, GatewayError? Error)> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var runId = ReadId(id, problems);
        if (problems.Any)
        {
            return (null, problems.ToError());
        }

        var (view, _, status) = await calls.ViewAsync(runId, first: null, cancellationToken);
        return view is not null ? (view, null)
            : status.StatusCode == StatusCode.NotFound ? (null, RunControlErrors.Of(status, runId))
            : (null, RunErrors.NoWorker("No worker says how this run stands at the moment.").ToGateway());
    }

    /// <returns>As workers know it.</returns>
    public static string ReadId(string id, FieldProblems problems)
    {
        if (!Guid.TryParseExact(id, "N", out var parsed))
        {
            problems.Add("id", "must be the value of an X-Orchestrator-Run header: 32 hexadecimal digits");
        }

        return parsed.ToString("N");
    }
}
