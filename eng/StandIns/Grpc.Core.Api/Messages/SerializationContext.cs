using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts a message: either one array, or a buffer writer that it completes.</summary>
public abstract class SerializationContext
{
    /// <summary>Takes the whole payload at once; the array belongs to the call from then on.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Tells the length in bytes before the first write, which saves a copy.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>Ends what was written to <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
