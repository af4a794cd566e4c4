using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

/// <summary>The questions of one caller until it ends, hangs up, or this process stops: an idle caller must not hold up a stop.</summary>
internal sealed class ReflectionStream(IHostApplicationLifetime lifetime)
{
    public async IAsyncEnumerable<TRequest> ReadAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            lifetime.ApplicationStopping
        );
        while (await HasNextAsync(requests, ending.Token))
        {
            yield return requests.Current;
        }
    }

    private static async Task<bool> HasNextAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests,
        CancellationToken ending
    )
    {
        try
        {
            return await requests.MoveNext(ending);
        }
        // A hang-up or a stop is the usual end of such a stream.
        catch (Exception) when (ending.IsCancellationRequested)
        {
            return false;
        }
    }
}
