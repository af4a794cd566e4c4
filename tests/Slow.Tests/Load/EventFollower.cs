using System.Globalization;

namespace Orchestrator.Slow.Tests.Load;

/// <summary>One client that follows a run's events at the gateway, to their end.</summary>
internal sealed class EventFollower(HttpClient http, Uri gateway, string runId)
{
    /// <summary>Numbers of the kept events, in the order in which they came.</summary>
    public List<long> Numbers { get; } = [];

    public string LastName { get; private set; } = "";

    public string RunId => runId;

    /// <summary>When the first event of any kind was there, as Unix time; 0 while there was none.</summary>
    public long FirstAtMs { get; private set; }

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, $"api/runs/{runId}/events"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            Take(line);
        }
    }

    private void Take(string line)
    {
        if (line.StartsWith("id: ", StringComparison.Ordinal))
        {
            Numbers.Add(long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture));
        }
        else if (line.StartsWith("event: ", StringComparison.Ordinal))
        {
            FirstAtMs = FirstAtMs > 0 ? FirstAtMs : DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            LastName = line[7..];
        }
    }
}
