namespace Grpc.Core;

/// <summary>Hints for writing one message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for the next one instead of being flushed at once.</summary>
    BufferHint = 0x1,

    /// <summary>This message is sent as it is, even where the call compresses.</summary>
    NoCompress = 0x2,
}

/// <summary>How the following messages of a stream are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
