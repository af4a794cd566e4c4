using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Router.Rules;

/// <summary>What stood in the file of the rules when it was read.</summary>
internal abstract record RulesContent
{
    private RulesContent() { }

    /// <param name="Version">Beginning of the content's SHA-256: the same text is the same version.</param>
    public sealed record Text(string Yaml, string Version) : RulesContent
    {
        private const int VersionChars = 12;

        public static Text Of(ReadOnlySpan<byte> bytes) =>
            new(Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes))[..VersionChars]);
    }

    /// <param name="Why">A sentence's end, without the content.</param>
    public sealed record Unreadable(string Why) : RulesContent;

    /// <summary>At most as much as a file may have, and one byte to notice more.</summary>
    public static async Task<RulesContent> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 4_096,
                FileOptions.Asynchronous
            );
            var bytes = new byte[(int)Math.Min(file.Length, RuleLimits.MaxFileBytes) + 1];
            var count = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return count > RuleLimits.MaxFileBytes
                ? new Unreadable($"it has more than {RuleLimits.MaxFileBytes} bytes")
                : Text.Of(bytes.AsSpan(0, count));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Unreadable(exception.Message);
        }
    }
}
