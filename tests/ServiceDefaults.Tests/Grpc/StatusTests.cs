using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults.Tests.EchoV1;

namespace Orchestrator.ServiceDefaults.Tests.Grpc;

public sealed class StatusTests
{
    [Fact]
    public async Task An_unforeseen_error_is_internal_with_a_trace_id_and_logged_once_and_never_quoted()
    {
        var script = Throwing(() => new InvalidOperationException("secret inner workings"));
        await using var app = await EchoApp.StartAsync(script);
        app.Log.ExpectErrors("/test.echo.v1.Echo/Say");
        using var span = new Activity("test").Start();

        var status = await app.Client().SayAsync(new EchoRequest()).StatusOf();

        Assert.Equal(StatusCode.Internal, status.StatusCode);
        Assert.DoesNotContain("secret", status.Detail, StringComparison.Ordinal);
        Assert.Contains(span.TraceId.ToHexString(), status.Detail, StringComparison.Ordinal);
        var error = Assert.Single(app.Log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal("secret inner workings", error.Exception?.Message);
    }

    [Fact]
    public async Task A_status_that_the_handler_chose_passes_unchanged()
    {
        var script = Throwing(() => new RpcException(new Status(StatusCode.FailedPrecondition, "an old epoch")));
        await using var app = await EchoApp.StartAsync(script);

        var status = await app.Client().SayAsync(new EchoRequest()).StatusOf();

        Assert.Equal((StatusCode.FailedPrecondition, "an old epoch"), (status.StatusCode, status.Detail));
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_becomes_a_status_after_what_was_sent()
    {
        var script = new EchoScript
        {
            Repeat = async (stream, context) =>
            {
                await stream.WriteAsync(new EchoReply { Text = "first" }, context.CancellationToken);
                throw new TimeoutException("inner");
            },
        };
        await using var app = await EchoApp.StartAsync(script);
        using var call = app.Client().Repeat(new EchoRequest());

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, (await call.ResponseStream.MoveNext().StatusOf()).StatusCode);
    }

    public static TheoryData<Exception, bool, bool, StatusCode> Table() =>
        new()
        {
            { new OperationCanceledException(), false, false, StatusCode.Cancelled },
            { new OperationCanceledException(), true, false, StatusCode.Cancelled },
            { new OperationCanceledException(), true, true, StatusCode.DeadlineExceeded },
            { new TimeoutException(), false, false, StatusCode.DeadlineExceeded },
            { BadCount(0), false, false, StatusCode.InvalidArgument },
            { new InvalidOperationException(), false, false, StatusCode.Internal },
            { new IOException(), true, false, StatusCode.Cancelled },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_exception_has_one_status(Exception exception, bool isGone, bool isLate, StatusCode expected) =>
        Assert.Equal(expected, ErrorStatus.Of(exception, isGone, isLate, traceId: null).StatusCode);

    [Fact]
    public void An_invalid_argument_is_named_and_its_value_is_not()
    {
        var exception = TooLong("my prompt");

        var status = ErrorStatus.Of(exception, isGone: false, isLate: false, traceId: null);

        Assert.Contains("'prompt'", status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("my prompt", status.Detail, StringComparison.Ordinal);
    }

    private static ArgumentOutOfRangeException BadCount(int count) => new(nameof(count), count, message: null);

    private static ArgumentException TooLong(string prompt) => new($"'{prompt}' is too long", nameof(prompt));

    private static EchoScript Throwing(Func<Exception> exception) => new() { Say = (_, _) => throw exception() };
}
