using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Tells a channel the addresses of a service. Not a PollingResolver: that one throws, and logs an error, when a connection
/// fails while its channel is being closed.
/// </summary>
internal sealed class PeerResolver(
    string service,
    Func<CancellationToken, Task<IReadOnlyList<BalancerAddress>>> lookUp,
    TimeProvider clock,
    TimeSpan interval,
    TimeSpan retry
) : Resolver
{
    private readonly CancellationTokenSource _closed = new();
    private Action<ResolverResult>? _listener;
    private ITimer? _timer;
    private int _isRunning;

    public override void Start(Action<ResolverResult> listener)
    {
        _listener = listener;
        _timer = clock.CreateTimer(_ => Refresh(), state: null, interval, interval);
        Refresh();
    }

    /// <summary>Called when a connection fails, and by the timer. One look-up at a time; more are not needed.</summary>
    public override void Refresh()
    {
        if (!_closed.IsCancellationRequested && Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            _ = ResolveAsync(_closed.Token);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _timer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await lookUp(cancellationToken);
            // A channel that was closed meanwhile must not open connections any more.
            cancellationToken.ThrowIfCancellationRequested();
            Tell(found.Count > 0 ? ResolverResult.ForResult(found) : Failure(exception: null));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Closed.
        }
        // The callers of the service are told; a wrong address in the configuration is among the reasons.
        catch (Exception exception)
            when (exception is SocketException or WrongSettingException or OperationCanceledException)
        {
            Tell(Failure(exception));
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private ResolverResult Failure(Exception? exception)
    {
        _timer?.Change(retry, interval);
        return ResolverResult.ForFailure(
            new Status(StatusCode.Unavailable, $"No address of '{service}' is known.", exception)
        );
    }

    private void Tell(ResolverResult result) => _listener?.Invoke(result);
}
