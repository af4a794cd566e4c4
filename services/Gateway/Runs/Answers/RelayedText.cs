using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>Remembers of a text that was sent only how long it was and its hash: nobody keeps an answer to forward it.</summary>
internal sealed class RelayedText : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>In UTF-16 code units.</summary>
    public int Length { get; private set; }

    public void Add(string text)
    {
        _hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        Length += text.Length;
    }

    public bool IsStartOf(string text) =>
        text.Length >= Length
        && _hash
            .GetCurrentHash()
            .AsSpan()
            .SequenceEqual(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan(0, Length))));

    public void Dispose() => _hash.Dispose();
}
