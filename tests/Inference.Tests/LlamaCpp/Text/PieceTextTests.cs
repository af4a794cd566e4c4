using System.Text;
using Orchestrator.Inference.LlamaCpp.Text;

namespace Orchestrator.Inference.Tests.LlamaCpp.Text;

public sealed class PieceTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("안녕하세요, 세계")]
    [InlineData("👩‍👩‍👧 é ß")]
    public void Text_that_comes_byte_by_byte_comes_out_whole(string text)
    {
        var pieces = new PieceText();

        var parts = Encoding.UTF8.GetBytes(text).Select(value => pieces.Add([value])).ToList();

        Assert.Equal(text, string.Concat(parts) + pieces.End());
        Assert.All(parts, part => Assert.DoesNotContain('\uFFFD', part));
    }

    [Fact]
    public void What_is_no_text_becomes_replacement_characters_and_does_not_hold_back_what_follows()
    {
        var pieces = new PieceText();

        Assert.Equal("a\uFFFDb", pieces.Add([(byte)'a', 0xFF, (byte)'b']));
        Assert.Equal("", pieces.Add([0xED, 0x95]));
        Assert.Equal("\uFFFDc", pieces.Add([(byte)'c']));
        Assert.Equal("", pieces.Add([0xED]));
        Assert.Equal("\uFFFD", pieces.End());
    }

    [Fact]
    public void A_piece_of_many_bytes_is_not_cut()
    {
        var text = new string('가', 1_000);

        Assert.Equal(text, new PieceText().Add(Encoding.UTF8.GetBytes(text)));
    }
}
