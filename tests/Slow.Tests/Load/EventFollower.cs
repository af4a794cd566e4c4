using System.Globalization;
using System.Net;

namespace Orchestrator.Slow.Tests.Load;

/// <summary>One client that follows a run's events at the gateway, to their end.</summary>
internal sealed class EventFollower(HttpClient http, Uri gateway, string runId)
{
    private const int RefusalsMax = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Numbers of the kept events, in the order in which they came.</summary>
    public List<long> Numbers { get; } = [];

    public string LastName { get; private set; } = "";

    public string RunId => runId;

    /// <summary>When the first event of any kind was there, as Unix time; 0 while there was none.</summary>
    public long FirstAtMs { get; private set; }

    /// <summary>How often it was told to come again later.</summary>
    public int Refusals { get; private set; }

    /// <summary>Comes again as a browser would when the gateway cannot tell at the moment.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!await TryFollowAsync(cancellationToken))
        {
            Refusals++;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task<bool> TryFollowAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, $"api/runs/{runId}/events"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable && Refusals < RefusalsMax)
        {
            return false;
        }

        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new InvalidOperationException($"{runId}: {(int)response.StatusCode} {body}");
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            Take(line);
        }

        return true;
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
