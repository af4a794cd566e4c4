using System.Net;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>Waits until a program that was started answers.</summary>
internal static class Ready
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _perTry = TimeSpan.FromSeconds(5);

    /// <param name="address">What has to answer with success.</param>
    /// <param name="text">What the answer has to contain.</param>
    /// <param name="process">Who answers; its end ends the wait.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="BenchmarkException">It ended, or took too long.</exception>
    public static async Task WaitAsync(
        Uri address,
        string text,
        ChildProcess process,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { Timeout = _perTry };
        try
        {
            await Wait.UntilAsync(
                () => AnswersAsync(http, address, text, process, cancellationToken),
                () => "",
                _limit
            );
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"{process.Name} did not answer at {address} within {_limit}.");
        }
    }

    public static IPEndPoint EndPointOf(Uri address) => new(IPAddress.Loopback, address.Port);

    private static async Task<bool> AnswersAsync(
        HttpClient http,
        Uri address,
        string text,
        ChildProcess process,
        CancellationToken cancellationToken
    )
    {
        if (process.HasExited)
        {
            var words = await process.LastWordsAsync();
            throw new BenchmarkException($"{process.Name} has ended instead of answering at {address}:\n{words}");
        }

        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode && body.Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            return false;
        }
    }
}
