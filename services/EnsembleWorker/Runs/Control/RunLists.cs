using System.Globalization;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>Lists runs, newest first, page by page.</summary>
internal sealed class RunLists(RunStore store, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private const int DefaultLimit = 50;

    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    public async Task<ListRunsResponse> ReadAsync(ListRunsRequest request, CancellationToken cancellationToken)
    {
        var query = ToQuery(request);
        var rows = await store.ListAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var page = rows.Take(query.Limit).ToList();
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new ListRunsResponse
        {
            Runs = { page.Select(row => ToSummary(row, nowMs)) },
            Next = rows.Count > page.Count ? RunListToken.Of(page[^1]) : "",
        };
    }

    private RunListQuery ToQuery(ListRunsRequest request)
    {
        Refuse(
            request.State.Length > 0 && !RunStates.All.Contains(request.State),
            $"state must be one of these: {string.Join(", ", RunStates.All)}"
        );
        Refuse(request.Limit > _options.MaxListed, $"limit must be at most {_options.MaxListed}");
        var after = RunListToken.Parse(request.After);
        Refuse(request.After.Length > 0 && after is null, "after must be the \"next\" of another page");
        var limit = request.Limit == 0 ? Math.Min(DefaultLimit, _options.MaxListed) : (int)request.Limit;
        return new RunListQuery(request.State, after, limit);
    }

    private static void Refuse(bool isWrong, string problem)
    {
        if (isWrong)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, problem));
        }
    }

    private static RunSummary ToSummary(RunRow row, long nowMs) =>
        new()
        {
            RunId = row.RunId,
            Strategy = row.Strategy,
            State = row.State,
            CreatedAt = RunViews.ToTime(row.CreatedAtMs),
            FinishedAt = row.FinishedAtMs is { } finished ? RunViews.ToTime(finished) : null,
            Cause = row.Cause ?? "",
            Worker = row.ExpiresAtMs > nowMs ? row.Worker : "",
            Tenant = row.Tenant,
        };
}

/// <summary>Where the next page begins, as text that a client only hands back. Pure.</summary>
internal static class RunListToken
{
    private const int LengthMax = 256;

    public static string Of(RunRow last) =>
        Convert.ToHexStringLower(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.CreatedAtMs}:{last.RunId}"))
        );

    /// <returns>Null when it is none of ours.</returns>
    public static RunListPlace? Parse(string token)
    {
        if (token.Length is 0 or > LengthMax || token.Length % 2 != 0 || !token.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Convert.FromHexString(token));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var createdAtMs)
            && text.Length > colon + 1
            && !text.Contains('\0', StringComparison.Ordinal)
            ? new RunListPlace(createdAtMs, text[(colon + 1)..])
            : null;
    }
}
