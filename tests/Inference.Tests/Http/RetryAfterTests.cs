using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "17", 17_000)]
    [InlineData("Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT", 30_000)]
    [InlineData("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("Retry-After", "999999", 3_600_000)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "-5", null)]
    [InlineData("retry-after-ms", "x", null)]
    [InlineData("Other", "1", null)]
    public void It_is_a_span_or_a_date_and_at_most_an_hour(string name, string value, int? milliseconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(name, value);

        var expected = milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : (TimeSpan?)null;
        Assert.Equal(expected, RetryAfter.In(response.Headers, Now));
    }
}
