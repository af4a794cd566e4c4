using System.Text;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.Inference.Tests.LlamaCpp;

public sealed class LlamaLibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-llama-");

    [LlamaFact]
    public void The_library_says_a_version_that_is_supported()
    {
        var library = LlamaLibrary.Load(LlamaNative.Folder);

        Assert.True(LibraryFiles.IsSupported(library.Version));
        Assert.Same(library, LlamaLibrary.Load(LlamaNative.Folder + Path.DirectorySeparatorChar));
    }

    [LlamaFact]
    public void One_process_uses_one_library()
    {
        _ = LlamaLibrary.Load(LlamaNative.Folder);

        Assert.Equal(
            LlamaFault.Library,
            Assert.Throws<LlamaException>(() => LlamaLibrary.Load(_folder.FullName)).Fault
        );
    }

    [Theory]
    [InlineData("0.5.0", true)]
    [InlineData("0.5.0-dev", true)]
    [InlineData("0.5.01", false)]
    [InlineData("0.5.1", false)]
    [InlineData("0.6.0", false)]
    [InlineData("", false)]
    public void Only_the_version_whose_structures_are_known_is_supported(string version, bool isSupported) =>
        Assert.Equal(isSupported, LibraryFiles.IsSupported(version));

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var folder = Path.Combine(_folder.FullName, "nowhere");

        var failure = Assert.Throws<LlamaException>(() => LibraryFiles.Find(folder));

        Assert.Equal(LlamaFault.Library, failure.Fault);
        Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_library_is_an_error_that_says_what_was_looked_for()
    {
        var failure = Assert.Throws<LlamaException>(() => LibraryFiles.Find(_folder.FullName));

        Assert.Contains("ggml-base", failure.Message, StringComparison.Ordinal);
    }

    [LlamaFact]
    public void A_file_that_is_no_library_is_an_error()
    {
        CopyLibrary();
        File.WriteAllText(Library(), "not a library");

        var failure = Assert.Throws<LlamaException>(() => LibraryFiles.Find(_folder.FullName));

        Assert.Contains("cannot be loaded", failure.Message, StringComparison.Ordinal);
    }

    [LlamaFact]
    public void A_library_of_another_version_is_refused_by_name()
    {
        CopyLibrary();
        var bytes = File.ReadAllBytes(Library());
        var version = Encoding.ASCII.GetBytes(LlamaLibrary.Load(LlamaNative.Folder).Version + "\0");
        var at = bytes.AsSpan().IndexOf(version);
        Assert.True(at > 0, "the version is not in the file as a text");
        bytes[at + 2] = (byte)'9';
        File.WriteAllBytes(Library(), bytes);

        var failure = Assert.Throws<LlamaException>(() => LibraryFiles.Find(_folder.FullName).CheckVersion());

        Assert.Contains("0.9.0", failure.Message, StringComparison.Ordinal);
        Assert.Contains(LlamaLibrary.SupportedVersion, failure.Message, StringComparison.Ordinal);
    }

    [LlamaFact]
    public void A_library_that_says_no_version_is_refused()
    {
        CopyLibrary();
        File.Copy(Directory.GetFiles(_folder.FullName, "*ggml-base*")[0], Library(), overwrite: true);

        var failure = Assert.Throws<LlamaException>(() => LibraryFiles.Find(_folder.FullName).CheckVersion());

        Assert.Contains("does not say its version", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Library() =>
        Directory
            .GetFiles(_folder.FullName, "*llama*")
            .Single(path =>
                !path.Contains("common", StringComparison.Ordinal) && !path.EndsWith(".node", StringComparison.Ordinal)
            );

    private void CopyLibrary()
    {
        foreach (
            var path in Directory
                .GetFiles(LlamaNative.Folder)
                .Where(path => !path.Contains("-cpu-", StringComparison.Ordinal))
        )
        {
            File.Copy(path, Path.Combine(_folder.FullName, Path.GetFileName(path)));
        }
    }
}
