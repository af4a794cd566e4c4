using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class StatusTests
{
    [Theory]
    [InlineData(StatusCode.OK, 0)]
    [InlineData(StatusCode.Cancelled, 1)]
    [InlineData(StatusCode.Unknown, 2)]
    [InlineData(StatusCode.InvalidArgument, 3)]
    [InlineData(StatusCode.DeadlineExceeded, 4)]
    [InlineData(StatusCode.NotFound, 5)]
    [InlineData(StatusCode.AlreadyExists, 6)]
    [InlineData(StatusCode.PermissionDenied, 7)]
    [InlineData(StatusCode.ResourceExhausted, 8)]
    [InlineData(StatusCode.FailedPrecondition, 9)]
    [InlineData(StatusCode.Aborted, 10)]
    [InlineData(StatusCode.OutOfRange, 11)]
    [InlineData(StatusCode.Unimplemented, 12)]
    [InlineData(StatusCode.Internal, 13)]
    [InlineData(StatusCode.Unavailable, 14)]
    [InlineData(StatusCode.DataLoss, 15)]
    [InlineData(StatusCode.Unauthenticated, 16)]
    public void A_code_has_the_number_that_is_on_the_wire(StatusCode code, int number) =>
        Assert.Equal(number, (int)code);

    /// <summary>The genuine assemblies carry the numbers, not the names.</summary>
    [Fact]
    public void The_other_enumerations_have_the_numbers_that_are_compiled_in()
    {
        Assert.Equal([0, 1, 2, 3], Enum.GetValues<MethodType>().Select(value => (int)value));
        Assert.Equal(MethodType.ClientStreaming, (MethodType)1);
        Assert.Equal(MethodType.ServerStreaming, (MethodType)2);
        Assert.Equal(WriteFlags.BufferHint, (WriteFlags)1);
        Assert.Equal(WriteFlags.NoCompress, (WriteFlags)2);
        Assert.Equal(
            "Idle, Connecting, Ready, TransientFailure, Shutdown",
            string.Join(", ", Enumerable.Range(0, 5).Select(number => (ConnectivityState)number))
        );
    }

    [Fact]
    public void Prints_code_and_detail() =>
        Assert.Equal(
            "Status(StatusCode=\"NotFound\", Detail=\"no model\")",
            new Status(StatusCode.NotFound, "no model").ToString()
        );

    [Fact]
    public void Prints_the_local_cause_too()
    {
        var status = new Status(StatusCode.Unavailable, "gone", new IOException("reset"));

        Assert.Equal(
            "Status(StatusCode=\"Unavailable\", Detail=\"gone\", DebugException=\"System.IO.IOException: reset\")",
            status.ToString()
        );
    }

    [Fact]
    public void A_default_status_is_a_success_without_detail()
    {
        Assert.Equal(Status.DefaultSuccess.ToString(), default(Status).ToString());
        Assert.Equal("", default(Status).Detail);
        Assert.Equal(StatusCode.Cancelled, Status.DefaultCancelled.StatusCode);
    }

    [Fact]
    public void An_exception_says_its_status_or_what_it_was_told_to_say()
    {
        var status = new Status(StatusCode.Aborted, "why");
        var trailers = new Metadata { { "a", "1" } };

        Assert.Equal(status.ToString(), new RpcException(status).Message);
        Assert.Equal("said", new RpcException(status, "said").Message);
        Assert.Equal("said", new RpcException(status, trailers, "said").Message);
        Assert.Same(trailers, new RpcException(status, trailers).Trailers);
        Assert.Same(Metadata.Empty, new RpcException(status).Trailers);
        Assert.Equal(StatusCode.Aborted, new RpcException(status).StatusCode);
    }
}
