using System.Collections.Concurrent;
using System.Net;

namespace Orchestrator.Benchmarks.Load;

/// <summary>The connections to one target: kept from round to round, opened when all others are busy.</summary>
internal sealed class ConnectionPool(IPEndPoint address, int limit) : IDisposable
{
    private readonly ConcurrentStack<HttpConnection> _idle = new();
    private readonly SemaphoreSlim _places = new(limit, limit);

    /// <summary>Waits when as many as allowed are busy.</summary>
    public HttpConnection Take()
    {
        _places.Wait();
        return _idle.TryPop(out var connection) ? connection : HttpConnection.Open(address);
    }

    public void GiveBack(HttpConnection connection)
    {
        _idle.Push(connection);
        _places.Release();
    }

    /// <summary>A connection whose state is not known any more.</summary>
    public void GiveUp(HttpConnection connection)
    {
        connection.Dispose();
        _places.Release();
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _places.Dispose();
    }
}
