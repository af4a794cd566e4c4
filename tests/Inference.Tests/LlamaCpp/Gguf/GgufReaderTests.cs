using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Inference.LlamaCpp.Gguf;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.Inference.Tests.LlamaCpp.Gguf;

public sealed class GgufReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-gguf-");
    private readonly byte[] _bytes;

    public GgufReaderTests()
    {
        var path = Path.Combine(_folder.FullName, "tiny.gguf");
        TinyModel.Write(path);
        _bytes = File.ReadAllBytes(path);
    }

    [Fact]
    public void The_beginning_of_a_file_says_what_the_model_is()
    {
        var header = Read(_bytes);

        Assert.Equal("llama", header.Architecture);
        Assert.Equal("F16", header.Quantization);
        Assert.Equal(TinyModel.ContextTokens, header.ContextLength);
        Assert.Equal(128, header.EmbeddingLength);
        Assert.Equal(TinyModel.Template, header.ChatTemplate);
        Assert.False(header.HasPooling);
        // Two tables of 358 rows, and two layers.
        Assert.Equal((2 * 358 * 128) + 128 + (2 * ((4 * 128 * 128) + (3 * 128 * 256) + 256)), header.ParameterCount);
    }

    [Fact]
    public void A_file_cut_at_any_place_of_its_beginning_is_an_error()
    {
        var length = BeginningLength();

        for (var cut = 0; cut < length; cut += cut < 200 ? 1 : 61)
        {
            Assert.Equal(LlamaFault.ModelFile, Assert.Throws<LlamaException>(() => Read(_bytes[..cut])).Fault);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_with_any_bytes_changed_is_read_or_refused_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var length = BeginningLength();
        var refused = 0;
        for (var round = 0; round < 500; round++)
        {
            var bytes = _bytes[..length];
            for (var change = 0; change < 4; change++)
            {
                bytes[random.Next(round % 2 == 0 ? 200 : length)] = (byte)random.Next(256);
            }

            try
            {
                Read(bytes);
            }
            catch (LlamaException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 500);
    }

    [Fact]
    public void Lengths_beyond_a_limit_are_refused_before_anything_is_allocated()
    {
        var failure = Assert.Throws<LlamaException>(() =>
            Read(_bytes, new GgufLimits { TextBytesMax = TinyModel.Template.Length - 1 })
        );

        Assert.Contains("bytes in one text", failure.Message, StringComparison.Ordinal);
        Assert.Throws<LlamaException>(() => Read(_bytes, new GgufLimits { EntriesMax = 3 }));
        Assert.Throws<LlamaException>(() => Read(_bytes, new GgufLimits { TensorsMax = 3 }));
        Assert.Throws<LlamaException>(() => Read(_bytes, new GgufLimits { ArrayItemsMax = 100 }));
        Assert.Throws<LlamaException>(() => Read(_bytes, new GgufLimits { AllTextBytesMax = 100 }));
    }

    [Fact]
    public void A_version_that_is_not_known_is_named()
    {
        var bytes = _bytes.ToArray();
        bytes[4] = 9;

        Assert.Contains(
            "version 9",
            Assert.Throws<LlamaException>(() => Read(bytes)).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static GgufHeader Read(byte[] bytes, GgufLimits? limits = null)
    {
        using var file = new MemoryStream(bytes);
        return GgufReader.Read(file, limits ?? new GgufLimits());
    }

    private int BeginningLength()
    {
        using var file = new MemoryStream(_bytes);
        GgufReader.Read(file, new GgufLimits());
        return (int)file.Position;
    }
}
