using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost.Tests.Models;

public sealed class ModelNamingTests
{
    [Fact]
    public void A_file_is_a_model_by_its_name() =>
        Assert.Equal(["llama3-8b-q4_K_M:latest", "tiny:latest"], Names("tiny.gguf", "llama3-8b-q4_K_M.gguf"));

    [Fact]
    public void The_parts_of_a_split_model_are_one_once_they_are_all_there()
    {
        var models = ModelNaming.Group(
            Files("big-00002-of-00003.gguf", "big-00003-of-00003.gguf", "big-00001-of-00003.gguf")
        );

        var (id, parts) = Assert.Single(models);
        Assert.Equal("big:latest", id.ToString());
        Assert.EndsWith("big-00001-of-00003.gguf", parts[0].Path, StringComparison.Ordinal);
        Assert.Equal(3, parts.Length);
        Assert.Empty(Names("big-00001-of-00003.gguf", "big-00002-of-00003.gguf"));
    }

    [Fact]
    public void What_is_no_model_name_is_left_out_and_one_name_counts_once() =>
        Assert.Equal(["A:latest"], Names("A b.gguf", "a.gguf", "A.gguf"));

    private static List<string> Names(params string[] files) =>
        [.. ModelNaming.Group(Files(files)).Select(model => model.Id.ToString()).Order(StringComparer.Ordinal)];

    private static IEnumerable<FilePart> Files(params string[] names) =>
        names.Select(name => new FilePart(Path.Combine("models", name), 1, DateTimeOffset.UnixEpoch));
}
