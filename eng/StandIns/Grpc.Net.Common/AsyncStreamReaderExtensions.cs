using System.Runtime.CompilerServices;

// The genuine assembly has this type in the namespace of the other one.
namespace Grpc.Core;

public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads to the end, one message in flight.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader,
        CancellationToken cancellationToken = default
    )
    {
        // Checked here and not on the first read: the caller's mistake shows at the caller's line.
        ArgumentNullException.ThrowIfNull(streamReader);
        return ReadToEndAsync(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadToEndAsync<T>(
        IAsyncStreamReader<T> streamReader,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (await streamReader.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            yield return streamReader.Current;
        }
    }
}
