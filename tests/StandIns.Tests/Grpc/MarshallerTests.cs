using System.Buffers;
using System.Text;
using Grpc.Core;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class MarshallerTests
{
    [Fact]
    public void Made_of_buffer_functions_it_offers_array_functions_too()
    {
        var marshaller = Marshallers.Create<string>(
            (text, context) =>
            {
                context.SetPayloadLength(Encoding.UTF8.GetByteCount(text));
                context.GetBufferWriter().Write(Encoding.UTF8.GetBytes(text));
                context.Complete();
            },
            context => $"{Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence())} in {context.PayloadLength}"
        );

        Assert.Equal("가"u8.ToArray(), marshaller.Serializer("가"));
        Assert.Equal([], marshaller.Serializer(""));
        Assert.Equal("가 in 3", marshaller.Deserializer([.. "가"u8]));
    }

    [Fact]
    public void Made_of_array_functions_it_offers_buffer_functions_too()
    {
        var there = Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);
        // A second one on top calls the contextual functions of the first with real contexts.
        var around = Marshallers.Create(there.ContextualSerializer, there.ContextualDeserializer);

        Assert.Equal("text"u8.ToArray(), around.Serializer("text"));
        Assert.Equal("text", around.Deserializer([.. "text"u8]));
        Assert.Equal(
            "text",
            Marshallers.StringMarshaller.Deserializer(Marshallers.StringMarshaller.Serializer("text"))
        );
    }

    [Fact]
    public void A_serializer_completes_exactly_once()
    {
        var never = Marshallers.Create<string>((_, _) => { }, _ => "");
        var twice = Marshallers.Create<string>(
            (_, context) =>
            {
                context.Complete([]);
                context.Complete([]);
            },
            _ => ""
        );

        Assert.Throws<InvalidOperationException>(() => never.Serializer(""));
        Assert.Throws<InvalidOperationException>(() => twice.Serializer(""));
    }
}
