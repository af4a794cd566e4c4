using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class ServiceDefinitionTests
{
    [Fact]
    public void Generated_code_lists_every_method_with_its_kind()
    {
        var binder = new ListingBinder();

        Probe.BindService(new ProbeService(new ProbeScript())).BindService(binder);

        Assert.Equal(
            [
                "Unary /probe.Probe/Unary",
                "ServerStreaming /probe.Probe/Down",
                "ClientStreaming /probe.Probe/Up",
                "DuplexStreaming /probe.Probe/Both",
            ],
            binder.Methods
        );
    }

    [Fact]
    public void A_method_can_be_added_once()
    {
        var method = new Method<string, string>(
            MethodType.Unary,
            "s",
            "m",
            Marshallers.StringMarshaller,
            Marshallers.StringMarshaller
        );
        UnaryServerMethod<string, string> handler = (request, _) => Task.FromResult(request);
        var builder = ServerServiceDefinition.CreateBuilder().AddMethod(method, handler);

        Assert.Throws<ArgumentException>(() => builder.AddMethod(method, handler));
    }

    private sealed class ListingBinder : ServiceBinderBase
    {
        public List<string> Methods { get; } = [];

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            UnaryServerMethod<TRequest, TResponse>? handler
        ) => List(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            ServerStreamingServerMethod<TRequest, TResponse>? handler
        ) => List(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            ClientStreamingServerMethod<TRequest, TResponse>? handler
        ) => List(method, handler);

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method,
            DuplexStreamingServerMethod<TRequest, TResponse>? handler
        ) => List(method, handler);

        private void List(IMethod method, Delegate? handler)
        {
            Assert.NotNull(handler);
            Methods.Add($"{method.Type} {method.FullName}");
        }
    }
}
