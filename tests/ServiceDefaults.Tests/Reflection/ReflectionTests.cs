using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Orchestrator.ServiceDefaults.ReflectionV1;
using Orchestrator.Testing;
using Alpha = Orchestrator.ServiceDefaults.ReflectionV1Alpha;

namespace Orchestrator.ServiceDefaults.Tests.Reflection;

public sealed class ReflectionTests
{
    [Fact]
    public async Task It_lists_every_mapped_service()
    {
        var answer = await AskAsync(new ServerReflectionRequest { ListServices = "*" });

        Assert.Equal(
            [
                "grpc.health.v1.Health",
                "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection",
                "test.echo.v1.Echo",
            ],
            answer.ListServicesResponse.Service.Select(service => service.Name)
        );
    }

    [Theory]
    [InlineData("test.echo.v1.Echo")]
    [InlineData("test.echo.v1.Echo.Say")]
    [InlineData("test.echo.v1.EchoRequest")]
    [InlineData("test.echo.v1.EchoRequest.text")]
    public async Task A_symbol_brings_its_file_with_all_imports_so_that_a_client_can_build_the_types(string symbol)
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(Parse).ToList();
        Assert.Equal("echo.proto", files[0].Name);
        Assert.Equal(
            ["echo.proto", "google/protobuf/empty.proto", "shape.proto"],
            files.Select(file => file.Name).Order(StringComparer.Ordinal)
        );
        // Each import stands before the file that needs it: what building wants.
        var built = FileDescriptor.BuildFromByteStrings(answer.FileDescriptorResponse.FileDescriptorProto.Reverse());
        Assert.Equal("test.echo.v1.Echo", built[^1].Services[0].FullName);
    }

    [Fact]
    public async Task A_file_is_found_by_name_and_a_nested_enum_in_an_import_by_symbol()
    {
        var byName = await AskAsync(new ServerReflectionRequest { FileByFilename = "shape.proto" });
        var bySymbol = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "test.echo.v1.Shape.Kind" });

        Assert.Equal("shape.proto", Parse(Assert.Single(byName.FileDescriptorResponse.FileDescriptorProto)).Name);
        Assert.Equal(byName.FileDescriptorResponse, bySymbol.FileDescriptorResponse);
    }

    [Fact]
    public async Task What_is_unknown_is_an_error_answer_and_the_stream_goes_on()
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();

        var unknown = await AskAsync(call, new ServerReflectionRequest { FileContainingSymbol = "no.such.Symbol" });
        var nothing = await AskAsync(call, new ServerReflectionRequest());
        var list = await AskAsync(call, new ServerReflectionRequest { Host = "h", ListServices = "" });

        Assert.Equal((int)StatusCode.NotFound, unknown.ErrorResponse.ErrorCode);
        Assert.Equal((int)StatusCode.InvalidArgument, nothing.ErrorResponse.ErrorCode);
        Assert.Equal("h", list.ValidHost);
        Assert.Equal(4, list.ListServicesResponse.Service.Count);
    }

    [Fact]
    public async Task The_older_protocol_name_gives_the_same_answers()
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();
        using var call = new Alpha.ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new() { FileContainingSymbol = "test.echo.v1.Echo" });
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(), "an answer"));

        Assert.Equal(3, call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto.Count);
    }

    [Fact]
    public async Task An_open_reflection_stream_does_not_hold_up_a_stop()
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await AskAsync(call, new ServerReflectionRequest { ListServices = "" });

        var stop = app.StopAsync();

        await Wait.ForAsync(stop, "the process stops");
        // Whether the end or the closed connection is seen first is a race that the caller cannot win.
        var end = await Record.ExceptionAsync(() => Wait.ForAsync(call.ResponseStream.MoveNext(), "the stream ends"));
        Assert.True(end is null or RpcException);
    }

    private static FileDescriptorProto Parse(ByteString bytes) => FileDescriptorProto.Parser.ParseFrom(bytes);

    private static async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        return await AskAsync(call, request);
    }

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call,
        ServerReflectionRequest request
    )
    {
        await call.RequestStream.WriteAsync(request);
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(), "reflection answers"));
        return call.ResponseStream.Current;
    }
}
