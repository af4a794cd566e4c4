using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>128 bits of a hash: enough that no two texts meet, and no text is kept.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextKey(ulong High, ulong Low)
{
    /// <param name="model">What tells models apart: another model may say something else.</param>
    public static TextKey Of(string model, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes($"{model}\n{text}".AsSpan()), hash);
        return new TextKey(
            BinaryPrimitives.ReadUInt64LittleEndian(hash),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[sizeof(ulong)..])
        );
    }
}
