using System.Text.Json;

namespace Orchestrator.AppHost;

/// <summary>Asks the gateway, as a client would, until it lists the models of the fleet.</summary>
internal sealed class Readiness(HttpClient http, Uri gateway)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>An answering gateway that lists no model for this long has none: Ollama was found, but is empty.</summary>
    private static readonly TimeSpan _emptyLimit = TimeSpan.FromSeconds(6);

    /// <returns>Names of the models; the virtual ones ("auto", …) are left out.</returns>
    /// <exception cref="OperationCanceledException">The gateway never answered.</exception>
    public async Task<IReadOnlyList<string>> WaitForModelsAsync(CancellationToken cancellationToken)
    {
        long? firstAnswer = null;
        while (true)
        {
            var models = await TryListAsync(cancellationToken);
            firstAnswer ??= models is null ? null : TimeProvider.System.GetTimestamp();
            if (models is { Count: > 0 } || IsEmptyForGood(firstAnswer))
            {
                return models ?? [];
            }

            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    private static bool IsEmptyForGood(long? firstAnswer) =>
        firstAnswer is { } then && TimeProvider.System.GetElapsedTime(then) > _emptyLimit;

    /// <returns>Null while the gateway does not answer.</returns>
    private async Task<IReadOnlyList<string>?> TryListAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(gateway, "v1/models"), cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return
            [
                .. json
                    .RootElement.GetProperty("data")
                    .EnumerateArray()
                    .Where(model => model.GetProperty("owned_by").GetString() != "orchestrator")
                    .Select(model => model.GetProperty("id").GetString() ?? ""),
            ];
        }
        // It does not listen yet.
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
