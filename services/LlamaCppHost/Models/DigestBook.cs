using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Models;

/// <summary>
/// Digests of files that did not change since. A large model takes minutes to read, and the host may be started again at any
/// time, so that they are kept in a file where the configuration names a folder for it.
/// </summary>
internal sealed partial class DigestBook(IOptions<LlamaCppOptions> options, ILogger<DigestBook> logger)
{
    private const int BufferBytes = 1 << 20;
    private const int EntriesMax = 20_000;

    private readonly ConcurrentDictionary<string, string> _known = Read(options.Value.StateFolder);

    /// <param name="parts">The parts of one model.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">A part cannot be read.</exception>
    public async Task<string> OfAsync(ImmutableArray<FilePart> parts, CancellationToken cancellationToken)
    {
        var key = string.Join('|', parts.Select(part => $"{part.Path} {part.SizeBytes} {part.ModifiedAt.UtcTicks}"));
        if (!_known.TryGetValue(key, out var digest))
        {
            digest = await ComputeAsync(parts, cancellationToken);
            Remember(key, digest);
        }

        return digest;
    }

    private static async Task<string> ComputeAsync(ImmutableArray<FilePart> parts, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        foreach (var part in parts)
        {
            await using var file = new FileStream(
                part.Path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite,
                1,
                true
            );
            while (await file.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                hash.AppendData(buffer, 0, count);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Remember(string key, string digest)
    {
        if (_known.Count >= EntriesMax)
        {
            _known.Clear();
        }

        _known[key] = digest;
        if (FileOf(options.Value.StateFolder) is { } path)
        {
            Save(path);
        }
    }

    private void Save(string path)
    {
        try
        {
            // Beside it first: a host that dies here leaves the old file whole.
            Directory.CreateDirectory(options.Value.StateFolder);
            File.WriteAllBytes(path + ".new", WireJson.Bytes(_known.ToDictionary(StringComparer.Ordinal)));
            File.Move(path + ".new", path, overwrite: true);
        }
        // Only a saving of time: the model is there all the same.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(path, exception.Message);
        }
    }

    private static ConcurrentDictionary<string, string> Read(string folder)
    {
        try
        {
            return FileOf(folder) is { } path && File.Exists(path)
                ? new(
                    JsonSerializer.Deserialize(File.ReadAllBytes(path), WireJson.Plain.DictionaryStringString) ?? [],
                    StringComparer.Ordinal
                )
                : new(StringComparer.Ordinal);
        }
        // Only a saving of time: what cannot be read is computed again.
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return new(StringComparer.Ordinal);
        }
    }

    private static string? FileOf(string folder) =>
        folder.Length == 0 ? null : Path.Combine(folder, "llamacpp-digests.json");

    [LoggerMessage(3704, LogLevel.Warning, "The digests of models cannot be kept in {File}: {Reason}")]
    private partial void LogNotSaved(string file, string reason);
}
