using System.Numerics;
using System.Runtime.InteropServices;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Routing;

/// <summary>
/// Names the beginnings of a conversation: one hash for each whole block of its text, over everything up to there, so
/// that equal hashes in equal places are equal beginnings. Replicas that have served a beginning have it in their cache.
/// </summary>
/// <remarks>
/// Not cryptographic and not seeded: the hashes go to our own routers only, which take a replica for warm by them. Who
/// finds two texts with one hash gets a slower first token for himself; gateways have to agree without a secret.
/// </remarks>
internal static class PrefixHashes
{
    /// <summary>The contract's limit.</summary>
    public const int Most = 64;

    /// <summary>Of an image only its size and its beginning count: enough to tell two apart, cheap for large ones.</summary>
    private const int ImageBytes = 4096;

    /// <param name="blockChars">UTF-16 code units of text in one block; role marks and images do not count.</param>
    /// <param name="most">Hashes at most; what comes later in the conversation is not looked at.</param>
    public static List<ulong> Of(Question question, int blockChars, int most)
    {
        var blocks = new Blocks(blockChars, most);
        // Chat templates put tools before the conversation.
        foreach (var tool in question.Tools)
        {
            blocks.Mark("tool");
            blocks.Text(tool.Name);
            blocks.Text(tool.Description);
            blocks.Text(tool.ParametersJson);
        }

        foreach (var message in question.Messages)
        {
            if (blocks.IsFull)
            {
                break;
            }

            Add(message, blocks);
        }

        return blocks.Hashes;
    }

    private static void Add(Message message, Blocks blocks)
    {
        blocks.Mark(message.Role);
        foreach (var image in message.Images)
        {
            blocks.Mark("image");
            blocks.Bytes(image.Span[..Math.Min(image.Length, ImageBytes)], image.Length);
        }

        blocks.Text(message.Content);
        foreach (var call in message.ToolCalls)
        {
            blocks.Mark("call");
            blocks.Text(call.Name);
            blocks.Text(call.ArgumentsJson);
        }
    }

    /// <summary>The hash so far, and how much of the current block is filled.</summary>
    private sealed class Blocks(int blockChars, int most)
    {
        // Odd constants with about as many ones as zeros: digits of pi and of e.
        private const ulong First = 0x243F6A8885A308D3;
        private const ulong Second = 0xB7E151628AED2A6B;

        private ulong _hash = First;
        private int _filled;

        public List<ulong> Hashes { get; } = [];

        public bool IsFull => Hashes.Count >= most;

        public void Mark(string mark)
        {
            Mix((ulong)(uint)mark.Length | (1UL << 63));
            Bytes(MemoryMarshal.AsBytes(mark.AsSpan()), mark.Length);
        }

        public void Text(ReadOnlySpan<char> text)
        {
            while (!text.IsEmpty && !IsFull)
            {
                var piece = text[..Math.Min(text.Length, blockChars - _filled)];
                Bytes(MemoryMarshal.AsBytes(piece), piece.Length);
                text = text[piece.Length..];
                _filled += piece.Length;
                if (_filled == blockChars)
                {
                    Hashes.Add(Spread(_hash));
                    _filled = 0;
                }
            }
        }

        /// <param name="length">Told apart by it: what is padded to a whole word, or was cut.</param>
        public void Bytes(ReadOnlySpan<byte> bytes, int length)
        {
            while (bytes.Length >= sizeof(ulong))
            {
                Mix(MemoryMarshal.Read<ulong>(bytes));
                bytes = bytes[sizeof(ulong)..];
            }

            Span<byte> rest = stackalloc byte[sizeof(ulong)];
            rest.Clear();
            bytes.CopyTo(rest);
            Mix(MemoryMarshal.Read<ulong>(rest) ^ ((ulong)length << 32));
        }

        private void Mix(ulong word)
        {
            _hash = BitOperations.RotateLeft((_hash ^ word) * Second, 29) + First;
        }

        /// <summary>Every bit of the state reaches every bit of the result: routers take parts of it for buckets.</summary>
        private static ulong Spread(ulong hash)
        {
            hash = (hash ^ (hash >> 32)) * Second;
            hash = (hash ^ (hash >> 29)) * First;
            return hash ^ (hash >> 32);
        }
    }
}
