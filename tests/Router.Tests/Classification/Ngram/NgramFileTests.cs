using System.Security.Cryptography;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Router.Tests.Classification.Ngram;

public sealed class NgramFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var model = Model();

        var copy = NgramFile.Read(NgramFile.Write(model));

        Assert.True(model.Weights.SequenceEqual(copy.Weights));
        Assert.Equal(model.Header.BlockWeights, copy.Header.BlockWeights);
        Assert.Equal(model.Header.LaneScales, copy.Header.LaneScales);
        Assert.Equal(model.Header.Bias, copy.Header.Bias);
        Assert.Equal(model.Header.Temperature, copy.Header.Temperature);
    }

    [Fact]
    public void A_file_with_one_wrong_bit_is_refused_wherever_it_is()
    {
        var file = NgramFile.Write(Model());
        for (var i = 0; i < file.Length; i++)
        {
            file[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => NgramFile.Read(file));
            file[i] ^= 4;
        }
    }

    [Fact]
    public void A_file_that_ends_early_is_refused()
    {
        var file = NgramFile.Write(Model());

        Assert.All(
            Enumerable.Range(0, file.Length),
            length => Assert.Throws<InvalidDataException>(() => NgramFile.Read(file.AsSpan(0, length)))
        );
    }

    [Theory]
    // A row behind the last bucket, no end, a row that is cut, more after the end.
    [InlineData("FFFF3F0100FF00")]
    [InlineData("010100FF")]
    [InlineData("01FFFF0102")]
    [InlineData("010100FF0000")]
    [InlineData("FFFFFFFFFFFF")]
    public void Rows_that_cannot_be_are_refused_although_the_checksum_is_right(string rows)
    {
        var empty = NgramFile.Write(new NgramModel(Model().Header, new sbyte[FeatureHash.Buckets * NgramLanes.Count]));
        byte[] content = [.. empty[..^(SHA256.HashSizeInBytes + 1)], .. Convert.FromHexString(rows)];

        Assert.Throws<InvalidDataException>(() => NgramFile.Read([.. content, .. SHA256.HashData(content)]));
    }

    [Fact]
    public void Weights_for_other_features_are_refused_with_that_reason()
    {
        var file = NgramFile.Write(Model());
        file[9]++;
        var content = file[..^SHA256.HashSizeInBytes];

        var refused = Assert.Throws<InvalidDataException>(() =>
            NgramFile.Read([.. content, .. SHA256.HashData(content)])
        );

        Assert.Contains("another version", refused.Message, StringComparison.Ordinal);
    }

    private static NgramModel Model()
    {
        var weights = new sbyte[FeatureHash.Buckets * NgramLanes.Count];
        weights[3] = -128;
        weights[(7 * NgramLanes.Count) + 11] = 127;
        weights[^5] = 1;
        return new NgramModel(
            new NgramHeader(
                [.. Enumerable.Range(1, FeatureBlocks.Count).Select(i => i / 2f)],
                [.. Enumerable.Range(1, NgramLanes.Count).Select(i => i / 100f)],
                [.. Enumerable.Range(1, NgramLanes.Count).Select(i => -i / 10f)],
                0.75f
            ),
            weights
        );
    }
}
