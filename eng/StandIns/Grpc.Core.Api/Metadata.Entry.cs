using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with a text value, or with bytes when the key ends in <see cref="BinaryHeaderSuffix"/>.</summary>
    public class Entry
    {
        // Every header of every call passes here, on both ends: no allocation unless a key has upper case.
        private static readonly SearchValues<char> AllowedInKeys = SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
        );

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <exception cref="ArgumentException">The key has a character that is not allowed, or lacks the suffix "-bin".</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinary)
            {
                throw new ArgumentException(
                    $"The key of a binary entry must end in '{BinaryHeaderSuffix}'.",
                    nameof(key)
                );
            }

            // A copy: what the caller does with its array later must not change a header that is already queued.
            _bytes = [.. valueBytes];
        }

        /// <exception cref="ArgumentException">The key has a character that is not allowed, or the suffix "-bin".</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinary)
            {
                throw new ArgumentException(
                    $"The key of a text entry must not end in '{BinaryHeaderSuffix}'.",
                    nameof(key)
                );
            }

            _text = value;
        }

        /// <summary>Always in lower case.</summary>
        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value =>
            _text ?? throw new InvalidOperationException("A binary metadata entry has bytes, not a text value.");

        /// <summary>A copy of the bytes; of a text value, its ASCII bytes, as they are on the wire.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : [.. _bytes];

        public override string ToString() =>
            _bytes is null
                ? $"[Entry: key={Key}, value={_text}]"
                : $"[Entry: key={Key}, valueBytes={Convert.ToHexString(_bytes)}]";

        internal bool HasKey(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            return key.Length > 0 && !key.AsSpan().ContainsAnyExcept(AllowedInKeys)
                ? key.ToLowerInvariant()
                : throw new ArgumentException(
                    $"Metadata key '{key}' is not valid: only ASCII letters, digits, '_', '-' and '.' are allowed.",
                    nameof(key)
                );
        }
    }
}
