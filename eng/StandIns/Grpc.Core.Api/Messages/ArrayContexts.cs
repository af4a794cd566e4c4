using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects what a contextual serializer writes, so that it can be had as one array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public static byte[] Run<T>(Action<T, SerializationContext> serializer, T message)
    {
        var context = new ArraySerializationContext();
        serializer(message, context);
        return context._payload ?? throw new InvalidOperationException("The serializer did not complete the message.");
    }

    public override void Complete(byte[] payload)
    {
        RefuseSecondCompletion();
        _payload = payload;
    }

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void SetPayloadLength(int payloadLength) =>
        _writer ??= payloadLength > 0 ? new ArrayBufferWriter<byte>(payloadLength) : null;

    public override void Complete()
    {
        RefuseSecondCompletion();
        _payload = _writer is null ? [] : _writer.WrittenSpan.ToArray();
    }

    private void RefuseSecondCompletion()
    {
        if (_payload is not null)
        {
            throw new InvalidOperationException("The message is already complete.");
        }
    }
}

/// <summary>Reads from one array.</summary>
internal sealed class ArrayDeserializationContext(byte[] payload) : DeserializationContext
{
    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => [.. payload];

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
}
