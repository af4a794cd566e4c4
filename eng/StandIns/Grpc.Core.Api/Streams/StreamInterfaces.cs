namespace Grpc.Core;

/// <summary>Reads messages one by one.</summary>
public interface IAsyncStreamReader<out T>
{
    T Current { get; }

    /// <returns>False once the stream has ended; a failed call throws <see cref="RpcException"/>.</returns>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Writes messages one by one; the next write waits for the one before.</summary>
public interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    Task WriteAsync(T message);

    /// <exception cref="NotSupportedException">This writer cannot cancel a write.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This stream writer does not support the cancellation of a write.")
            : WriteAsync(message);
}

/// <summary>The client's half of a request stream.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Tells the server that no more messages follow.</summary>
    Task CompleteAsync();
}

/// <summary>The server's half of a response stream; it ends when the handler returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
