using System.Text.Json;

namespace Orchestrator.AppHost;

/// <summary>Asks the gateway, as a client would, until it lists the models of the fleet.</summary>
internal sealed class Readiness(HttpClient http, Uri gateway)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Names of the models; the virtual ones ("auto", …) are left out.</returns>
    /// <exception cref="OperationCanceledException">The limit passed first.</exception>
    public async Task<IReadOnlyList<string>> WaitForModelsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var models = await TryListAsync(cancellationToken);
            if (models.Count > 0)
            {
                return models;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> TryListAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(gateway, "v1/models"), cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return [];
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
            return [];
        }
    }
}
