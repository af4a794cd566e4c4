using System.Net;
using Orchestrator.Testing;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;

namespace Orchestrator.ServiceDefaults.Tests.Resilience;

public sealed class ResiliencePipelinesTests
{
    [Fact]
    public async Task A_generation_is_never_repeated_once_something_was_sent()
    {
        Assert.Equal(
            1,
            await CallsAsync(ResiliencePipelines.Llm, () => throw new HttpRequestException("broken stream"))
        );
        Assert.Equal(1, await CallsAsync(ResiliencePipelines.Llm, () => throw new IOException("broken stream")));
        Assert.Equal(1, await CallsAsync(ResiliencePipelines.Llm, () => Status(HttpStatusCode.ServiceUnavailable)));
    }

    [Fact]
    public async Task A_generation_whose_connection_failed_is_tried_once_more() =>
        Assert.Equal(
            2,
            await CallsAsync(
                ResiliencePipelines.Llm,
                () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            )
        );

    [Theory]
    [InlineData(HttpStatusCode.OK, 1)]
    [InlineData(HttpStatusCode.NotFound, 1)]
    [InlineData(HttpStatusCode.TooManyRequests, 3)]
    [InlineData(HttpStatusCode.BadGateway, 3)]
    public async Task A_repeatable_request_is_repeated_for_a_transient_status(HttpStatusCode status, int calls) =>
        Assert.Equal(calls, await CallsAsync(ResiliencePipelines.Http, () => Status(status)));

    [Fact]
    public async Task A_cache_that_is_gone_fails_fast_until_the_break_is_over()
    {
        var clock = new ManualTimeProvider();
        var pipeline = Provider(clock).GetPipeline(ResiliencePipelines.Redis);
        var calls = 0;
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => CallAsync().AsTask());
        }

        await Assert.ThrowsAsync<BrokenCircuitException>(() => CallAsync().AsTask());
        Assert.Equal(3, calls);
        clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<IOException>(() => CallAsync().AsTask());
        Assert.Equal(4, calls);

        ValueTask CallAsync() =>
            pipeline.ExecuteAsync(
                _ =>
                {
                    calls++;
                    throw new IOException("gone");
                },
                CancellationToken.None
            );
    }

    [Fact]
    public async Task An_attempt_is_cut_off_at_its_limit_which_follows_the_injected_clock()
    {
        var clock = new ManualTimeProvider();
        var pipeline = Provider(clock).GetPipeline(ResiliencePipelines.Redis);
        var call = pipeline
            .ExecuteAsync(
                async cancel => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel),
                CancellationToken.None
            )
            .AsTask();
        Assert.False(call.IsCompleted);

        clock.Advance(TimeSpan.FromMilliseconds(250));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => Wait.ForAsync(call, "the attempt is cut off"));
    }

    private static HttpResponseMessage Status(HttpStatusCode status) => new(status);

    private static ResiliencePipelineRegistry<string> Provider(TimeProvider clock) =>
        ResilienceServices.Pipelines(new ResilienceOptions(), clock);

    private static async Task<int> CallsAsync(string name, Func<HttpResponseMessage> outcome)
    {
        var options = new ResilienceOptions();
        options.Http.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Llm.RetryDelay = TimeSpan.FromMilliseconds(1);
        var calls = 0;
        var call = ResilienceServices
            .Pipelines(options, TimeProvider.System)
            .GetPipeline(name)
            .ExecuteAsync(
                _ =>
                {
                    calls++;
                    return ValueTask.FromResult(outcome());
                },
                CancellationToken.None
            );
        await Record.ExceptionAsync(() => call.AsTask());
        return calls;
    }
}
