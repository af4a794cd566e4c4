using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Networking;

/// <summary>Forwards the connections of one public port to the replicas in turn. It stays while they come and go.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly Func<IReadOnlyList<int>> _targets;
    private readonly RunnerOptions _limits;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _turn = -1;
    private int _connections;

    /// <param name="listeners">Bound and listening; the proxy owns them.</param>
    /// <param name="targets">The ports of the replicas that run now.</param>
    /// <param name="limits">The runner's limits.</param>
    public TcpProxy(IReadOnlyList<Socket> listeners, Func<IReadOnlyList<int>> targets, RunnerOptions limits)
    {
        _listeners = listeners;
        _targets = targets;
        _limits = limits;
        Port = ProxyListener.PortOf(listeners[0]);
        _accepting = Task.WhenAll(listeners.Select(AcceptLoopAsync));
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        await _accepting;
    }

    private async Task AcceptLoopAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync(_stopping.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            // One client has gone before it was accepted, or the machine is out of sockets: the next one may be luckier.
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                if (
                    Interlocked.Increment(ref _connections) <= _limits.ProxyConnectionsMax
                    && await ConnectAsync() is { } target
                )
                {
                    using (target)
                    {
                        await ProxyConnection.RelayAsync(client, target, _limits.ProxyBufferBytes, _stopping.Token);
                    }
                }
                else
                {
                    client.LingerState = new LingerOption(enable: true, seconds: 0); // a reset: nobody answers here
                }
            }
            // Whatever broke this connection has broken this connection only.
            catch (Exception exception)
                when (exception is SocketException or OperationCanceledException or ObjectDisposedException) { }
            finally
            {
                Interlocked.Decrement(ref _connections);
            }
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var targets = _targets();
        var turn = (int)((uint)Interlocked.Increment(ref _turn) % (uint)Math.Max(targets.Count, 1));
        for (var i = 0; i < targets.Count; i++)
        {
            if (await ConnectToAsync(targets[(turn + i) % targets.Count]) is { } connected)
            {
                return connected;
            }
        }

        return null;
    }

    private async Task<Socket?> ConnectToAsync(int port)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        deadline.CancelAfter(_limits.ProxyConnectLimit);
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), deadline.Token);
                return socket;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }
}
