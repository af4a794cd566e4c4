using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Tests.Models;

public sealed class DigestBookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-digests-");

    [Fact]
    public async Task A_digest_is_the_files_and_is_remembered_over_a_restart()
    {
        var part = Write("a.gguf", "first");
        var digest = await Book().OfAsync([part], CancellationToken.None);

        // Same size and time: it is taken for the same file, and not read again.
        await File.WriteAllTextAsync(part.Path, "other");
        var again = await Book().OfAsync([part], CancellationToken.None);
        var changed = await Book()
            .OfAsync([part with { ModifiedAt = part.ModifiedAt.AddSeconds(1) }], CancellationToken.None);

        Assert.Equal(Hash("first"), digest);
        Assert.Equal(digest, again);
        Assert.Equal(Hash("other"), changed);
    }

    [Fact]
    public async Task The_digest_of_a_split_model_is_that_of_its_parts_one_after_another() =>
        Assert.Equal(
            Hash("first" + "second"),
            await Book().OfAsync([Write("a.gguf", "first"), Write("b.gguf", "second")], CancellationToken.None)
        );

    [Fact]
    public async Task A_broken_book_or_none_to_write_costs_time_only()
    {
        var part = Write("a.gguf", "first");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "llamacpp-digests.json"), "{broken");

        Assert.Equal(Hash("first"), await Book().OfAsync([part], CancellationToken.None));
        // A file where the folder should be.
        Assert.Equal(Hash("first"), await Book(part.Path).OfAsync([part], CancellationToken.None));
        Assert.Equal(Hash("first"), await Book("").OfAsync([part], CancellationToken.None));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private DigestBook Book(string? folder = null) =>
        new(
            Options.Create(new LlamaCppOptions { StateFolder = folder ?? _folder.FullName }),
            NullLogger<DigestBook>.Instance
        );

    private FilePart Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return new FilePart(path, text.Length, DateTimeOffset.UnixEpoch);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding(text)));

    private static byte[] Encoding(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
