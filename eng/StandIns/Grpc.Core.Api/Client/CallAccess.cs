namespace Grpc.Core;

/// <summary>What the four call types have in common: headers, status, trailers, disposal.</summary>
internal sealed class CallAccess(
    Func<object, Task<Metadata>> responseHeadersAsync,
    Func<object, Status> getStatus,
    Func<object, Metadata> getTrailers,
    Action<object> dispose,
    object state
)
{
    private static readonly object NoState = new();

    /// <summary>For fakes and interceptors, which have no state object.</summary>
    public CallAccess(Task<Metadata> headers, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose)
        : this(_ => headers, _ => getStatus(), _ => getTrailers(), _ => dispose(), NoState) { }

    /// <summary>Asked for only when read: a client starts to wait for headers when someone wants them.</summary>
    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync(state);

    public Status Status => getStatus(state);

    public Metadata Trailers => getTrailers(state);

    public void Dispose() => dispose(state);
}
