using Microsoft.Extensions.Hosting;

namespace Orchestrator.AppHost;

/// <summary>
/// Says when the system is ready, and ends the run when it cannot become so. Afterwards a part that ends is only reported:
/// the rest is made to go on without it, except without the gateway, which nobody could ask any more.
/// </summary>
internal sealed class StartWatch(
    StartSubject subject,
    ResourceNotificationService notifications,
    IHostApplicationLifetime lifetime,
    Outcome outcome
) : BackgroundService
{
    /// <summary>A cold start takes two to four seconds on two cores; a machine under load gets this long.</summary>
    private static readonly TimeSpan _embeddedLimit = TimeSpan.FromSeconds(60);

    /// <summary>Three servers and nine processes.</summary>
    private static readonly TimeSpan _localLimit = TimeSpan.FromMinutes(3);

    /// <summary>Images of the servers are downloaded first.</summary>
    private static readonly TimeSpan _containersLimit = TimeSpan.FromMinutes(15);

    private TimeSpan Limit =>
        subject.Plan.Shape == Shape.Embedded ? _embeddedLimit
        : Start.HasGenuinePackages ? _containersLimit
        : _localLimit;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await StartProblemAsync(stoppingToken) is { } problem)
            {
                Fail(problem);
                return;
            }

            await ReportEndsAsync(stoppingToken);
        }
        // Asked to stop; or the application is disposed without having been asked.
        catch (OperationCanceledException) { }
    }

    /// <returns>Null when the system is ready.</returns>
    private async Task<string?> StartProblemAsync(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(Limit);
        try
        {
            return await WaitUntilReadyAsync(limit.Token) is { } ended
                ? StartReport.Ended(ended, subject.Plan.Folder)
                : null;
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            return StartReport.TooSlow(Limit, subject.Plan.Folder);
        }
    }

    /// <returns>Null when it is ready; otherwise the part that ended before.</returns>
    private async Task<string?> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = FirstEndedAsync(decided.Token);
        var ready = ReadyAsync(decided.Token);
        var first = await Task.WhenAny((Task)ended, ready);
        await decided.CancelAsync();
        if (first == ended)
        {
            return await ended;
        }

        Console.WriteLine(await ready);
        return null;
    }

    private async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        // Everything asked here is on this machine or beside it, whatever proxy the environment names.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        var gateway = await AddressAsync(subject.Gateway.HttpEndpoint(), cancellationToken);
        var replicas = new List<Uri>();
        foreach (var replica in subject.Replicas)
        {
            replicas.Add(
                replica.Endpoint is { } endpoint
                    ? await AddressAsync(endpoint, cancellationToken)
                    : subject.Plan.Ollama! // The only replica without an endpoint is the machine's own Ollama.
            );
        }

        var models = await new Readiness(http, gateway, replicas).WaitForModelsAsync(cancellationToken);
        return StartReport.Ready(subject.Plan, gateway, models, replicas.Count);
    }

    private async Task<Uri> AddressAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        await notifications.WaitForResourceAsync(
            endpoint.Resource.Name,
            KnownResourceStates.Running,
            cancellationToken
        );
        return new Uri(endpoint.Url);
    }

    private async Task<string?> FirstEndedAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            // Nobody waits for a program that only watches: its end is reported with those after the start.
            if (HasEnded(change) && change.Resource.Name != PrometheusResource.Name)
            {
                return change.ResourceId;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    private async Task ReportEndsAsync(CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (!HasEnded(change))
            {
                told.Remove(change.ResourceId);
            }
            else if (change.Resource == subject.Gateway.Resource)
            {
                Fail(StartReport.Ended(change.ResourceId, subject.Plan.Folder));
                return;
            }
            else if (told.Add(change.ResourceId))
            {
                Console.WriteLine(StartReport.Lost(change.ResourceId, subject.Plan.Folder));
            }
        }
    }

    private static bool HasEnded(ResourceEvent change) =>
        change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    private void Fail(string message)
    {
        Console.Error.WriteLine(message);
        outcome.Fail();
        lifetime.StopApplication();
    }
}
