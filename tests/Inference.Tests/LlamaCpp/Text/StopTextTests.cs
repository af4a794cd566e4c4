using Orchestrator.Inference.LlamaCpp.Text;

namespace Orchestrator.Inference.Tests.LlamaCpp.Text;

public sealed class StopTextTests
{
    [Fact]
    public void A_text_without_stop_sequences_passes_at_once()
    {
        var stop = new StopText([]);

        Assert.Equal("a", stop.Add("a"));
        Assert.Equal("", stop.End());
        Assert.False(stop.IsStopped);
    }

    [Fact]
    public void A_beginning_is_held_back_and_sent_when_it_turns_out_to_be_none()
    {
        var stop = new StopText(["</end>"]);

        Assert.Equal("a", stop.Add("a</e"));
        Assert.Equal("</ex", stop.Add("x"));
        Assert.Equal("", stop.Add("<"));
        Assert.Equal("<", stop.End());
        Assert.False(stop.IsStopped);
    }

    [Fact]
    public void Nothing_comes_after_a_stop_sequence()
    {
        var stop = new StopText(["###"]);

        Assert.Equal("ab", stop.Add("ab#"));
        Assert.Equal("", stop.Add("##c"));
        Assert.Equal("", stop.Add("d"));
        Assert.Equal("", stop.End());
        Assert.True(stop.IsStopped);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_a_text_is_cut_the_same_comes_out(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var text = Letters(random, 12);
            string[] stops = [Letters(random, 3), Letters(random, 3)];

            Assert.Equal(LetterByLetter(text, stops), InPieces(text, stops, random));
        }
    }

    // Two letters only, so that beginnings of stop sequences are everywhere.
    private static string Letters(Random random, int max) =>
        string.Concat(Enumerable.Range(0, random.Next(1, max + 1)).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));

    // The plain rule: as soon as the text ends with a stop sequence, it is cut before it.
    private static string LetterByLetter(string text, string[] stops)
    {
        for (var length = 1; length <= text.Length; length++)
        {
            var ending = stops.Where(stop => text[..length].EndsWith(stop, StringComparison.Ordinal)).ToList();
            if (ending.Count > 0)
            {
                return text[..(length - ending.Max(stop => stop.Length))];
            }
        }

        return text;
    }

    private static string InPieces(string text, string[] stops, Random random)
    {
        var stop = new StopText(stops);
        var result = "";
        for (var at = 0; at < text.Length; )
        {
            var length = Math.Min(random.Next(1, 4), text.Length - at);
            result += stop.Add(text.Substring(at, length));
            at += length;
        }

        return result + stop.End();
    }
}
