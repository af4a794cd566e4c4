using System.Net.Sockets;
using System.Text.Json;

namespace Orchestrator.AppHost;

/// <summary>Asks the gateway, as a client would, until it lists every model that the replicas have.</summary>
internal sealed class Readiness(HttpClient http, Uri gateway, IReadOnlyList<Uri> replicas)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Names of the replicas' models; none when they have none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<IReadOnlyList<string>> WaitForModelsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (
                await IsReadyAsync(cancellationToken)
                && await ModelsOfReplicasAsync(cancellationToken) is { } wanted
                && await TryListAsync(gateway, cancellationToken) is { } listed
                && listed.IsSupersetOf(wanted)
            )
            {
                return [.. wanted];
            }

            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(gateway, "ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        // It does not listen yet. A proxy in front of it cuts the connection, which the client tells as it comes.
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return false;
        }
    }

    /// <returns>Null while one of them does not answer.</returns>
    private async Task<SortedSet<string>?> ModelsOfReplicasAsync(CancellationToken cancellationToken)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var replica in replicas)
        {
            if (await TryListAsync(replica, cancellationToken) is not { } models)
            {
                return null;
            }

            all.UnionWith(models);
        }

        return all;
    }

    /// <returns>Null while the server does not answer.</returns>
    private async Task<HashSet<string>?> TryListAsync(Uri server, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await http.GetStreamAsync(new Uri(server, "api/tags"), cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            var models = json.RootElement.GetProperty("models").EnumerateArray();
            return models
                .Select(model => model.GetProperty("name").GetString() ?? "")
                .ToHashSet(StringComparer.Ordinal);
        }
        // It does not listen yet, is not ready, ended half-way, or answered something else than a list of models.
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or SocketException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }
}
